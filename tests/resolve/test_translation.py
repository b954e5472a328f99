"""The state of a translation comes from what it was made from, never from dates."""

from pathlib import Path

import pytest

from sitegen.model.base import Reference
from sitegen.resolve.translation import State, Translation, fingerprint
from tests.builders import built, small_site

SOURCE = """
    content/pages/about/text.el.md
        ---
        title: Για εμάς
        ---
        Πρώτα.

        ## Πού {#where}

        Εδώ.
"""


def state(folder: Path, tree: str, language: str) -> Translation:
    site = built(small_site(folder, tree)).site
    assert site is not None
    return site.states[Reference("pages", "about"), language]


def english(folder: Path, stamp: str, tree: str = "") -> Translation:
    text = f"""
    content/pages/about/text.en.md
        ---
        title: About us
        {stamp}
        ---
        First.

        ## Where {{#where}}

        Here.
"""
    return state(folder, SOURCE + text + tree, "en")


def stamp(language: str = "el", **units: str) -> str:
    prints = ", ".join(f"'{unit.replace('_', '#')}': {fingerprint(text)}" for unit, text in units.items())
    return f"translated_from: {{language: {language}, fingerprints: {{{prints}}}}}"


CURRENT = {"title": "Για εμάς", "_0": "Πρώτα.", "_where": "Πού Εδώ."}


def test_without_a_text_it_is_missing(tmp_path: Path) -> None:
    assert state(tmp_path, SOURCE, "en").state is State.MISSING


def test_the_source_is_always_current(tmp_path: Path) -> None:
    assert state(tmp_path, SOURCE, "el").state is State.CURRENT


def test_without_a_stamp_nobody_knows(tmp_path: Path) -> None:
    assert english(tmp_path, "translated_by: team").state is State.UNSTAMPED


def test_a_stamp_of_the_present_source_is_current(tmp_path: Path) -> None:
    assert english(tmp_path, stamp(**CURRENT)) == Translation(State.CURRENT)


def test_a_unit_that_changed_since_is_named(tmp_path: Path) -> None:
    outdated = english(tmp_path, stamp(**CURRENT | {"_where": "Πού Εκεί."}))
    assert outdated == Translation(State.OUTDATED, ("#where",))


@pytest.mark.parametrize("text", ["Πρώτα.", " Πρώτα.\n", "Πρώτα.\n\n"])
def test_white_space_does_not_count(text: str) -> None:
    assert fingerprint(text) == fingerprint("Πρώτα.")


def test_letters_count_as_they_look_not_as_they_are_made() -> None:
    assert fingerprint("ά") == fingerprint("ά")
    assert fingerprint("a") != fingerprint("α")


def test_texts_that_were_made_from_each_other_do_not_hang(tmp_path: Path) -> None:
    arabic = f"""
    content/pages/about/text.ar.md
        ---
        title: عنا
        {stamp("en", title="About us")}
        ---
"""
    assert english(tmp_path, stamp("ar", title="عنا"), arabic).state in (State.OUTDATED, State.UNSTAMPED)


def test_a_text_made_from_itself_does_not_hang(tmp_path: Path) -> None:
    assert english(tmp_path, stamp("en", title="About us")).state in (State.OUTDATED, State.UNSTAMPED)
