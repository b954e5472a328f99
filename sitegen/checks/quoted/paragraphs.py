"""Paragraphs that name amounts or hours, and whether they name those of the facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from sitegen.checks.numbers import numbers
from sitegen.checks.quoted.facts import Says, has_times, times
from sitegen.model.entry import Entry, LocalText
from sitegen.model.values import western_digits
from sitegen.problems import Mark, Problem, warning
from sitegen.records import record
from sitegen.resolve.prose import Passage, prose
from sitegen.wording import say

_LINK = re.compile(r"\]\(([a-z-]+):([^)#\s]+)")
_SUM = r"\d{1,3}(?:[ \u00a0]\d{3})+|\d+(?:[.,]\d+)*"
_AMOUNT = re.compile(rf"€ ?({_SUM})|({_SUM})[ \u00a0]?(?:€|ευρώ|euros?\b|يورو|یورو)", re.IGNORECASE)
_MONEY = ("ευρώ", "euro", "يورو", "یورو")
#: Lines up to an empty one, or to the next item, heading or row.
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*(?:\n|[-*+] |\d+[.)] |#|\|))[^\n]+)*")

_Links = tuple[tuple[str, str], ...]  # the word and the id of each: ("service", "kem")


@record
class Paragraph:
    """A piece of a text that names other amounts or times than the entry, each with its place; and its links."""

    amounts: Mapping[str, Mark]
    times: Mapping[str, Mark]
    links: _Links


@record
class Doubtful:
    """What a text names that may not be what is said: paragraphs, and all links of the text."""

    paragraphs: tuple[Paragraph, ...]
    links: _Links


def doubtful(entry: Entry, text: LocalText, own: Says) -> Doubtful | None:
    """What a text names that its entry cannot answer for; none when there is nothing."""
    found = tuple(_paragraphs(entry, text, own))
    links = (link for section in text.sections for link in _LINK.findall(section.markdown))
    return Doubtful(found, tuple(links)) if found else None


def _paragraphs(entry: Entry, text: LocalText, own: Says) -> Iterator[Paragraph]:
    known_amounts, known_times = own.all_amounts, own.all_times
    for piece in _pieces(entry, text, own):
        money, clock = _amounts(piece.text), times(piece.text)
        if money.keys() & known_amounts:
            money = {}
        if len(clock) < 2 or clock.keys() <= known_times or any(slot <= clock.keys() for slot in own.times):
            clock = {}
        if money or clock:
            yield Paragraph(_places(money, piece), _places(clock, piece), tuple(_LINK.findall(piece.text)))


def _places(offsets: Mapping[str, int], passage: Passage) -> dict[str, Mark]:
    return {name: passage.at(offset) for name, offset in offsets.items()}


def _pieces(entry: Entry, text: LocalText, own: Says) -> Iterator[Passage]:
    """What stands alone in a text – a field of the front matter, a paragraph, an item, a row – and may name numbers."""
    front = takewhile(lambda passage: not passage.unit.startswith(("#", "facts:")), prose(entry, text.language))
    yield from (passage for passage in front if _matters(passage.text, own))
    for section in text.sections:
        if _matters(section.markdown, own):
            pieces = (match for match in _PARAGRAPH.finditer(section.markdown) if _matters(match[0], own))
            yield from (Passage("", match[0], section.at(text.file, match.start())) for match in pieces)


def _matters(words: str, own: Says) -> bool:
    """Whether there may be amounts or times, and facts to compare them with: of the entry, or of one linked to."""
    linked = "](" in words
    return (bool(own.amounts or linked) and _has_currency(words)) or (bool(own.times or linked) and has_times(words))


def _has_currency(words: str) -> bool:
    if "€" in words:  # quicker than to fold
        return True
    folded = words.casefold()
    return any(sign in folded for sign in _MONEY)


def _amounts(words: str) -> dict[str, int]:
    """Each amount in euros, as ``numbers`` reads it, and where it stands."""
    found = _AMOUNT.finditer(western_digits(words)) if _has_currency(words) else ()
    return {next(iter(numbers(re.sub(r"\s", "", match[1] or match[2])))): match.start() for match in found}


def other_amounts(paragraph: Paragraph, near: Iterable[Says], around: Iterable[Says]) -> Iterator[Problem]:
    """A warning for each amount of a paragraph that names none that is known.

    ``near`` is what the entry says and those that the paragraph links to, ``around`` also those that it names or
    links to elsewhere.
    """
    facts = [amount for one in near for amount in one.amounts]
    known = frozenset[str]().union(*(one.all_amounts for one in around))
    if paragraph.amounts.keys() & known or not facts:
        return
    for amount, at in paragraph.amounts.items():
        message = say("{amount} € is not what the facts say", amount=amount)
        yield warning(at, "quoted-amount", message, say("they say {facts} €", facts=_listed(facts)))


def other_hours(paragraph: Paragraph, near: Iterable[Says], around: Iterable[Says]) -> Iterator[Problem]:
    """A warning for each time that is not known, of a paragraph that names several, but not the hours of the facts."""
    slots = [slot for one in near for slot in one.times]
    known = frozenset[str]().union(*(one.all_times for one in around))
    if not slots or any(slot <= paragraph.times.keys() for slot in slots):
        return
    for time, at in paragraph.times.items():
        if time not in known:
            message = say("{time} is not among the hours that the facts say", time=time)
            yield warning(at, "quoted-hours", message, say("they say {facts}", facts=_listed(slots)))


def _listed(groups: Iterable[frozenset[str]]) -> str:
    return ", ".join(dict.fromkeys("–".join(sorted(one)) for one in groups))
