"""Public holidays, by the calendar and counted from Orthodox Easter."""

from datetime import date

import pytest
from dateutil.easter import EASTER_ORTHODOX, easter
from pydantic import ValidationError

from sitegen.model.types.holiday import HolidayFacts, orthodox_easter
from sitegen.model.values import YEARS


def holiday(**rule: str) -> HolidayFacts:
    return HolidayFacts.model_validate({"id": "one", "title": {"el": "Αργία"}, "source": "law", **rule})


def test_easter_is_that_of_an_independent_table_in_every_year_of_the_site() -> None:
    assert [year for year in YEARS if orthodox_easter(year) != easter(year, EASTER_ORTHODOX)] == []


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ({"day": "10-28"}, date(2027, 10, 28)),
        ({"before_easter": "48"}, date(2027, 3, 15)),
        ({"before_easter": "2"}, date(2027, 4, 30)),
        ({"after_easter": "1"}, date(2027, 5, 3)),
        ({"after_easter": "50"}, date(2027, 6, 21)),
    ],
    ids=["ohi-day", "clean-monday", "good-friday", "easter-monday", "whit-monday"],
)
def test_the_day_of_2027(rule: dict[str, str], day: date) -> None:
    assert holiday(**rule).on(2027) == day


@pytest.mark.parametrize("rule", [{}, {"day": "10-28", "after_easter": "1"}, {"day": "02-29"}, {"day": "28/10"}])
def test_another_rule_is_refused(rule: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        holiday(**rule)


def test_a_year_in_which_it_was_moved_has_another_day() -> None:
    labour_day = HolidayFacts.model_validate(
        {"id": "one", "title": {"el": "Αργία"}, "source": "law", "day": "05-01", "moved": {"2021": "2021-05-04"}}
    )
    assert [labour_day.on(year) for year in (2021, 2022)] == [date(2021, 5, 4), date(2022, 5, 1)]


def test_a_closure_that_was_decided_is_once() -> None:
    assert [holiday(once="2027-02-08").on(year) for year in (2026, 2027)] == [None, date(2027, 2, 8)]


def test_a_day_that_it_is_moved_to_lies_in_its_year() -> None:
    with pytest.raises(ValidationError, match="does not lie in the year"):
        HolidayFacts.model_validate(
            {"id": "one", "title": {"el": "Αργία"}, "source": "law", "day": "05-01", "moved": {"2021": "2022-05-04"}}
        )
