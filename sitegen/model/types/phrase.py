"""Phrases: sentences to say, show or send, in the language of the desk, with the reader's own beside them."""

from __future__ import annotations

from pydantic import Field

from sitegen.model.base import Facts, Localised
from sitegen.model.entry import ContentType, Layout
from sitegen.model.values import Line, Slug


class PhraseFacts(Facts):
    """One row of `phrases.yaml`."""

    id: Slug = Field(description="The id.")
    text: Localised = Field(description="The sentence, complete and polite, in each language.")
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
)
