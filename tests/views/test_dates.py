"""Dates on a page: what is past, what is next, and whether one can register, on the day of the build."""

import re
from datetime import date
from pathlib import Path

import pytest

from sitegen.pipeline import Request, examine
from sitegen.views.dates import Lessons, Sessions, Shown
from sitegen.views.entry import entry_view
from tests.builders import built, small_site, with_real_look
from tests.test_calendars import COURSE, EXAM


def sessions(folder: Path, day: date) -> Sessions:
    site = examine(Request(small_site(folder, EXAM), day)).site
    assert site
    found = entry_view(site, "ar", "exams", "pegp").sessions
    assert found
    return found


def lessons(folder: Path, tree: str, day: date) -> Lessons | None:
    site = examine(Request(small_site(folder, tree), day)).site
    assert site
    return entry_view(site, "ar", "courses", "greek").lessons


@pytest.mark.parametrize(
    ("shown", "now"),
    [
        ({}, True),
        ({"ends": "2026-11-22"}, True),
        ({"ends": "2026-11-21"}, False),
        ({"ends": "2026-11"}, True),
        ({"ends": "2026-11-22 10:00"}, True),
        ({"after": "2026-11-22"}, False),
        ({"after": "2026-10"}, True),
        ({"starts": "2026-11-22"}, True),
        ({"starts": "2026-11-22 17:00"}, False),
        ({"before": "2026-11-22 17:00"}, True),
        ({"before": "2026-11-22"}, False),
        ({"after": "2026-11", "ends": "2027-04-11"}, False),
    ],
)
def test_words_are_shown_in_their_time(shown: dict[str, str], now: bool) -> None:
    assert Shown(date(2026, 11, 22), **shown).now is now


def test_the_limits_stand_on_the_element() -> None:
    shown = Shown(date(2026, 11, 22), ends="2027-04-11", after="2026-12")
    assert shown.__html__() == ' data-ends="2027-04-11" data-after="2026-12" hidden'


@pytest.mark.parametrize(
    ("day", "upcoming"),
    [
        (date(2026, 4, 12), "2026-04-12"),
        (date(2026, 4, 13), "2027-04-11"),
        (date(2027, 9, 13), "2027-11"),
        (date(2027, 11, 30), "2027-11"),
        (date(2027, 12, 1), ""),
    ],
)
def test_the_next_session_is_the_first_that_is_not_over(tmp_path: Path, day: date, upcoming: str) -> None:
    found = sessions(tmp_path, day)
    assert [one.facts.held.iso for one in found.all if one.next.now] == [upcoming] * bool(upcoming)
    assert found.none_announced.now is not bool(upcoming)


def test_the_latest_session_stands_first(tmp_path: Path) -> None:
    held = [one.facts.held.iso for one in sessions(tmp_path, date(2026, 11, 22)).all]
    assert held == ["2027-11", "2027-09-12", "2027-04-11", "2026-04-12"]


@pytest.mark.parametrize(
    ("day", "states"),
    [
        (date(2027, 1, 15), (True, False, False)),  # it opens at 17:00
        (date(2027, 1, 16), (False, True, False)),
        (date(2027, 2, 22), (False, True, False)),
        (date(2027, 2, 23), (False, False, True)),
    ],
)
def test_registration_is_not_open_yet_or_open_or_closed(tmp_path: Path, day: date, states: tuple[bool, ...]) -> None:
    window = sessions(tmp_path, day).all[2].window
    assert window
    assert (window.not_yet.now, window.open.now, window.closed.now) == states


def test_what_was_usual_counts_only_what_was_held(tmp_path: Path) -> None:
    months = sessions(tmp_path, date(2027, 4, 12)).months
    assert [(month.day.month, month.sessions) for month in months] == [(4, 2)]


def test_only_a_session_to_come_whose_day_is_known_has_a_calendar_file(tmp_path: Path) -> None:
    files = [one.calendar for one in sessions(tmp_path, date(2026, 11, 22)).all]
    assert files == ["", "2027-09-12.ics", "2027-04-11.ics", ""]


def test_the_days_off_of_a_course_are_the_holidays_on_days_of_its_lessons(tmp_path: Path) -> None:
    found = lessons(tmp_path, COURSE, date(2026, 10, 1))
    assert found
    assert [(off.day, str(off.title)) for off in found.days_off] == [
        (date(2026, 10, 28), "Όχι"),
        (date(2027, 3, 15), "Καθαρά Δευτέρα"),
    ]


def test_a_course_whose_end_is_not_known_says_no_days_off_and_has_no_file(tmp_path: Path) -> None:
    assert lessons(tmp_path, COURSE.replace("  ends: 2027-06-30\n", ""), date(2026, 10, 1)) is None


def test_the_page_of_a_course_has_its_timetable_day_by_day_and_its_days_off(tmp_path: Path) -> None:
    early = COURSE.replace("  starts:", "    note: {el: Σημείωση}\n  starts:").replace(
        "      - {days: sat", '      - {days: wed, opens: "09:00", closes: "10:00"}\n      - {days: sat'
    )
    result = built(with_real_look(small_site(tmp_path, early)))
    assert result.ok, result.problems
    pages = {one.path: one.data.decode() for one in result.artifacts if one.is_page}
    page = pages["en/courses/greek/index.html"]
    week = page[page.index('class="week"') :]
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td>', week)
    assert [(day, re.findall("[0-9:]{5}–[0-9:]{5}", hours)) for day, hours in rows[:3]] == [
        ("Monday", ["18:00–20:00"]),
        ("Wednesday", ["09:00–10:00", "18:00–20:00"]),
        ("Saturday", ["22:00–00:00"]),
    ]
    assert "28 October 2026: " in page
    assert 'href="lessons.ics"' in page
    assert 'href="../../calendar.ics"' in page
