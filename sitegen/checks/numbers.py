"""The numbers of a translation are those of the text that it was made from.

A phone, an amount, a date, a law or a share that differs in one language sends only those readers wrong, and nobody who
checks the site can read it. Numbers are read as people write them: 7.800 and 7,800 are the same, 84,40 and 84.40 too.
Digits inside a word (24ωρο, 4th, B1) do not count, nor do 1 and 2 where a translation says them in words. A translation
that is marked as older than its source may differ: readers are told.

## number-differs

A number in a translation that is not in the text it was made from. Look which is right; the hint says what stands
there.

Wrong:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Έχετε 30 μέρες.
    content/services/desk/text.en.md
        ---
        title: Desk
        translated_from: {language: el}
        ---
        You have 20 days.
                 ^ number-differs

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Έχετε 30 μέρες.
    content/services/desk/text.en.md
        ---
        title: Desk
        translated_from: {language: el}
        ---
        You have 30 days.

## number-missing

A number of the original is missing in the translation. Write it, or take it out of both.

Wrong:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Έχετε 30 μέρες.
    content/services/desk/text.en.md
        ---
        title: Desk
        translated_from: {language: el}
        ---
        You have a month.
        ^ number-missing

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Έχετε 30 μέρες.
    content/services/desk/text.en.md
        ---
        title: Desk
        translated_from: {language: el}
        ---
        You have 30 days.

## month-differs

The same day of another month: 3 November became 3 December. Look which is right.

Wrong:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Κλειστό στις 3 Νοεμβρίου.
    content/services/desk/text.en.md
        ---
        title: Desk
        translated_from: {language: el}
        ---
        Closed on 3 December.
                  ^ month-differs

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Κλειστό στις 3 Νοεμβρίου.
    content/services/desk/text.en.md
        ---
        title: Desk
        translated_from: {language: el}
        ---
        Closed on 3 November.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from sitegen.languages.months import DatePart, date_parts
from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.model.values import western_digits
from sitegen.problems import Problem, error
from sitegen.resolve.prose import Passage, prose
from sitegen.resolve.translation import translation
from sitegen.wording import Said, say

CODES = ("number-differs", "number-missing", "month-differs")

_MORE = r"[0-9]*(?:[.,\u066b\u066c][0-9]+)*"
_ANY = re.compile(rf"[0-9]{_MORE}")
#: Digits that are a part of a word need not stand in the other text: 24ωρο, 4th, B1. What stands before is asked for
#: behind the first digit: so a digit is looked for first.
_ALONE = re.compile(rf"[0-9](?<![A-Za-z\u0370-\u03ff0-9][0-9]){_MORE}(?![A-Za-z\u0370-\u03ff0-9])")
#: The second year of 2022–23 is 2023.
_YEAR_BEFORE = re.compile(r"(?<!\d)((?:19|20))\d\d[–-]\Z")
#: Said without a digit in good Arabic (سنة، سنتان), and often elsewhere; another number in their place is found.
_WORDS = ("1", "2")
_SEPARATOR = re.compile(r"[.,\u066b\u066c]")


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """An error for each number that only one of the two texts has, in a translation of the present text.

    One that is older than its source says so to the reader; there a number may differ.
    """
    source = config.source_language
    passages = {code: {p.unit: p for p in prose(entry, code)} for code in config.codes}
    for language in config.codes:
        if language != source and translation(entry, language, source).faithful:
            yield from _compared(entry, language, source, passages)


def _compared(
    entry: Entry, language: str, source: str, passages: Mapping[str, Mapping[str, Passage]]
) -> Iterator[Problem]:
    for unit, passage in passages[language].items():
        origin = _origin(entry, unit, (language, source), passages)
        if origin is None:
            continue
        yield from differences((language, passage), origin)


def differences(own: tuple[str, Passage], origin: tuple[str, Passage]) -> Iterator[Problem]:
    """Numbers and months in which a passage differs from the one that it was made from, each with its language."""
    has_numbers = bool(_occurrences(own[1].text, _ANY))
    if has_numbers:
        yield from _months(own[1], own[0], origin[1], origin[0])
    if has_numbers or _occurrences(origin[1].text, _ANY):
        yield from _counted(own[1], origin[1], origin[0])


def _counted(here: Passage, there: Passage, origin: str) -> Iterator[Problem]:
    """Numbers that are new here, or that one of them has oftener at the cost of another; else those that are lost."""
    own, its = _occurrences(here.text, _ALONE), _occurrences(there.text, _ALONE)
    if _same(own, its) and _same(_occurrences(here.text, _ANY), _occurrences(there.text, _ANY)):
        return
    anywhere = {number for number, _ in _occurrences(there.text, _ANY)}
    more = _count(own) - _count(_occurrences(there.text, _ANY))
    less = _count(its) - _count(_occurrences(here.text, _ANY))
    added = [number for number in more if number not in anywhere]
    missing = [number for number in less if number not in _WORDS] or list(less)
    for number in added:
        message = say(
            "{number} does not stand in {origin}, which this was translated from", number=number, origin=origin
        )
        yield error(here.at(_place(number, own, its)), "number-differs", message, _instead(missing))
    for number in more if less and not added else ():
        message = say("{number} stands here more often than in {origin}", number=number, origin=origin)
        yield error(here.at(_place(number, own, its)), "number-differs", message, _instead(missing))
    if more or not less:
        return
    left, alone = numbers(here.text, _ANY), numbers(here.text)
    for number in less:
        # What stands here still, but less often, is missed where a 1 or 2 may stand in its place.
        if number not in _WORDS and (number not in left or any(word in alone for word in _WORDS)):
            message = say("{number} stands in {origin} and not here", number=number, origin=origin)
            yield error(here.mark, "number-missing", message, say("write it, or take it out of both"))


def _same(own: Sequence[tuple[str, int]], its: Sequence[tuple[str, int]]) -> bool:
    """Whether two texts name the same numbers in the same order, as nearly all do."""
    return [number for number, _ in own] == [number for number, _ in its]


def _count(found: Iterable[tuple[str, int]]) -> Counter[str]:
    return Counter([number for number, _ in found])


def _place(number: str, own: Sequence[tuple[str, int]], its: Sequence[tuple[str, int]]) -> int:
    """Where a number stands that is too many: best where another stands in its place there."""
    places = [(index, offset) for index, (found, offset) in enumerate(own) if found == number]
    return next((at for index, at in places if index >= len(its) or its[index][0] != number), places[0][1])


def _instead(missing: list[str]) -> Said:
    if missing:
        return say("there it says {numbers}", numbers=", ".join(missing))
    return say("take it out, or write it in both")


def _months(here: Passage, language: str, there: Passage, origin: str) -> Iterator[Problem]:
    """A number that stands beside one month here and beside another there."""
    theirs = {(date.number, date.month) for date in _dates(there.text, origin)}  # none: the other need not be read
    own = _dates(here.text, language) if theirs else ()
    lost = theirs - {(date.number, date.month) for date in own}
    for date in {date.offset: date for date in reversed(own)}.values():
        months = [month for number, month in sorted(lost) if number == date.number]
        if months and (date.number, date.month) not in theirs:
            message = say("{number} stands beside another month than in {origin}", number=date.number, origin=origin)
            hint = say("there it is month {there}, here month {here}", there=months[0], here=date.month)
            yield error(here.at(date.offset), "month-differs", message, hint)


@lru_cache(maxsize=64)
def _dates(text: str, language: str) -> tuple[DatePart, ...]:
    """The months of a text; kept for a while, because each translation is compared with the same text."""
    return tuple(date_parts(western_digits(text), language))


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
    for number, offset in _occurrences(text, which):
        found.setdefault(number, offset)
    return found


@lru_cache(maxsize=512)
def _occurrences(text: str, which: re.Pattern[str]) -> tuple[tuple[str, int], ...]:
    """Each number with its offset; kept for a while, because each translation is compared with the same text."""
    written = western_digits(text)
    found: list[tuple[str, int]] = []
    for match in which.finditer(written):
        number, start = match[0], match.start()
        year = _YEAR_BEFORE.search(written[max(0, start - 6) : start]) if len(number) == 2 else None
        found.append((_plain(f"{year[1]}{number}" if year else number), start))
    return tuple(found)


def _plain(number: str) -> str:
    if number.isdigit():
        return number.lstrip("0") or "0"
    whole, *parts = _SEPARATOR.split(number)
    decimals = parts.pop() if parts and len(parts[-1]) != 3 else ""
    digits = "".join((whole, *parts)).lstrip("0") or "0"
    return f"{digits}.{decimals.rstrip('0')}".rstrip(".") if decimals else digits
