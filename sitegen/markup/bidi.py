"""Keeps numbers, addresses and words of other scripts whole inside a line of another direction.

Without isolation ``+30 210 323 8000`` shows as ``8000 323 210 30+`` in an Arabic line (UAX #9). Runs are
put into ``<bdi>``: numbers with ``dir="ltr"``, words in the script of the source language with its ``lang``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
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


@lru_cache(maxsize=64)
def _pattern(foreign: str, latin: bool, mail: bool) -> regex.Pattern[str]:
    """All runs. Only an e-mail address begins with letters of any script: without one the others are passed by."""
    parts = [_NUMBERS]
    for name, script in (("foreign", foreign), ("latin", "Latin" if latin else "")):
        if script:
            lead = r"(?:(?<!\w)\p{Script=Latin}{1,3}-)?" if script != "Latin" else ""
            word = rf"{lead}\p{{Script={script}}}[\p{{Script={script}}}\p{{Mn}}\p{{Nd}}.'’·&/+–-]*"
            more = r"[\p{Nd}][\p{Nd}./]*"
            parts.append(rf"(?P<{name}>{word}(?:[ ](?:{word}|[–-][ ](?={word})|{more}))*(?<![.'’·/–-]))")
    scripts = "".join(rf"\p{{Script={script}}}" for script in (foreign, "Latin") if script)
    first = "" if mail else rf"(?=[{scripts}\d+(*\#€$£@])"
    return regex.compile(f"{first}(?:{'|'.join(parts)})", regex.VERBOSE)


@lru_cache(maxsize=64)
def _sign_of(foreign: str, direction: str, latin: bool) -> regex.Pattern[str]:
    """Something that every run has: most sentences have nothing of it, and are done."""
    scripts = "".join(rf"\p{{Script={script}}}" for script in (foreign, "Latin" if latin else "") if script)
    return regex.compile(f"[{scripts}]" if direction == "ltr" else rf"[{scripts}\d@#*€$£]|://")


def runs(text: str, own: SiteLanguage, source: SiteLanguage) -> Iterator[Run]:
    """The text cut into runs, for a text in the language ``own`` on a site with that source language."""
    foreign = source.script if source.script != own.script else ""
    latin = own.direction == "rtl" and foreign != "Latin"
    if own.direction == "ltr" and not foreign:
        yield Run(text)
        return
    foreign = foreign.replace(" ", "")
    if not _sign_of(foreign, own.direction, latin).search(text):
        yield Run(text)
        return
    position = 0
    for match in _pattern(foreign, latin, "@" in text).finditer(text):
        if match.lastgroup != "foreign" and own.direction == "ltr":
            continue
        if match.start() > position:
            yield Run(text[position : match.start()])
        language = source.code if match.lastgroup == "foreign" else ""
        yield Run(match[0], language, source.direction if language else "ltr")
        position = match.end()
    if position < len(text):
        yield Run(text[position:])


@lru_cache(maxsize=4096)
def isolated(text: str, own: SiteLanguage, source: SiteLanguage) -> Markup:
    """Plain text as HTML, escaped, its runs in ``<bdi>``. Kept for a while: a title stands on many pages."""
    return Markup("".join([_html(run) for run in runs(text, own, source)]))


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


def _html(run: Run) -> str:
    if not run.direction:
        return escape(run.text)
    language = f' lang="{run.language}"' if run.language else ""
    return f'<bdi{language} dir="{run.direction}">{escape(run.text)}</bdi>'
