"""Which words of a text are a use of a term of the glossary.

Few and right: a term is used where its abbreviation stands as it is written, or one of its forms in a language as
whole words, in capitals or not. What people type to find it is no use of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

import regex

from sitegen.languages.joined import as_written
from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.model.types.glossary import TermFacts
from sitegen.records import record

#: A word with its marks and non-joiners, that is no end of one with a hyphen and of no address; a link to a term; or
#: what is passed by: tags, letters written as entities, and the parts of a text in which no term is looked for.
_WORD = regex.compile(
    r'<a href="entry:glossary/(?P<term>[a-z0-9-]+)">(?P<words>.*?)</a>'
    r'|<(?P<tag>a|code|h[34]|th)\b.*?</(?P=tag)>|<(?:[^<>"]|"[^"]*")*>|&\w+;|(?<![\w.@/-])(?P<word>\w+)',
    regex.DOTALL,
)
_TO_TERM = 'href="entry:glossary/'
_ANY_WORD = regex.compile(r"\w+")
_GOES_ON = regex.compile(r"[\w-]|[.@/]\w")


class Use(NamedTuple):
    """A use of a term in the HTML of a text: where it begins and ends, its words, whether it is a link already."""

    start: int
    end: int
    words: str
    term: Reference
    is_link: bool = False


@record
class Terms:
    """The terms that a text in a language may use, by each word or words that are a use of them, or of none."""

    uses: Mapping[str, Reference | None] = field(default_factory=dict)

    def of(self, words: str) -> Reference | None:
        """The term that some words are a use of."""
        return self.uses.get(words) or self.uses.get(folded(words))

    def found(self, html: str) -> Iterator[Use]:
        """Each use in the HTML of a text; of two that overlap the longer one. A link to a term is a use of it."""
        by_first_word, is_linked = self._by_first_word, _TO_TERM in html
        if not (by_first_word or is_linked):
            return
        text, end = folded(html), 0
        if not is_linked and by_first_word.keys().isdisjoint(_ANY_WORD.findall(text)):
            return
        for match in _WORD.finditer(text):
            word = match["word"]
            if word:
                if (uses := by_first_word.get(word)) and (start := match.start()) >= end:
                    end = self._end(html, text, start, uses)
                    if term := self.of(words := html[start:end]):
                        yield Use(start, end, words, term)
            elif match["term"]:
                words = html[match.start("words") : match.end("words")]
                yield Use(match.start(), match.end(), words, Reference("glossary", match["term"]), is_link=True)

    def _end(self, html: str, text: str, start: int, uses: Iterable[str]) -> int:
        """Where the first of some uses ends that stands there; ``start`` when none does."""
        for words in uses:
            end = start + len(words)
            as_written = words in self.uses or html[start:end] in self.uses
            if as_written and text.startswith(words, start) and not _GOES_ON.match(text, end):
                return end
        return start

    @cached_property
    def _by_first_word(self) -> Mapping[str, tuple[str, ...]]:
        """All uses in small letters, by the word that they begin with, the longest first."""
        found: dict[str, set[str]] = defaultdict(set)
        for words in map(folded, self.uses):
            if first := _WORD.match(words):
                found[first["word"] or ""].add(words)
        return {first: tuple(sorted(words, key=len, reverse=True)) for first, words in found.items()}


def terms(entries: Iterable[Entry], languages: Iterable[str]) -> dict[str, Terms]:
    """The terms of texts in each language; words of two terms are a use of the first."""
    facts = {entry.reference: entry.facts for entry in entries}
    found: dict[str, Terms] = {}
    for code in languages:
        uses: dict[str, Reference | None] = {}
        for reference, term in facts.items():
            assert isinstance(term, TermFacts)
            uses |= dict.fromkeys(map(folded, term.not_in))
            for words in _uses(term, code):
                uses.setdefault(words, reference)
        found[code] = Terms(uses)
    return found


def _uses(term: TermFacts, language: str) -> Iterator[str]:
    """Abbreviations and words in capitals as they are written; other words in small letters."""
    short = term.term.short
    yield from short
    for words in _forms(term, language):
        yield words if words in short or words.isupper() else folded(words)


def _forms(term: TermFacts, language: str) -> Iterator[str]:
    title, _, _ = term.title.root.get(language, "").partition(" (")
    for words in term.forms.get(language, (title,)):
        yield from as_written(words, language) if words else ()
    if language not in term.forms:
        yield from filter(None, (term.term.name, term.term.latin))


def folded(text: str) -> str:
    """Small letters, and one sigma: letter for letter, so that places stay the same."""
    return text.replace("\u0130", "I").lower().replace("ς", "σ")
