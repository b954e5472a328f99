"""The order of lists, for pages that show some of their entries."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model.base import Reference
from sitegen.resolve.reads import once
from sitegen.resolve.site import Site


@once
def in_order(site: Site, language: str, references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """Entries of one collection in the order of its list; without those that have no place in any."""
    places = _places(site, language, references[0].collection) if references else {}
    return tuple(sorted(filter(places.__contains__, references), key=places.__getitem__))


@once
def _places(site: Site, language: str, collection: str) -> Mapping[Reference, int]:
    """The places of entries in their list."""
    return {entry.reference: place for place, entry in enumerate(site.lists.ordered(collection, language))}
