"""What entries can be chosen by: yes, no, or not known."""

from pathlib import Path

import pytest

from sitegen.kept import Kept
from sitegen.languages.greek import latin, slug_of
from sitegen.model.base import Reference
from sitegen.pipeline import Request, examine
from sitegen.resolve.choices import Choices
from tests.builders import TODAY, service, small_site, write_tree

PLACES = """
    content/stops.yaml
        - {id: viktoria, source: city-page, name: {language: el, name: Βικτώρια}, title: {el: Βικτώρια}, kind: metro}
    content/places/kypseli/facts.yaml
        source: city-page
        address: {street: Α 1, city: Πόλη, district: Κυψέλη, latin: A 1, language: el}
        accessibility: {step_free_entrance: yes, checked_on: 2026-11-01}
        way_there: {stops: viktoria}
    content/places/kypseli/text.el.md
        ---
        title: Κ
        ---
    content/places/harbour/facts.yaml
        source: city-page
        address: {street: Β 1, city: Πειραιάς, latin: B 1, language: el}
        accessibility: {step_free_entrance: no, checked_on: 2026-11-01}
    content/places/harbour/text.el.md
        ---
        title: Λ
        ---
"""
#: With the one of the sound site these are enough for a list that can be chosen from.
FILLING = "".join(service(f"other-{number}") for number in range(6))


def offered(folder: Path, *trees: str) -> Choices:
    config = small_site(folder, PLACES)
    for tree in (FILLING, *trees):
        write_tree(folder, tree)
    result = examine(Request(config, TODAY))
    assert result.site
    assert result.ok, [problem for problem in result.problems if problem.severity == "error"]
    return result.site.choices["services"]


def answer(choices: Choices, identifier: str, choice: str) -> str:
    """How the marks of an entry tell it, as the script of the page reads them."""
    has, lacks = choices.marks[Reference("services", identifier)]
    if choice in has:
        return "yes"
    return "no" if {choice, choice.partition("/")[0]} & set(lacks) else "not known"


@pytest.mark.parametrize(
    ("choice", "yes", "no", "not_known"),
    [
        ("free", "cost: {kind: free}", "cost: {kind: paid}", "cost: {kind: unknown}"),
        ("papers", "papers_asked: no", "papers_asked: yes", "papers_asked: unknown"),
        ("appointment", "appointment: {needed: no}", "appointment: {needed: yes}", "appointment: {needed: unknown}"),
        ("online", "online: yes", "online: no", "online: unknown"),
        ("childcare", "childcare: yes", "childcare: no", "childcare: unknown"),
        ("women", "women_only: yes", "women_only: no", "women_only: unknown"),
        ("women", "women_only: limited", "women_only: no", "for_whom: {audience: women}"),
        ("children", "for_whom: {audience: children}", "for_whom: {ages: {least: 18}}", "for_whom: {ages: {least: 16}}"),
        ("children", "for_whom: {audience: families, ages: {least: 18}}", "for_whom: {ages: {least: 30}}", "for_whom: {audience: women}"),
        ("step-free", "places: kypseli", "places: harbour", "places: town-hall"),
        ("step-free", "places: [harbour, kypseli]", "places: harbour", "places: [harbour, town-hall]"),
        ("sign-language", "help: {offered: {sign-language: yes}}", "help: {offered: {sign-language: no}}", "help: {offered: {escort: yes}}"),
        ("sign-language", "languages: {spoken: gss}", "help: {offered: {sign-language: no}}", "languages: {spoken: ar}"),
        ("topic/lessons", "topics: lessons", "topics: health", ""),
        ("area/kypseli", "places: kypseli", "places: harbour", "places: town-hall"),
        ("area/peiraias", "places: harbour", "places: town-hall", ""),
        ("stop/viktoria", "places: kypseli", "", "places: harbour"),
    ],
)  # fmt: skip
def test_a_fact_is_a_yes_a_no_or_not_known(tmp_path: Path, choice: str, yes: str, no: str, not_known: str) -> None:
    audiences = "content/vocabularies/audiences.yaml\n    - {id: children, title: {el: Π}}\n    - {id: families, title: {el: Ο}}\n    - {id: women, title: {el: Γ}}"
    helping = (
        "content/vocabularies/help.yaml\n    - {id: sign-language, title: {el: Ν}}\n    - {id: escort, title: {el: Σ}}"
    )
    said = {"yes": yes, "no": no, "not known": not_known}
    trees = [service(name.replace(" ", "-"), facts) for name, facts in said.items() if facts]
    if choice == "topic/lessons":
        trees = [tree.replace("topics: health, topics", "topics") for tree in trees] + [
            service("also").replace("health", "lessons")
        ]
    choices = offered(tmp_path, audiences, helping, *trees)
    for name, facts in said.items():
        if facts:
            assert answer(choices, name.replace(" ", "-"), choice) == name


