"""The confirmation sheet: what is asked, of whom, and what is not asked any more."""

import re
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.views.callsheet import CallSheet, callsheet
from tests.builders import ROOT_TEMPLATES, built, small_site

SERVICE = """
content/services/desk/facts.yaml
    source: city-page
    organisation: city
    topics: health
    places: town-hall
    phones: {phones}
    hours: {{week: [{{days: mon, opens: 09:00, closes: 15:00}}]}}
    childcare: unknown
"""
HELD = "confirmed_how: phone, confirmed_by: volunteer, confirmed_on: {}"


def sheet(folder: Path, phones: str = "210 323 8000", more: str = "") -> CallSheet:
    site = built(small_site(folder, SERVICE.format(phones=phones) + more)).site
    assert site
    return callsheet(site, "el")


def asked(made: CallSheet) -> dict[str, list[str]]:
    return {
        str(subject.reference): [check.name for check in subject.checks]
        for desk in made.desks
        for subject in desk.subjects
    }


def test_an_organisation_is_asked_about_itself_its_services_and_their_places(tmp_path: Path) -> None:
    found = asked(sheet(tmp_path))
    assert found["services/desk"] == ["hours", "phones"]
    assert "address" in found["places/town-hall"]


def test_what_is_not_known_is_a_question_with_its_sentence(tmp_path: Path) -> None:
    questions = (
        "\ncontent/vocabularies/questions.yaml\n    - {id: childcare, title: {el: Παιδιά}, ask: {el: Υπάρχει φύλαξη;}}"
    )
    subjects = [
        s for d in sheet(tmp_path, more=questions).desks for s in d.subjects if str(s.reference) == "services/desk"
    ]
    assert ("childcare", "Υπάρχει φύλαξη;") in [(q.field, q.ask_source) for q in subjects[0].questions]


def test_several_phones_are_asked_about_one_by_one(tmp_path: Path) -> None:
    assert asked(sheet(tmp_path, "[210 323 8000, 210 323 8001]"))["services/desk"] == ["hours", "phones.0", "phones.1"]


def test_a_confirmation_is_not_asked_for_again_until_it_is_overdue(tmp_path: Path) -> None:
    fresh = sheet(tmp_path / "1", "{number: 210 323 8000, " + HELD.format("2026-11-01") + "}")
    old = sheet(tmp_path / "2", "{number: 210 323 8000, " + HELD.format("2024-11-01") + "}")
    assert asked(fresh)["services/desk"] == ["hours"]
    assert asked(old)["services/desk"] == ["hours", "phones"]


def test_those_with_a_number_come_first(tmp_path: Path) -> None:
    more = """
content/organisations/aaa/facts.yaml
    {source: city-page, kind: ngo, name: {language: el, name: ΑΑΑ}, websites: https://aaa.example}
content/organisations/aaa/text.el.md
    ---
    title: Ααα
    ---
"""
    desks = [desk.id for desk in sheet(tmp_path, more=more).desks]
    assert desks.index("organisations/city") < desks.index("organisations/aaa")


def test_the_command_writes_a_page_with_a_box_for_each_fact(tmp_path: Path) -> None:
    config = small_site(tmp_path, SERVICE.format(phones="210 323 8000"))
    config.write_text(
        config.read_text(encoding="utf-8").replace("templates: templates", f"templates: [templates, {ROOT_TEMPLATES}]"),
        encoding="utf-8",
    )
    with config.open("a", encoding="utf-8") as file:
        file.write("budgets: {first_view: 100}\n")  # of pages for readers; the sheet is printed
    out = tmp_path / "sheets/monday.html"
    assert main(["callsheet", "--config", str(config), "--now", "2026-11-22", "--out", str(out)]) == 0
    html = out.read_text(encoding="utf-8")
    assert html.count('class="tick"') == len(re.findall(r'class="origin"', html)) > 3
    assert "build.py confirm services/desk hours phones --how phone" in html
    one = ["callsheet", "helplines/112", "--config", str(config), "--out", str(out)]
    assert main(one) == 0
    assert "services/desk" not in out.read_text(encoding="utf-8")
    assert main(["callsheet", "helplines/nobody", *one[2:]]) == 2
    assert main(["callsheet", "--config", str(config), "--lang", "de", "--out", str(out)]) == 2


def test_no_address_that_is_withheld_stands_on_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = sheet(
        tmp_path,
        more="""
content/services/house/facts.yaml
    {source: city-page, organisation: city, topics: health, address: withheld, phones: 15900}
content/services/house/text.el.md
    ---
    title: Σπίτι
    ---
""",
    )
    assert asked(made)["services/house"] == ["phones"]
    assert all(
        q.field != "places" for d in made.desks for s in d.subjects for q in s.questions if s.reference.id == "house"
    )
