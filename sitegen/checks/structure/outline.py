"""How a section is laid out: its smaller headings, its lists and its tables, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from sitegen.model.entry import Section
from sitegen.problems import Mark, Problem, warning
from sitegen.wording import Said, say

_LINE = re.compile(
    r"^(?P<indent>[ \t]*)(?:(?P<bullet>[-*+])[ \t]|(?P<number>\d{1,3})[.)][ \t]"
    r"|(?P<heading>\#{3,6})[ \t]|(?P<row>\|)|\S)"
)


@dataclass
class _Piece:
    """A heading (its level), or a list or a table (how many items or rows), and the line where it begins."""

    kind: str
    count: int
    line: int


def outlines_compared(here: Section, there: Section, file: str, origin: str) -> Iterator[Problem]:
    """A warning for the first heading, and for the first list, that are not as there."""
    own, its = _pieces(here), _pieces(there)
    if _shapes(own) == _shapes(its):
        return
    if differs := _difference(own, its, headings=True):
        message = say("the smaller headings of this section are not those in {origin}", origin=origin)
        yield warning(Mark(file, differs[0] or here.line), "structure-headings", message, differs[1])
    if differs := _difference(own, its, headings=False):
        message = say("the lists of this section are not as in {origin}", origin=origin)
        yield warning(Mark(file, differs[0] or here.line), "structure-lists", message, differs[1])


def _difference(own: Iterable[_Piece], its: Iterable[_Piece], headings: bool) -> tuple[int, Said] | None:
    """The line of the first piece that differs, 0 when there is none here, and what stands there and here."""
    here, there = ([p for p in pieces if (p.kind == "heading") is headings] for pieces in (own, its))
    for number, (mine, other) in enumerate(zip_longest(_shapes(here), _shapes(there))):
        if mine != other:
            line = here[min(number, len(here) - 1)].line if here else 0
            return line, say("there: {there}; here: {here}", there=_told(there), here=_told(here))
    return None


def _shapes(pieces: Iterable[_Piece]) -> list[tuple[str, int]]:
    """What must be the same in each language."""
    return [(piece.kind, piece.count) for piece in pieces]


def _told(pieces: Iterable[_Piece]) -> str:
    """Pieces on a line: `###, ####` or `- 3, 1. 4, | 2`, a list by its sign and how many items it has."""
    return ", ".join("#" * p.count if p.kind == "heading" else f"{p.kind} × {p.count}" for p in pieces) or "–"


@lru_cache(maxsize=64)
def _pieces(section: Section) -> tuple[_Piece, ...]:
    """The headings, lists and tables in order. A paragraph ends a list; a line that is indented goes on with it.

    Kept for a while, because each translation is compared with the same text.
    """
    found: list[_Piece] = []
    current: _Piece | None = None
    for line, words in enumerate(section.markdown.split("\n"), start=section.first_line):
        match = _LINE.match(words)
        if match is None:
            continue
        kind = "-" if match["bullet"] else "1." if match["number"] else "|" if match["row"] else ""
        if kind and current and current.kind == kind:
            current.count += 1
        elif kind:
            current = _Piece(kind, 1, line)
            found.append(current)
        elif match["heading"] or not match["indent"]:
            current = None
        if match["heading"]:
            found.append(_Piece("heading", len(match["heading"]), line))
    return tuple(found)
