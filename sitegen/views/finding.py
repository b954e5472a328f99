"""What the search finds, line by line, and what its page needs for that.

The search page is the first page of the A–Z: the topics and the entries that stand on it are read by the script where
they stand. Only what stands on the pages after it is told in a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sitegen.addresses import section_path
from sitegen.model.entry import ContentType, Entry
from sitegen.model.types.study import CHAPTERS
from sitegen.records import record
from sitegen.resolve.reads import once
from sitegen.resolve.site import Site
from sitegen.views.chrome import used_topics
from sitegen.views.linker import Card, Linker
from sitegen.views.opening import line_of
from sitegen.views.study.places import has_study


@record
class Finder:
    """What the script of the search page is told: where the index lies, of which build it is, words for kinds.

    ``has_hours`` says whether it has to tell what is open.
    """

    index: str
    version: str
    kinds: tuple[tuple[str, str], ...]
    has_hours: bool


def search_path(language: str) -> str:
    """The page that a search is made on."""
    return section_path(language, "a-z")


def index_folder(language: str) -> str:
    """The folder of the index of a language."""
    return f"{language}/search/"


@once
def lines(site: Site, language: str) -> tuple[Entry, ...]:
    """Everything that can be found, in the order of the search page and the pages of the A–Z after it."""
    letters = (letter for page in site.lists.index[language] for letter in page)
    return (*used_topics(site), *(entry for letter in letters for entry in letter.entries))


def on_page(site: Site, language: str) -> int:
    """How many of the lines stand on the search page itself."""
    return len(used_topics(site)) + sum(len(letter.entries) for letter in site.lists.index[language][0])


@once
def version(site: Site, language: str) -> str:
    """What tells an index of other lines from that of these: a page that was kept may be older."""
    named = " ".join(str(entry.reference) for entry in lines(site, language))
    return hashlib.sha256(named.encode()).hexdigest()[:8]


def finder(site: Site, linker: Linker) -> Finder:
    """What the search page in the language of ``linker`` tells its script."""
    words = site.resources.catalogues[linker.language]
    kinds = tuple((kind.folder, words.gettext(kind.heading)) for kind in _found_types(site))
    index = linker.href(index_folder(linker.language) + "index.html")
    has_hours = any(line_of(entry, site) for entry in lines(site, linker.language))
    return Finder(index, version(site, linker.language), (*kinds, ("topics", words.gettext("Topics"))), has_hours)


def _found_types(site: Site) -> Iterable[ContentType]:
    chapters = (CHAPTERS,) if has_study(site) else ()
    others = (kind for kind in site.types if kind.in_index and kind.folder and kind is not CHAPTERS)
    return (*chapters, *(kind for kind in others if site.of(kind.collection)))


def icons(cards: Iterable[Card]) -> tuple[str, ...]:
    """The names of their icons, each once."""
    return tuple(dict.fromkeys(card.icon for card in cards))
