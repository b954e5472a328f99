"""What is known of an entry for something to choose by, such as step-free entrances or languages.

An entry has some values, is known not to have others, and of the rest nobody said anything: that is not known, and
never a no. So an answer has three values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from sitegen.model.base import Reference
from sitegen.model.values import YesNo
from sitegen.records import record


class Value(NamedTuple):
    """Something that entries have in common.

    ``name`` is how it stands on signs in ``language``, where neither a vocabulary nor CLDR has a word for it.
    """

    id: str
    name: str = ""
    language: str = ""


#: The only value of a facet that is a question.
ITSELF = Value("")


class Held(NamedTuple):
    """What is known of an entry for a facet; ``nothing_else``: what is not named here it does not have."""

    has: tuple[Value, ...] = ()
    lacks: frozenset[str] = frozenset()
    nothing_else: bool = False

    def state(self, value: Value) -> YesNo:
        """Whether it has a value."""
        if value.id in (one.id for one in self.has):
            return YesNo.YES
        return YesNo.NO if self.nothing_else or value.id in self.lacks else YesNo.UNKNOWN


#: The answers to a question.
YES, NO, NOT_KNOWN = Held((ITSELF,), nothing_else=True), Held(nothing_else=True), Held()


class Told(NamedTuple):
    """What is known of an entry alone: for each facet; the places where it is; whether it says itself how one gets in
    there, so that its places need not be asked; and the town of its own address.
    """

    held: Mapping[str, Held]
    places: tuple[Reference, ...]
    has_building: bool
    town: str


@record
class Towns:
    """The towns that places lie in, with their districts, out of what is ``told`` of each entry."""

    told: Mapping[Reference, Told]

    def elsewhere(self, towns: frozenset[str]) -> frozenset[str]:
        """The districts of all other towns, and these towns, as far as places lie in them."""
        if towns not in self._elsewhere:
            others = (areas for town, areas in self._areas.items() if town not in towns)
            self._elsewhere[towns] = frozenset().union(*others)
        return self._elsewhere[towns]

    @cached_property
    def _areas(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for told in self.told.values():
            if told.town:
                found[told.town].update(area.id for area in told.held["area"].has)
        return found

    @cached_property
    def _elsewhere(self) -> dict[frozenset[str], frozenset[str]]:
        return {}
