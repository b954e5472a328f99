"""Marks translations as made from the present text.

Writing a stamp (see ``stamps``) changes nothing else in the file: every edit is read back and compared before any file
is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sitegen.edits import Edit, edited, write
from sitegen.model.base import Reference, TranslatedFrom
from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry, LocalText
from sitegen.pipeline import Request, examine
from sitegen.problems import Mark, Problem, Severity, error
from sitegen.reading.yaml_edit import EditError
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.resolve.translation import cell_stamp, cells, text_stamp
from sitegen.translations.memory import remembered
from sitegen.translations.stamps import Stamps, cells_edit, text_edit
from sitegen.wording import say


@record
class Accepted:
    """What was stamped: the files that changed, by path, and what prevented it."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


Only = Collection[tuple[Reference, str]]


def accept(request: Request, entry: str = "", language: str = "", only: Only | None = None) -> Accepted:
    """Marks translations as made from the present text; of ``entry`` (``services/kem``, ``services``), or all.

    ``only`` are the entries and languages that are meant, when these are not all of them. With errors in the
    content, or in the arguments, nothing is written.
    """
    result = examine(request)
    if result.site is None or not result.ok:
        return Accepted((), tuple(p for p in result.problems if p.severity is Severity.ERROR))
    site = result.site
    if fault := _argument_fault(site, entry, language):
        return Accepted((), (fault,))
    wanted = [e for e in site.entries.values() if entry in ("", e.type.collection, str(e.reference))]
    languages = [c for c in site.config.codes if c != site.config.source_language and language in ("", c)]
    pairs = [(e, code) for e in wanted for code in languages if only is None or (e.reference, code) in only]
    made = {(e.reference, code): _made_from(e, code, site.config) for e, code in pairs}
    stamps = (edit for e, code in pairs for edit in _stamps(e, code, made[e.reference, code]))
    try:
        files = edited(request.root, stamps)
        kept = remembered(request.root, site, made)
    except EditError as reason:
        message = say("cannot be stamped: {fault}", fault=str(reason))
        problem = error(Mark(entry or "content"), "stamp", message, say("stamp it by hand"))
        return Accepted((), (problem,))
    for file, data in (files | kept).items():
        write(request.root / file, data)
    return Accepted(tuple(sorted(files)))


def _argument_fault(site: Site, entry: str, language: str) -> Problem | None:
    names = {str(r) for r in site.entries} | {r.collection for r in site.entries}
    if entry and entry not in names:
        message = say("there is no entry “{entry}”", entry=entry)
        return error(Mark(entry), "stamp-entry", message, say("write it as services/kem"))
    targets = [code for code in site.config.codes if code != site.config.source_language]
    if language and language not in targets:
        hint = say("the languages that are translated into are {languages}", languages=", ".join(targets))
        message = say("“{language}” is not one of them", language=language)
        return error(Mark(entry or "content"), "stamp-language", message, hint)
    return None


def _made_from(entry: Entry, language: str, config: SiteConfig) -> Stamps:
    """The stamps of what is there of an entry in a language, as if made from the present text."""
    source, text = config.source_language, entry.texts.get(language)
    of_text = of_cells = None
    if text:
        origin = _text_origin(entry, text, source)
        of_text = TranslatedFrom(language=origin, fingerprints=text_stamp(entry, origin))
    if cells(entry, language):
        origin = _cell_origin(entry, language, config)
        of_cells = TranslatedFrom(language=origin, fingerprints=cell_stamp(entry, language, origin, source))
    return Stamps(of_text, of_cells)


def _stamps(entry: Entry, language: str, made: Stamps) -> Iterator[Edit]:
    """What is to be written for an entry in a language: what is not stamped so already."""
    text = entry.texts.get(language)
    if text and made.text and made.text != text.front.translated_from:
        yield text_edit(text.file, made.text)
    if made.cells and made.cells != entry.facts.translated_from.get(language):
        yield cells_edit(entry, language, made.cells)


def _text_origin(entry: Entry, text: LocalText, source: str) -> str:
    stated = text.front.translated_from.language if text.front.translated_from else source
    return stated if stated in entry.texts and stated != text.language else source


def _cell_origin(entry: Entry, language: str, config: SiteConfig) -> str:
    """The language that is stated; else the first to fall back to that has all the same cells."""
    stated = entry.facts.translated_from.get(language)
    if stated and stated.language != language and cells(entry, stated.language):
        return stated.language
    names = set(cells(entry, language))
    return next(code for code in config.chain(language)[1:] if names <= set(cells(entry, code)))
