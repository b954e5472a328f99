"""Opening hours in the local time of the site: a week, seasons, public holidays and closures, or a line as on a map."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, time
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from sitegen.model.base import Localised, Model
from sitegen.model.opening import DAYS, LAST, MIDNIGHT, Opening, Pattern, Rule, Span, overlap, part_over
from sitegen.model.osm_hours import parsed
from sitegen.model.provenance import Sourced
from sitegen.model.values import ClockTime, Flag, IsoDate, OneOrMore
from sitegen.wording import say


def _days(value: Any) -> tuple[str, ...]:
    """``mon-fri``, ``sat``, or a list of such, as day names in order."""
    found: list[str] = []
    for part in value if isinstance(value, list) else str(value).split(","):
        match = re.fullmatch(r"([a-z]{3})(?:\s*[-–]\s*([a-z]{3}))?", str(part).strip().lower())
        first, last = (match[1], match[2] or match[1]) if match else ("", "")
        if first not in DAYS or last not in DAYS:
            raise ValueError(
                say("“{value}” must be days such as mon-fri or sat ({days})", value=str(part), days=", ".join(DAYS))
            )
        start, end = DAYS.index(first), DAYS.index(last)
        found += DAYS[start : end + 1] if start <= end else DAYS[start:] + DAYS[: end + 1]
    if not found:
        raise ValueError(say("no day is named"))
    if len(set(found)) < len(found):
        raise ValueError(say("a day is named twice"))
    return tuple(day for day in DAYS if day in found)


def _nth(value: Any) -> int:
    if value == "last":
        return LAST
    if not (isinstance(value, str) and re.fullmatch("[1-5]", value)):
        raise ValueError(say("“{value}” must be 1 to 5, or last", value=str(value)))
    return int(value)


def _day_or_date(value: Any) -> int:
    """``08-01`` of every year as 801, ``2026-08-10`` as 20260810."""
    match = re.fullmatch(r"(?:([0-9]{4})-)?([0-9]{2})-([0-9]{2})", value) if isinstance(value, str) else None
    year, month, day = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year or 2027, month)[1]:
        raise ValueError(
            say("“{value}” must be a day of every year such as 08-01, or a date such as 2026-08-10", value=str(value))
        )
    return year * 10000 + month * 100 + day


Nth = Annotated[int, BeforeValidator(_nth)]
DayOrDate = Annotated[int, BeforeValidator(_day_or_date)]


class Times(Model):
    """From when to when it is open."""

    opens: ClockTime = Field(description="Opening time, 24-hour clock: 09:00.")
    closes: ClockTime = Field(description="Closing time: 15:00; 00:00 is midnight at the end of the day.")
    overnight: Flag = Field(default=False, description="yes when it closes on the next day.")
    by_appointment: Flag = Field(default=False, description="yes when one can come only by appointment.")

    @model_validator(mode="after")
    def _in_order(self) -> Times:
        if not self.overnight and self.closes <= self.opens and self.closes != time(0):
            raise ValueError(
                say(
                    "hours close before they open: {opens:%H:%M}–{closes:%H:%M}. Overnight? write overnight: yes",
                    opens=self.opens,
                    closes=self.closes,
                )
            )
        if self.overnight and self.closes > self.opens:
            raise ValueError(
                say(
                    "{opens:%H:%M}–{closes:%H:%M} is not overnight: take overnight out",
                    opens=self.opens,
                    closes=self.closes,
                )
            )
        return self

    @property
    def opening(self) -> Opening:
        """The same in minutes."""
        opens, closes = (at.hour * 60 + at.minute for at in (self.opens, self.closes))
        return Opening(opens, closes if closes > opens else closes + MIDNIGHT, self.by_appointment)


class Slot(Times):
    """The same opening time on some days of the week."""

    days: Annotated[tuple[str, ...], BeforeValidator(_days)] = Field(description="mon-fri, sat, or a list: mon, wed.")
    nth: Annotated[tuple[Nth, ...], OneOrMore] = Field(
        default=(), description="Only on the first, second … of these days in a month: 2, last, or a list: [1, 3]."
    )

    def rule(self, spans: tuple[Span, ...]) -> Rule:
        """It as a rule that adds to what else is open."""
        return Rule((self.opening,), tuple(map(DAYS.index, self.days)), self.nth, spans, adds=True)


class Season(Model):
    """Other hours in a part of the year; the whole week is another, so that days without a slot are closed."""

    starts: DayOrDate = Field(description="First day: 08-01 of every year, or 2026-08-10 of one.")
    ends: DayOrDate = Field(description="Last day: 08-31, or 2026-08-21. It may lie before the first: 11-01 to 03-31.")
    closed: Flag = Field(default=False, description="yes when it is closed.")
    week: tuple[Slot, ...] = Field(default=(), description="The slots of a week in that time.")

    @model_validator(mode="after")
    def _whole(self) -> Season:
        span = Span(self.starts, self.ends)
        if span.dated != (self.ends > 9999) or (span.dated and self.ends < self.starts):
            raise ValueError(say("write both days of every year (08-01), or both dates in order (2026-08-10)"))
        if self.closed == bool(self.week):
            raise ValueError(say("write either closed: yes or a week of slots"))
        return self

    def rules(self) -> tuple[Rule, ...]:
        """It as rules: the usual hours do not hold, those of its week do."""
        spans = (Span(self.starts, self.ends),)
        return (Rule((), spans=spans), *(slot.rule(spans) for slot in self.week))


class _Closure(Model):
    """Days when it is closed, once."""

    starts: IsoDate = Field(description="First day: 2026-12-24.")
    ends: IsoDate = Field(description="Last day: 2027-01-05.")

    @model_validator(mode="after")
    def _in_order(self) -> _Closure:
        if self.ends < self.starts:
            raise ValueError(say("ends on {ends}, before it starts on {starts}", ends=self.ends, starts=self.starts))
        return self

    def rule(self) -> Rule:
        return Rule((), spans=(Span(_as_number(self.starts), _as_number(self.ends)),))


def _as_number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


#: ``2026-12-24``, or ``{starts: 2026-12-24, ends: 2027-01-05}``.
Closure = Annotated[
    _Closure, BeforeValidator(lambda value: {"starts": value, "ends": value} if isinstance(value, str) else value)
]


def _osm(value: object) -> Pattern:
    if not isinstance(value, str):
        raise ValueError(say("must be a text, not a list or fields"))
    return parsed(value)


OsmLine = Annotated[Pattern, BeforeValidator(_osm)]


class Hours(Sourced):
    """When it is open: `always: yes`, a `week` of slots or a line of `osm`; a note where words are needed."""

    interval = "hours"

    always: Flag = Field(default=False, description="yes for day and night, all year.")
    week: tuple[Slot, ...] = Field(default=(), description="The slots of a normal week.")
    seasons: tuple[Season, ...] = Field(default=(), description="Parts of the year with other hours.")
    holidays: Literal["closed", "open"] | None = Field(
        default=None,
        description="On public holidays: closed, or open as on other days. Left out, readers are told that it is not known.",
    )
    holiday_hours: tuple[Times, ...] = Field(default=(), description="Other hours on public holidays.")
    closures: Annotated[tuple[Closure, ...], OneOrMore] = Field(
        default=(), description="Days when it is closed, once: 2026-12-24, or {starts: 2026-12-24, ends: 2027-01-05}."
    )
    osm: OsmLine | None = Field(
        default=None,
        description="The same as a line in the syntax of OpenStreetMap: “Mo-Fr 09:00-15:00; We[2] 17:00-20:00; PH off”.",
    )
    note: Localised | None = Field(default=None, description="What the slots cannot say.")

    @model_validator(mode="after")
    def _one_pattern(self) -> Hours:
        written = [bool(self.week or self.seasons), self.always, self.osm is not None]
        if self.always and self.week:
            raise ValueError(say("write either always: yes or a week of slots, not both"))
        if sum(written) > 1:
            raise ValueError(say("write one of always, week (with seasons) and osm"))
        if not any(written) and not self.note:
            raise ValueError(say("write always: yes, a week of slots, a line of osm, or a note"))
        if not written[0] and (self.holidays or self.holiday_hours or self.closures):
            raise ValueError(say("holidays, holiday_hours and closures go with a week of slots"))
        if self.holidays and self.holiday_hours:
            raise ValueError(say("write either holidays or holiday_hours"))
        if overlap(self.pattern.rules):
            raise ValueError(say("two slots overlap"))
        if part_over(self.pattern.rules):
            raise ValueError(
                say("two seasons overlap: part them, or write a short one behind the long one that it lies in")
            )
        return self

    @cached_property
    def pattern(self) -> Pattern:
        """Its rules, however they were written; none, when there is only a note."""
        if self.osm is not None:
            return self.osm
        if self.always:
            return Pattern((Rule((Opening(0, MIDNIGHT),)),), names_holidays=True)
        rules = [slot.rule(()) for slot in self.week]
        rules += [rule for season in self.seasons for rule in season.rules()]
        if self.holidays == "closed" or self.holiday_hours:
            rules.append(Rule(tuple(times.opening for times in self.holiday_hours), holidays=True))
        rules += [closure.rule() for closure in self.closures]
        return Pattern(tuple(rules), bool(self.holidays or self.holiday_hours))

    def dated(self) -> Iterator[tuple[tuple[str | int, ...], int]]:
        """Where it says something once, and the last day of that, as a number: 20261224."""
        if self.osm:
            yield from ((("osm",), span.last) for rule in self.osm.rules for span in rule.spans if span.dated)
        yield from ((("seasons", n), season.ends) for n, season in enumerate(self.seasons) if season.ends > 9999)
        yield from ((("closures", n), _as_number(closure.ends)) for n, closure in enumerate(self.closures))
