"""Redirects: addresses that were, and where their pages are now. Written by `build.py rename` and `remove`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sitegen.model.base import AnyRef, Facts, Reference
from sitegen.model.entry import ContentType, Layout
from sitegen.model.values import Slug


class RedirectFacts(Facts):
    """One row of `redirects.yaml`."""

    id: Slug = Field(description="The id of the row; the tool writes the collection and the id of what was.")
    was: Annotated[str, Field(pattern=r"^[a-z-]+/[a-z0-9]+(-[a-z0-9]+)*$")] = Field(
        description="The entry that was: its collection and id, such as services/old-name."
    )
    to: AnyRef | None = Field(default=None, description="Where its page is now. Left out: it is gone, and says so.")

    @property
    def old(self) -> Reference:
        """The address that was."""
        return Reference(*self.was.split("/"))


REDIRECTS = ContentType(
    "redirects",
    "redirect",
    RedirectFacts,
    "Redirects",
    layout=Layout.ROWS,
    has_pages=False,
    has_list=False,
    in_index=False,
    icon="next",
)
