"""What pydantic found is said in plain words, once, at the place where it stands."""

from pathlib import Path

import pytest

from tests.builders import built, small_site


def said(folder: Path, facts: str) -> list[tuple[str, str]]:
    site = small_site(folder, f"content/services/desk/facts.yaml\n    {facts}\n")
    return [(p.message, p.hint) for p in built(site).problems if p.severity == "error"]


@pytest.mark.parametrize(
    ("facts", "message", "hint"),
    [
        ("topcis: health", "`topcis` is not a field here", "did you mean `topics`?"),
        ("cost: {knd: free}", "`knd` is not a field here", "did you mean `kind`?"),
        ("phones: {nummer: 112}", "`nummer` is not a field here", "did you mean `number`?"),
    ],
)
def test_an_unknown_field_gets_the_nearest_name(tmp_path: Path, facts: str, message: str, hint: str) -> None:
    assert (message, hint) in said(tmp_path, facts)


def test_an_unknown_field_near_to_nothing_gets_the_names_that_there_are(tmp_path: Path) -> None:
    assert said(tmp_path, "hours: {always: yes, xyzzy: 1}")[0][1].startswith("the fields are ")


def test_a_missing_field_says_what_it_is_for(tmp_path: Path) -> None:
    assert said(tmp_path, "name: {language: el}") == [("`name` is missing", "The official name.")]


def test_a_reference_to_nothing_gets_the_nearest_id(tmp_path: Path) -> None:
    assert said(tmp_path, "places: town-hal") == [("“places/town-hal” is not there", "did you mean town-hall?")]


def test_a_list_whose_items_are_all_wrong_is_not_called_empty(tmp_path: Path) -> None:
    messages = [message for message, _ in said(tmp_path, "topics: [A, B]")]
    assert [message.split(" cannot")[0] for message in messages] == [
        "`topics`: “A” (latin capital letter a)",
        "`topics`: “B” (latin capital letter b)",
    ]


def test_a_language_that_the_site_has_not_is_named(tmp_path: Path) -> None:
    found = said(tmp_path, "cost: {kind: free, note: {el: Α, de: Β}}")
    assert "de is not a language of this site" in found[0][0]


def test_a_very_long_value_makes_no_very_long_message(tmp_path: Path) -> None:
    found = said(tmp_path, f"emails: {'a' * 60_000}")
    assert len(found[0][0]) < 700
    assert found[0][0].endswith("must be an e-mail address")
