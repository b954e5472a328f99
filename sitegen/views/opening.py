"""Opening hours for a page: the rows of its table, and the line that its script reads (``resolve.hours_line``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from sitegen.model.entry import Entry
from sitegen.model.hours import Hours
from sitegen.model.opening import DAYS, Opening, Pattern, Rule, Span, opened
from sitegen.records import record
from sitegen.resolve.hours_line import line, selector
from sitegen.resolve.lessons import holidays
from sitegen.resolve.reads import once
from sitegen.resolve.site import Site
from sitegen.views.dates import DayOff, Shown
from sitegen.views.linker import title_of

HOLIDAYS_AHEAD = timedelta(days=548)  #: so long a page that is not built again knows them


@once
def packed(site: Site, hours: Hours) -> str:
    """The line for the script; empty when there is no pattern."""
    return line(hours, site.config.confirm_every)


def line_of(entry: Entry, site: Site) -> str:
    """The line of an entry's own hours, for lists that say what is open; empty while nobody confirmed them."""
    return site.shown[entry.reference].hours


@record
class Row:
    """What is open on some days, each given as ``mon`` … ``sun``; ``nth`` as in a slot, ``on`` for the script."""

    days: tuple[str, ...]
    nth: tuple[int, ...]
    openings: tuple[Opening, ...]
    on: str


@record
class Part:
    """Rows for a part of the year, or for all of it when there are no ``spans``; a part without rows is closed.

    ``shown`` is until when it is of any use, of one that comes once; ``on`` is for the script.
    """

    spans: tuple[Span, ...]
    rows: tuple[Row, ...]
    shown: Shown | None
    on: str

    def by_day(self) -> tuple[Row, ...]:
        """Its rows with one day each, in the order of the week; those alone on which something is open."""
        single = [replace(row, days=(day,)) for row in self.rows if row.openings for day in row.days]
        return tuple(sorted(single, key=lambda row: DAYS.index(row.days[0])))


@record
class Table:
    """Opening hours to print: the parts of the year, those that come once last, and what is on public holidays."""

    parts: tuple[Part, ...]
    on_holidays: Literal["closed", "hours", "open", "unknown"]
    holiday_hours: tuple[Opening, ...]
    always: bool


@once
def table(site: Site, hours: Hours) -> Table:
    """The table of opening hours; without parts, when there is only a note."""
    pattern = hours.pattern
    named = [rule for rule in pattern.rules if rule.holidays]
    openings = opened(named)
    kind: Literal["closed", "hours", "open", "unknown"]
    kind = "unknown" if not pattern.names_holidays else "open" if not named else "hours" if openings else "closed"
    return Table(tuple(_parts(pattern, site)), kind, openings, pattern.is_always)


def _parts(pattern: Pattern, site: Site) -> Iterator[Part]:
    spans = dict.fromkeys(rule.spans for rule in pattern.rules if not rule.holidays)
    if _is_whole_year(span for these in spans for span in these):
        spans.pop((), None)
    for these in sorted(spans, key=lambda one: (bool(one), all(span.dated for span in one))):
        dated = these and all(span.dated for span in these)
        last = str(max(span.last for span in these)) if dated else ""
        shown = Shown(site.today, ends=f"{last[:4]}-{last[4:6]}-{last[6:]}") if last else None
        rules = [rule for rule in pattern.rules if not rule.holidays and _within(these, rule.spans)]
        yield Part(these, tuple(_rows(rules, these)), shown, selector(Rule((), spans=these)))


def _is_whole_year(spans: Iterable[Span]) -> bool:
    """Whether each day of every year lies in one of them: what is usual on other days is then nowhere."""
    yearly = [span for span in spans if not span.dated]
    return all(any(span.holds(date(2028, 1, 1) + timedelta(days=n)) for span in yearly) for n in range(366))


def _within(spans: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    """Whether a rule with ``others`` holds on all days of ``spans``; without spans, that is on all days of the year."""
    if not others or others == spans:
        return True
    covered = (any(other.dated == span.dated and other.covers(span) for other in others) for span in spans)
    return bool(spans) and all(covered)


def _rows(rules: list[Rule], spans: tuple[Span, ...]) -> list[Row]:
    """The days that have the same hours together, closed ones last; then those that are only some of a month."""
    usual = [opened(rule for rule in rules if not rule.nth and (not rule.days or day in rule.days)) for day in range(7)]
    single = [
        _row(found, Rule((), (day,), nth, spans))
        for nth in dict.fromkeys(rule.nth for rule in rules if rule.nth)
        for day in range(7)
        if (found := opened(r for r in rules if r.nth in ((), nth) and (not r.days or day in r.days))) != usual[day]
    ]
    named = {row.days[0] for row in single}
    week: dict[tuple[Opening, ...], list[int]] = {}
    for day, openings in enumerate(usual):
        if openings or DAYS[day] not in named:
            week.setdefault(openings, []).append(day)
    if not (any(week) or single):
        return []
    whole = sorted(week.items(), key=lambda item: not item[0])
    return [*(_row(openings, Rule((), tuple(days), spans=spans)) for openings, days in whole), *single]


def _row(openings: tuple[Opening, ...], rule: Rule) -> Row:
    return Row(tuple(DAYS[day] for day in rule.days), rule.nth, openings, selector(rule))


@record
class Holiday(DayOff):
    """A public holiday, shown until it is over."""

    shown: Shown


def days_off(site: Site, language: str) -> tuple[Holiday, ...]:
    """The public holidays from the day before that of the build on: its hours may go on after midnight."""
    found = holidays(site, site.today - timedelta(days=1), site.today + HOLIDAYS_AHEAD)
    return tuple(
        Holiday(day, title_of(row, language, site), Shown(site.today, ends=day.isoformat()))
        for day, row in found.items()
    )
