"""Organisations: who stands behind services."""

from typing import Annotated, Literal

from pydantic import Field

from sitegen.model.base import AnyRef, Asks, OrganisationRef, PlaceRef, TopicRef
from sitegen.model.contact import Email, OfficialName, Phone, Website
from sitegen.model.entry import ContentType
from sitegen.model.hours import Hours
from sitegen.model.provenance import SourcedFacts
from sitegen.model.types.service import Languages
from sitegen.model.values import Flag, OneOrMore


class OrganisationFacts(SourcedFacts):
    """The language-neutral facts of an organisation."""

    name: OfficialName = Field(description="The official name.")
    kind: Literal["state", "municipality", "international", "ngo", "network", "community"] = Field(
        description="What kind of body it is."
    )
    serves: Literal["public", "professionals"] = Field(
        default="public", description="professionals when it does not serve people directly."
    )
    part_of: OrganisationRef | None = Field(default=None, description="The body that it belongs to.")
    topics: Annotated[tuple[TopicRef, ...], OneOrMore] = Field(default=(), description="Topics (vocabulary `topics`).")
    phones: Annotated[tuple[Phone, ...], OneOrMore, Asks("phone")] = Field(default=(), description="Telephone numbers.")
    emails: Annotated[tuple[Email, ...], OneOrMore] = Field(default=(), description="E-mail addresses.")
    websites: Annotated[tuple[Website, ...], OneOrMore] = Field(default=(), description="Web addresses.")
    places: Annotated[tuple[PlaceRef, ...], OneOrMore, Asks("address")] = Field(
        default=(), description="Where it is: ids of places."
    )
    hours: Annotated[Hours | None, Asks("hours")] = Field(default=None, description="When it answers.")
    languages: Languages | None = Field(default=None, description="Languages spoken there.")
    sensitive: Flag = Field(
        default=False, description="yes for pages that must not be seen by others: quick exit, neutral title."
    )
    related: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(default=(), description="Other entries that help.")


ORGANISATIONS = ContentType("organisations", "organisation", OrganisationFacts, "Organisations", icon="organisation")
