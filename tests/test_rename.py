"""Renaming and taking out: everything that points to an entry follows, and its old address leads on."""

from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.model.base import Reference
from sitegen.pipeline import Request, examine
from sitegen.rename import remove, rename
from sitegen.resolve.translation import State
from sitegen.translations.stamping import accept
from tests.builders import TODAY, built, codes_of, small_site

TREE = """
content/services/first/facts.yaml
    # The first
    source: city-page
    organisation: city   # who runs it
    topics: health
    related: [services/desk, organisations/city]
content/services/first/text.el.md
    ---
    title: Πρώτο
    ---
    Δείτε το [γραφείο](service:desk) και το [δεύτερο](services:desk-two), [έξω](https://a.example/service:desk).

    ## Εδώ {#here}

    [Τα ίδια](service:desk#where) και [πάλι][r].

    [r]: service:desk
content/services/first/text.en.md
    ---
    title: First
    translated_from: {language: el}
    ---
    See the [desk](service:desk) and the [second](services:desk-two), [outside](https://a.example/service:desk).

    ## Here {#here}

    [The same](service:desk#where) and [again][r].

    [r]: service:desk
content/services/desk/text.el.md
    ---
    title: Γραφείο
    ---
    ## Πού {#where}

    Εδώ.
content/services/desk-two/facts.yaml
    {source: city-page, organisation: city, topics: health, part_of: desk, call_instead: "112"}
content/services/desk-two/text.el.md
    ---
    title: Δεύτερο
    ---
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    made = small_site(tmp_path, TREE)
    desk = tmp_path / "content/services/desk/facts.yaml"
    desk.write_text("{source: city-page, organisation: city, topics: health}\n", encoding="utf-8")
    text = made.read_text(encoding="utf-8")
    sound = text[text.index("content: [") + len("content: [") : text.index(", content]")]
    made.write_text(text.replace(sound, "base"), encoding="utf-8")
    _copy(Path(sound), tmp_path / "base")
    (tmp_path / "base/services/desk/facts.yaml").unlink()
    (tmp_path / "base/services/desk/text.el.md").unlink()
    (tmp_path / "base/services/desk").rmdir()
    return made


def _copy(source: Path, target: Path) -> None:
    for file in source.rglob("*"):
        if file.is_file():
            (target / file.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
            (target / file.relative_to(source)).write_bytes(file.read_bytes())


def request(config: Path) -> Request:
    return Request(config, TODAY)


def read(config: Path, name: str) -> str:
    return (config.parent / "content" / name).read_text(encoding="utf-8")


def test_every_reference_and_link_follows_and_nothing_else_changes(config: Path) -> None:
    done = rename(request(config), "services/desk", "services/help")
    assert done.problems == ()
    assert done.moved == {"content/services/desk": "content/services/help"}
    facts = read(config, "services/first/facts.yaml")
    assert facts == (
        "# The first\nsource: city-page\norganisation: city   # who runs it\ntopics: health\n"
        "related: [services/help, organisations/city]\n"
    ).replace("services/help", "'services/help'")
    text = read(config, "services/first/text.el.md")
    assert "[γραφείο](service:help) και το [δεύτερο](services:desk-two), [έξω](https://a.example/service:desk)" in text
    assert "[Τα ίδια](service:help#where)" in text
    assert "[r]: service:help\n" in text
    assert "part_of: help" in read(config, "services/desk-two/facts.yaml")
    assert codes_of(config) == []


def test_the_old_address_leads_to_the_new_one_also_after_a_second_renaming(config: Path) -> None:
    rename(request(config), "services/desk", "services/help")
    rename(request(config), "services/help", "services/aid")
    assert read(config, "redirects.yaml") == (
        "- id: services-desk\n  was: services/desk\n  to: services/aid\n"
        "- id: services-help\n  was: services/help\n  to: services/aid\n"
    )
    paths = {artifact.path for artifact in built(config).artifacts}
    assert {
        f"{code}/services/{name}/index.html" for code in ("el", "en", "ar") for name in ("desk", "help", "aid")
    } <= paths


def test_an_entry_can_be_given_back_the_name_that_it_had(config: Path) -> None:
    rename(request(config), "services/desk", "services/help")
    rename(request(config), "services/help", "services/desk")
    assert read(config, "redirects.yaml") == "- id: services-help\n  was: services/help\n  to: services/desk\n"
    assert codes_of(config) == []


def test_translations_that_were_current_stay_current(config: Path) -> None:
    assert accept(request(config)).problems == ()
    rename(request(config), "services/desk", "services/help")
    site = examine(request(config)).site
    assert site
    assert site.states[Reference("services", "first"), "en"].state is State.CURRENT
    assert "[desk](service:help)" in read(config, "services/first/text.en.md")


def test_a_row_keeps_its_place_and_its_file_its_comments(config: Path) -> None:
    lines = config.parent / "base/helplines.yaml"
    lines.write_text("# Lines\n" + lines.read_text(encoding="utf-8").replace('"112"', '"112"  # all'), encoding="utf-8")
    assert rename(request(config), "helplines/112", "helplines/emergency").problems == ()
    assert lines.read_text(encoding="utf-8").startswith("# Lines\n- id: emergency  # all\n")
    assert "call_instead: emergency" in read(config, "services/desk-two/facts.yaml")
    assert not (config.parent / "content/redirects.yaml").exists()
    assert codes_of(config) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("services/none", "services/new", "there is no entry"),
        ("services/desk", "places/desk", "another collection"),
        ("services/desk", "services/first", "is there already"),
        ("services/desk", "services/Not An Id", "cannot stand in it"),
        ("services/desk", "services/../up", "cannot stand in it"),
        ("access-features/lift", "access-features/elevator", "knows access-features/lift by this name"),
    ],
)
def test_what_cannot_be_renamed_stays(config: Path, old: str, new: str, message: str) -> None:
    before = {path: path.read_bytes() for path in config.parent.rglob("*") if path.is_file()}
    (problem,) = rename(request(config), old, new).problems
    assert message in problem.message
    assert {path: path.read_bytes() for path in config.parent.rglob("*") if path.is_file()} == before


def test_what_others_point_to_is_not_taken_out_and_each_place_is_named(config: Path) -> None:
    found = remove(request(config), "services/desk").problems
    assert sorted({(p.file.rpartition("services/")[2], p.line) for p in found}) == [
        ("desk-two/facts.yaml", 1),
        ("first/facts.yaml", 5),
        ("first/text.el.md", 4),
        ("first/text.el.md", 8),
        ("first/text.el.md", 10),
        ("first/text.en.md", 5),
        ("first/text.en.md", 9),
        ("first/text.en.md", 11),
    ]


def test_what_is_taken_out_leads_on_or_says_that_it_is_gone(config: Path) -> None:
    assert remove(request(config), "services/first", "services/desk").moved == {"content/services/first": ""}
    assert remove(request(config), "services/desk-two").problems == ()
    assert not (config.parent / "content/services/first").exists()
    assert read(config, "redirects.yaml") == (
        "- id: services-first\n  was: services/first\n  to: services/desk\n- id: services-desk-two\n  was: services/desk-two\n"
    )
    assert codes_of(config) == []


def test_what_led_to_an_entry_that_is_gone_is_gone_too(config: Path) -> None:
    rename(request(config), "services/first", "services/second")
    assert remove(request(config), "services/second").problems == ()
    assert read(config, "redirects.yaml") == (
        "- id: services-first\n  was: services/first\n- id: services-second\n  was: services/second\n"
    )
    assert codes_of(config) == []


def test_a_redirect_from_an_entry_that_is_there_or_from_a_row_is_an_error(tmp_path: Path) -> None:
    rows = "content/redirects.yaml\n    - {id: a, was: services/desk}\n    - {id: b, was: helplines/none}\n    - {id: c, was: services/x, to: services/y}"
    assert sorted(codes_of(small_site(tmp_path, rows))) == ["redirect-nowhere", "redirect-taken", "reference-dangling"]


def test_the_commands(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--config", str(config), "--now", "2026-11-22"]
    assert main(["rename", "services/desk", "services/help", *where]) == 0
    assert "content/services/desk → content/services/help\n" in capsys.readouterr().out
    assert main(["remove", "services/first", "--gone", *where]) == 0
    assert "content/services/first taken out\n" in capsys.readouterr().out
    assert main(["remove", "services/help", "--gone", *where]) == 1
