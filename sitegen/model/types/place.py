"""Places: an address, the way there, and what the building has."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sitegen.model.accessibility import Accessibility
from sitegen.model.base import Asks, Localised
from sitegen.model.contact import Address, Coordinates
from sitegen.model.entry import ContentType
from sitegen.model.provenance import Sourced, SourcedFacts
from sitegen.model.values import Line, OneOrMore


class WayThere(Sourced):
    """How to get there by public transport."""

    stops: Annotated[tuple[Line, ...], OneOrMore] = Field(default=(), description="Nearest stops, as on the signs.")
    note: Localised | None = Field(default=None, description="The way from there, in words.")


class PlaceFacts(SourcedFacts):
    """The language-neutral facts of a place."""

    address: Address = Field(description="The address, as on the sign.")
    coordinates: Coordinates | None = Field(default=None, description="Only when a source gives them.")
    way_there: WayThere | None = Field(default=None, description="How to get there, when known.")
    accessibility: Annotated[Accessibility | None, Asks("step-free")] = Field(
        default=None, description="What the building has. Left out: not checked."
    )


PLACES = ContentType("places", "place", PlaceFacts, "Places", icon="place")
