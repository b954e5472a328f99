"""The lessons of a course whose days, hours, start and end are known; none on a public holiday."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date, datetime, time, timedelta

from sitegen.model.entry import Entry
from sitegen.model.opening import DAYS, Opening
from sitegen.model.types.course import CourseFacts
from sitegen.model.types.holiday import HolidayFacts
from sitegen.model.types.service import Running
from sitegen.records import record
from sitegen.resolve.site import Site


@record
class Series:
    """The lessons that begin and end at the same time, on the days when they are held."""

    opening: Opening
    days: tuple[date, ...]

    @property
    def weekdays(self) -> tuple[str, ...]:
        """The days of the week that they are on."""
        found = {day.weekday() for day in self.days}
        return tuple(name for number, name in enumerate(DAYS) if number in found)

    @property
    def skipped(self) -> tuple[date, ...]:
        """The days from the first to the last on which there would be one by the day of the week, but is none."""
        between = (self.days[0] + timedelta(days=n) for n in range((self.days[-1] - self.days[0]).days))
        return tuple(day for day in between if DAYS[day.weekday()] in self.weekdays and day not in self.days)

    def begins(self, day: date) -> datetime:
        """When the lesson of a day begins, as the clocks show it."""
        return datetime.combine(day, time()) + timedelta(minutes=self.opening.opens)

    def ends(self, day: date) -> datetime:
        """When the lesson of a day ends; after midnight, on the next."""
        return datetime.combine(day, time()) + timedelta(minutes=self.opening.closes)


def series(course: CourseFacts, off: Container[date]) -> tuple[Series, ...]:
    """The lessons of a course by their times; none while something of them is not known, and of one that has ended.

    On holidays (``off``) there is none, unless the timetable says what is on them.
    """
    first, last = course.starts, course.ends
    if not (course.timetable and first and last) or (course.status and course.status.value is Running.ENDED):
        return ()
    pattern = course.timetable.pattern
    held: dict[Opening, list[date]] = {}
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        if day not in off or pattern.names_holidays:
            for opening in pattern.on(day, day in off):
                held.setdefault(opening, []).append(day)
    return tuple(Series(opening, tuple(days)) for opening, days in held.items())


def holidays(site: Site, first: date, last: date) -> Mapping[date, Entry]:
    """The public holidays from a day to another, both included, in their order."""
    found: dict[date, Entry] = {}
    for row in site.of("holidays"):
        assert isinstance(row.facts, HolidayFacts)
        found |= {day: row for year in range(first.year, last.year + 1) if (day := row.facts.on(year))}
    return {day: found[day] for day in sorted(found) if first <= day <= last}
