"""How a calendar file is written, whatever its texts hold."""

import unicodedata
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event, Timezone

from sitegen.ical.lines import LINE, component, folded, text, written
from sitegen.ical.zone import timezone

SIGNS = st.text(st.sampled_from("αbΩ١پ‌🏛️🇬🇷\\;,:\n\r\"' \t"), max_size=200) | st.text(max_size=200)


def printable(value: str) -> str:
    """What a calendar may hold of a text."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c == "\n" or unicodedata.category(c) != "Cc")


@given(SIGNS)
def test_a_text_comes_back_as_it_was(value: str) -> None:
    lines = component("VEVENT", ["UID:1", "DTSTAMP:20261122T000000Z", text("SUMMARY", value, "fa")])
    assert str(Event.from_ical(written(lines))["SUMMARY"]) == printable(value)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=400))
def test_no_line_is_longer_than_75_bytes_and_no_character_is_cut(line: str) -> None:
    pieces = list(folded(line))
    assert all(len(piece.encode()) <= LINE for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_lines_end_in_carriage_return_and_line_feed() -> None:
    assert written(["A:1", f"B:{'ά' * 40}"]) == f"A:1\r\nB:{'ά' * 36}\r\n {'ά' * 4}\r\n".encode()


@pytest.mark.parametrize(
    "name", ["Europe/Athens", "Europe/Paris", "Asia/Tehran", "America/St_Johns", "Africa/Casablanca"]
)
def test_a_time_zone_is_right_on_every_day_of_its_years(name: str) -> None:
    file = written(
        component("VCALENDAR", ["VERSION:2.0", "PRODID:x"], timezone(name, date(2026, 10, 1), date(2027, 6, 30)))
    )
    (found,) = (part for part in Calendar.from_ical(file).subcomponents if isinstance(part, Timezone))
    read, real = found.to_tz(lookup_tzid=False), ZoneInfo(name)
    hours = (datetime(2026, 1, 1, 0, 30, tzinfo=UTC) + timedelta(hours=n) for n in range(24 * 365 * 2))
    moments = (at for at in (hour.astimezone(real) for hour in hours) if not at.fold)
    assert [at for at in moments if at.utcoffset() != at.replace(tzinfo=read).utcoffset()] == []


def test_clocks_in_athens_change_at_one_in_the_morning_of_utc() -> None:
    lines = list(timezone("Europe/Athens", date(2026, 10, 1), date(2027, 6, 30)))
    starts = [line for line in lines if line.startswith("DTSTART")]
    assert starts[1:] == [
        f"DTSTART:{at}" for at in ("20260329T030000", "20261025T040000", "20270328T030000", "20271031T040000")
    ]
    assert datetime(2026, 10, 25, 1, tzinfo=UTC).astimezone(ZoneInfo("Europe/Athens")).hour == 3
