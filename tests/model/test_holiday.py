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
