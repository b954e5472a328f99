"""The numbers of a translation are those of the text that it was made from: phones, amounts, dates, laws, shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.model.values import western_digits
from sitegen.problems import Mark, Problem, error
from sitegen.resolve.prose import Passage, prose
from sitegen.resolve.translation import State, translation

_DIGITS = r"\d+(?:[.,\u066b\u066c]\d+)*"
_ANY = re.compile(_DIGITS)
#: Digits that are a part of a word need not stand in the other text: 24ωρο, 4th, B1.
_ALONE = re.compile(rf"(?<![A-Za-z\u0370-\u03ff\d]){_DIGITS}(?![A-Za-z\u0370-\u03ff\d])")
#: The second year of 2022–23 is 2023.
_YEAR_BEFORE = re.compile(r"(?<!\d)((?:19|20))\d\d[–-]\Z")
#: Said without a digit in good Arabic (سنة، سنتان), and often elsewhere; another number in their place is found.
_WORDS = ("1", "2")
_SEPARATOR = re.compile(r"[.,\u066b\u066c]")


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """An error for each number that only one of the two texts has, in a translation that is current.

    One that is older than its source says so to the reader; there a number may differ.
    """
    source = config.source_language
    passages = {code: {p.unit: p for p in prose(entry, code)} for code in config.codes}
    for language in config.codes:
        if language != source and translation(entry, language, source).state is State.CURRENT:
            yield from _compared(entry, language, source, passages)


def _compared(
    entry: Entry, language: str, source: str, passages: Mapping[str, Mapping[str, Passage]]
) -> Iterator[Problem]:
    for unit, passage in passages[language].items():
        origin = _origin(entry, unit, (language, source), passages)
        if origin is None:
            continue
        there, here = numbers(origin[1].text), numbers(passage.text)
        missing = [n for n in there if n not in numbers(passage.text, _ANY) and n not in _WORDS]
        added = here.keys() - numbers(origin[1].text, _ANY).keys()
        for number in (n for n in here if n in added):
            yield _problem(passage.at(here[number]), number, origin[0], missing)
        if not added:
            for number in missing:
                message = f"{number} stands in {origin[0]} and not here"
                yield error(passage.mark, "number-missing", message, "write it, or take it out of both")


def _problem(at: Mark, number: str, origin: str, missing: list[str]) -> Problem:
    message = f"{number} does not stand in {origin}, which this was translated from"
    hint = f"there it says {', '.join(missing)}" if missing else "take it out, or write it in both"
    return error(at, "number-differs", message, hint)


def _origin(
    entry: Entry, unit: str, of: tuple[str, str], passages: Mapping[str, Mapping[str, Passage]]
) -> tuple[str, Passage] | None:
    """The language that a unit was translated from, and what stands there."""
    language, source = of
    stamps = entry.facts.translated_from.get(language)
    text = entry.texts.get(language)
    if text and not unit.startswith("facts:"):
        stamps = text.front.translated_from
    codes = (stamps.language if stamps else "", source)
    return next(((code, passages[code][unit]) for code in codes if unit in passages.get(code, {})), None)


def numbers(text: str, which: re.Pattern[str] = _ALONE) -> dict[str, int]:
    """Each number of a text as plain digits, with the offset where it first stands.

    Thousands are told from decimals by the three digits behind: 7.800 and 7,800 are 7800; 84,40 and 84.40 are 84.4.
    Of 2022–23 the second is 2023.
    """
    found: dict[str, int] = {}
    written = western_digits(text)
    for match in which.finditer(written):
        before = written[max(0, match.start() - 6) : match.start()]
        year = _YEAR_BEFORE.search(before) if len(match[0]) == 2 else None
        found.setdefault(_plain(f"{year[1]}{match[0]}" if year else match[0]), match.start())
    return found


def _plain(number: str) -> str:
    whole, *parts = _SEPARATOR.split(number)
    decimals = parts.pop() if parts and len(parts[-1]) != 3 else ""
    digits = "".join((whole, *parts)).lstrip("0") or "0"
    return f"{digits}.{decimals.rstrip('0')}".rstrip(".") if decimals else digits
