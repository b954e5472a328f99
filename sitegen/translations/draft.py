"""Lays out a translation: the text that it is made from, to be written over from top to bottom.

It is marked ``unfinished``, so that readers see another language until the translator takes that line out.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator

from sitegen.messages import ENGLISH, Words
from sitegen.model.base import Text
from sitegen.model.entry import Entry, Layout, LocalText
from sitegen.problems import Mark
from sitegen.resolve.site import Site
from sitegen.resolve.translation import cells
from sitegen.wording import Said, say

_OWN = {*Text.model_fields} - {"title", "summary"}


class CannotDraftError(Exception):
    """Why there is nothing to lay out."""


def draft(site: Site, entry: Entry, language: str, origin: str = "", words: Words = ENGLISH) -> tuple[str, str]:
    """The file of a new text of ``entry`` in ``language``, and what stands in it at first.

    ``origin`` is the language that it is made from; else the first to fall back to that has a text. Raises
    :class:`CannotDraftError`: when there is a text already, and for rows, which have no text of their own.
    """
    if language in entry.texts:
        file = entry.texts[language].file
        raise CannotDraftError(say("{file} is there already: see translations diff", file=file))
    if entry.type.layout is Layout.ROWS:
        raise CannotDraftError(_row_fault(site, entry, language))
    made_from = origin or next(code for code in site.config.chain(language)[1:] if code in entry.texts)
    if made_from not in entry.texts:
        there = ", ".join(entry.texts)
        raise CannotDraftError(say("there is no text in {origin}; there is {there}", origin=made_from, there=there))
    text = entry.texts[made_from]
    file = posixpath.join(posixpath.dirname(text.file), f"text.{language}.md")
    return file, "\n".join((*_front(text, words), *_sections(text))).rstrip("\n") + "\n"


def _row_fault(site: Site, entry: Entry, language: str) -> Said:
    places = [f"{at.file}:{at.line} {name}" for name, at in lacking_cells(entry, language, site)]
    if not places:
        return say(
            "{entry} is a row, and all of it is there in {language}", entry=str(entry.reference), language=language
        )
    return say(
        "{entry} is a row: write {language}: … beside the others, at {places}",
        entry=str(entry.reference),
        language=language,
        places=", ".join(places),
    )


def lacking_cells(entry: Entry, language: str, site: Site) -> Iterator[tuple[str, Mark]]:
    """The cells of an entry that lack a language, with the place of each."""
    there = cells(entry, language)
    for path, cell in entry.cells:
        name = ".".join(map(str, path))
        if name not in there and cell.root.get(site.config.source_language):
            yield name, entry.mark(path)


def _front(text: LocalText, words: Words) -> Iterator[str]:
    yield "---"
    for line in (
        say("Write your language over the words, from top to bottom, and leave the quotes and the names before them."),
        say("Leave {{#…}} behind headings and what stands in round brackets of links as they are."),
        say("When all is done, take out the line below: until then readers see another language."),
    ):
        yield f"# {words(line)}"
    yield "unfinished: yes"
    for name in type(text.front).model_fields:
        value = getattr(text.front, name)
        if name not in _OWN and value:
            yield from _field(name, value)
    yield f"translated_from: {{language: {text.language}}}"
    yield "# translated_by: " + words(say("your name or role"))
    yield "---"


def _field(name: str, value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        yield f"{name}:"
        yield from (f"  - {json.dumps(line, ensure_ascii=False)}" for line in value)
    else:
        yield f"{name}: {json.dumps(str(value), ensure_ascii=False)}"


def _sections(text: LocalText) -> Iterator[str]:
    for section in text.sections:
        if section.heading:
            yield f"## {section.heading}" + (f" {{#{section.id}}}" if section.id else "")
            yield ""
        yield from (section.markdown.strip("\n"), "")
