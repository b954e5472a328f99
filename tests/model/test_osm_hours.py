"""Opening hours in a strict part of the syntax of OpenStreetMap: what it means, and what is refused and why.

What is accepted is compared with another program in `tests/test_opening_reference.py`.
"""

import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from

from sitegen.model.osm_hours import parsed

WEEK = [date(2026, 11, 9 + day) for day in range(7)]  # from Monday; the second Wednesday is the 11th


def times(text: str, day: date, is_holiday: bool = False) -> list[str]:
    openings = parsed(text).on(day, is_holiday)
    return ["–".join(one.times) + "?" * one.by_appointment for one in openings]


def open_on(text: str) -> str:
    """The days of the week that have hours: ``1`` is Monday."""
    return "".join(str(number) for number, day in enumerate(WEEK, start=1) if times(text, day))


@pytest.mark.parametrize(
    ("text", "days"),
    [("Mo-Fr 09:00-15:00", "12345"), ("Sa-Mo 09:00-15:00", "167"), ("Tu,Th-Sa 09:00-15:00", "2456"), ("09:00-15:00", "1234567"), ("24/7", "1234567")],
)  # fmt: skip
def test_days(text: str, days: str) -> None:
    assert open_on(text) == days


def test_a_rule_behind_a_semicolon_takes_the_place_of_those_before_it() -> None:
    text = "Mo-Fr 09:00-15:00; We[2] 17:00-20:00"
    assert times(text, WEEK[2]) == ["17:00–20:00"]
    assert times(text, date(2026, 11, 18)) == ["09:00–15:00"]


def test_a_rule_behind_a_comma_adds_to_them() -> None:
    assert times("Mo-Fr 09:00-15:00, We[2] 17:00-20:00", WEEK[2]) == ["09:00–15:00", "17:00–20:00"]


def test_several_times_a_day_midnight_and_hours_past_it() -> None:
    assert times("Mo 09:00-12:00,13:00-24:00", WEEK[0]) == ["09:00–12:00", "13:00–00:00"]
    assert [one.closes for one in parsed("Mo 22:00-02:00").on(WEEK[0])] == [26 * 60]


def test_by_appointment() -> None:
    assert times('Mo 09:00-12:00, Mo 13:00-15:00 "by appointment"', WEEK[0]) == ["09:00–12:00", "13:00–15:00?"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Aug off", date(2026, 8, 1), date(2026, 8, 31)),
        ("Dec 24-Jan 6 off", date(2026, 12, 24), date(2027, 1, 6)),
        ("Nov-Mar off", date(2026, 11, 1), date(2027, 3, 31)),
        ("Feb off", date(2028, 2, 1), date(2028, 2, 29)),
        ("Aug 10-21 off", date(2026, 8, 10), date(2026, 8, 21)),
        ("2026 Dec 24-2027 Jan 5 off", date(2026, 12, 24), date(2027, 1, 5)),
    ],
)
def test_parts_of_the_year(text: str, first: date, last: date) -> None:
    pattern = parsed(f"Mo-Su 09:00-15:00; {text}")
    around = (first.fromordinal(first.toordinal() - 1), first, last, last.fromordinal(last.toordinal() + 1))
    assert [bool(pattern.on(day)) for day in around] == [True, False, False, True]


def test_a_date_with_a_year_holds_in_that_year_only() -> None:
    pattern = parsed("Mo-Su 09:00-15:00; 2026 Dec 24 off")
    assert [bool(pattern.on(date(year, 12, 24))) for year in (2026, 2027)] == [False, True]


def test_public_holidays() -> None:
    text = "Mo-Fr 09:00-15:00; Sa,PH 10:00-12:00"
    assert times(text, WEEK[0], is_holiday=True) == ["10:00–12:00"]
    assert parsed(text).names_holidays
    assert not parsed("Mo-Fr 09:00-15:00").names_holidays


