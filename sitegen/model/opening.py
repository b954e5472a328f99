"""The rules that opening hours are made of, whichever way they were written, and what is open on a day by them.

The script of the page (`assets/js/hours.js`) goes by the same rules: `tests/browser/test_hours.py` holds both equal.
"""

from __future__ import annotations

import calendar
import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sitegen.records import record

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = 1440  #: the end of a day, in minutes
LAST = -1  #: the last of a weekday in the month


class Opening(NamedTuple):
    """From and to, in minutes from the beginning of the day; after midnight more than 1440."""

    opens: int
    closes: int
    by_appointment: bool = False

    @property
    def times(self) -> tuple[str, str]:
        """Both as on the clock: ``09:00``, ``15:00``."""
        return clock(self.opens), clock(self.closes % MIDNIGHT)

    @property
    def all_day(self) -> bool:
        """Whether it is a whole day, from midnight to midnight."""
        return self.closes - self.opens == MIDNIGHT


def clock(minute: int) -> str:
    """A minute of the day as on the clock: ``09:00``."""
    return f"{minute // 60:02}:{minute % 60:02}"


class Span(NamedTuple):
    """Days from one to another, both included, as numbers: 801 to 831 in every year, 20261224 in one."""

    first: int
    last: int

    @property
    def dated(self) -> bool:
        """Whether it lies in one year only, and does not come again."""
        return self.first > 9999

    @property
    def days(self) -> tuple[date, date]:
        """Both as dates; of one of every year, in a leap year."""
        return _day(self.first), _day(self.last)

    def holds(self, day: date) -> bool:
        """Whether a day lies in it; 1101 to 331 runs over the end of the year."""
        at = day.month * 100 + day.day + (day.year * 10000 if self.dated else 0)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last

    def meets(self, other: Span) -> bool:
        """Whether they have a day in common; of two that come again every year."""
        return self.holds(_day(other.first)) or other.holds(_day(self.first))

    def covers(self, other: Span) -> bool:
        """Whether the other lies in it; of two that come again every year."""
        leaves = other != self and other.holds(_day(self.first)) and other.holds(_day(self.last))
        return self.holds(_day(other.first)) and self.holds(_day(other.last)) and not leaves


def _day(number: int) -> date:
    """A day that the number names, in a leap year if it is one of every year."""
    year, rest = divmod(number, 10000)
    return date(year or 2028, rest // 100, rest % 100)


@record
class Rule:
    """What is open on some days; nothing, when it closes them.

    Of a day all must hold that is given: one of ``days`` (0 is Monday), being that one in its month (``nth``: 1 to 5,
    or ``LAST``), one of ``spans``, being a public holiday. A rule takes the place of those before it, or ``adds`` to them.
    """

    openings: tuple[Opening, ...]
    days: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()
    holidays: bool = False
    adds: bool = False

    def holds(self, day: date, is_holiday: bool) -> bool:
        """Whether it is about a day."""
        return (
            (is_holiday or not self.holidays)
            and (not self.days or day.weekday() in self.days)
            and (not self.nth or _number(day) in self.nth or (LAST in self.nth and _is_last(day)))
            and (not self.spans or any(span.holds(day) for span in self.spans))
        )


def _number(day: date) -> int:
    return (day.day + 6) // 7


def _is_last(day: date) -> bool:
    return (day + timedelta(days=7)).month != day.month


@record
class Pattern:
    """Rules in their order. ``names_holidays`` is whether they say what is on public holidays."""

    rules: tuple[Rule, ...]
    names_holidays: bool = False

    @property
    def is_always(self) -> bool:
        """Whether it is open day and night, all year."""
        return self.rules == (Rule((Opening(0, MIDNIGHT),)),)

    def on(self, day: date, is_holiday: bool = False) -> tuple[Opening, ...]:
        """What opens on a day, the earliest first. What opened the day before and is open still belongs to that day."""
        return opened(rule for rule in self.rules if rule.holds(day, is_holiday))


def opened(rules: Iterable[Rule]) -> tuple[Opening, ...]:
    """What rules make of a day that all of them are about."""
    found: tuple[Opening, ...] = ()
    for rule in rules:
        found = (*found, *rule.openings) if rule.adds else rule.openings
    return tuple(sorted(set(found)))


def idle(groups: Sequence[Sequence[Rule]]) -> int | None:
    """The first group of rules that never changes anything; one that says again that days are closed may."""
    owners = [number for number, group in enumerate(groups) for _ in group]
    rules = [rule for group in groups for rule in group]
    left, contested = set(owners), set[int]()
    for is_holiday, held in sorted({case for day in _met(rules) for case in enumerate(day)}):
        result = opened(rules[n] for n in held)
        for owner in left & {owners[n] for n in held if rules[n].holidays == bool(is_holiday)}:
            if opened(rules[n] for n in held if owners[n] != owner) != result:
                left.discard(owner)
            elif any(owners[n] > owner and rules[n].openings for n in held):
                contested.add(owner)
    return min((n for n in left if n in contested or any(rule.openings for rule in groups[n])), default=None)


def overlap(rules: Sequence[Rule]) -> bool:
    """Whether one opens before another has closed, on some day or from the day before."""
    days = {(before, today) for one, other in itertools.pairwise(_met(rules)) for before in one for today in other}
    made = {held: opened(rules[n] for n in held) for held in {held for pair in days for held in pair}}
    return any(_clash(made[before], made[today]) for before, today in days)


def _clash(before: tuple[Opening, ...], today: tuple[Opening, ...]) -> bool:
    late = [Opening(one.opens - MIDNIGHT, one.closes - MIDNIGHT) for one in before]
    return any(one.closes > two.opens for one, two in itertools.pairwise(sorted((*late, *today))))


def part_over(rules: Iterable[Rule]) -> tuple[Span, Span] | None:
    """Two spans of every year that overlap, the later not within the earlier: nobody could read which one holds."""
    yearly = [spans for rule in rules if (spans := tuple(span for span in rule.spans if not span.dated))]
    for earlier, later in itertools.combinations(dict.fromkeys(yearly), 2):
        if all(any(one.covers(two) for one in earlier) for two in later):
            continue
        if pair := next(((one, two) for one in earlier for two in later if one.meets(two)), None):
            return pair
    return None


def _met(rules: Sequence[Rule]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Day by day the numbers of the rules that hold; where rules ask for that, also if it is a public holiday."""
    named = {n for n, rule in enumerate(rules) if rule.holidays}
    for day in _days_of(rules):
        held = tuple(n for n, rule in enumerate(rules) if rule.holds(day, is_holiday=True))
        yield (tuple(n for n in held if n not in named), held) if named else (held,)


def _days_of(rules: Sequence[Rule]) -> Iterator[date]:
    """A week and a day, while rules look at nothing but the day of the week; else the years in which each date has had
    each day of the week, and those that are named.
    """
    if not any(rule.spans or rule.nth for rule in rules):
        return (date(2026, 1, 5) + timedelta(days=n) for n in range(8))
    named = {end // 10000 for rule in rules for span in rule.spans if span.dated for end in span}
    years = sorted({*range(2024, 2035), *named})
    return (date(year, 1, 1) + timedelta(days=n) for year in years for n in range(365 + calendar.isleap(year)))
