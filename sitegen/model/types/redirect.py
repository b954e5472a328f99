"""Redirects: addresses that were, and where their pages are now. Written by `build.py rename` and `remove`."""

from typing import Annotated

from pydantic import Field

from sitegen.model.base import Facts, Reference
from sitegen.model.entry import ContentType, Layout
from sitegen.model.values import Slug

_Name = Annotated[str, Field(pattern=r"^[a-z-]+/[a-z0-9]+(-[a-z0-9]+)*$")]


class RedirectFacts(Facts):
    """One row of `redirects.yaml`."""

    id: Slug = Field(description="The id of the row; the tool writes the collection and the id of what was.")
    was: _Name = Field(description="The entry that was: its collection and id, such as services/old-name.")
    to: _Name | None = Field(
        default=None,
        description="Where its page is now: an entry, or one that was itself renamed. Left out: it is gone, and says so.",
    )

    @property
    def old(self) -> Reference:
        """The address that was."""
        return _reference(self.was)

    @property
    def target(self) -> Reference | None:
        """Where it leads. No reference of the content: it may name what was."""
        return _reference(self.to) if self.to else None


def _reference(name: str) -> Reference:
    return Reference(*name.split("/"))


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
