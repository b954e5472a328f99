"""Places: an address, the way there, and what the building has."""

from typing import Annotated

from pydantic import Field

from sitegen.model.accessibility import Accessibility
from sitegen.model.base import Asks, Localised, StopRef
from sitegen.model.contact import Address, Coordinates
from sitegen.model.entry import ContentType
from sitegen.model.provenance import Sourced, SourcedFacts
from sitegen.model.values import OneOrMore


class WayThere(Sourced):
    """How to get there by public transport."""

    stops: Annotated[tuple[StopRef, ...], OneOrMore] = Field(
        default=(), description="Nearest stops, the nearest first: ids of stops (stops.yaml)."
    )
    note: Localised | None = Field(default=None, description="The way from there, in words.")


class PlaceFacts(SourcedFacts):
    """The language-neutral facts of a place."""

    address: Address = Field(description="The address, as on the sign.")
    coordinates: Coordinates | None = Field(
        default=None,
        description="Only when a source gives them. Used when they are confirmed; until then the place has its address only.",
    )
    way_there: WayThere | None = Field(default=None, description="How to get there, when known.")
    accessibility: Annotated[Accessibility | None, Asks("step-free")] = Field(
        default=None, description="What the building has. Left out: not checked."
    )


PLACES = ContentType("places", "place", PlaceFacts, "Places", icon="place")
