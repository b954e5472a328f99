"""Calendar files, read back by an independent library: what stands in them, and when it takes place."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import recurring_ical_events
from icalendar import Calendar, Event

from sitegen.pipeline import Request, build
from tests.builders import small_site

EXAM = """
content/exams/pegp/facts.yaml
  source: city-page
  name: {language: el, name: "Πιστοποιητικό Επάρκειας, Γνώσεων", short: [ΠΕΓΠ]}
  topics: lessons
  points: 10
  pass_mark: 5
  parts: [{id: all, title: {el: Όλα}, points: 10, pass_mark: 5}]
  sessions:
    - {held: 2026-04-12}
    - {held: 2027-04-11, registration: {opens: 2027-01-15, opens_at: "17:00", closes: 2027-02-22}}
    - {held: 2027-09-12, begins: "08:15", ends: "16:00"}
    - {held: 2027-11}
content/exams/pegp/text.el.md
  ---
  title: Εξετάσεις (ΠΕΓΠ)
  ---
content/exams/pegp/text.ar.md
  ---
  title: امتحان الجنسية
  ---
"""
COURSE = """
content/courses/greek/facts.yaml
  source: city-page
  organisation: city
  topics: lessons
  places: town-hall
  timetable:
    week:
      - {days: [mon, wed], opens: "18:00", closes: "20:00"}
      - {days: sat, opens: "22:00", closes: "00:00"}
  starts: 2026-10-05
  ends: 2027-06-30
content/courses/greek/text.el.md
  ---
  title: Ελληνικά
  ---
content/courses/greek/text.ar.md
  ---
  title: دروس
  ---
content/holidays.yaml
  - {id: ohi-day, title: {el: Όχι}, day: 10-28, source: city-page}
  - {id: clean-monday, title: {el: Καθαρά Δευτέρα}, before_easter: 48, source: city-page}
