"""Keeps numbers, addresses and words of other scripts whole inside a line of another direction.

Without isolation ``+30 210 323 8000`` shows as ``8000 323 210 30+`` in an Arabic line (UAX #9). Runs are
put into ``<bdi>``: numbers with ``dir="ltr"``, words in the script of the source language with its ``lang``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

import regex
from markupsafe import Markup, escape

from sitegen.languages.locale import SiteLanguage

# Repetition is bounded, and a number begins only where no number stands before it: otherwise the time would
# grow with the square of a long run of digits.
_NUMBERS = r"""
    (?P<ltr>
        https?://[^\s<>]*[^\s<>.,;:)»]                           # web address
      | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}   # e-mail
      | (?<!\d)(?:
            \d{4}-\d{2}-\d{2}                                   # ISO date
          | \d{1,2}:\d{2}(?:\s?[–-]\s?\d{1,2}:\d{2})?           # time, span of times
          | \+?(?:\d[\d()]{0,15}|\(\+?\d{1,5}\))(?:[ \u00a0-]\d{2,15}){1,8}   # phone number
          | \+\d{1,15}
          | [*\#][\d*]{1,20}\#?                                   # code to dial
          | \d{1,15}(?:[.,]\d{1,9}){0,5}\s?[–-]\s?\d{1,15}(?:[.,]\d{1,9}){0,5}(?:\s?[€%])?   # span of numbers
          | \d{1,15}(?:[.,]\d{1,9}){0,5}[\s\u00a0]?[€%]
          | [€$£]\s?\d{1,15}(?:[.,]\d{1,9}){0,5}
          | \d{1,15}(?:/\d{1,15}){1,5}                          # law number, date with slashes
          | \d{1,15}\+                                           # 18+
        )
      | (?<!\w)[@\#][A-Za-z_]\w{0,63}                            # name in a chat
    )
"""


class Run(NamedTuple):
    """A stretch of text; ``language`` and ``direction`` are empty for what needs no isolation."""

    text: str
    language: str = ""
    direction: str = ""


#: Letters from right to left.
_LETTERS = "\u0590-\u065f\u066a-\u06ef\u06fa-\u07bf"
#: Where no run begins, unless with the letters of an e-mail address: spaces, signs, letters; a number or a bracket
#: ahead of these. Most sentences have nothing else, and are done.
_SIGNS = rf"[\s.,:;!?'\")«»“”‘’…–—/\u200c-\u200f{_LETTERS}-]++"
_STILL = rf"(?:{_SIGNS}|(?:[0-9]{{1,15}}+|\()(?= ?(?:[{_LETTERS}]|\Z)))*+"
#: The same in HTML, whose tags are passed by.
_STILL_IN_HTML = rf"(?:{_SIGNS}|<[^<>]*+>|(?:[0-9]{{1,15}}+|\()(?= ?(?:[{_LETTERS}<]|\Z)))*+"
#: Where words may belong to a run of another kind: to an address, a name in a chat, a number in digits of their script.
_BESIDE_WORDS = re.compile(r"[@#]|://|[^\D0-9]")


def _words_in(name: str, script: str) -> str:
    """A pattern for words of a script, and for numbers among them."""
    lead = r"(?:(?<!\w)\p{Script=Latin}{1,3}-)?" if script != "Latin" else ""
    word = rf"{lead}\p{{Script={script}}}[\p{{Script={script}}}\p{{Mn}}\p{{Nd}}.'’·&/+–-]*"
    more = r"[\p{Nd}][\p{Nd}./]*"
    return rf"(?P<{name}>{word}(?:[ ](?:{word}|[–-][ ](?={word})|{more}))*(?<![.'’·/–-]))"


class Isolator:
    """Finds and isolates the runs in texts of the language ``own``, on a site with that source language."""

    def __init__(self, own: SiteLanguage, source: SiteLanguage) -> None:
        self._source = source
        self._foreign = (source.script if source.script != own.script else "").replace(" ", "")
        self._rtl = own.direction == "rtl"
        self._leaps = self._rtl and not (self._foreign and source.direction == "rtl")

    @cached_property
    def _still(self) -> re.Pattern[str]:
        return re.compile(_STILL)

    @cached_property
    def _still_in_html(self) -> re.Pattern[str]:
        return re.compile(_STILL_IN_HTML)

    @cached_property
    def _letter(self) -> regex.Pattern[str]:
        """A letter of the script of the source language."""
        return regex.compile(rf"\p{{Script={self._foreign}}}")

    @cached_property
    def _names(self) -> regex.Pattern[str]:
        """Words in the script of the source language."""
        return regex.compile(_words_in("foreign", self._foreign))

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """Addresses, numbers, words in the script of the source language, and in Latin letters."""
        parts = [_NUMBERS]
        if self._foreign:
            parts.append(_words_in("foreign", self._foreign))
        if self._rtl and self._foreign != "Latin":
            parts.append(_words_in("latin", "Latin"))
        return regex.compile("|".join(parts), regex.VERBOSE)

    def runs(self, text: str) -> Iterator[Run]:
        """The text cut into runs."""
        return self._cut(text, self._found(text))

    def html(self, text: str, escaped: Callable[[str], str]) -> str:
        """Plain text as HTML, its runs in ``<bdi>``; ``escaped`` writes what may be a sign of HTML."""
        found = self._found(text)
        if not found:
            return escaped(text)
        return "".join([_html(run, escaped) for run in self._cut(text, found)])

    @property
    def knows_tags(self) -> bool:
        """Whether it finds the runs in HTML too (:meth:`marked`)."""
        return self._leaps or not self._rtl

    def marked(self, html: str) -> str:
        """HTML with its runs in ``<bdi>``. It must have no entity and no ``@``; no run goes over a tag."""
        found = self._leaping(html, self._still_in_html) if self._rtl else self._found(html)
        return "".join([_html(run, str) for run in self._cut(html, found)]) if found else html

    def _cut(self, text: str, found: Iterable[regex.Match[str]]) -> Iterator[Run]:
        """The runs that were found, and what lies between."""
        position = 0
        for match in found:
            if match.start() > position:
                yield Run(text[position : match.start()])
            language = self._source.code if match.lastgroup == "foreign" else ""
            yield Run(match[0], language, self._source.direction if language else "ltr")
            position = match.end()
        if position < len(text) or not text:
            yield Run(text[position:])

    def _found(self, text: str) -> list[regex.Match[str]]:
        """The runs of a text."""
        if self._rtl:
            return (
                [*self.pattern.finditer(text)] if "@" in text or not self._leaps else self._leaping(text, self._still)
            )
        if not self._foreign or not self._letter.search(text):
            return []
        if not _BESIDE_WORDS.search(text):
            return [*self._names.finditer(text)]
        return [match for match in self.pattern.finditer(text) if match.lastgroup == "foreign"]

    def _leaping(self, text: str, leaps: re.Pattern[str]) -> list[regex.Match[str]]:
        """All runs; what none begins with is leapt over, since it is nearly all of a text."""
        found: list[regex.Match[str]] = []
        at = 0
        while (still := leaps.match(text, at)) and (at := still.end()) < len(text):
            if match := self.pattern.match(text, at):
                found.append(match)
                at = match.end()
            else:
                at += 1
        return found


@lru_cache(maxsize=64)
def isolator(own: SiteLanguage, source: SiteLanguage) -> Isolator:
    """What isolates runs in texts of a language; made once, since it makes patterns."""
    return Isolator(own, source)


def runs(text: str, own: SiteLanguage, source: SiteLanguage) -> Iterator[Run]:
    """The text cut into runs, for a text in the language ``own`` on a site with that source language."""
    return isolator(own, source).runs(text)


@lru_cache(maxsize=4096)
def isolated(text: str, own: SiteLanguage, source: SiteLanguage) -> Markup:
    """Plain text as HTML, escaped, its runs in ``<bdi>``. Kept for a while: a title stands on many pages."""
    return Markup(isolator(own, source).html(text, escape))


def isolated_text(text: str, own: SiteLanguage, source: SiteLanguage) -> str:
    """The same for where no element can stand, such as the title of a page: between U+2066 and U+2069 (UAX #9, 2.5).

    Words alone need none: their letters keep them in order.
    """
    if own.direction == "ltr":
        return text
    parts = (
        f"\u2066{run.text}\u2069" if run.direction and not _WORDS.fullmatch(run.text) else run.text
        for run in runs(text, own, source)
    )
    return "".join(parts)


_WORDS = regex.compile(r"[\p{L}\p{M} ]*")


def _html(run: Run, escaped: Callable[[str], str]) -> str:
    if not run.direction:
        return escaped(run.text)
    language = f' lang="{run.language}"' if run.language else ""
    return f'<bdi{language} dir="{run.direction}">{escaped(run.text)}</bdi>'
