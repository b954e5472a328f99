"""A translation has the parts of the text that it was made from: headings, lists, links, in the same order.

Readers of two languages stand before the same page: “the third line of the list” must be the same line, and a link that
was lost is a door that was closed. A translation that is older than its text says so, and is not compared.

## structure-order

The sections stand in another order. Move them; the hint says the order.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ## Ποιοι {#who}

        Εμείς.

        ## Πότε {#when}

        Τώρα.
    content/pages/about/text.en.md
        ---
        ^ structure-order
        title: About
        translated_from: {language: el}
        ---
        ## When {#when}

        Now.

        ## Who {#who}

        We.

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ## Ποιοι {#who}

        Εμείς.

        ## Πότε {#when}

        Τώρα.
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        ## Who {#who}

        We.

        ## When {#when}

        Now.

## structure-headings

The smaller headings of a section (`###`, `####`) are not as many, or not of the same levels.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ### Ποιοι

        Εμείς.

        ### Πότε

        Τώρα.
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        ### Who
        ^ structure-headings

        We. Now.

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        ### Ποιοι

        Εμείς.

        ### Πότε

        Τώρα.
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        ### Who

        We.

        ### When

        Now.

## structure-lists

The lists of a section are not as many, not as long, or numbered in one language and not in the other. A step that was
lost, or made into two, is found like this. Rows of a table count too.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        - Χαρτιά
        - Φωτογραφία
        - Διεύθυνση
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        - Papers
        ^ structure-lists
        - A photo and an address

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        - Χαρτιά
        - Φωτογραφία
        - Διεύθυνση
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        - Papers
        - A photo
        - An address

## structure-links

A link of the original is missing, or leads elsewhere. Links to other sites may lead to another page there, such as
the one in the reader's language, but not to another site.

Wrong:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Ρωτήστε στο [γραφείο](service:desk).
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        Ask at the [desk](organisation:city).
                          ^ structure-links

Right:

    content/pages/about/text.el.md
        ---
        title: Για τον ιστότοπο
        ---
        Ρωτήστε στο [γραφείο](service:desk).
    content/pages/about/text.en.md
        ---
        title: About
        translated_from: {language: el}
        ---
        Ask at the [desk](service:desk).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry, LocalText, Section
from sitegen.problems import Mark, Problem, warning
from sitegen.resolve.translation import translation
from sitegen.wording import Said, say

CODES = ("structure-order", "structure-headings", "structure-lists", "structure-links")
_LINK = re.compile(r"\]\(\s*([^)\s]+)|<((?:https?|mailto|tel):[^>\s]+)>")
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


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A warning for each part of a current translation that is not as in the text that it was made from."""
    source = config.source_language
    for text in entry.texts.values():
        made_from = text.front.translated_from
        original = entry.texts.get(made_from.language if made_from else source)
        if text.language == source or original is None or original is text:
            continue
        if translation(entry, text.language, source).faithful:
            yield from _compared(text, original)


def _compared(text: LocalText, original: LocalText) -> Iterator[Problem]:
    here, there = _ids(text, original), _ids(original, text)
    if here != there:
        message = say("the sections stand in another order than in {origin}", origin=original.language)
        yield warning(Mark(text.file), "structure-order", message, say("there: {ids}", ids=", ".join(there)))
    for section in text.sections:
        same = original.section(section.id)
        if same and same.markdown != section.markdown:
            yield from _outline(section, same, text.file, original.language)
            yield from _links(section, same, text.file, original.language)


def _ids(text: LocalText, other: LocalText) -> list[str]:
    """The ids of the sections that both texts have."""
    return [section.id for section in text.sections if other.section(section.id)]


def _outline(here: Section, there: Section, file: str, origin: str) -> Iterator[Problem]:
    """The first heading and the first list that are not as there."""
    own, its = _pieces(here), _pieces(there)
    if [(piece.kind, piece.count) for piece in own] == [(piece.kind, piece.count) for piece in its]:
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
    for number in range(max(len(here), len(there))):
        if _shape(here, number) != _shape(there, number):
            line = here[min(number, len(here) - 1)].line if here else 0
            return line, say("there: {there}; here: {here}", there=_told(there), here=_told(here))
    return None


def _shape(pieces: list[_Piece], number: int) -> tuple[str, int] | None:
    return (pieces[number].kind, pieces[number].count) if number < len(pieces) else None


def _told(pieces: list[_Piece]) -> str:
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


def _links(here: Section, there: Section, file: str, origin: str) -> Iterator[Problem]:
    targets = _targets(here.markdown), _targets(there.markdown)
    if targets[0] == targets[1]:
        return
    own, its = map(Counter, targets)
    missing = list((its - own).elements())
    for match in _LINK.finditer(here.markdown):
        target = _target(match.groups())
        if target in own - its and missing:
            own[target] -= 1
            message = say("this link leads elsewhere than in {origin}", origin=origin)
            hint = say("there it leads to {target}", target=missing.pop(0))
            at = here.at(file, match.start(1 if match[1] else 2))
            yield warning(at, "structure-links", message, hint)
    for target in missing:
        message = say("the link to {target} stands in {origin} and not here", target=target, origin=origin)
        yield warning(Mark(file, here.line), "structure-links", message, say("link the same words"))


@lru_cache(maxsize=64)
def _targets(markdown: str) -> list[str]:
    """Where the links of a section lead; kept for a while, because each translation is compared with the same text."""
    return [_target(found) for found in _LINK.findall(markdown)] if "](" in markdown or "<" in markdown else []


def _target(found: tuple[str | None, ...]) -> str:
    """Where a link leads: an entry, a number, or another site, whichever page there."""
    address = found[0] or found[1] or ""
    return urlsplit(address).netloc if address.startswith(("http://", "https://")) else address
