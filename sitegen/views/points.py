"""Where places lie on the map, and the ways to look at them there.

Only a point that somebody confirmed is used. What is sensitive, and every place where something sensitive is, has no
point and no link to a map: a map remembers what was looked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from sitegen.model.base import Reference
from sitegen.model.contact import Coordinates
from sitegen.model.entry import Entry
from sitegen.model.types.place import PlaceFacts
from sitegen.resolve.reads import once
from sitegen.resolve.sensitive import is_sensitive
from sitegen.resolve.site import Site


class MapLink(NamedTuple):
    """A way to a map: its own name, which is the same in every language, and its address.

    The map of the phone has no name.
    """

    name: str
    href: str


def points(site: Site, references: Iterable[Reference]) -> dict[Reference, str]:
    """Of each entry that has any, its points in WGS 84: ``37.9838,23.7275``, parted by spaces when it has several."""
    return {reference: point for reference in references if (point := _points(site, reference))}


def map_links(site: Site, place: Entry) -> tuple[MapLink, ...]:
    """The ways to a place on the map: to its point, or, without one, to a search for the address as on the sign."""
    facts = place.facts
    if not isinstance(facts, PlaceFacts) or is_sensitive_there(site, place):
        return ()
    if point := point_of(site, place):
        at, latitude, longitude = _pair(point), point.latitude, point.longitude
        return (
            MapLink("", f"geo:{at}?q={at}"),
            MapLink(
                "OpenStreetMap",
                f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=18/{latitude}/{longitude}",
            ),
            MapLink("Google Maps", f"https://www.google.com/maps/search/?api=1&query={at}"),
            MapLink("Apple Maps", f"https://maps.apple.com/?ll={at}&q={at}"),
        )
    address = facts.address
    line = quote(f"{address.street}, {address.postcode or ''} {address.city}".replace("  ", " "))
    return (
        MapLink("OpenStreetMap", f"https://www.openstreetmap.org/search?query={line}"),
        MapLink("Google Maps", f"https://www.google.com/maps/search/?api=1&query={line}"),
        MapLink("Apple Maps", f"https://maps.apple.com/?q={line}"),
    )


def point_of(site: Site, place: Entry) -> Coordinates | None:
    """The point of a place, when somebody confirmed it and nothing there is sensitive; else it has its address only."""
    at = getattr(place.facts, "coordinates", None)
    confirmed = isinstance(at, Coordinates) and at.confirmed_on
    return at if confirmed and not is_sensitive_there(site, place) else None


def _pair(point: Coordinates) -> str:
    return f"{point.latitude},{point.longitude}"


@once
def _points(site: Site, reference: Reference) -> str:
    """The points of a place, or of the places where something is."""
    if is_sensitive(site, site.entries[reference]):
        return ""
    own = (reference,) if reference.collection == "places" else site.shown[reference].places
    found = (point_of(site, site.entries[place]) for place in own)
    return " ".join(_pair(point) for point in found if point)


def is_sensitive_there(site: Site, place: Entry) -> bool:
    """Whether something at a place is sensitive."""
    return place.reference in site.hiding
