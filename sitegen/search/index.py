"""Which stems lead to which entries: an index of one language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache, lru_cache

from sitegen.languages import normal
from sitegen.languages.normal import is_arabic, keys
from sitegen.languages.stop_words import STOP_WORDS
from sitegen.model.entry import Entry
from sitegen.resolve.site import Searched, Site
from sitegen.search.fields import names, summary
from sitegen.views.linker import title_of

#: Letters of a stem that count: what comes later parts hardly any two words of a site, and costs bytes. Arabic is
#: written without most of its vowels.
LENGTH, ARABIC_LENGTH = 6, 5
#: Entries that a word of names and keywords leads to: as many as are ever shown.
MOST = 6
#: Letters of a stem that is looked for in summaries: shorter ones are mostly verbs, and like too many others.
LEAST = 4
#: Which of them: those that lead on to the others come first.
_ORDER = ("topics", "guides", "helplines", "exams", "courses", "services", "glossary", "organisations")
#: Arabic “and”, joined to a word of four letters or more.
_AND = re.compile(r"^و(?=\w{4})")
#: What Arabic joins to a word without the article: و ف ب ل ك before it, whose it is after it.
_JOINED = (re.compile("^[WFBLK]"), re.compile("(K|KM|NA|HM|M|T|O)$"))
#: So many words are remembered with their stems: most words of a site stand in many of its titles and summaries.
WORDS = 20_000

#: By stem the lines on which what it leads to stands in the list of the language.
Index = Mapping[str, frozenset[int]]


class Indexer:
    """Makes the indexes of a site. Words that were not looked at with their entries are looked at once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        known = {word: stems for searched in site.searched.values() for word, stems in searched.words.items()}
        self._words: Callable[[str], tuple[str, ...]] = lambda word: (
            _telling(word) if (found := known.get(word)) is None else found
        )

    def index(self, lines: Iterable[Entry], language: str) -> Index:
        """The index of the entries that stand on ``lines`` in a language.

        A word of the title is left out: the browser reads titles on the page.
        """
        entries = list(lines)
        titles = [self._stems(title_of(entry, language, self._site).text) for entry in entries]
        named = [self._site.searched[entry.reference].named for entry in entries]
        found: dict[str, set[int]] = defaultdict(set)
        for line, (own, title) in enumerate(zip(named, titles, strict=True)):
            for stem in own - title:
                found[stem].add(line)
        known = frozenset(found).union(*titles)
        for line, entry in enumerate(entries):
            for stem in self._stems(self._parted(summary(entry, language, self._site), known)):
                if len(stem) >= LEAST and _bare(stem, known) not in known:  # what nothing is called: few and right
                    found[stem].add(line)
        order = [_ORDER.index(name) if (name := e.type.collection) in _ORDER else len(_ORDER) for e in entries]
        return {stem: frozenset(sorted(at, key=lambda line: (order[line], line))[:MOST]) for stem, at in found.items()}

    def _stems(self, text: str) -> frozenset[str]:
        return frozenset(stem for word in text.split() for stem in self._words(word))

    def _parted(self, text: str, known: Container[str]) -> str:
        """A text with Arabic و parted from the word that it is joined to; who looks for that word types it without."""
        words = text.split()
        return " ".join(w if any(stem in known for stem in self._words(w)) else _AND.sub("", w) for w in words)


def searched(entry: Entry) -> Searched:
    """What the search knows of an entry; it holds whatever else the site has."""
    named = frozenset(stem for name in names(entry) for word in name.split() for stem in _telling(word))
    said = (text for field in ("title", "summary") for text in entry.words(field).values())
    words = {word for text in said for word in text.split()}
    return Searched(named, {word: _telling(word) for word in words | {_AND.sub("", word) for word in words}})


def stop_keys(language: str) -> frozenset[str]:
    """The words of a language that a search passes over. Not all with their stem: “was” is not OASA, “his” no house."""
    return frozenset(key for word in STOP_WORDS.get(language, ()) for key in keys(word))


@cache
def _all_stop_keys() -> frozenset[str]:
    return frozenset().union(*map(stop_keys, STOP_WORDS))


@lru_cache(maxsize=WORDS)
def _telling(text: str) -> tuple[str, ...]:
    """The stems of those words of a text that a search does not pass over, cut to what counts."""
    return tuple(_cut(normal.stem(key)) for key in keys(text) if key not in _all_stop_keys())


def _cut(stem: str) -> str:
    return stem[: ARABIC_LENGTH if is_arabic(stem) else LENGTH]


def _bare(stem: str, known: Container[str]) -> str:
    """A stem without what Arabic joins to it, where a word without it is known."""
    bare = (joined.sub("", stem) for joined in _JOINED if is_arabic(stem))
    return next((one for one in (stem, *bare) if one in known), stem)
