"""Services: something that a person can go to, call or take part in."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from sitegen.model.accessibility import Accessibility
from sitegen.model.base import (
    AnyRef,
    Asks,
    AudienceRef,
    DocumentRef,
    HelplineRef,
    Localised,
    Model,
    OrganisationRef,
    PhraseRef,
    PlaceRef,
    Reference,
    ServiceRef,
    Text,
    TopicRef,
)  # fmt: skip
from sitegen.model.contact import Email, OfficialName, Phone, Website
from sitegen.model.entry import ContentType
from sitegen.model.hours import Hours
from sitegen.model.provenance import Answer, Graded, Sourced, SourcedFacts, spelt_out
from sitegen.model.values import Flag, LanguageTag, Line, Number, OneOrMore, Whole, YesNo
from sitegen.wording import say


class Ages(Model):
    """A span of ages, both ends included; either may be open."""

    least: Whole | None = Field(default=None, description="From this age.")
    most: Whole | None = Field(default=None, description="Up to this age.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least is not None and self.most is not None and self.least > self.most:
            fault = say("ages run from {least} to {most}: the other way round?", least=self.least, most=self.most)
            raise ValueError(fault)
        return self


class ForWhom(Sourced):
    """Whom a service is for, as far as a source says it. A limit that is left out is not a welcome."""

    audience: Annotated[tuple[AudienceRef, ...], OneOrMore] = Field(
        default=(), description="Groups that are named (vocabulary `audiences`)."
    )
    ages: Ages | None = Field(default=None, description="Ages, when a source limits them: {least: 13, most: 24}.")
    note: Localised | None = Field(default=None, description="A limit that the groups cannot say.")


class CostKind(StrEnum):
    """Whether it costs the reader anything."""

    FREE = "free"
    PAID = "paid"
    UNKNOWN = "unknown"


class Cost(Sourced):
    """What it costs."""

    kind: CostKind = Field(description="free, paid or unknown.")
    amount: Number | None = Field(default=None, description="The amount, when there is one.")
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = Field(default="EUR", description="ISO 4217 code.")
    note: Localised | None = Field(default=None, description="What the amount cannot say.")


class Appointment(Sourced):
    """Whether an appointment or a referral is needed, and how one is made."""

    needed: YesNo = Field(description="yes, no or unknown.")
    by: Annotated[tuple[Literal["phone", "email", "online", "walk-in", "referral"], ...], OneOrMore] = Field(
        default=(), description="Ways to get one: phone, email, online, walk-in, referral."
    )
    note: Localised | None = Field(default=None, description="What the keys cannot say.")


class Papers(Sourced):
    """Documents that a person brings."""

    bring: Annotated[tuple[DocumentRef, ...], OneOrMore] = Field(
        default=(), description="Documents (vocabulary `documents`)."
    )
    note: Localised | None = Field(default=None, description="What the list cannot say.")


class Languages(Sourced):
    """Languages a person can speak there."""

    spoken: Annotated[tuple[LanguageTag, ...], OneOrMore] = Field(default=(), description="By the staff themselves.")
    interpreter: YesNo = Field(default=YesNo.UNKNOWN, description="Whether there are interpreters.")
    interpreted: Annotated[tuple[LanguageTag, ...], OneOrMore] = Field(
        default=(), description="Languages of the interpreters, when they are named."
    )
    note: Localised | None = Field(default=None, description="What the lists cannot say.")


class Help(Sourced):
    """Help that can be had (vocabulary `help`): escort, aids, home visit, interpreter …"""

    offered: dict[Annotated[str, Field(pattern="^[a-z0-9-]+$")], YesNo] = Field(
        description="For each kind of help: yes, no or unknown."
    )

    def kinds(self) -> tuple[Reference, ...]:
        """The vocabulary terms that are offered."""
        return tuple(Reference("help", key) for key, value in self.offered.items() if value is YesNo.YES)


class Running(StrEnum):
    """Whether the service is known to run now."""

    RUNNING = "running"
    UNKNOWN = "unknown"
    ENDED = "ended"


class _Status(Sourced):
    value: Running = Field(description="running, unknown or ended.")


#: ``status: unknown``, or ``status: {value: running, source: kem-page}``.
Status = Annotated[_Status, BeforeValidator(spelt_out)]


class ServiceFacts(SourcedFacts):
    """The language-neutral facts of a service."""

    name: OfficialName | None = Field(default=None, description="The official name, as on the sign or the form.")
    organisation: OrganisationRef = Field(description="Who runs it.")
    partners: Annotated[tuple[OrganisationRef, ...], OneOrMore] = Field(
        default=(), description="Who else takes part or pays."
    )
    topics: Annotated[tuple[TopicRef, ...], OneOrMore, Field(min_length=1)] = Field(
        description="Topics it is listed under (vocabulary `topics`), the main one first."
    )
    status: Annotated[Status | None, Asks("running")] = Field(
        default=None,
        description="running only when a source of the last twelve months says so; else unknown, or ended.",
    )
    for_whom: Annotated[ForWhom | None, Asks("for-whom")] = Field(default=None, description="Whom it is for.")
    papers_asked: Annotated[Answer | None, Asks("papers")] = Field(
        default=None, description="Whether residence papers are asked for: yes, no or unknown. no only with a source."
    )
    cost: Annotated[Cost | None, Asks("cost")] = Field(default=None, description="What it costs.")
    appointment: Annotated[Appointment | None, Asks("appointment")] = Field(
        default=None, description="Appointment or walk-in."
    )
    bring: Annotated[Papers | None, Asks("documents")] = Field(default=None, description="What to bring.")
    languages: Annotated[Languages | None, Asks("languages")] = Field(
        default=None, description="Languages spoken there."
    )
    hours: Annotated[Hours | None, Asks("hours")] = Field(default=None, description="Opening hours.")
    phones: Annotated[tuple[Phone, ...], OneOrMore, Asks("phone")] = Field(default=(), description="Telephone numbers.")
    emails: Annotated[tuple[Email, ...], OneOrMore] = Field(default=(), description="E-mail addresses.")
    websites: Annotated[tuple[Website, ...], OneOrMore] = Field(default=(), description="Web addresses.")
    places: Annotated[tuple[PlaceRef, ...], OneOrMore, Asks("address")] = Field(
        default=(), description="Where it is: ids of places."
    )
    address: Literal["withheld"] | None = Field(
        default=None, description="withheld when the address must never be shown (a shelter)."
    )
    online: Answer | None = Field(default=None, description="Whether it can be had at a distance.")
    childcare: Annotated[Answer | None, Asks("childcare")] = Field(
        default=None, description="Whether there is childcare."
    )
    women_only: Graded | None = Field(default=None, description="yes when it is for women only.")
    accessibility: Annotated[Accessibility | None, Asks("step-free")] = Field(
        default=None, description="When it differs from the place's own, or there is no place."
    )
    help: Help | None = Field(default=None, description="Help that can be had: escort, interpreter, aids, home visit.")
    sensitive: Flag = Field(
        default=False, description="yes for pages that must not be seen by others: quick exit, neutral title."
    )
    call_instead: Annotated[tuple[HelplineRef, ...], OneOrMore] = Field(
        default=(), description="Helplines to ask while the contact is not known."
    )
    say: Annotated[tuple[PhraseRef, ...], OneOrMore] = Field(
        default=(), description="Sentences to say, show or send here (phrases.yaml)."
    )
    related: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(
        default=(), description="Other entries that help: services/kem, guides/doctor-today."
    )
    part_of: ServiceRef | None = Field(default=None, description="The service that this one is a part of.")

    @model_validator(mode="after")
    def _withheld(self) -> Self:
        if self.address == "withheld" and self.places:
            raise ValueError(say("an address that is withheld cannot have places: take places out"))
        return self


class ServiceText(Text):
    """The front matter of a service's text."""

    neutral_title: Line | None = Field(
        default=None, description="For sensitive services: what the browser's tab and history show."
    )
    known: tuple[Line, ...] = Field(
        default=(), description="What we know, in sentences of the editor; the facts are added by themselves."
    )
    not_known: tuple[Line, ...] = Field(
        default=(), description="What we do not know, beyond what the facts leave open."
    )
    next: tuple[Line, ...] = Field(default=(), description="What to do next, in order.")


SERVICES = ContentType(
    "services",
    "service",
    ServiceFacts,
    "Services",
    ServiceText,
    icon="service",
    grouped_by="topics",
    has_choices=True,
)
