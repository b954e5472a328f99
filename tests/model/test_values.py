"""What a single field may hold. The other way round, see `sites/invalid-*`."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from sitegen.model.contact import Phone
from sitegen.model.hours import Hours
from sitegen.model.values import (
    AnyDate,
    ClockTime,
    Flag,
    IsoDate,
    Line,
    Number,
    Whole,
    link_fault,
    slug_fault,
    western_digits,
)


def parsed(kind: Any, text: object) -> Any:
    return TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Flag, "no", False),
        (Whole, "007", 7),
        (Number, "84.40", Decimal("84.40")),
        (IsoDate, "2028-02-29", date(2028, 2, 29)),
        (ClockTime, "9:00", time(9)),
        (ClockTime, "18:30", time(18, 30)),
        (AnyDate, "2024", (2024, 0, 0)),
        (AnyDate, "2024-01", (2024, 1, 0)),
        (Line, "NO", "NO"),
    ],
)
def test_what_a_field_is_read_as(kind: Any, text: str, value: object) -> None:
    assert parsed(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Flag, "true"), (Flag, "NO"), (Flag, ""), (Whole, "1.5"), (Whole, "-1"), (Whole, "١٢"), (Whole, "1" * 10),
        (Number, "1e3"), (Number, "-5"), (Number, "10,50"), (Number, "NaN"), (IsoDate, "2026-02-30"),
        (IsoDate, "2027-02-29"), (IsoDate, "30/02/2026"), (IsoDate, "2026-2-3"), (IsoDate, "0000-01-01"),
        (IsoDate, "٢٠٢٦-٠١-٠١"), (ClockTime, "24:00"), (ClockTime, "24:30"), (ClockTime, "1110"), (ClockTime, "9"),
        (AnyDate, "2024-13"), (AnyDate, "2024-00"), (AnyDate, "24"), (Line, ""), (Line, "α\nβ"), (Line, "α" * 2_001),
    ],
)  # fmt: skip
def test_what_a_field_refuses(kind: Any, text: str) -> None:
    with pytest.raises(ValidationError):
        parsed(kind, text)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0301234567", "0301234567"),
        ("+302103238000", "+302103238000"),
        ("٢١٠ ٣٢٣ ٨٠٠٠", "210 323 8000"),
        ("۲۱۰ ۳۲۳ ۸۰۰۰", "210 323 8000"),
        ("112", "112"),
        ("210  323\N{NO-BREAK SPACE}8000", "210 323 8000"),
    ],
)
def test_a_phone_number_is_kept_as_text_in_the_digits_of_a_telephone(written: str, number: str) -> None:
    assert parsed(Phone, written).number == number


@pytest.mark.parametrize("identifier", ["kem", "kem-legal-aid", "112", "a" * 64, "console"])
def test_ids(identifier: str) -> None:
    assert slug_fault(identifier) == ""


@pytest.mark.parametrize(
    "identifier",
    ["", "-a", "a-", "a--b", "A", "ά", "a b", "a.b", "a_b", "../x", "a/b", "a\\b", "%2e", "con", "com1", "lpt0", "a" * 65,
     "a\n", "．．", "١"],
)  # fmt: skip
def test_no_ids(identifier: str) -> None:
    assert slug_fault(identifier) != ""


@pytest.mark.parametrize(
    "address",
    ["https://city.example/", "http://city.example:8080/a?b=c#d", "https://υπουργείο.example/", "mailto:desk@city.example",
     "mailto:desk@city.example?subject=a", "tel:112", "tel:+302103238000"],
)  # fmt: skip
def test_addresses_that_can_be_linked_to(address: str) -> None:
    assert link_fault(address) == ""


def test_digits_of_every_script_become_western() -> None:
    assert western_digits("٢١٠ ۳۲۳ 8000 α²") == "210 323 8000 α²"


def week(*slots: dict[str, str]) -> Hours:
    return Hours.model_validate({"week": list(slots)})


def test_days_are_spans_lists_and_both() -> None:
    hours = week({"days": "mon-wed, fri", "opens": "09:00", "closes": "15:00"})
    assert hours.week[0].days == ("mon", "tue", "wed", "fri")


def test_days_may_run_over_the_end_of_the_week() -> None:
    assert week({"days": "sat-mon", "opens": "09:00", "closes": "15:00"}).week[0].days == ("mon", "sat", "sun")


def test_midnight_is_the_end_of_the_day() -> None:
    slots = ({"days": "mon", "opens": "18:00", "closes": "00:00"}, {"days": "tue", "opens": "00:00", "closes": "02:00"})
    assert len(week(*slots).week) == 2


def test_slots_that_touch_do_not_overlap() -> None:
    slots = ({"days": "mon", "opens": "09:00", "closes": "12:00"}, {"days": "mon", "opens": "12:00", "closes": "15:00"})
    assert len(week(*slots).week) == 2


def test_a_night_runs_into_the_next_day_and_week() -> None:
    night = {"days": "sun", "opens": "22:00", "closes": "02:00", "overnight": "yes"}
    assert week(night, {"days": "mon", "opens": "02:00", "closes": "03:00"})
    with pytest.raises(ValidationError, match="overlap"):
        week(night, {"days": "mon", "opens": "01:59", "closes": "03:00"})
