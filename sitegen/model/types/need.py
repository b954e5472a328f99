"""Needs: what somebody chooses an accessible service by, such as a wheelchair, and what helps with it."""

from typing import Annotated

from pydantic import Field

from sitegen.model.base import AnyRef, FeatureRef, HelpRef, PhraseRef, TopicRef
from sitegen.model.entry import ContentType, Order
from sitegen.model.provenance import SourcedFacts
from sitegen.model.values import OneOrMore, Slug, Whole


class NeedFacts(SourcedFacts):
    """The language-neutral facts of a need. Which services answer it is told from their facts."""

    topics: Annotated[tuple[TopicRef, ...], OneOrMore, Field(min_length=1)] = Field(
        description="Topics it is listed under."
    )
    icon: Slug = Field(description="The icon of the need, a name from `icons` in site_config.yaml.")
    order: Whole = Field(description="Its place among the needs, from 1.")
    help: Annotated[tuple[HelpRef, ...], OneOrMore, Field(min_length=1)] = Field(
        description="The help to ask for first (vocabulary `help`), the most useful kind first."
    )
    features: Annotated[tuple[FeatureRef, ...], OneOrMore, Field(min_length=1)] = Field(
        description="What a building should have (vocabulary `access-features`), the most important first."
    )
    serves: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(
        default=(), description="Services, helplines and guides for it: services/relay-service, helplines/100."
    )
    say: Annotated[tuple[PhraseRef, ...], OneOrMore] = Field(
        default=(), description="Sentences to say or show (phrases.yaml)."
    )


NEEDS = ContentType(
    "needs", "need", NeedFacts, "Accessible services", icon="disability", order=Order.NUMBER, output="needs"
)
