"""Which rows a worksheet holds: the most urgent for some hours, or those of some entries."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from sitegen.languages.catalogues import Catalogue
from sitegen.languages.locale import SiteLanguage
from sitegen.model.entry import Entry
from sitegen.records import record
from sitegen.resolve.prose import words
from sitegen.resolve.site import Site
from sitegen.resolve.translation import State
from sitegen.translations.inline import one_line
from sitegen.translations.memory import memory_file, recall
from sitegen.translations.rows import Part, Row, RowState, parts, print_of
from sitegen.translations.terms import read_terms, terms_in
from sitegen.translations.todo import todo
from sitegen.wording import Said

_WORD = re.compile(r"\s+|\S+")

#: What goes out with a row and comes back with it: its key, the fingerprints of its words, and a sign when there is
#: nothing to do in it.
TICKET = re.compile(r"(?P<key>\S+ \S+ \d+) (?P<source>[0-9a-f]{12}|-) (?P<present>[0-9a-f]{12}|-)(?P<same> =)?")


@record
class Worklist:
    """Rows to be handed to a translator, with the terms that go with them.

    ``catalogue`` says what the program writes around them in the translator's own language.
    """

    origin: SiteLanguage
    language: SiteLanguage
    rows: tuple[Row, ...]
    terms: Mapping[str, str]
    catalogue: Catalogue

    def terms_of(self, row: Row) -> tuple[str, ...]:
        """The terms in the source of a row, with their translations."""
        return tuple(terms_in(row.source, self.terms))

    @property
    def to_do(self) -> int:
        """How many words there are to translate, to mend or to compare."""
        return sum(words(row.source) for row in self.rows if row.to_do)


@record
class Returned:
    """A row as it came back: its words, and whether somebody said that they are done.

    ``place`` is the number of the row in its file; ``prints`` are those of the row as it was handed out
    (``Row.prints``). ``refused`` is why the words cannot be read.
    """

    place: int
    languages: str
    key: str
    prints: tuple[str, str]
    text: str
    done: bool
    refused: Said | None = None

    @property
    def touched(self) -> bool:
        """Whether somebody did anything to it."""
        return self.done or self.refused is not None or print_of(cleaned(self.text)) != self.prints[1]


def ticket(row: Row) -> str:
    """The ticket of a row."""
    return " ".join((row.key, *row.prints, *(() if row.to_do else ("=",))))


def cleaned(text: str) -> str:
    """Words that came back, as they are compared and written: on one line, with composed letters."""
    return one_line(unicodedata.normalize("NFC", text))


class NotOursError(Exception):
    """The file is not a worksheet of ours, or not one that can be read safely."""

    def __init__(self, reason: Said) -> None:
        super().__init__(reason)
        self.reason = reason


def worklist(site: Site, root: Path, language: str, origin: str, rows: Iterator[Row]) -> Worklist:
    """Rows with the terms of the site."""
    terms = read_terms(root, origin, language)
    catalogue = site.resources.catalogues[language]
    return Worklist(site.languages[origin], site.languages[language], tuple(rows), terms, catalogue)


def most_urgent(site: Site, root: Path, language: str, origin: str, least: int | None = None) -> Iterator[Row]:
    """What is to do, in the order of ``todo``, in whole units, until there are ``least`` words (``None``: all of it).

    What waits for the text in ``origin`` to be mended is left out.
    """
    count = 0
    for task in todo(site, language, origin):
        for part in parts_of(site, root, site.entries[task.reference], language, origin) if not task.waits else ():
            if part.to_do and (least is None or count < least):
                count += sum(words(row.source) for row in part.rows if row.to_do)
                yield from part.rows


def of_entries(site: Site, root: Path, language: str, origin: str, names: Collection[str] = ()) -> Iterator[Row]:
    """All rows of some entries (``services/kem``) or collections (``services``), or of all when none is named."""
    for entry in site.entries.values():
        if not names or str(entry.reference) in names or entry.type.collection in names:
            for part in parts_of(site, root, entry, language, origin):
                yield from part.rows


def parts_of(site: Site, root: Path, entry: Entry, language: str, origin: str) -> list[Part]:
    """The units of an entry. What was accepted is only looked up where something has changed."""
    current = site.states[entry.reference, language].state is State.CURRENT
    accepted = {} if current else recall(root, memory_file(site, entry))
    return list(parts(site, entry, language, origin, accepted))


def notes_of(row: Row, catalogue: Catalogue) -> Iterator[str]:
    """What the signs of a row stand for, which words are gone from the source, and what to do where all is gone."""
    names = {
        "link": catalogue.pgettext("worksheet", "link"),
        "bold": catalogue.pgettext("worksheet", "bold"),
        "code": catalogue.pgettext("worksheet", "stays as it is"),
    }
    for number, tag in row.tags.items():
        target = tag.closing[2:-1] if tag.kind == "link" else tag.opening if tag.kind == "code" else ""
        yield f"{{{number}}} {names[tag.kind]} {target}".rstrip()
    if row.before and (gone := [words for kind, words in compared(row.before, row.source) if kind == "-"]):
        yield " ".join((catalogue.pgettext("worksheet", "No longer there:"), " … ".join(gone)))
    if row.state is RowState.GONE:
        yield catalogue.gettext("Clear the translation to take it out of the site, or choose “done” to keep it.")


def compared(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words of two texts in order: those of both under a space, those that are gone under ``-``, new ones ``+``."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    for kind, i, j, m, n in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield " ", "".join(old[i:j])
            continue
        yield from ((sign, text) for sign, text in (("-", "".join(old[i:j])), ("+", "".join(new[m:n]))) if text.strip())
