"""Notices: a dated banner on every page, in all languages, with an end."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sitegen.model.base import AnyRef, Facts, Localised
from sitegen.model.entry import ContentType, Layout
from sitegen.model.values import IsoDate, OneOrMore, Slug
from sitegen.wording import say


class NoticeFacts(Facts):
    """One row of `notices.yaml`."""

    id: Slug = Field(description="The id.")
    kind: Literal["information", "warning"] = Field(default="information", description="information or warning.")
    text: Localised = Field(description="The banner, in one or two sentences.")
    starts: IsoDate = Field(description="First day that it is shown.")
    ends: IsoDate = Field(description="Last day that it is shown.")
    related: Annotated[tuple[AnyRef, ...], OneOrMore] = Field(default=(), description="Where to read more.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends < self.starts:
            raise ValueError(say("ends on {ends}, before it starts on {starts}", ends=self.ends, starts=self.starts))
        return self


NOTICES = ContentType(
    "notices",
    "notice",
    NoticeFacts,
    "Notices",
    layout=Layout.ROWS,
    has_pages=False,
    has_list=False,
    in_index=False,
    icon="notice",
)
