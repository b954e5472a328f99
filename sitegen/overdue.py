"""Which confirmations have lapsed, or will soon: whom to ask again, by who keeps the entry, soonest first."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sitegen.messages import ENGLISH, Words
from sitegen.model.base import Facts, Reference, walk
from sitegen.model.nodes import Path
from sitegen.model.provenance import Sourced
from sitegen.resolve.confirmation import holds_until
from sitegen.resolve.site import Site
from sitegen.wording import say

SOON = 30  #: days ahead that are looked at


@dataclass(frozen=True, order=True)
class Due:
    """A fact to be confirmed again: its owner (empty: nobody is named), the last day that it held, where it is."""

    owner: str
    last: date
    reference: Reference
    field: str
    confirmed: date

    def told(self, today: date, words: Words = ENGLISH) -> str:
        """A line for people."""
        days = (today - self.last).days
        if days > 0:
            when = say("{days} days ago", days=days)
        else:
            when = say("in {days} days", days=-days) if days else say("today")
        confirmed = words(say("confirmed on {day}", day=self.confirmed))
        return f"{self.last}  {words(when):<14} {self.reference!s:<40} {self.field:<16} {confirmed}"


def due(site: Site, within: int = SOON) -> list[Due]:
    """All that is due by ``within`` days from the day of the site. What nobody ever confirmed is on the call sheet."""
    limit = site.today + timedelta(days=within)
    return sorted(one for one in _confirmed(site) if one.last <= limit)


def _confirmed(site: Site) -> Iterator[Due]:
    for entry in site.entries.values():
        for path, group in walk(entry.facts):
            last = holds_until(group, site.config.confirm_every) if isinstance(group, Sourced) else None
            if isinstance(group, Sourced) and last and group.confirmed_on:
                field = _name(entry.facts, path)
                owner = getattr(entry.facts, "owner", None) or ""
                yield Due(owner, last, entry.reference, field, group.confirmed_on)


def _name(facts: Facts, path: Path) -> str:
    """The name of a fact as ``build.py confirm`` takes it: with a number only where there are several."""
    field, *rest = path
    alone = isinstance(value := getattr(facts, str(field)), tuple) and len(value) == 1
    return ".".join(map(str, (field, *(rest[1:] if alone else rest))))


def listed(found: list[Due], today: date, words: Words = ENGLISH) -> str:
    """The list for people, under the name of each owner."""
    parts, nobody = [], words(say("nobody is named"))
    for owner, mine in itertools.groupby(found, key=lambda one: one.owner):
        lines = "".join(f"  {one.told(today, words)}\n" for one in mine)
        parts.append(f"{owner or nobody}\n{lines}")
    lapsed = sum(one.last < today for one in found)
    total = words(say("{lapsed} overdue, {soon} soon", lapsed=lapsed, soon=len(found) - lapsed))
    return "\n".join([*parts, f"{total}\n"])
