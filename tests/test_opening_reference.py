"""Opening hours, compared with the reader of the same syntax that the editors of OpenStreetMap use (npm `opening_hours`);
and public holidays with both that reader and the `holidays` library.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import holidays as library
import pytest

from sitegen.model.hours import Hours
from sitegen.model.nodes import plain
from sitegen.model.types.holiday import HolidayFacts, orthodox_easter
from sitegen.reading.yaml_tree import parse_yaml
from sitegen.resolve.opening import Schedule
from tests.conftest import ROOT, missing
from tests.schedules import ATHENS, instants, schedules

SCHEDULES, INSTANTS = 500, 20
YEARS = range(2020, 2041)


@dataclass(frozen=True)
class Reference:
    """What the other reader says: the public holidays that it knows, and for each schedule a state at each instant."""

    schedules: dict[str, Hours]
    instants: list[list[datetime]]
    holidays: frozenset[date]
    states: list[list[str]]

    @classmethod
    def asked(cls, schedules: dict[str, Hours], instants: list[list[datetime]]) -> "Reference":
        question = {
            "holidays": [YEARS[0], YEARS[-1]],
            "schedules": [
                {"osm": osm, "instants": [round(instant.timestamp() * 1000) for instant in moments]}
                for osm, moments in zip(schedules, instants, strict=True)
            ],
        }
        done = subprocess.run(
            ["node", ROOT / "tests" / "opening_reference.js"],
            input=json.dumps(question), capture_output=True, text=True, check=True, env={**os.environ, "TZ": "Europe/Athens"},
        )  # fmt: skip
        answer = json.loads(done.stdout)
        return cls(schedules, instants, frozenset(map(date.fromisoformat, answer["holidays"])), answer["states"])


@pytest.fixture(scope="module")
def reference() -> Reference:
    if not shutil.which("node"):
        missing("Opening hours are not compared: there is no node; run `make test`")
    if not (ROOT / "node_modules" / "opening_hours").is_dir():
        missing("Opening hours are not compared: opening_hours is not installed; run `make test`")
    return Reference.asked(schedules(SCHEDULES), [list(instants(INSTANTS, seed)) for seed in range(SCHEDULES)])


def test_ten_thousand_moments_of_five_hundred_schedules_are_as_the_other_reader_has_them(reference: Reference) -> None:
    differ = [
        f"{osm} at {instant.astimezone(ATHENS):%a %d %b %Y %H:%M}: {ours}, the other says {theirs}"
        for osm, instant, ours, theirs in _compared(reference)
        if ours != theirs
    ]
    assert differ == []
    assert sum(map(len, reference.states)) == SCHEDULES * INSTANTS
    assert min(map(list(_flat(reference.states)).count, ("open", "closed", "appointment"))) > 200


def _compared(reference: Reference) -> Iterator[tuple[str, datetime, str, str]]:
    for osm, moments, states in zip(reference.schedules, reference.instants, reference.states, strict=True):
        pattern = reference.schedules[osm].pattern
        schedule = Schedule(pattern, reference.holidays if pattern.names_holidays else (), ATHENS)
        for instant, state in zip(moments, states, strict=True):
            yield osm, instant, str(schedule.state(instant)), state


def _flat(states: Iterable[list[str]]) -> Iterator[str]:
    return (state for found in states for state in found)


def holidays_of_the_site(year: int) -> set[date]:
    tree, _ = parse_yaml((ROOT / "content" / "holidays.yaml").read_text(encoding="utf-8"), "holidays.yaml")
    assert tree
    rows = [HolidayFacts.model_validate(row) for row in plain(tree)]
    return {day for row in rows if (day := row.on(year))}


@pytest.mark.parametrize("year", YEARS)
def test_the_public_holidays_are_those_of_the_other_reader_but_for_two_days_of_easter(
    year: int, reference: Reference
) -> None:
    """That reader has Easter Sunday, by law a holiday as all Sundays are, and not Holy Saturday, a holiday of offices."""
    easter = orthodox_easter(year)
    theirs = {day for day in reference.holidays if day.year == year}
    assert holidays_of_the_site(year) | {easter} == theirs | {easter - timedelta(days=1)}


@pytest.mark.parametrize("year", YEARS)
def test_the_public_holidays_are_those_of_the_library_but_for_holy_saturday_and_the_first_of_may(year: int) -> None:
    """The library supposes to which day the first of May is moved; here it is moved when that is decided (`moved`)."""
    found = library.country_holidays("GR", years=year, language="el").items()
    theirs = {day for day, name in found if "Εργατική Πρωτομαγιά" not in name}
    days = {date(year, 5, 1), orthodox_easter(year) - timedelta(days=1)}
    assert holidays_of_the_site(year) == theirs | days
