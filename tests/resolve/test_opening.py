"""Open or closed at an instant, the next change, the next closure: in the time of Athens."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from sitegen.model.osm_hours import parsed
from sitegen.resolve.opening import Closure, Schedule, State

ATHENS = ZoneInfo("Europe/Athens")
OHI, CHRISTMAS, SECOND = date(2026, 10, 28), date(2026, 12, 25), date(2026, 12, 26)


def schedule(line: str) -> Schedule:
    return Schedule(parsed(line), {OHI, CHRISTMAS, SECOND}, ATHENS)


def at(moment: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ATHENS, fold=fold)


@pytest.mark.parametrize(
    ("line", "moment", "state", "change"),
    [
        ("Mo-Fr 09:00-15:00", "2026-11-23T09:00", State.OPEN, "2026-11-23T15:00"),
        ("Mo-Fr 09:00-15:00", "2026-11-20T15:00", State.CLOSED, "2026-11-23T09:00"),
        ("Sa 22:00-04:00", "2026-11-22T03:59", State.OPEN, "2026-11-22T04:00"),
        ('Mo 09:00-12:00 "by appointment"', "2026-11-23T09:30", State.APPOINTMENT, "2026-11-23T12:00"),
        ("Mo-Fr 09:00-15:00; PH off", "2026-10-27T20:00", State.CLOSED, "2026-10-29T09:00"),
        ("Mo-Fr 09:00-15:00", "2026-10-28T10:00", State.UNKNOWN, "2026-10-28T15:00"),
        ("Mo-Su 00:00-24:00; PH off", "2026-11-01T12:00", State.OPEN, "2026-12-25T00:00"),
        ("24/7", "2026-10-28T10:00", State.OPEN, None),
    ],
)
def test_the_state_and_when_it_changes(line: str, moment: str, state: State, change: str | None) -> None:
    assert schedule(line).state(at(moment)) is state
    assert schedule(line).next_change(at(moment)) == (change and datetime.fromisoformat(change))


def test_it_is_asked_in_the_time_of_athens() -> None:
    assert schedule("Mo 09:00-15:00").state(datetime(2026, 11, 23, 7, 0, tzinfo=UTC)) is State.OPEN
    assert schedule("Mo 09:00-15:00").state(datetime(2026, 11, 23, 6, 59, tzinfo=UTC)) is State.CLOSED
    tehran = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Asia/Tehran"))
    assert schedule("Mo 09:00-15:00").state(tehran) is State.OPEN


def test_a_night_in_which_the_clocks_go_back_ends_as_the_clocks_show_it() -> None:
    night = schedule("Sa 22:00-04:00")
    assert [night.state(at("2026-10-25T03:30", fold)) for fold in (0, 1)] == [State.OPEN, State.OPEN]
    assert night.state(datetime(2026, 10, 25, 2, 0, tzinfo=UTC)) is State.CLOSED, "04:00 in winter time"


def test_a_night_in_which_the_clocks_go_on_ends_when_they_pass_the_hour() -> None:
    night = schedule("Sa 22:00-03:30")
    assert night.state(datetime(2027, 3, 28, 0, 59, tzinfo=UTC)) is State.OPEN, "02:59"
    assert night.state(datetime(2027, 3, 28, 1, 0, tzinfo=UTC)) is State.CLOSED, "04:00, a minute later"


@pytest.mark.parametrize(
    ("line", "today", "closure"),
    [
        ("Mo-Fr 09:00-15:00; PH off", date(2026, 10, 15), Closure(OHI, OHI, sure=True)),
        ("Mo-Fr 09:00-15:00; PH off", date(2026, 10, 14), None),
        ("Mo-Fr 09:00-15:00; PH off", OHI, Closure(OHI, OHI, sure=True)),
        ("Mo-Tu 09:00-15:00; PH off", date(2026, 10, 20), None),
        ("Mo-Fr 09:00-15:00", date(2026, 10, 20), Closure(OHI, OHI, sure=False)),
        ("Mo-Su 09:00-15:00; PH off", date(2026, 12, 20), Closure(CHRISTMAS, SECOND, sure=True)),
        ("Mo-Fr 09:00-15:00; Aug off", date(2027, 7, 25), Closure(date(2027, 8, 2), date(2027, 8, 31), sure=True)),
        ("Mo-Fr 09:00-15:00; We off", date(2026, 11, 22), None),
    ],
)
def test_the_next_closure_is_told_two_weeks_before(line: str, today: date, closure: Closure | None) -> None:
    assert schedule(line).next_closure(today) == closure
