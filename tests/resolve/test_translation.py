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
    assert english(tmp_path, stamp(**CURRENT)).state is State.CURRENT


def test_a_part_that_is_not_there_is_missing_though_the_rest_was_accepted(tmp_path: Path) -> None:
    tree = SOURCE.replace("Για εμάς\n", "Για εμάς\n        summary: Ποιοι είμαστε.\n")
    text = f"""
    content/pages/about/text.en.md
        ---
        title: About us
        {stamp(**CURRENT | {"summary": "Ποιοι είμαστε."})}
        ---
        First.
"""
    partial = state(tmp_path, tree + text, "en")
    assert partial.named(State.MISSING) == ("summary", "#where")
    assert partial.named(State.CURRENT) == ("title", "#0")
    assert (partial.state, partial.changed, partial.faithful) == (State.OUTDATED, (), True)


def test_the_parts_stand_in_the_order_of_the_source_and_then_those_that_are_gone(tmp_path: Path) -> None:
    found = english(tmp_path, stamp(**CURRENT | {"_gone": "Παλιά"}))
    assert list(found.parts) == ["title", "#0", "#where", "#gone"]
    assert found.changed == ("#gone",)


def test_a_part_that_nobody_says_what_it_was_made_from_is_unstamped(tmp_path: Path) -> None:
    """The Farsi has a section that the English, which it is said to be made from, does not have."""
    english_text = f"""
    content/pages/about/text.en.md
        ---
        title: About us
        {stamp(title="Για εμάς")}
        ---
"""
    arabic = f"""
    content/pages/about/text.ar.md
        ---
        title: عنا
        {stamp("en", title="About us")}
        ---
        ## أين {{#where}}

        هنا.
"""
    found = state(tmp_path, SOURCE + english_text + arabic, "ar")
    assert found.parts == {"title": State.CURRENT, "#0": State.MISSING, "#where": State.UNSTAMPED}


def test_what_is_made_from_an_outdated_part_is_outdated_part_by_part(tmp_path: Path) -> None:
    arabic = f"""
    content/pages/about/text.ar.md
        ---
        title: عنا
        {stamp("en", title="About us", _0="First.", _where="Where Here.")}
        ---
        أولا.

        ## أين {{#where}}

        هنا.
"""
    outdated = stamp(**CURRENT | {"_where": "Πού Εκεί."})
    text = f"""
    content/pages/about/text.en.md
        ---
        title: About us
        {outdated}
        ---
        First.

        ## Where {{#where}}

        Here.
"""
    found = state(tmp_path, SOURCE + text + arabic, "ar")
    assert found.parts == {"title": State.CURRENT, "#0": State.CURRENT, "#where": State.OUTDATED}


def test_a_unit_that_changed_since_is_named(tmp_path: Path) -> None:
    outdated = english(tmp_path, stamp(**CURRENT | {"_where": "Πού Εκεί."}))
    assert outdated.parts == {"title": State.CURRENT, "#0": State.CURRENT, "#where": State.OUTDATED}
    assert outdated.state is State.OUTDATED


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