"""

Files = Callable[..., dict[str, bytes]]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """The calendar files of a site, by path."""

    def made(tree: str = EXAM + COURSE, today: date = date(2026, 11, 22), base_url: str = "") -> dict[str, bytes]:
        result = build(Request(small_site(tmp_path, tree), today, base_url))
        assert result.ok, result.problems
        return {one.path: one.data for one in result.artifacts if one.path.endswith(".ics")}

    return made


def events(file: bytes) -> list[Event]:
    return Calendar.from_ical(file).events


def lessons_between(file: bytes, first: date, last: date) -> list[tuple[date, time]]:
    found = recurring_ical_events.of(Calendar.from_ical(file)).between(first, last + timedelta(days=1))
    starts = sorted(event["DTSTART"].dt for event in found)
    return [(start.date(), start.time()) for start in starts]


def test_there_is_a_file_for_each_coming_session_that_has_a_day_and_for_each_course(files: Files) -> None:
    assert sorted(path for path in files() if path.startswith("ar/")) == [
        "ar/calendar.ics",
        "ar/courses/greek/lessons.ics",
        "ar/exams/pegp/2027-04-11.ics",
        "ar/exams/pegp/2027-09-12.ics",
    ]


def test_a_session_without_a_time_lasts_its_day_and_ends_on_the_next(files: Files) -> None:
    exam = events(files()["ar/exams/pegp/2027-04-11.ics"])[0]
    assert (exam["DTSTART"].dt, exam["DTEND"].dt) == (date(2027, 4, 11), date(2027, 4, 12))


def test_a_session_with_times_is_in_the_time_of_athens(files: Files) -> None:
    exam = events(files()["ar/exams/pegp/2027-09-12.ics"])[0]
    assert exam["DTSTART"].dt.astimezone(UTC) == datetime(2027, 9, 12, 5, 15, tzinfo=UTC)
    assert exam["DTEND"].dt.astimezone(UTC) == datetime(2027, 9, 12, 13, tzinfo=UTC)


def test_the_window_is_its_first_and_its_last_moment(files: Files) -> None:
    _, opens, closes = events(files()["ar/exams/pegp/2027-04-11.ics"])
    assert opens["DTSTART"].dt.astimezone(UTC) == datetime(2027, 1, 15, 15, tzinfo=UTC)
    assert (closes["DTSTART"].dt, closes["DTEND"].dt) == (date(2027, 2, 22), date(2027, 2, 23))


def test_what_is_over_of_a_window_is_left_out(files: Files) -> None:
    exam, closes = events(files(today=date(2027, 2, 1))["ar/exams/pegp/2027-04-11.ics"])
    assert (exam["DTSTART"].dt, closes["DTSTART"].dt) == (date(2027, 4, 11), date(2027, 2, 22))


def test_days_remind_at_nine_in_the_morning_a_week_and_a_day_before(files: Files) -> None:
    exam, opens, closes = events(files()["ar/exams/pegp/2027-04-11.ics"])

    before = [[alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] for event in (exam, opens, closes)]
    day, nine = timedelta(days=1), timedelta(hours=9)
    assert before == [[nine - 7 * day, nine - day], [-day, timedelta()], [nine - 7 * day, nine - day]]


def test_words_are_in_the_language_with_the_greek_name(files: Files) -> None:
    exam = events(files()["ar/exams/pegp/2027-04-11.ics"])[0]
    assert str(exam["SUMMARY"]) == "امتحان الجنسية – ΠΕΓΠ"
    assert exam["SUMMARY"].params["LANGUAGE"] == "ar"
    assert str(exam["DESCRIPTION"]).splitlines()[0] == "Πιστοποιητικό Επάρκειας, Γνώσεων"


def test_an_event_is_the_same_in_every_language_and_build(files: Files) -> None:
    path = "exams/pegp/2027-04-11.ics"
    early, late = files(), files(today=date(2026, 12, 24))
    uids = {
        tuple(str(event["UID"]) for event in events(made[f"{code}/{path}"]))
        for made in (early, late)
        for code in ("el", "en", "ar")
    }
    assert len(uids) == 1
    assert len(set(*uids)) == 3


def test_the_page_is_named_when_the_address_of_the_site_is_known(files: Files) -> None:
    path = "ar/exams/pegp/2027-04-11.ics"
    assert "URL" not in events(files()[path])[0]
    assert events(files(base_url="https://example.org/")[path])[0]["URL"] == "https://example.org/ar/exams/pegp/"


@pytest.mark.parametrize("change", [date(2026, 10, 25), date(2027, 3, 28)])
def test_a_lesson_stays_at_six_when_the_clocks_change(files: Files, change: date) -> None:
    file = files(today=date(2026, 10, 1))["ar/courses/greek/lessons.ics"]
    found = recurring_ical_events.of(Calendar.from_ical(file)).between(
        change - timedelta(days=6), change + timedelta(days=2)
    )
    six = sorted(event["DTSTART"].dt for event in found if event["DTSTART"].dt.hour != 22)
    assert [(start.date() - change).days for start in six] == [-6, -4, 1]
    assert {start.hour for start in six} == {18}
    assert {start.astimezone(UTC).hour for start in six} == {15, 16}


def test_there_is_no_lesson_on_a_public_holiday(files: Files) -> None:
    file = files(today=date(2026, 10, 1))["ar/courses/greek/lessons.ics"]
    six = time(18)
    assert lessons_between(file, date(2026, 10, 26), date(2026, 10, 30)) == [(date(2026, 10, 26), six)]
    assert lessons_between(file, date(2027, 3, 15), date(2027, 3, 19)) == [(date(2027, 3, 17), six)]


def test_lessons_go_from_the_first_day_to_the_last(files: Files) -> None:
    file = files(today=date(2026, 10, 1))["ar/courses/greek/lessons.ics"]
    found = lessons_between(file, date(2026, 1, 1), date(2028, 1, 1))
    weekdays = [day for day, _ in found if day.weekday() in (0, 2)]
    assert (weekdays[0], weekdays[-1]) == (date(2026, 10, 5), date(2027, 6, 30))
    assert len(found) == 39 + 39 + 38 - 2, "Mondays, Wednesdays and Saturdays without two holidays"


def test_lessons_follow_seasons_closures_and_days_of_the_month(files: Files) -> None:
    timetable = """timetable:
    osm: "Mo,We 18:00-20:00, Fr[1] 10:00-12:00; Dec 24-Jan 6 off; 2026 Nov 23 off; PH off"
  starts:"""
    file = files(re.sub(r"timetable:.*?starts:", timetable, COURSE, flags=re.DOTALL), today=date(2026, 10, 1))[
        "ar/courses/greek/lessons.ics"
    ]
    found = lessons_between(file, date(2026, 11, 20), date(2027, 1, 12))
    assert [f"{day:%d.%m}" for day, _ in found] == [
        "25.11", "30.11", "02.12", "04.12", "07.12", "09.12", "14.12", "16.12", "21.12", "23.12", "11.01"
    ]  # fmt: skip


def test_a_lesson_to_midnight_ends_on_the_next_day(files: Files) -> None:
    saturday = events(files()["ar/courses/greek/lessons.ics"])[1]
    assert saturday["DTEND"].dt - saturday["DTSTART"].dt == timedelta(hours=2)


def test_the_place_is_as_on_the_sign(files: Files) -> None:
    assert events(files()["ar/courses/greek/lessons.ics"])[0]["LOCATION"] == "Λεωφόρος 1, 01067 Πόλη"


@pytest.mark.parametrize("line", ["starts: 2026-10-05", "ends: 2027-06-30"])
def test_a_course_of_which_something_is_not_known_has_no_file(files: Files, line: str) -> None:
    assert "ar/courses/greek/lessons.ics" not in files(EXAM + COURSE.replace(line, "level: A1"))


def test_a_course_that_is_over_or_has_ended_has_no_file(files: Files) -> None:
    assert "ar/courses/greek/lessons.ics" not in files(today=date(2027, 7, 1))
    ended = COURSE.replace("  starts:", "  status: {value: ended, source: city-page}\n  starts:")
    assert "ar/courses/greek/lessons.ics" not in files(EXAM + ended)


def test_the_calendar_to_subscribe_to_holds_everything_to_come(files: Files) -> None:
    made = files()
    single = [
        event["UID"]
        for path in made
        if path.startswith("el/") and "/calendar" not in path
        for event in events(made[path])
    ]
    assert sorted(event["UID"] for event in events(made["el/calendar.ics"])) == sorted(single)


def test_the_calendar_to_subscribe_to_is_there_while_nothing_is_announced(files: Files) -> None:
    calendar = Calendar.from_ical(files(EXAM, today=date(2027, 12, 1))["el/calendar.ics"])
    assert calendar.events == []
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"], "a calendar without any part is not valid"


def test_the_same_day_gives_the_same_bytes(files: Files) -> None:
    assert files() == files()
    assert b"DTSTAMP:20261122T000000Z\r\n" in files()["el/calendar.ics"]


def test_the_bytes_of_an_event(files: Files) -> None:
    file = files()["en/courses/greek/lessons.ics"].decode()
    lines = """\
BEGIN:VEVENT
UID:bac09388-1605-5ce3-821a-06f5b38fd3c5
DTSTAMP:20261122T000000Z
DTSTART;TZID=Europe/Athens:20261005T180000
DTEND;TZID=Europe/Athens:20261005T200000
RRULE:FREQ=WEEKLY;UNTIL=20270630T150000Z;BYDAY=MO,WE
EXDATE;TZID=Europe/Athens:20261028T180000
EXDATE;TZID=Europe/Athens:20270315T180000
SUMMARY;LANGUAGE=en:Ελληνικά
DESCRIPTION;LANGUAGE=en:No lessons on public holidays. Ask about other days
  off.\\nPublished times\\, not confirmed\\nCheck the dates with the people in
  charge before you plan.\\nThis is not an official site. No public body has
  adopted it yet.
LOCATION:Λεωφόρος 1\\, 01067 Πόλη
END:VEVENT
"""
    assert lines.replace("\n", "\r\n") in file
