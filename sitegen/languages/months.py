"""The months that a text names beside a number, in whatever way the language writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

#: Arabic has two rows of names for the months: نوفمبر in Egypt, تشرين الثاني in Syria; CLDR knows each by its country.
_ALSO = {"ar": ("ar_SY",)}
_WIDTHS = (("format", "wide"), ("stand-alone", "wide"), ("format", "abbreviated"))
#: What may stand between the month and the year: Οκτώβριο του 2024.
_BETWEEN = "του|of|عام|سنة|سال"

#: A line may end inside a date; an empty line ends what belongs together.
_WORD = re.compile(r"\w+")
_GAP = r"(?=\s)[^\S\n]*\n?[^\S\n]*"


class DatePart(NamedTuple):
    """A day or a year beside a month: of 3 November 2024 there are (3, 11) and (2024, 11), at the offset of the 3."""

    number: int
    month: int
    offset: int


def date_parts(text: str, language: str) -> Iterator[DatePart]:
    """Every day and year that stands beside the name of a month, in digits 0-9.

    Nothing in a language whose months CLDR does not know.
    """
    names = _names(language.split("-")[0])
    plain = text.lower().translate(_plain())
    if _first_words(language.split("-")[0]).isdisjoint(_WORD.findall(plain)):
        return  # most texts name no month
    for match in _pattern(tuple(names)).finditer(plain):
        for number in (match["before"], match["after"]):
            if number:
                yield DatePart(int(number), names[match["month"]], match.start())


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    month = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    before = rf"(?:(?<!\d)(?P<before>\d{{1,4}}){_GAP})?"
    after = rf"(?:\.?,?{_GAP}(?:(?:{_BETWEEN}){_GAP})?(?P<after>\d{{1,4}})(?!\d))?"
    return re.compile(rf"{before}(?<!\w)(?P<month>{month})(?!\w){after}")


@cache
def _names(language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for code in (language, *_ALSO.get(language, ())):
        try:
            months = Locale.parse(code).months
        except (UnknownLocaleError, ValueError):
            continue
        for kind, width in _WIDTHS:
            named = {name.lower().translate(_plain()).rstrip("."): n for n, name in months[kind][width].items()}
            found |= {name: number for name, number in named.items() if not name.isdigit()}
    # Greek says τον Οκτώβριο, and CLDR has no accusative.
    return found | {name.removesuffix("ς"): number for name, number in found.items() if name.endswith("ος")}


@cache
def _first_words(language: str) -> frozenset[str]:
    """The first words of the names of months."""
    return frozenset(word for name in _names(language) for word in _WORD.findall(name)[:1])


@cache
def _plain() -> dict[int, str]:
    """For letters of the Latin, Greek and Arabic blocks the letter without its accent: as many letters as before."""
    return {point: unicodedata.normalize("NFD", chr(point))[0] for point in (*range(0xC0, 0x400), *range(0x620, 0x6D5))}
