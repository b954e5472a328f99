"""Helplines: numbers to call, free or cheap, most of them day and night."""

from typing import Annotated, Literal

from pydantic import Field

from sitegen.model.base import AudienceRef, Localised, OrganisationRef, TopicRef
from sitegen.model.contact import Email, Phone
from sitegen.model.entry import ContentType, Layout, Order
from sitegen.model.hours import Hours
from sitegen.model.provenance import SourcedFacts
from sitegen.model.types.service import Cost, Languages
from sitegen.model.values import Line, OneOrMore, Slug


class HelplineFacts(SourcedFacts):
    """One row of `helplines.yaml`."""

    id: Slug = Field(description="The id.")
    title: Localised = Field(description="What the line is for, in a few words: “Ambulance”.")
    summary: Localised | None = Field(default=None, description="One or two sentences: when to call, what happens.")
    phones: Annotated[tuple[Phone, ...], OneOrMore, Field(min_length=1)] = Field(description="The number, or numbers.")
    emails: Annotated[tuple[Email, ...], OneOrMore] = Field(default=(), description="E-mail addresses.")
    operator: Line | None = Field(default=None, description="Who runs it, as it calls itself.")
    organisation: OrganisationRef | None = Field(default=None, description="Who runs it, when it has an entry.")
    urgency: Literal["emergency", "urgent", "information"] = Field(
        description="emergency: danger to life now, one tap away on every page."
    )
    topics: Annotated[tuple[TopicRef, ...], OneOrMore] = Field(default=(), description="Topics (vocabulary `topics`).")
    audience: Annotated[tuple[AudienceRef, ...], OneOrMore] = Field(
        default=(), description="Whom it is for, when not for all."
    )
    hours: Hours | None = Field(default=None, description="When it answers.")
    cost: Cost | None = Field(default=None, description="What a call costs.")
    languages: Languages | None = Field(default=None, description="Languages of those who answer.")


HELPLINES = ContentType(
    "helplines",
    "helpline",
    HelplineFacts,
    "Helplines",
    layout=Layout.ROWS,
    has_pages=False,
    icon="phone",
    order=Order.FILE,
)
