"""Which stems lead to which entries: an index of one language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache, lru_cache

from sitegen.languages import normal
from sitegen.languages.normal import is_arabic, keys
from sitegen.languages.stop_words import STOP_WORDS
from sitegen.model.config import SiteConfig
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


def index(site: Site, lines: Iterable[Entry], language: str) -> Index:
    """The index of the entries that stand on ``lines`` in a language.

    A word of the title is left out: the browser reads titles on the page.
    """
    entries, titles, found = tuple(lines), list[frozenset[str]](), defaultdict[str, set[int]](set)
    for line, entry in enumerate(entries):
        own = site.searched[entry.reference]  # asked for twice: together they are large
        titles.append(frozenset(_stems(title_of(entry, language, site).text.split(), own)))
        for stem in own.named - titles[-1]:
            found[stem].add(line)
    known = frozenset(found).union(*titles)
    for line, entry in enumerate(entries):
        own = site.searched[entry.reference]
        for stem in set(_stems(_parted(summary(entry, language, site), own, known), own)):
            if len(stem) >= LEAST and not _is_known(stem, known):  # what nothing is called: few and right
                found[stem].add(line)
    order = [_ORDER.index(name) if (name := e.type.collection) in _ORDER else len(_ORDER) for e in entries]
    return {stem: frozenset(sorted(at, key=lambda line: (order[line], line))[:MOST]) for stem, at in found.items()}


def _stems(words: Iterable[str], own: Searched) -> Iterator[str]:
    """The stems of words of an entry. One that was not looked at with it is looked at now."""
    for word in words:
        known = own.words.get(word)
        yield from _telling(word) if known is None else known


def _parted(text: str, own: Searched, known: Container[str]) -> Iterator[str]:
    """Its words, with Arabic و parted from the word that it is joined to; who looks for that word types it without."""
    for word in text.split():
        joined = _AND.match(word) and not any(stem in known for stem in _stems([word], own))
        yield word[1:] if joined else word


def _is_known(stem: str, known: Container[str]) -> bool:
    """Whether a stem is known; an Arabic one also without what is joined to it."""
    return stem in known or (is_arabic(stem) and any(joined.sub("", stem) in known for joined in _JOINED))


def alphabet(stem: str) -> str:
    """In which file a stem stands: a word is typed in one alphabet, and only the file of that is fetched."""
    if not stem.isascii():
        return "other"
    return "arabic" if is_arabic(stem) else "latin"


def searched(entry: Entry, config: SiteConfig) -> Searched:
    """What the search knows of an entry; it holds whatever else the site has."""
    named = frozenset(stem for name in names(entry) for word in name.split() for stem in _telling(word))
    said = (text for field in ("title", "summary") for text in entry.words(field).values())
    words = {word for text in said for word in text.split()}
    words.update([*_without_and(words)])
    own = Searched(named, {word: _telling(word) for word in words}, {})
    return own._replace(alphabets={code: _alphabets(entry, own, config.chain(code)) for code in config.codes})


def _alphabets(entry: Entry, own: Searched, chain: Iterable[str]) -> tuple[str, ...]:
    """Those that may be in the index of a language: what other entries are called is not known yet."""
    title, text = (next(filter(None, map(entry.words(n).get, chain)), "").split() for n in ("title", "summary"))
    shown = frozenset(_stems(title, own))
    found, known = {alphabet(stem) for stem in own.named - shown}, shown | own.named
    for stem in set(_stems([*text, *_without_and(text)], own)):
        if len(stem) >= LEAST and alphabet(stem) not in found and not _is_known(stem, known):
            found.add(alphabet(stem))
    return tuple(sorted(found))


def _without_and(words: Iterable[str]) -> Iterator[str]:
    """Those that an Arabic و is joined to, without it."""
    return (word[1:] for word in words if _AND.match(word))


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
