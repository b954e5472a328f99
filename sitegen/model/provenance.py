"""Where a fact comes from, and whether anybody has asked since.

Three dates that must not be confused: the date of the source, the day it was read, and the day somebody
confirmed the fact.
"""

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from sitegen.model.base import Facts, Findable, Model, SourceRef
from sitegen.model.values import AnyDate, Flag, Grade, IsoDate, LanguageTag, Line, OneOrMore, WebAddress, YesNo
from sitegen.wording import say


class Confidence(StrEnum):
    """A: the body's own or an official page; B: a reputable other; C: weak, old or third-hand."""

    A = "A"
    B = "B"
    C = "C"


class How(StrEnum):
    """How a fact was confirmed."""

    PHONE = "phone"
    VISIT = "visit"
    MAIL = "mail"
    PAGE = "official-page"


class Source(Facts):
    """Where facts were read: a document, a page, a press report. Written once, named by its id."""

    id: Line = Field(description="The id that facts name it by.")
    title: Line = Field(description="The title as it stands on the source, in its own language.")
    language: LanguageTag = Field(description="The language of the title.")
    publisher: Line | None = Field(default=None, description="Who published it.")
    address: WebAddress | None = Field(default=None, description="Its web address.")
    date: AnyDate | None = Field(
        default=None, description="The date of the source: 2024-01-19, 2024-01 or 2024. Left out when it has none."
    )
    circa: Flag = Field(default=False, description="yes when the date is inferred from its content.")
    read_on: IsoDate = Field(description="The day it was read for this site.")
    confidence: Confidence = Field(description="A: own or official page; B: reputable other; C: weak or old.")


class Sourced(Model):
    """A group of facts with its own provenance. Without `source`, that of the entry holds."""

    #: Which of the intervals of ``confirm_every`` tells when a confirmation is overdue.
    interval: ClassVar[Literal["hours", "contact", "other"]] = "other"

    source: Annotated[tuple[SourceRef, ...], OneOrMore] = Field(
        default=(), description="The ids of the sources; left out when the source of the entry holds."
    )
    confirmed_on: IsoDate | None = Field(default=None, description="Only when somebody really asked: the day.")
    confirmed_how: How | None = Field(default=None, description="phone, visit, mail or official-page.")
    confirmed_by: Line | None = Field(default=None, description="Who asked: a role, not a name.")

    @model_validator(mode="after")
    def _whole_confirmation(self) -> Self:
        parts = (self.confirmed_on, self.confirmed_how, self.confirmed_by)
        if any(parts) and not all(parts):
            raise ValueError(say("confirmed_on, confirmed_how and confirmed_by go together"))
        return self


def spelt_out(value: Any) -> Any:
    """An answer that is only its value, as a group."""
    return {"value": value} if isinstance(value, str) else value


class _Answer(Sourced):
    value: YesNo = Field(description="yes, no or unknown.")


class _Graded(Sourced):
    value: Grade = Field(description="yes, limited, no or unknown.")


#: ``childcare: unknown``, or ``childcare: {value: yes, source: kem-page}``.
Answer = Annotated[_Answer, BeforeValidator(spelt_out)]
Graded = Annotated[_Graded, BeforeValidator(spelt_out)]


class SourcedFacts(Findable):
    """Facts of an entry that rest on sources: these hold for every group without its own."""

    source: Annotated[tuple[SourceRef, ...], OneOrMore, Field(min_length=1)] = Field(
        description="The ids of the sources (content/sources.yaml) that the entry rests on."
    )
    owner: Line | None = Field(
        default=None, description="Who of the editors keeps it true: a role, never a name. Not shown to readers."
    )
