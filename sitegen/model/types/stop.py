"""Stops: where a metro, a tram, a train or a bus stops near a place."""

from typing import Annotated, Literal

from pydantic import Field

from sitegen.model.base import Localised
from sitegen.model.contact import OfficialName
from sitegen.model.entry import ContentType, Layout
from sitegen.model.provenance import Answer, SourcedFacts
from sitegen.model.values import Line, OneOrMore, Slug


class StopFacts(SourcedFacts):
    """One row of `stops.yaml`."""

    id: Slug = Field(description="The id.")
    name: OfficialName = Field(description="The name as on the sign, and its reading.")
    title: Localised = Field(description="The name for the reader.")
    kind: Literal["metro", "tram", "train", "bus"] = Field(description="What stops there.")
    lines: Annotated[tuple[Line, ...], OneOrMore] = Field(
        default=(), description="Numbers of the lines, as on the sign."
    )
    lift: Answer | None = Field(
        default=None, description="Whether a lift leads from the street to the platform: yes, no or unknown."
    )


STOPS = ContentType(
    "stops",
    "stop",
    StopFacts,
    "Stops",
    layout=Layout.ROWS,
    has_pages=False,
    has_list=False,
    in_index=False,
    icon="stop",
)
