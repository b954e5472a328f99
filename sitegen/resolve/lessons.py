"""The lessons of a course whose days, hours, start and end are known; none on a public holiday."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sitegen.model.entry import Entry
from sitegen.model.hours import DAYS, Slot
from sitegen.model.types.course import CourseFacts
from sitegen.model.types.holiday import HolidayFacts
from sitegen.model.types.service import Running
from sitegen.resolve.site import Site


@dataclass(frozen=True)
class Series:
    """The lessons of one slot: on each of its days, from the first that is held to the last, but for ``skipped``."""

    slot: Slot
    first: date
    last: date
    skipped: tuple[date, ...]

    def days(self) -> list[date]:
        """The days of the lessons."""
        between = (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))
        return [day for day in between if DAYS[day.weekday()] in self.slot.days and day not in self.skipped]

    def begins(self, day: date) -> datetime:
        """When the lesson of a day begins, as the clocks show it."""
        return datetime.combine(day, self.slot.opens)

    def ends(self, day: date) -> datetime:
        """When the lesson of a day ends; after midnight, on the next."""
        end = datetime.combine(day, self.slot.closes)
        return end if self.slot.closes > self.slot.opens else end + timedelta(days=1)


def series(course: CourseFacts, off: Container[date]) -> tuple[Series, ...]:
    """The lessons of a course, slot by slot; none while something of them is not known, and of one that has ended."""
    first, last = course.starts, course.ends
    if not (course.timetable and first and last) or (course.status and course.status.value is Running.ENDED):
        return ()
    return tuple(one for slot in course.timetable.week for one in _of_slot(slot, first, last, off))


def _of_slot(slot: Slot, first: date, last: date, off: Container[date]) -> Iterator[Series]:
    planned = Series(slot, first, last, ()).days()
    held = [day for day in planned if day not in off]
    if held:
        yield Series(slot, held[0], held[-1], tuple(d for d in planned if d in off and held[0] < d < held[-1]))


def holidays(site: Site, first: date, last: date) -> Mapping[date, Entry]:
    """The public holidays from a day to another, both included, in their order."""
    found: dict[date, Entry] = {}
    for row in site.of("holidays"):
        assert isinstance(row.facts, HolidayFacts)
        found |= {row.facts.on(year): row for year in range(first.year, last.year + 1)}
    return {day: found[day] for day in sorted(found) if first <= day <= last}