@pytest.mark.parametrize(
    "text", ["Mo-Fr 09:00-15:00; Sa,Su,PH off", "Mo-Su,PH 09:00-15:00", "Mo-Fr 09:00-15:00; Sa off"]
)
def test_closed_days_may_be_said_again(text: str) -> None:
    assert parsed(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("off", "it never opens"),
        ("Mo-Fr", "has no time"),
        ("Jul-Aug off; Mo-Fr 09:00-15:00", "“Jul-Aug off” never applies"),
        ("Mo 09:00-12:00; Mo-Fr 09:00-15:00", "“Mo 09:00-12:00” never applies"),
        ("2027 Aug off; Mo-Fr 09:00-15:00", "“2027 Aug off” never applies"),
        ("Mo-Fr 09:00-15:00; easter off", "easter is not accepted"),
        ("Mo-Fr 09:00-15:00; SH off", "school holidays"),
        ("Mo-Fr sunrise-15:00", "by the sun"),
        ("week 54 Mo 09:00-15:00", "numbers of weeks"),
        ("Mo-Fr 09:00-15:00; Feb 30 off", "Feb 30 is not in the calendar"),
        ("Mo-Fr 09:00-15:00; Feb 29 off", "Feb 29 is not in the calendar"),
        ("Mo-Fr 09:00-15:00; 1026 Aug off", "the year must lie"),
        ("Mo-Fr 09:00-15:00; 2026-2028 Aug off", "spans of years"),
        ("Mo-Fr 09:00-15:00; 2027 Aug 5-2026 Aug 3 off", "ends before it begins"),
        ("Mo-Fr 09:00-15:00; Dec 24-Jan off", "different ways"),
        ("Mo-Fr 09:00-15:00 || 10:00-12:00", "or else"),
        ("Mo-Fr 09:00+", "open end"),
        ('Mo-Fr 09:00-15:00 "ring twice"', "only the comment"),
        ("Mo-Fr 09:00-15:00 open", "open and unknown"),
        ("Mo-Fr 9:00-15:00", "two digits"),
        ("Mo-Fr 09:00-25:00", "from 00:00 to 24:00"),
        ("Mo-Fr 09:00-09:00", "same time"),
        ("Mo-Fr 09:00-15:00; 10:00-12:00", "on which days"),
        ("Mo-Fr 09:00-17:00; Mo-Fr 12:00-13:00 off", "write the times when it is open"),
        ("PH off; Mo-Fr 09:00-15:00", "comes after PH"),
        ("Mo-Fr 09:00-15:00; PH Mo 10:00-12:00", "PH stands for all"),
        ("Mo-Fr 09:00-15:00; Aug PH off", "PH stands for all"),
        ("Mo-Fr 09:00-15:00, PH off", "begin a rule that closes, or one with PH, with “;”"),
        ("Fr 22:00-04:00; Sa 10:00-14:00", "whose the night is"),
        ("Mo-Fr 09:00–15:00", "the hyphen"),
        ("Mo-Fr ٠٩:٠٠-١٥:٠٠", "the digits 0-9"),
        ("Mo 09:00-10:00; " * 40, "at most 500"),
        ("24/7; PH off", "24/7 stands alone"),
        ("mo-fr 09:00-15:00", "neither days"),
        ("We[6] 09:00-15:00", "[1] to [5]"),
        ("Mo-Fr 09:00-15:00;", "a rule is empty"),
        ("Mo-Fr 09:00 to 15:00", "is not understood"),
    ],
)  # fmt: skip
def test_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        parsed(text)


PIECES = (
    "Mo",
    "Fr",
    "Aug",
    "Dec",
    "PH",
    "2026",
    "24",
    "[2]",
    "-",
    ",",
    ";",
    " ",
    "09:00",
    "15:00",
    "24:00",
    "off",
    '"',
    "SH",
    "week",
    "+",
)


@given(lists(sampled_from(PIECES), max_size=14).map("".join))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert any(rule.openings for rule in parsed(text).rules)
