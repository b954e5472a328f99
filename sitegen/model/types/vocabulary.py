"""Vocabularies: closed lists with a label per language. Each file is a collection of its own."""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field

from sitegen.model.base import Findable, Localised
from sitegen.model.entry import ContentType, Layout
from sitegen.model.values import Flag, Slug


class TermFacts(Findable):
    """One row of `vocabularies/<name>.yaml`."""

    id: Slug = Field(description="The id.")
    title: Localised = Field(description="The label.")
    summary: Localised | None = Field(default=None, description="One sentence that explains it.")
    icon: Slug | None = Field(default=None, description="A name from `icons` in site_config.yaml.")
    sensitive: Flag = Field(
        default=False, description="In `topics`: yes gives the page of the topic a quick exit and a neutral title."
    )
    ask: Localised | None = Field(
        default=None, description="In `questions`: the sentence that asks for it, to send or show."
    )


@lru_cache(maxsize=256)
def vocabulary(name: str) -> ContentType:
    """The content type of ``vocabularies/<name>.yaml``."""
    return ContentType(
        name, name, TermFacts, name, layout=Layout.ROWS, has_pages=False, has_list=False, in_index=False, icon="topic"
    )
