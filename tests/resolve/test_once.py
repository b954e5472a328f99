"""What is the same for many pages is worked out once, and each page that takes it has read what it was made of."""

from pathlib import Path

import pytest

from sitegen.model.base import Reference
from sitegen.pipeline import Request, examine
from sitegen.resolve.digests import Digests
from sitegen.resolve.reads import Reads, once, once_as_one, watched
from sitegen.resolve.site import Site
from tests.builders import TODAY, small_site

CITY = Reference("organisations", "city")
asked: list[tuple[object, ...]] = []


@once
def title(site: Site, language: str, reference: Reference) -> str:
    asked.append((language, reference))
    return site.entries[reference].words("title").get(language, "")


@once
def framed(site: Site, thing: list[str]) -> str:
    asked.append((*thing,))
    return f"{title(site, 'el', CITY)}: {thing[0]}"


@once_as_one
def named(site: Site, language: str) -> str:
    return f"{title(site, language, CITY)}, {site.source.code}"


@once_as_one
def plain(site: Site, language: str) -> str:
    return language.upper()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    asked.clear()
    config = small_site(
        tmp_path,
        """
        content/organisations/city/facts.yaml
          source: city-page
          kind: municipality
          name: {language: el, name: Δήμος}
        content/organisations/city/text.el.md
          ---
          title: Δήμος
          ---
        """,
    )
    found = examine(Request(config, TODAY)).site
    assert found
    return found


def noted(reads: Reads, site: Site, thing: list[str]) -> tuple[str, set[str]]:
    with reads.noted() as found:
        said = framed(site, thing)
    return said, found


def test_it_is_worked_out_once_and_whoever_takes_it_has_read_what_it_was_made_of(site: Site) -> None:
    reads, thing = Reads(), ["a"]
    seen = watched(site, reads)
    first, again = noted(reads, seen, thing), noted(reads, seen, thing)
    assert first == again == ("Δήμος: a", {"entry organisations/city", "words organisations/city title el"})
    assert asked == [("a",), ("el", CITY)]


def test_words_are_the_same_when_they_say_the_same_and_things_when_they_are_the_same_one(site: Site) -> None:
    seen = watched(site, Reads())
    for language in ("el", "".join(("e", "l")), "ar"):
        title(seen, language, Reference("organisations", "city"))
    assert asked == [("el", CITY), ("ar", CITY)]
    asked.clear()
    for number in range(3):
        framed(seen, [str(number)])
    assert asked == [("0",), ("1",), ("2",)]


def test_another_build_works_it_out_anew(site: Site) -> None:
    for _ in range(2):
        title(watched(site, Reads()), "el", CITY)
        title(site, "el", CITY)  # nobody watches: nothing is remembered
    assert len(asked) == 4


def test_all_that_thousands_of_pages_read_for_one_thing_is_noted_as_one(site: Site) -> None:
    reads = Reads()
    seen = watched(site, reads)
    for _ in range(2):
        with reads.noted() as found:
            assert (named(seen, "el"), plain(seen, "el")) == ("Δήμος, el", "EL")
        assert found == {"all entry organisations/city\nwords organisations/city title el"}


def test_its_digest_changes_with_any_of_them(site: Site, tmp_path: Path) -> None:
    line = "all entry organisations/city\nwords organisations/city title el"
    before = Digests(site, str).of(line)
    assert Digests(site, str).of(line) == before
    text = tmp_path / "content/organisations/city/text.el.md"
    text.write_text(text.read_text("utf-8").replace("Δήμος", "Πόλη"), "utf-8")
    changed = examine(Request(tmp_path / "site_config.yaml", TODAY)).site
    assert changed
    assert Digests(changed, str).of(line) != before