def test_what_no_source_says_is_never_a_no(tmp_path: Path) -> None:
    choices = offered(
        tmp_path,
        service("full", "cost: {kind: free}, online: yes, places: kypseli, languages: {spoken: [ar, fa]}"),
        service("same", "languages: {spoken: [ar, fa]}"),
    )
    told = {choice.id for choice in choices.offered}
    assert {"free", "online", "step-free", "area/kypseli", "language/ar", "language/fa"} <= told
    assert {answer(choices, "other-1", choice) for choice in told} == {"not known"}


def test_each_entry_is_in_one_part_of_each_choice(tmp_path: Path) -> None:
    choices = offered(tmp_path, service("a", "places: kypseli, cost: {kind: paid}"), service("b", "cost: {kind: free}"))
    for choice in choices.offered:
        parts = {"yes": set(choice.has), "not known": set(choice.unknown)}
        for reference in choices.marks:
            told = answer(choices, reference.id, choice.id)
            assert [part for part, members in parts.items() if reference in members] == [told] * (told != "no")


def test_a_language_is_offered_when_two_have_it_and_that_of_the_country_never(tmp_path: Path) -> None:
    choices = offered(
        tmp_path,
        service("a", "languages: {spoken: [el, ar, fa]}"),
        service("b", "languages: {spoken: [el, gss], interpreted: ar}"),
    )
    assert [choice.id for choice in choices.offered if choice.facet == "language"] == ["language/ar"]


def test_a_place_that_is_withheld_is_in_no_area(tmp_path: Path) -> None:
    choices = offered(tmp_path, service("shelter", "address: withheld"), service("open", "places: kypseli"))
    areas = [choice.id for choice in choices.offered if choice.facet == "area"]
    assert {answer(choices, "shelter", area) for area in areas} == {"not known"}


def test_that_nobody_looked_at_an_entrance_is_offered_too(tmp_path: Path) -> None:
    (choice,) = (choice for choice in offered(tmp_path, service("a")).offered if choice.facet == "step-free")
    assert (len(choice.has), len(choice.unknown)) == (0, 8)


def test_a_short_list_has_nothing_to_choose(tmp_path: Path) -> None:
    site = examine(Request(small_site(tmp_path, service("a", "cost: {kind: free}")), TODAY)).site
    assert site
    assert site.choices == {}


def test_what_changed_in_a_place_is_seen_though_the_service_is_kept(tmp_path: Path) -> None:
    config, kept = small_site(tmp_path, PLACES + FILLING + service("one", "places: kypseli")), Kept()
    for district, area in (("Κυψέλη", "area/kypseli"), ("Γκύζη", "area/gkyzi")):
        place = tmp_path / "content" / "places" / "kypseli" / "facts.yaml"
        place.write_text(place.read_text("utf-8").replace("Κυψέλη", district), "utf-8")
        site = examine(Request(config, TODAY, kept=kept)).site
        assert site
        assert answer(site.choices["services"], "one", area) == "yes"


def test_greek_names_are_read_as_passports_write_them() -> None:
    names = {
        "Κυψέλη": "Kypseli", "Άγιος Ελευθέριος": "Agios Eleftherios", "Εξάρχεια": "Exarcheia",
        "Ευαγγελισμός": "Evangelismos", "Μπραχάμι": "Brachami", "Αμπελόκηποι": "Ampelokipoi", "Μαΐου": "Maiou",
        "Ψυρρή": "Psyrri", "Νέα Σμύρνη": "Nea Smyrni", "Ταύρος": "Tavros", "Berlin": "Berlin",
    }  # fmt: skip
    assert {name: latin(name) for name in names} == names
    assert [slug_of(name) for name in ("Άγιος Ελευθέριος", "Νίκαια – Ρέντης", "Łódź", "القاهرة")] == [
        "agios-eleftherios", "nikaia-rentis", "odz", "",
    ]  # fmt: skip
