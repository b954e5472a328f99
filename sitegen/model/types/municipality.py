"""Municipalities: cities and their part in a network."""

from typing import Annotated

from pydantic import Field

from sitegen.model.base import AnyRef, OrganisationRef
from sitegen.model.contact import OfficialName, Phone, Website
from sitegen.model.entry import ContentType
from sitegen.model.provenance import SourcedFacts
from sitegen.model.values import OneOrMore


class MunicipalityFacts(SourcedFacts):
    """The language-neutral facts of a municipality."""

    name: OfficialName = Field(description="The official name.")
    member_of: Annotated[tuple[OrganisationRef, ...], OneOrMore] = Field(
        default=(), description="Networks that it belongs to."
    )
    phones: Annotated[tuple[Phone, ...], OneOrMore] = Field(default=(), description="Telephone numbers.")
    websites: Annotated[tuple[Website, ...], OneOrMore] = Field(default=(), description="Web addresses.")
    related: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(default=(), description="Other entries that help.")


MUNICIPALITIES = ContentType("municipalities", "municipality", MunicipalityFacts, "Municipalities", icon="municipality")
