"""A fact that changes while the prose quotes the old value is reported. Errors are in `sites/invalid-quoted`."""

from pathlib import Path

import pytest

from sitegen.checks import quoted
from sitegen.pipeline import Request, examine
from sitegen.problems import Problem
from tests.builders import TODAY, small_site, write_tree

ROOT = Path(__file__).resolve().parents[2]

FACTS = """\
content/services/desk/facts.yaml
    phones: [210 323 8000, +30 694 277 3030, 15900]
    cost: {kind: paid, amount: 84.40, note: {el: Από 100 έως 550 € για το χαρτί.}}
    hours: {week: [{days: mon-thu, opens: 09:00, closes: 15:00}, {days: fri, opens: 09:00, closes: 13:00}]}
"""


def found(folder: Path, text: str, facts: str = FACTS) -> list[str]:
    """What is said of a text of the desk: line, column and what the message begins with."""
    body = "".join(f"    {line}\n" for line in text.split("\n"))
    tree = f"{facts}content/services/desk/text.el.md\n    ---\n    title: Γραφείο\n    ---\n{body}"
    return [f"{p.line}:{p.column} {p.code} {p.message.split(' is ')[0]}" for p in quotes(small_site(folder, tree))]


def quotes(config: Path) -> list[Problem]:
    """What the check says of a site."""
    return [problem for problem in examine(Request(config, TODAY)).problems if problem.code in quoted.CODES]


@pytest.mark.parametrize(
    "text",
    [
        "210 323 8000, 2103238000, +30 210 323 8000, 0030 210 323 8000, (210) 323 8000",
        "6942773030 και 694 277 3030",
        "15900",
        "Ο νόμος 4939/2022, το 2021 και το 2022–2023, 01067 Πόλη",
        "Στοιχεία: 12.345 άνθρωποι, 10 000 βήματα",
        "[210 323 8000](service:desk)",
        "https://city.example/1234567890",
        "Κοστίζει 84,40 €.",
        "Κοστίζει 84,40 €, πέρυσι 80 €.",
        "Από 100 € έως 550 €.",
        "09:00–15:00",
        "Δευτέρα έως Πέμπτη 9:00–15:00, παλιά 08:00–14:00",
        "Ελάτε στις 08:30.",
    ],
)
def test_what_the_facts_say_may_be_said(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Καλέστε 210 323 8001.", "4:9 quoted-phone 210 323 8001"),
        ("Καλέστε 210 323 800.", "4:9 quoted-phone 210 323 800"),
        ("Καλέστε 15901.", "4:9 quoted-phone 15901"),
        ("Καλέστε το [113](helpline:112).", "4:13 quoted-phone 113"),
        ("Καλέστε\nτο +30 694 277 3031.", "5:4 quoted-phone +30 694 277 3031"),
        ("Κοστίζει 80 €.", "4:10 quoted-amount 80 €"),
        ("Κοστίζει 84,40 €.\n\nΚοστίζει 80 ευρώ.", "6:10 quoted-amount 80 €"),
        ("- δωρεάν\n- 80€", "5:3 quoted-amount 80 €"),
        ("10 000 €", "4:1 quoted-amount 10000 €"),
        ("09:00–14:00", "4:7 quoted-hours 14:00"),
    ],
)
def test_what_they_do_not_say_is_found(tmp_path: Path, text: str, problem: str) -> None:
    assert found(tmp_path, text) == [problem]


def test_without_such_a_fact_nothing_is_compared(tmp_path: Path) -> None:
    assert found(tmp_path, "Κοστίζει 80 €, 09:00–14:00.", facts="") == []


def test_the_facts_of_what_a_paragraph_links_to_are_looked_into(tmp_path: Path) -> None:
    tree = (
        FACTS
        + "content/pages/about/text.el.md\n    ---\n    title: Σελίδα\n    ---\n    [Εκεί](service:desk) 80 €.\n\n    Αλλού 80 €.\n"
    )
    assert [(p.line, p.code) for p in quotes(small_site(tmp_path, tree))] == [(4, "quoted-amount")]


CHANGES = """\
content/helplines.yaml
    - id: "1555"
      phones: 1556
      hours: {week: [{days: mon-fri, opens: 09:00, closes: 16:00}]}
content/exams/pegp/facts.yaml
    fee: {kind: paid, amount: 160}
content/guides/citizenship/facts.yaml
    steps: [{id: exam, cost: {kind: paid, amount: 160}}]
content/guides/exam-step-by-step/facts.yaml
    steps: [{id: fee, cost: {kind: paid, amount: 160}}]
"""


def test_facts_of_the_real_content_that_change_are_missed_in_its_prose(tmp_path: Path) -> None:
    settings = (ROOT / "site_config.yaml").read_text(encoding="utf-8")
    write_tree(tmp_path, CHANGES)
    folders = "".join(f"{name}: {ROOT / name}\n" for name in ("templates", "assets", "translations"))
    config = tmp_path / "site_config.yaml"
    config.write_text(f"{settings}\ncontent: [{ROOT / 'content'}, content]\n{folders}", encoding="utf-8")
    said = {(p.code, p.file.split("/")[-2], p.message.split(" ")[0]) for p in quotes(config) if ".el." in p.file}
    assert {
        ("quoted-phone", "work", "1555"),
        ("quoted-hours", "work", "15:00"),
        ("quoted-amount", "citizenship", "150"),
        ("quoted-amount", "pegp", "150"),
    } <= said
