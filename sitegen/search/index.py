"""Which stems lead to which entries: an index of one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from sitegen.languages.normal import stems
from sitegen.languages.stop_words import STOP_WORDS
from sitegen.model.entry import Entry
from sitegen.resolve.site import Site
from sitegen.search.fields import names, summary
from sitegen.views.linker import title_of

#: Letters of a stem that count. What comes later parts hardly any two words of a site, and costs bytes.
LENGTH = 7
#: A word that is a name or keyword of so many entries is not looked up in summaries: few and right.
KNOWN = 3
#: Signs that Arabic joins to a word: و ف ب ل ك before it, ك ه after it.
_BEFORE, _AFTER = "WFBLK", "KH"

#: By stem the lines on which what it leads to stands in the list of the language.
Index = Mapping[str, frozenset[int]]


class Indexer:
    """Makes the indexes of a site. Texts that several languages share are taken apart once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._words: Callable[[str], tuple[str, ...]] = cache(_words)
        passed = (stem[:LENGTH] for words in STOP_WORDS.values() for word in words for stem in stems(word))
        self.stop = frozenset(passed)

    def index(self, lines: Iterable[Entry], language: str) -> Index:
        """The index of the entries that stand on ``lines`` in a language.

        A word of the title is left out: the browser reads titles on the page.
        """
        entries = list(lines)
        titles = [self._stems(title_of(entry, language, self._site).text) for entry in entries]
        named = [frozenset().union(*map(self._stems, names(entry))) for entry in entries]
        found: dict[str, set[int]] = defaultdict(set)
        for line, (own, title) in enumerate(zip(named, titles, strict=True)):
            for stem in own - title:
                found[stem].add(line)
        known = {stem: len(at) for stem, at in found.items()}
        for line, entry in enumerate(entries):
            for stem in self._stems(summary(entry, language, self._site)):
                bare = _bare(stem, known)
                if known.get(bare, 0) < KNOWN and bare not in titles[line]:
                    found[bare].add(line)
        return {stem: frozenset(at) for stem, at in found.items()}

    def _stems(self, text: str) -> frozenset[str]:
        return frozenset(self._words(text)) - self.stop


def _words(text: str) -> tuple[str, ...]:
    return tuple(stem[:LENGTH] for stem in stems(text))


def _bare(stem: str, known: Mapping[str, int]) -> str:
    """A stem without what Arabic joins to it, where a word without it is known."""
    if stem in known or not stem.isupper():
        return stem
    if stem[0] in _BEFORE and stem[1:] in known:
        return stem[1:]
    return stem[:-1] if stem[-1] in _AFTER and stem[:-1] in known else stem
