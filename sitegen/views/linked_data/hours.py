"""Opening hours and timetables that somebody confirmed, in the terms of schema.org."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sitegen.model.hours import Hours
from sitegen.model.opening import Opening, Pattern, Rule, clock, opened
from sitegen.resolve.confirmation import holds_until
from sitegen.resolve.reads import once
from sitegen.resolve.site import Site
from sitegen.views.linked_data.block import Json, told

#: In the order of ``model.opening.DAYS``.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLOSED = {"opens": "00:00", "closes": "00:00"}


@once
def hours_told(site: Site, hours: Hours | None) -> list[Json]:
    """Opening hours that somebody confirmed, valid for as long as that holds.

    Nothing where schema.org has no words for them: days of the month, parts of every year, a note.
    """
    until = _confirmed_until(site, hours)
    week = _week(hours.pattern) if hours and until else None
    if hours is None or until is None or not week:
        return []
    specification = {"@type": "OpeningHoursSpecification"}
    last = {"validThrough": until.isoformat()}
    regular = [
        {**specification, **told({"dayOfWeek": days}), **_from_to(opening), **last} for opening, days in week.items()
    ]
    return regular + [{**specification, **_CLOSED, **closure} for closure in _closures(hours.pattern)]


def _confirmed_until(site: Site, hours: Hours | None) -> date | None:
    """The last day that a confirmation of hours holds; none when nobody did, or long ago, or a note limits them."""
    until = holds_until(hours, site.config.confirm_every) if hours and not hours.note else None
    return until if until and until >= site.today else None


def _from_to(opening: Opening | None) -> Json:
    """From when to when; a whole day is told to its last minute, since 00:00 to 00:00 is closed."""
    if opening is None:
        return _CLOSED
    return {"opens": clock(opening.opens), "closes": "23:59" if opening.all_day else opening.times[1]}


def _week(pattern: Pattern) -> dict[Opening | None, list[str]] | None:
    """The days of each opening without an appointment; closed public holidays are those of ``None``.

    ``None`` when a week cannot tell it all.
    """
    if any(rule.nth or (rule.spans and not _is_closure(rule)) for rule in pattern.rules):
        return None
    usual = [rule for rule in pattern.rules if not rule.spans]
    days = [_on(usual, day, is_holiday=False) for day in range(7)]
    found: dict[Opening | None, list[str]] = {}
    for name, openings in zip(DAYS, days, strict=True):
        for opening in openings:
            found.setdefault(opening, []).append(name)
    named = any(rule.holidays for rule in usual)  # else public holidays are as other days
    holidays = [_on(usual, day, is_holiday=True) for day in range(7)] if named else days
    if holidays != days:
        if len(set(holidays)) > 1:
            return None
        for one in holidays[0] or (None,):
            found.setdefault(one, []).append("PublicHolidays")
    return found


def _on(usual: Iterable[Rule], day: int, is_holiday: bool) -> tuple[Opening, ...]:
    held = (rule for rule in usual if (is_holiday or not rule.holidays) and (not rule.days or day in rule.days))
    return tuple(one for one in opened(held) if not one.by_appointment)


def _is_closure(rule: Rule) -> bool:
    """Whether a rule closes whole days of one year, and nothing else."""
    return not (rule.openings or rule.days or rule.holidays or rule.adds) and all(span.dated for span in rule.spans)


def _closures(pattern: Pattern) -> Iterator[Json]:
    for first, last in (span.days for rule in pattern.rules for span in rule.spans):
        yield {"validFrom": first.isoformat(), "validThrough": last.isoformat()}


def schedules(site: Site, timetable: Hours | None) -> Iterator[Json]:
    """The lessons of a week, from a timetable that somebody confirmed."""
    week = _week(timetable.pattern) if timetable and _confirmed_until(site, timetable) else None
    for opening, days in (week or {}).items():
        if opening:
            times = {"startTime": clock(opening.opens), "endTime": opening.times[1]}
            zone = {"repeatFrequency": "P1W", "scheduleTimezone": site.config.timezone}
            yield {"@type": "Schedule", **told({"byDay": [d for d in days if d in DAYS]}), **times, **zone}
