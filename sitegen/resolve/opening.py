"""Open or closed at a moment, until when, and the next day that is closed though it is usually open.

All in the time of the site, as the clocks there show it: an hour that comes twice in autumn is the same hour twice.
The pages are read when nobody builds them, so it is their script that asks (`assets/js/hours.js`); it goes by what
stands here, and the tests hold both equal.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sitegen.model.opening import Opening, Pattern, opened
from sitegen.records import record

AHEAD = 100  #: days to look for a change
NOTICE = 14  #: days before a closure in which it is told


class State(StrEnum):
    """``UNKNOWN`` is a public holiday of which the rules say nothing, at an hour when it is usually open."""

    OPEN = "open"
    APPOINTMENT = "appointment"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@record
class Closure:
    """Days in a row that are closed though usually open; or a public holiday on which one must ask."""

    first: date
    last: date
    sure: bool


@record
class Schedule:
    """A pattern with the public holidays and the time zone of the site."""

    pattern: Pattern
    holidays: Container[date]
    zone: ZoneInfo

    def on(self, day: date) -> tuple[Opening, ...]:
        """What opens on a day; on a holiday that the rules do not name, what usually does."""
        return self.pattern.on(day, day in self.holidays)

    def state(self, instant: datetime) -> State:
        """Whether it is open at an instant."""
        return self._state(instant.astimezone(self.zone).replace(tzinfo=None))

    def next_change(self, instant: datetime) -> datetime | None:
        """When that will be otherwise, as the clocks show it; none when not in the coming days."""
        local = instant.astimezone(self.zone).replace(tzinfo=None)
        now = self._state(local)
        for number in range(AHEAD):
            edges = {edge for *both, _ in self._around(local.date() + timedelta(days=number)) for edge in both}
            for edge in sorted(edges):
                if edge > local and self._state(edge) is not now:
                    return edge
        return None

    def next_closure(self, today: date) -> Closure | None:
        """The next one that begins in the coming two weeks, today included."""
        for day in (today + timedelta(days=number) for number in range(NOTICE)):
            if self._is_doubtful(day):
                return Closure(day, day, sure=False)
            if self._is_closed(day):
                return Closure(day, self._last_closed(day), sure=True)
        return None

    def _state(self, local: datetime) -> State:
        return next(
            (state for opens, closes, state in self._around(local.date()) if opens <= local < closes), State.CLOSED
        )

    def _around(self, day: date) -> Iterator[tuple[datetime, datetime, State]]:
        """What opens on a day and on the day before."""
        for one in (day - timedelta(days=1), day):
            midnight = datetime.combine(one, time())
            for opening in self.on(one):
                state = State.APPOINTMENT if opening.by_appointment else State.OPEN
                yield (
                    midnight + timedelta(minutes=opening.opens),
                    midnight + timedelta(minutes=opening.closes),
                    State.UNKNOWN if self._is_doubtful(one) else state,
                )

    def _is_doubtful(self, day: date) -> bool:
        return day in self.holidays and not self.pattern.names_holidays and bool(self.on(day))

    def _is_closed(self, day: date) -> bool:
        """Whether a rule for a part of the year or for holidays closes a day that another opens."""
        rules = [rule for rule in self.pattern.rules if rule.holds(day, day in self.holidays)]
        by = next((rule for rule in reversed(rules) if not rule.adds), None)
        usual = any(rule.openings and not rule.holidays for rule in rules)
        return usual and not opened(rules) and by is not None and bool(by.spans or by.holidays)

    def _last_closed(self, first: date) -> date:
        last = first
        for day in (first + timedelta(days=number) for number in range(1, AHEAD)):
            if self.on(day):
                break
            if self._is_closed(day):
                last = day
        return last
