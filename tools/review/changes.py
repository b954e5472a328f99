"""What a pull request changes, as data: written by a job that runs its code, read by one that trusts none of it.

So every text has a length and every name a form, and whatever does not fit is refused (docs/decisions/0017).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MAX_BYTES = 4_000_000  #: of the file
LETTERS = 300  #: of a text

Words = Annotated[str, Field(max_length=LETTERS)]
Path = Annotated[str, Field(pattern=r"^[A-Za-z0-9._/-]{1,300}$")]
Entry = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}/[a-z0-9-]{1,64}$")]
Language = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{0,20}$")]
Command = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}/[a-z0-9-]{1,64}( [A-Za-z0-9-]{1,20})?$")]
Many = Field(default=(), max_length=5_000)


class Data(BaseModel):
    """Frozen, and without any field that is not named."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class WordChange(Data):
    """Some words of a page that are now others, and the words that stand before them."""

    near: Words
    before: Words
    after: Words


class Page(Data):
    """A page of the built site that is new, gone or has other words."""

    path: Path
    language: Language
    title: Words
    what: Literal["added", "removed", "changed"]
    words: Annotated[tuple[WordChange, ...], Field(max_length=20)] = ()
    more: int = 0  #: changes that are not among ``words``


class Fact(Data):
    """A fact that has another value; one that is new or gone has none on that side."""

    entry: Entry
    field: Words
    before: Words
    after: Words


class Outdated(Data):
    """The parts of an entry that are to be translated again, and how many words they are in ``origin``."""

    language: Language
    entry: Entry
    parts: Annotated[tuple[Words, ...], Field(max_length=500)]
    words: int
    origin: Language


class NewProblem(Data):
    """A problem that the base does not have."""

    file: Words
    line: int
    severity: Literal["error", "warning"]
    code: Annotated[str, Field(pattern=r"^[a-z-]{1,60}$")]
    message: Words


class Changes(Data):
    """All of it. ``frame`` counts pages that differ only outside their words: links, menu, looks.

    ``built`` says whether there is a site of the request, ``comparable`` whether there was one before it.
    """

    number: Annotated[int, Field(ge=1, lt=10**9)]
    built: bool
    comparable: bool = True
    pages: Annotated[tuple[Page, ...], Many] = ()
    frame: Annotated[int, Field(ge=0)] = 0
    facts: Annotated[tuple[Fact, ...], Many] = ()
    outdated: Annotated[tuple[Outdated, ...], Many] = ()
    problems: Annotated[tuple[NewProblem, ...], Many] = ()
    commands: Annotated[tuple[Command, ...], Field(max_length=50)] = ()  #: accept: what a fork must do itself


def cut(text: str) -> str:
    """A text on one line, of at most the length that is let through."""
    line = " ".join(text.split())
    return line if len(line) <= LETTERS else f"{line[: LETTERS - 1]}…"


def read(data: bytes) -> Changes:
    """The changes that a file says. Raises ``ValueError`` (which pydantic's error is) for any other file."""
    if len(data) > MAX_BYTES:
        raise ValueError(f"more than {MAX_BYTES:,} bytes")
    return Changes.model_validate_json(data)
