"""Exams: parts, points, pass marks, fee, sessions, special provisions."""

from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from sitegen.model.base import AnyRef, DocumentRef, Localised, Model, OrganisationRef, TopicRef
from sitegen.model.contact import OfficialName, Website
from sitegen.model.entry import ContentType
from sitegen.model.provenance import Sourced, SourcedFacts
from sitegen.model.types.service import Cost
from sitegen.model.values import AnyDate, ClockTime, IsoDate, Number, OneOrMore, Slug, Whole
from sitegen.wording import say


class Component(Sourced):
    """A component of a part, such as listening."""

    id: Slug = Field(description="The id.")
    title: Localised = Field(description="Its name.")
    points: Number = Field(description="Points that it gives at most.")
    questions: Whole | None = Field(default=None, description="How many questions.")
    note: Localised | None = Field(default=None, description="What it asks, or what is not certain.")


class Part(Sourced):
    """A part of the exam with its own pass mark."""

    id: Slug = Field(description="The id.")
    title: Localised = Field(description="Its name.")
    points: Number = Field(description="Points that it gives at most.")
    pass_mark: Number = Field(description="Points that are needed in this part.")
    components: tuple[Component, ...] = Field(default=(), description="What it is made of.")

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.pass_mark > self.points:
            raise ValueError(
                say(
                    "pass_mark {mark} is more than the {points} points of the part",
                    mark=self.pass_mark,
                    points=self.points,
                )
            )
        total = sum(c.points for c in self.components)
        if self.components and total != self.points:
            raise ValueError(
                say("the components give {total} points, the part says {points}", total=total, points=self.points)
            )
        return self


class Registration(Model):
    """The window in which one can register."""

    opens: IsoDate = Field(description="First day.")
    opens_at: ClockTime | None = Field(default=None, description="From this time on the first day: 17:00.")
    closes: IsoDate = Field(description="Last day.")
    closes_at: ClockTime | None = Field(default=None, description="Up to this time on the last day: 23:59.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.closes < self.opens:
            raise ValueError(
                say("registration closes on {closes}, before it opens on {opens}", closes=self.closes, opens=self.opens)
            )
        if self.closes == self.opens and self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValueError(
                say(
                    "registration closes at {closes:%H:%M}, but opens only at {opens:%H:%M} of that day",
                    closes=self.closes_at,
                    opens=self.opens_at,
                )
            )
        return self


class Session(Sourced):
    """One sitting of the exam."""

    held: AnyDate = Field(description="The day; or only the month where the day was not found.")
    begins: ClockTime | None = Field(default=None, description="When it begins, the same for everybody: 09:00.")
    ends: ClockTime | None = Field(default=None, description="When it ends, on the same day.")
    registration: Registration | None = Field(default=None, description="When one could register.")
    note: Localised | None = Field(default=None, description="What the dates cannot say.")

    @model_validator(mode="after")
    def _registration_first(self) -> Self:
        if self.registration and self.registration.closes.isoformat()[: len(self.held.iso)] > self.held.iso:
            raise ValueError(
                say(
                    "registration closes on {closes}, after the exam of {held}",
                    closes=self.registration.closes,
                    held=self.held.iso,
                )
            )
        return self

    @model_validator(mode="after")
    def _times_in_order(self) -> Self:
        if (self.begins or self.ends) and not self.day:
            raise ValueError(say("a session of which the day is not known has no times"))
        if self.ends and not (self.begins and self.begins < self.ends):
            raise ValueError(say("ends at {ends:%H:%M}, but does not begin before that", ends=self.ends))
        return self

    @property
    def day(self) -> date | None:
        """The day, where it is known."""
        return date(*self.held) if self.held.day else None


def _each_once(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    held = [session.held.iso for session in sessions]
    if twice := next((one for one in held if held.count(one) > 1), ""):
        raise ValueError(say("two sessions are held on {held}", held=twice))
    return sessions


class Provision(Sourced):
    """Something special for some candidates."""

    id: Slug = Field(description="The id.")
    title: Localised = Field(description="For whom, and what.")
    proof: Localised | None = Field(default=None, description="What proves it.")


class ExamFacts(SourcedFacts):
    """The language-neutral facts of an exam."""

    name: OfficialName = Field(description="The official name.")
    organisation: OrganisationRef | None = Field(default=None, description="Who holds it, when it has an entry.")
    topics: Annotated[tuple[TopicRef, ...], OneOrMore, Field(min_length=1)] = Field(
        description="Topics it is listed under."
    )
    level: Annotated[str, Field(pattern="^[ABC][12]$")] | None = Field(
        default=None, description="Language level of the Common European Framework."
    )
    points: Number = Field(description="Points in all.")
    pass_mark: Number = Field(description="Points needed in all.")
    parts: tuple[Part, ...] = Field(min_length=1, description="The parts.")
    fee: Cost | None = Field(default=None, description="The fee.")
    bring: Annotated[tuple[DocumentRef, ...], OneOrMore] = Field(
        default=(), description="Documents to bring on the day."
    )
    sessions: Annotated[tuple[Session, ...], AfterValidator(_each_once)] = Field(
        default=(), description="Sessions, past and announced."
    )
    provisions: tuple[Provision, ...] = Field(default=(), description="Special provisions.")
    websites: Annotated[tuple[Website, ...], OneOrMore] = Field(default=(), description="Official addresses.")
    related: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(default=(), description="Other entries that help.")

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        total = sum(part.points for part in self.parts)
        if total != self.points:
            raise ValueError(
                say("the parts give {total} points, points says {points}", total=total, points=self.points)
            )
        if self.pass_mark > self.points:
            raise ValueError(
                say("pass_mark {mark} is more than the {points} points", mark=self.pass_mark, points=self.points)
            )
        return self


EXAMS = ContentType("exams", "exam", ExamFacts, "Exams", icon="exam")
