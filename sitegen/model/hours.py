"""Opening hours: a weekly pattern of slots in the local time of the site."""

from __future__ import annotations

import itertools
import re
from datetime import time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from sitegen.model.base import Localised, Model
from sitegen.model.provenance import Sourced
from sitegen.model.values import ClockTime, Flag
from sitegen.wording import say

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


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


class Slot(Model):
    """The same opening time on some days of the week."""

    days: Annotated[tuple[str, ...], BeforeValidator(_days)] = Field(description="mon-fri, sat, or a list: mon, wed.")
    opens: ClockTime = Field(description="Opening time, 24-hour clock: 09:00.")
    closes: ClockTime = Field(description="Closing time: 15:00; 00:00 is midnight at the end of the day.")
    overnight: Flag = Field(default=False, description="yes when it closes on the next day.")

    @model_validator(mode="after")
    def _in_order(self) -> Slot:
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


class Hours(Sourced):
    """When it is open: `always: yes`, or a `week` of slots; a note where words are needed."""

    interval = "hours"

    always: Flag = Field(default=False, description="yes for day and night, all year.")
    week: tuple[Slot, ...] = Field(default=(), description="The slots of a normal week.")
    note: Localised | None = Field(default=None, description="What the slots cannot say.")

    @model_validator(mode="after")
    def _one_pattern(self) -> Hours:
        if self.always and self.week:
            raise ValueError(say("write either always: yes or a week of slots, not both"))
        if not (self.always or self.week or self.note):
            raise ValueError(say("write always: yes, a week of slots, or a note"))
        spans: list[tuple[int, int]] = []
        for slot in self.week:
            for day in slot.days:
                start = DAYS.index(day) * 1440 + slot.opens.hour * 60 + slot.opens.minute
                length = (slot.closes.hour - slot.opens.hour) * 60 + slot.closes.minute - slot.opens.minute
                spans.append((start, start + (length if length > 0 else length + 1440)))
        spans.sort()
        wrapped = [*spans, (spans[0][0] + 7 * 1440, 0)] if spans else []
        for (_, end), (start, _) in itertools.pairwise(wrapped):
            if end > start:
                raise ValueError(say("two slots overlap"))
        return self

    def by_day(self) -> tuple[tuple[str, tuple[Slot, ...]], ...]:
        """The days of the week that have slots, each with its own, the earliest first."""
        slots = sorted(self.week, key=lambda slot: slot.opens)
        days = ((day, tuple(slot for slot in slots if day in slot.days)) for day in DAYS)
        return tuple((day, found) for day, found in days if found)
