"""Phrases: sentences to say, show or send, in the language of the desk, with the reader's own beside them."""

from typing import Literal

from pydantic import Field

from sitegen.model.base import Facts, Localised, SituationRef
from sitegen.model.entry import ContentType, Layout, Order
from sitegen.model.values import Line, Slug


class PhraseFacts(Facts):
    """One row of `phrases.yaml`."""

    id: Slug = Field(description="The id.")
    text: Localised = Field(description="The sentence, complete and polite, in each language.")
    situation: SituationRef | None = Field(default=None, description="Where it is said (vocabulary `situations`).")
    said_by: Literal["you", "them"] = Field(default="you", description="them for what the people at the desk say.")
    latin: Line | None = Field(
        default=None, description="The reading of the source-language sentence in Latin letters."
    )


PHRASES = ContentType(
    "phrases",
    "phrase",
    PhraseFacts,
    "Sentences to show",
    layout=Layout.ROWS,
    has_pages=False,
    in_index=False,
    icon="phrase",
    order=Order.FILE,
    grouped_by="situation",
)
