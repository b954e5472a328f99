"""Glossary: words of forms and counters, with their reading and their meaning."""

from typing import Annotated

from pydantic import Field

from sitegen.model.base import AnyRef, Localised, WordsByLanguage
from sitegen.model.contact import OfficialName
from sitegen.model.entry import ContentType, Layout
from sitegen.model.provenance import SourcedFacts
from sitegen.model.values import Line, OneOrMore, Slug


class TermFacts(SourcedFacts):
    """One row of `glossary.yaml`."""

    id: Slug = Field(description="The id.")
    term: OfficialName = Field(description="The word or words as on forms, its reading and abbreviations.")
    title: Localised = Field(description="The word in each language.")
    meaning: Localised = Field(description="What it means for the reader, in one or two sentences.")
    not_this: Localised | None = Field(default=None, description="What it is often mistaken for.")
    forms: WordsByLanguage = Field(
        default={},
        description="The words of texts that lead to its meaning, by language, in each form in which they occur; "
        "`[]`: none. Without them: the title (without what stands in brackets), the official name and its reading. "
        "Abbreviations always do.",
    )
    not_in: Annotated[tuple[Line, ...], OneOrMore] = Field(
        default=(), description="Longer names in which these words stand but mean something else, in any language."
    )
    related: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(default=(), description="Entries that help to get it.")


GLOSSARY = ContentType("glossary", "term", TermFacts, "Glossary", layout=Layout.ROWS, has_pages=False, icon="glossary")
