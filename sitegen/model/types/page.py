"""Pages: about, privacy, accessibility; and `home`, whose title and summary name the site."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sitegen.model.base import AnyRef, Findable
from sitegen.model.entry import ContentType
from sitegen.model.values import Flag, OneOrMore


class PageFacts(Findable):
    """The language-neutral facts of a page; the file may be left out."""

    footer: Flag = Field(default=True, description="Whether the page is linked at the foot of every page.")
    tasks: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(
        default=(), description="For `home`: guides, topics and services to begin with, in order."
    )
    about: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(default=(), description="Entries that the page is about.")


PAGES = ContentType("pages", "page", PageFacts, "Pages", has_list=False, icon="page", address="")
