"""What can be chosen from a list: which values are offered, and how each of its entries stands to them.

Several choices are joined as Kleene joins answers of three values: of one facet the best answer counts, of several
facets the worst.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import NamedTuple

from sitegen.model.base import Reference
from sitegen.model.entry import ContentType, Entry
from sitegen.records import record
from sitegen.resolve.facets import FACETS, Facet
from sitegen.resolve.held import ITSELF, Held, Told, Towns, Value

FEWEST_ENTRIES = 8  #: A shorter list is read sooner than chosen from.


@record
class Choice:
    """A value of a facet, with the entries that have it and those of which it is not known."""

    facet: str
    value: Value
    has: tuple[Reference, ...]
    unknown: tuple[Reference, ...]

    @property
    def id(self) -> str:
        """``free``, ``language/ar``: unique in a list, and the end of the address of its page."""
        return _id(self.facet, self.value.id)


def _id(facet: str, value: str) -> str:
    return f"{facet}/{value}" if value else facet


class Marks(NamedTuple):
    """The choices that an entry has, and those that it has not: a facet stands for all others of its own."""

    has: tuple[str, ...]
    lacks: tuple[str, ...]


@record
class Choices:
    """What a list can be chosen from by, and how each of its entries stands to it."""

    offered: tuple[Choice, ...] = ()
    marks: Mapping[Reference, Marks] = field(default_factory=dict)

    def choice(self, identifier: str) -> Choice:
        """The choice with that id."""
        return next(choice for choice in self.offered if choice.id == identifier)


def choices(
    kinds: Iterable[ContentType], collections: Mapping[str, tuple[Entry, ...]], told: Mapping[Reference, Told]
) -> dict[str, Choices]:
    """What each collection can be chosen from by, with what is ``told`` of each entry alone; nothing where its list is
    short.
    """
    towns = Towns(told)
    wanted = {kind.collection: collections.get(kind.collection, ()) for kind in kinds if kind.has_choices}
    return {name: _choices(found, told, towns) for name, found in wanted.items() if len(found) >= FEWEST_ENTRIES}


def _choices(entries: Iterable[Entry], told: Mapping[Reference, Told], towns: Towns) -> Choices:
    own = {entry.reference: told[entry.reference] for entry in entries}
    held = {facet.key: {reference: facet.held(one, told, towns) for reference, one in own.items()} for facet in FACETS}
    offered = tuple(choice for facet in FACETS for choice in _offered(facet, held[facet.key]))
    by_facet: dict[str, set[str]] = defaultdict(set)
    for choice in offered:
        by_facet[choice.facet].add(choice.id)
    return Choices(offered, {reference: _marks(reference, held, by_facet) for reference in own})


def _offered(facet: Facet, held: Mapping[Reference, Held]) -> Iterator[Choice]:
    values = {value.id: value for one in held.values() for value in one.has} if facet.many else {"": ITSELF}
    ids = {reference: {value.id for value in one.has} for reference, one in held.items()}
    having: dict[str, list[Reference]] = defaultdict(list)
    for reference, own in ids.items():
        for identifier in own:
            having[identifier].append(reference)
    answered = {reference: ids[reference] | one.lacks for reference, one in held.items() if not one.nothing_else}
    for identifier, value in sorted(values.items()):
        has = tuple(having[identifier])
        if len(has) >= facet.fewest and not (facet.many and len(has) == len(held)):
            unknown = tuple(reference for reference, known in answered.items() if identifier not in known)
            yield Choice(facet.key, value, has, unknown)


def _marks(
    reference: Reference, held: Mapping[str, Mapping[Reference, Held]], offered: Mapping[str, set[str]]
) -> Marks:
    """How an entry stands to the choices that are offered: their ids by facet."""
    has, lacks = list[str](), list[str]()
    for facet, ids in offered.items():
        one = held[facet][reference]
        own = ids & {_id(facet, value.id) for value in one.has}
        has += sorted(own)
        if one.nothing_else:
            lacks += [facet] if own != ids else []
        else:
            lacks += sorted((ids - own) & {_id(facet, identifier) for identifier in one.lacks})
    return Marks(tuple(has), tuple(lacks))
