"""What the page of an entry shows of the entries around it: the same in every language."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sitegen.model.accessibility import Accessibility
from sitegen.model.base import Reference
from sitegen.model.contact import OfficialName
from sitegen.model.entry import Entry
from sitegen.resolve.reads import once
from sitegen.resolve.site import Site
from sitegen.views.linker import title_of
from sitegen.views.points import MapLink, map_links
from sitegen.views.questions import accessibility_of, unanswered

MOST_MENTIONS = 6


class Around(NamedTuple):
    """What the pages of an entry show in every language.

    ``unanswered`` are its open questions, ``reach`` is whatever it refers to and what that needs to be shown,
    ``mentioned_by`` are the first few entries that refer to it, ``rests_on`` are sources.
    """

    accessibility: Accessibility | None
    unanswered: str
    reach: tuple[Reference, ...]
    mentioned_by: tuple[Reference, ...]
    rests_on: tuple[Reference, ...]
    maps: tuple[MapLink, ...]
    source_name: str


@once
def around(site: Site, reference: Reference) -> Around:
    """What the pages of an entry show, worked out for all of them."""
    entry = site.entries[reference]
    access = accessibility_of(site, entry)
    rests_on = itertools.chain(_rests_on(site, entry), access.source if access else ())
    return Around(
        accessibility=access,
        unanswered=unanswered(site, entry),
        reach=tuple(_reach(site, entry)),
        mentioned_by=_mentioned_by(site, entry),
        rests_on=tuple(dict.fromkeys(r for r in rests_on if r.collection == "sources")),
        maps=map_links(site, entry),
        source_name=_source_name(site, entry),
    )


def _source_name(site: Site, entry: Entry) -> str:
    """What to call an entry at its own desk: the official name, else the title in the source language."""
    name = getattr(entry.facts, "name", None)
    return name.name if isinstance(name, OfficialName) else title_of(entry, site.source.code, site).text


def _rests_on(site: Site, entry: Entry) -> Iterator[Reference]:
    """What an entry refers to, its sources among them; and the sources of the stops that it names."""
    own = site.refers[entry.reference]
    stops = (site.refers[reference] for reference in own if reference.collection == "stops")
    return itertools.chain(own, *stops)


def _reach(site: Site, entry: Entry) -> Iterable[Reference]:
    """What an entry refers to, and what its places and services need to be shown with."""
    near = dict.fromkeys(site.refers[entry.reference])
    help_offered = getattr(entry.facts, "help", None)
    for key in getattr(help_offered, "offered", {}):
        near[Reference("help", key)] = None
    further = {r for n in near if n.collection in ("places", "helplines") for r in site.refers[n]}
    return {**near, **dict.fromkeys(sorted(further))}


def _mentioned_by(site: Site, entry: Entry) -> tuple[Reference, ...]:
    """The first few entries that refer to this one, in the order of the types, without those it names itself."""
    own = frozenset(site.refers[entry.reference])
    order = [t.collection for t in site.types if t.has_pages and t.has_list]
    others = [r for r in site.backlinks.get(entry.reference, ()) if r.collection in order and r not in own]
    return tuple(sorted(others, key=lambda r: (order.index(r.collection), r.id))[:MOST_MENTIONS])
