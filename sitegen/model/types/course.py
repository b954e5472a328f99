"""Courses: lessons that a person can enrol in."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from sitegen.model.accessibility import Accessibility
from sitegen.model.base import AnyRef, Asks, ExamRef, HelplineRef, OrganisationRef, PhraseRef, PlaceRef, TopicRef
from sitegen.model.contact import Email, Phone, Website
from sitegen.model.entry import ContentType
from sitegen.model.hours import Hours
from sitegen.model.provenance import Answer, SourcedFacts
from sitegen.model.types.service import Appointment, Cost, ForWhom, Languages, ServiceText, Status
from sitegen.model.values import IsoDate, LanguageTag, Line, OneOrMore
from sitegen.wording import say


class CourseFacts(SourcedFacts):
    """The language-neutral facts of a course."""

    organisation: OrganisationRef = Field(description="Who runs it.")
    partners: Annotated[tuple[OrganisationRef, ...], OneOrMore] = Field(
        default=(), description="Who else takes part or pays."
    )
    topics: Annotated[tuple[TopicRef, ...], OneOrMore, Field(min_length=1)] = Field(
        description="Topics it is listed under."
    )
    teaches: Annotated[tuple[LanguageTag, ...], OneOrMore] = Field(
        default=(), description="The language or languages that it teaches."
    )
    prepares_for: ExamRef | None = Field(default=None, description="The exam that it prepares for.")
    level: Annotated[Line | None, Asks("level")] = Field(default=None, description="Level: A1, B1 …")
    status: Annotated[Status | None, Asks("running")] = Field(default=None, description="running, unknown or ended.")
    for_whom: Annotated[ForWhom | None, Asks("for-whom")] = Field(default=None, description="Whom it is for.")
    papers_asked: Annotated[Answer | None, Asks("papers")] = Field(
        default=None, description="Whether residence papers are asked for."
    )
    cost: Annotated[Cost | None, Asks("cost")] = Field(default=None, description="What it costs.")
    enrol: Annotated[Appointment | None, Asks("enrol")] = Field(default=None, description="How to enrol.")
    timetable: Annotated[Hours | None, Asks("timetable")] = Field(
        default=None, description="Days and hours of the lessons."
    )
    starts: Annotated[IsoDate | None, Asks("start")] = Field(default=None, description="First lesson.")
    ends: IsoDate | None = Field(default=None, description="Last lesson.")
    languages: Annotated[Languages | None, Asks("languages")] = Field(
        default=None, description="Languages of the teachers."
    )
    phones: Annotated[tuple[Phone, ...], OneOrMore, Asks("phone")] = Field(default=(), description="Telephone numbers.")
    emails: Annotated[tuple[Email, ...], OneOrMore] = Field(default=(), description="E-mail addresses.")
    websites: Annotated[tuple[Website, ...], OneOrMore] = Field(default=(), description="Web addresses.")
    places: Annotated[tuple[PlaceRef, ...], OneOrMore, Asks("address")] = Field(
        default=(), description="Where: ids of places."
    )
    online: Answer | None = Field(default=None, description="Whether it is online.")
    childcare: Annotated[Answer | None, Asks("childcare")] = Field(
        default=None, description="Whether there is childcare."
    )
    accessibility: Annotated[Accessibility | None, Asks("step-free")] = Field(
        default=None, description="What the building has, when there is no place."
    )
    call_instead: Annotated[tuple[HelplineRef, ...], OneOrMore] = Field(
        default=(), description="Helplines to ask while the contact is not known."
    )
    say: Annotated[tuple[PhraseRef, ...], OneOrMore] = Field(
        default=(), description="Sentences to say, show or send here (phrases.yaml)."
    )
    related: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(default=(), description="Other entries that help.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.starts and self.ends and self.ends < self.starts:
            raise ValueError(say("ends on {ends}, before it starts on {starts}", ends=self.ends, starts=self.starts))
        return self


COURSES = ContentType("courses", "course", CourseFacts, "Courses", ServiceText, icon="course", has_choices=True)
