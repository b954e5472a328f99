"""Checks of the whole site go by notes: an edit costs the looking at one entry, and what it changes is said."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sitegen import checks
from sitegen.checks import anchors, confidence, future, past_hours, quoted
from sitegen.kept import Kept
from sitegen.pipeline import Request, examine
from sitegen.resolve.alone import Alone
from tests.builders import TODAY, in_lines, small_site

SITE = """\
content/services/desk/facts.yaml
    phones: [210 323 8000]
    hours: {week: [{days: mon-fri, opens: 09:00, closes: 14:00}], closures: 2026-12-24}
content/sources.yaml
    - id: town
      title: Σελίδα
      language: el
      address: https://city.example/town
      date: 2026-10-01
      read_on: 2026-11-01
      confidence: A
content/pages/about/text.el.md
    ---
    title: Σελίδα
    ---
    Τηλεφωνήστε στο 210 323 8000, [εκεί](service:desk) 09:00–14:00.
"""
CODES = {code for check in (anchors, confidence, future, past_hours, quoted) for code in check.CODES}


class Site:
    """A site that is looked at again and again, in one process."""

    def __init__(self, folder: Path) -> None:
        self.config = small_site(folder, SITE)
        self.kept = Kept()

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.config.parent / "content" / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    def said(self, today: date = TODAY) -> list[str]:
        """What the checks say: the place and the code; the same as when nothing is kept."""
        found, clean = (examine(Request(self.config, today, kept=kept)).problems for kept in (self.kept, Kept()))
        assert in_lines(found) == in_lines(clean)
        return [f"{p.file}:{p.line}:{p.column} {p.code}" for p in found if p.code in CODES]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often each check looked at an entry."""
    counted = Counter[str]()

    def counting(check: checks.NotedCheck[object]) -> checks.NotedCheck[object]:
        def note(alone: Alone) -> object:
            counted[check.note.__module__.rpartition(".")[2]] += 1
            return check.note(alone)

        return replace(check, note=note)

    monkeypatch.setattr(checks, "NOTED_CHECKS", tuple(map(counting, checks.NOTED_CHECKS)))
    return counted


def test_after_an_edit_of_a_text_each_check_looks_at_that_entry_and_no_other(
    site: Site, looked_at: Counter[str]
) -> None:
    def examined() -> None:
        looked_at.clear()
        examine(Request(site.config, TODAY, kept=site.kept))

    examined()
    assert min(looked_at.values()) > 10
    examined()
    assert not looked_at
    site.edit("pages/about/text.el.md", "Τηλεφωνήστε", "Καλέστε")
    examined()
    assert looked_at == dict.fromkeys(("anchors", "confidence", "future", "past_hours", "quoted", "vocabulary_keys"), 1)


def test_a_fact_of_another_entry_that_changes_is_missed_in_the_text_that_names_it(site: Site) -> None:
    assert site.said() == []
    site.edit("services/desk/facts.yaml", "8000", "8001")
    assert site.said() == ["content/pages/about/text.el.md:4:17 quoted-phone"]
    site.edit("services/desk/facts.yaml", "14:00", "15:00")
    assert site.said() == [
        "content/pages/about/text.el.md:4:17 quoted-phone",
        "content/pages/about/text.el.md:4:58 quoted-hours",
    ]


def test_a_source_that_is_trusted_less_is_said_at_every_fact_that_rests_on_it(site: Site) -> None:
    site.edit("services/desk/facts.yaml", "closures", "source: town, closures")
    assert site.said() == []
    site.edit("sources.yaml", "confidence: A", "confidence: C")
    assert site.said() == ["content/services/desk/facts.yaml:2:71 source-weak"]


def test_a_heading_of_another_text_that_gets_another_id_is_missed(site: Site) -> None:
    site.edit("pages/about/text.el.md", "service:desk", "page:about#what")
    assert [line.partition(" ")[2] for line in site.said()] == ["link-anchor"]
    site.edit("pages/about/text.el.md", "09:00–14:00.", ".\n\n## Τι {#what}\n\nΚάτι.")
    assert site.said() == []


def test_lines_above_move_what_is_said(site: Site) -> None:
    site.edit("services/desk/facts.yaml", "closures: 2026", "closures: 2025")
    assert site.said() == ["content/services/desk/facts.yaml:2:73 hours-past"]
    site.edit("services/desk/facts.yaml", "phones", "# by phone\nphones")
    assert site.said() == ["content/services/desk/facts.yaml:3:73 hours-past"]


def test_another_day_is_another_answer_without_looking_again(site: Site, looked_at: Counter[str]) -> None:
    assert site.said() == []
    looked_at.clear()
    found = examine(Request(site.config, date(2027, 1, 1), kept=site.kept)).problems
    assert [problem.code for problem in found if problem.code in CODES] == ["hours-past"]
    assert not looked_at
