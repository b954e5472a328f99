"""Where a reader can mend what a page shows: its files in the web editor of the repository.

There are links only if ``repository`` in ``site_config.yaml`` has addresses.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Literal
from urllib.parse import quote

from sitegen.model.entry import Entry, Layout
from sitegen.model.nodes import Fields
from sitegen.records import record
from sitegen.resolve.site import Site


@record
class EditLink:
    """A way to change something: the ``facts``, the ``text``, a text that is to be ``written``, the fixed ``words``."""

    what: Literal["facts", "text", "written", "words"]
    href: str


def edits_of(site: Site, entry: Entry, language: str) -> tuple[EditLink, ...]:
    """The facts of an entry, and its text in a language: to be written if it is not there, else that which is shown."""
    repository = site.config.repository
    return tuple(_links(site, entry, language)) if repository.edit or repository.new or repository.line else ()


def edits_of_words(site: Site, language: str) -> tuple[EditLink, ...]:
    """For a page that has no file: the catalogue with the words that stand on it."""
    file = posixpath.join(site.config.translations[0], f"{language}.po")
    return (EditLink("words", _edit(site, file)),) if site.config.repository.edit else ()


def _links(site: Site, entry: Entry, language: str) -> Iterator[EditLink]:
    at = entry.mark()
    if entry.type.layout is Layout.ROWS:
        if href := _at_line(site, at.file, at.line):
            yield EditLink("facts", href)
        return
    there = isinstance(entry.node, Fields) and bool(entry.node.values)
    if href := _edit(site, at.file) if there else _new(site, at.file):
        yield EditLink("facts", href)
    spoken = next(code for code in site.config.chain(language) if code in entry.texts)
    shown = entry.texts[spoken].file
    new = _new(site, posixpath.join(posixpath.dirname(shown), f"text.{language}.md")) if spoken != language else ""
    if new:
        yield EditLink("written", new)
    elif href := _edit(site, shown):
        yield EditLink("text", href)


def _edit(site: Site, file: str) -> str:
    base = site.config.repository.edit
    return f"{base}{quote(file)}" if base else ""


def _at_line(site: Site, file: str, line: int) -> str:
    """A row among many: where the line can be shown, else the file."""
    pattern = site.config.repository.line
    return pattern.format(file=quote(file), line=line) if pattern else _edit(site, file)


def _new(site: Site, file: str) -> str:
    pattern = site.config.repository.new
    folder, name = posixpath.split(file)
    return pattern.format(folder=quote(folder), name=quote(name)) if pattern else ""
