"""News: something that happened on a day, with its source."""

from typing import Annotated

from pydantic import Field

from sitegen.model.base import AnyRef, TopicRef
from sitegen.model.entry import ContentType, Order
from sitegen.model.provenance import SourcedFacts
from sitegen.model.values import IsoDate, OneOrMore


class NewsFacts(SourcedFacts):
    """The language-neutral facts of a piece of news."""

    date: IsoDate = Field(description="The day that it happened.")
    topics: Annotated[tuple[TopicRef, ...], OneOrMore] = Field(default=(), description="Topics it is listed under.")
    related: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(default=(), description="Entries that it is about.")


NEWS = ContentType("news", "news", NewsFacts, "News", icon="news", order=Order.NEWEST)
