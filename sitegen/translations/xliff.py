"""A worklist as XLIFF 1.2, for the programs that translators use (OmegaT, Poedit, Virtaal, Weblate); and back.

The standard: https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html. Which row a unit is,
its ``id`` tells: it is what every program leaves as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from sitegen.translations.inline import Tags, signs
from sitegen.translations.rows import Row, RowState
from sitegen.translations.worklist import TICKET, NotOursError, Returned, Worklist, notes_of, ticket
from sitegen.wording import say

_SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_MOST_BYTES = 20_000_000
_STATES = {
    RowState.NEW: "needs-translation",
    RowState.CHANGED: "needs-review-translation",
    RowState.COMPARE: "needs-review-translation",
    RowState.GONE: "needs-review-translation",
    RowState.SAME: "final",
}
_DONE = {"translated", "signed-off", "final"}


def written(work: Worklist) -> bytes:
    """The file; each entry is a ``<file>`` of its own, each row a unit of translation."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<xliff version="1.2" xmlns="{_SPACE}">']
    for entry, rows in groupby(work.rows, key=lambda row: row.entry):
        codes = f'source-language="{work.origin.code}" target-language="{work.language.code}"'
        lines += [f'<file original={quoteattr(entry)} {codes} datatype="plaintext">', "<body>"]
        lines += [line for row in rows for line in _unit(row, work)]
        lines += ["</body>", "</file>"]
    return "\n".join([*lines, "</xliff>", ""]).encode()


def _unit(row: Row, work: Worklist) -> Iterator[str]:
    name = quoteattr(ticket(row))
    approved = ' approved="yes"' if row.state is RowState.SAME else ""
    yield f'<trans-unit id={name} resname={quoteattr(row.key)} xml:space="preserve"{approved}>'
    yield f"<source>{_elements(row.source, row.tags)}</source>"
    yield f'<target state="{_STATES[row.state]}">{_elements(row.present, row.tags)}</target>'
    for note in (*notes_of(row, work.catalogue), *work.terms_of(row)):
        yield f"<note>{escape(note)}</note>"
    yield "</trans-unit>"


def _elements(shown: str, tags: Tags) -> str:
    """Words with ``<g>`` and ``<x>`` in the place of their signs."""
    made, end = [], 0
    for match in signs(shown) if tags else ():
        number = int(match[2])
        kind = tags[number].kind
        element = f'x id="{number}" ctype="x-{kind}"/' if match[3] else f'g id="{number}" ctype="{_TYPES[kind]}"'
        made += [escape(shown[end : match.start()]), "</g>" if match[1] else f"<{element}>"]
        end = match.end()
    return "".join([*made, escape(shown[end:])])


_TYPES = {"link": "link", "bold": "bold"}


def read(data: bytes) -> Iterator[Returned]:
    """The rows of a file that was handed out, whatever program wrote it since. Raises ``NotOursError``."""
    if len(data) > _MOST_BYTES:
        raise NotOursError(say("it is larger than any worksheet"))
    try:
        root = ET.fromstring(data, ET.XMLParser(target=_Builder()))
    except (ET.ParseError, LookupError, ValueError) as reason:
        raise NotOursError(say("it cannot be read as XLIFF: {reason}", reason=str(reason))) from None
    if _name(root) != "xliff":
        raise NotOursError(say("it is not an XLIFF file"))
    place = 0
    for file in (element for element in root if _name(element) == "file"):
        languages = f"{file.get('source-language')}>{file.get('target-language')}"
        for unit in (element for element in file.iter() if _name(element) == "trans-unit"):
            place += 1
            if match := TICKET.fullmatch(unit.get("id", "")):
                yield _returned(place, languages, unit, match)


class _Builder(ET.TreeBuilder):
    """A file with declarations of its own may hold entities that grow without end: no such file was handed out."""

    def doctype(self, *_: Any) -> None:
        """Called by the parser."""
        raise NotOursError(say("it holds a DOCTYPE, which no worksheet has"))


def _returned(place: int, languages: str, unit: ET.Element, match: re.Match[str]) -> Returned:
    target = next((child for child in unit if _name(child) == "target"), None)
    text = _shown(target) if target is not None else ""
    state = target.get("state") if target is not None else None
    done = not match["same"] and (unit.get("approved") == "yes" or state in _DONE)
    return Returned(place, languages, match["key"], (match["source"], match["present"]), text, done)


def _shown(element: ET.Element) -> str:
    """Words with signs in the place of elements; what only marks words (``<mrk>``) is passed over."""
    made = [element.text or ""]
    for child in element:
        name, number = _name(child), child.get("id", "")
        if name == "g":
            made.append(f"{{{number}}}{_shown(child)}{{/{number}}}")
        elif name in ("bx", "bpt"):
            made.append(f"{{{number}}}")
        elif name in ("ex", "ept"):
            made.append(f"{{/{child.get('rid', number)}}}")
        elif name in ("x", "ph", "it"):
            made.append(f"{{{number}/}}")
        else:
            made.append(_shown(child))
        made.append(child.tail or "")
    return "".join(made)


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
