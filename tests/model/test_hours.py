"""Opening hours as a mapping become the same rules as a line of OpenStreetMap."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from sitegen.model.hours import Hours
from sitegen.model.osm_hours import parsed

USUAL = [{"days": "mon-fri", "opens": "09:00", "closes": "15:00"}]
EVENING = {"days": "wed", "opens": "17:00", "closes": "20:00"}


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"week": USUAL}, "Mo-Fr 09:00-15:00"),
        ({"week": [*USUAL, {**EVENING, "nth": "2"}]}, "Mo-Fr 09:00-15:00, We[2] 17:00-20:00"),
        ({"week": [*USUAL, {**EVENING, "nth": ["1", "last"]}]}, "Mo-Fr 09:00-15:00, We[1] 17:00-20:00, We[-1] 17:00-20:00"),
        ({"week": [{**USUAL[0], "by_appointment": "yes"}]}, 'Mo-Fr 09:00-15:00 "by appointment"'),
        ({"week": USUAL, "holidays": "closed"}, "Mo-Fr 09:00-15:00; PH off"),
        ({"week": USUAL, "holiday_hours": [{"opens": "10:00", "closes": "12:00"}]}, "Mo-Fr 09:00-15:00; PH 10:00-12:00"),
        ({"week": USUAL, "seasons": [{"starts": "08-01", "ends": "08-31", "closed": "yes"}]}, "Mo-Fr 09:00-15:00; Aug off"),
        ({"week": USUAL, "seasons": [{"starts": "12-24", "ends": "01-06", "week": [EVENING]}]}, "Mo-Fr 09:00-15:00; Dec 24-Jan 6 off; Dec 24-Jan 6 We 17:00-20:00"),
        ({"week": USUAL, "closures": ["2026-12-24", {"starts": "2027-02-01", "ends": "2027-02-05"}]}, "Mo-Fr 09:00-15:00; 2026 Dec 24,2027 Feb 1-5 off"),
    ],
)  # fmt: skip
def test_both_ways_to_write_them_open_on_the_same_days(fields: dict[str, Any], line: str) -> None:
    pattern, other = Hours.model_validate(fields).pattern, parsed(line)
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(730)]
    for is_holiday in (False, True):
        assert [pattern.on(day, is_holiday) for day in days] == [other.on(day, is_holiday) for day in days]
    assert pattern.names_holidays == other.names_holidays


def test_a_season_replaces_the_whole_week() -> None:
    season = {"starts": "08-01", "ends": "08-31", "week": [{"days": "tue", "opens": "09:00", "closes": "12:00"}]}
    pattern = Hours.model_validate({"week": USUAL, "seasons": [season]}).pattern
    assert [bool(pattern.on(date(2026, 8, day))) for day in (3, 4, 5)] == [False, True, False]


def test_what_is_not_said_of_holidays_is_not_known() -> None:
    assert not Hours.model_validate({"week": USUAL}).pattern.names_holidays
    assert Hours.model_validate({"week": USUAL, "holidays": "open"}).pattern.names_holidays
    assert Hours.model_validate({"always": "yes"}).pattern.names_holidays


def test_a_short_season_may_stand_behind_the_long_one_that_it_lies_in() -> None:
    long, short = ({"starts": s, "ends": e, "closed": "yes"} for s, e in (("07-01", "08-31"), ("08-10", "08-20")))
    assert Hours.model_validate({"week": USUAL, "seasons": [long, short]})
    with pytest.raises(ValidationError, match="two seasons overlap"):
        Hours.model_validate({"week": USUAL, "seasons": [short, long]})


def test_slots_of_a_season_do_not_overlap_those_of_the_rest_of_the_year() -> None:
    season = {"starts": "08-01", "ends": "08-31", "week": [{"days": "mon-fri", "opens": "08:00", "closes": "14:00"}]}
    assert Hours.model_validate({"week": USUAL, "seasons": [season]})
    night = {"days": "mon", "opens": "22:00", "closes": "09:30", "overnight": "yes"}
    with pytest.raises(ValidationError, match="two slots overlap"):
        Hours.model_validate({"week": [*USUAL, night]})
