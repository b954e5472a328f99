"""Guides: a task, step by step. The prose of a step is the section of the text with the step's id."""

from typing import Annotated

from pydantic import Field

from sitegen.model.base import AnyRef, DocumentRef, HelplineRef, Model, PhraseRef, TermRef, Text, TopicRef
from sitegen.model.entry import ContentType
from sitegen.model.provenance import SourcedFacts
from sitegen.model.types.service import Cost
from sitegen.model.values import Flag, Line, OneOrMore, Slug


class Step(Model):
    """One step: its prose is the section `## … {#id}` of each text; these facts are shown below it."""

    id: Slug = Field(description="The id of the step, and of its section in every text.")
    call: Annotated[tuple[HelplineRef, ...], OneOrMore] = Field(default=(), description="Helplines to call.")
    go: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(
        default=(), description="Where to go: services/…, places/…, organisations/…"
    )
    bring: Annotated[tuple[DocumentRef, ...], OneOrMore] = Field(default=(), description="Documents to bring.")
    cost: Cost | None = Field(default=None, description="What it costs.")
    may_ask: Annotated[tuple[PhraseRef, ...], OneOrMore] = Field(
        default=(), description="What the desk may ask (phrases that are said by them)."
    )
    say: Annotated[tuple[PhraseRef, ...], OneOrMore] = Field(
        default=(), description="Sentences to say or show (phrases.yaml)."
    )
    words: Annotated[tuple[TermRef, ...], OneOrMore] = Field(
        default=(), description="Words that stand on the form, the platform or the paper of this step (glossary.yaml)."
    )


class GuideFacts(SourcedFacts):
    """The language-neutral facts of a guide."""

    topics: Annotated[tuple[TopicRef, ...], OneOrMore, Field(min_length=1)] = Field(
        description="Topics it is listed under."
    )
    icon: Slug = Field(description="The icon on the home page, a name from `icons` in site_config.yaml.")
    steps: tuple[Step, ...] = Field(min_length=1, description="The steps, in order.")
    sensitive: Flag = Field(default=False, description="yes: quick exit, neutral title.")
    related: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(default=(), description="What to read next.")


class GuideText(Text):
    """The front matter of a guide's text."""

    neutral_title: Line | None = Field(
        default=None, description="For sensitive guides: what the browser's tab and history show."
    )


GUIDES = ContentType("guides", "guide", GuideFacts, "Guides", GuideText, icon="guide", grouped_by="topics")
