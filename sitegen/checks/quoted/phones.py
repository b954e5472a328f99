"""Phones in words: numbers that no entry has, and links whose words are a number of somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sitegen.checks.quoted.facts import Says, digits
from sitegen.model.base import Reference
from sitegen.model.config import PhoneRules
from sitegen.model.contact import Address
from sitegen.model.entry import Entry, LocalText
from sitegen.model.values import western_digits
from sitegen.problems import Mark, Problem, warning
from sitegen.records import record
from sitegen.resolve.prose import Passage, prose, whole
from sitegen.wording import say

LEAST_DIGITS = 5  #: shorter numbers are years, laws and amounts more often than phones
LEAST_SPACED = 7  #: so are those with spaces: 10 000
_PHONE = re.compile(r"(?<![\w./,+-])\+?\(?\d[\d()]*(?:[ \u00a0-][\d()]{2,})*(?![\w/:€%]|[.,-]\d|[ \u00a0]?[€%])")
#: So many digits stand in every phone, with nothing between them but what may be blanked out, letter for letter.
_DIGITS = re.compile(rf"\d(?:[ ()\[\]*_\u00a0-]*\d){{{LEAST_DIGITS - 1}}}")
_MANY_DIGITS = re.compile(r"\d[\d ()\u00a0-]{3,20}\d")
_YEARS = re.compile(r"(?:19|20)\d\d[ \u00a0-](?:19|20)\d\d")
_NUMBER_LINK = re.compile(r"\[(\+?\d[\d ()\u00a0-]{1,20})\]\(([a-z-]+):([^)#\s]+)")


class Number(NamedTuple):
    """A number in words: its digits, how it is written, and where."""

    digits: str
    written: str
    at: Mark


class LinkedNumber(NamedTuple):
    """A link whose words are a number, and the word and the id that it leads to: ``("service", "kem")``."""

    number: Number
    link: tuple[str, str]


@record
class Phones:
    """Numbers in the words of an entry in a language that are none of its own.

    They are looked up only when one of ``runs``, whatever looks like a phone at first sight, is not known either.
    """

    runs: frozenset[str]
    found: tuple[Number, ...]


def dialled(entry: Entry, phones: Iterable[str], rules: PhoneRules) -> Iterator[str]:
    """The digits of each phone, as it is dialled in the country and from abroad, and of the postcode."""
    for number in phones:
        yield number
        yield rules.country_code + number.removeprefix(rules.trunk_prefix)
        yield rules.trunk_prefix + number.removeprefix(rules.country_code)
    address = getattr(entry.facts, "address", None)
    if isinstance(address, Address) and address.postcode:
        yield digits(address.postcode)


def phones_in(entry: Entry, language: str, own: frozenset[str]) -> Phones | None:
    """The numbers in the words of an entry that are not its ``own``; none when there are none."""
    if not _DIGITS.search(whole(entry, language)):
        return None
    runs = frozenset(map(digits, _MANY_DIGITS.findall("\n".join(_words(entry, language))))) - own
    found = tuple(one for passage in (prose(entry, language) if runs else ()) for one in _numbers(passage, own))
    return Phones(runs, found) if found else None


def _words(entry: Entry, language: str) -> Iterator[str]:
    """All that is written in a language, as it is in the files."""
    text = entry.texts.get(language)
    if text:
        yield from (section.heading for section in text.sections)
        yield from (section.markdown for section in text.sections)
        for value in text.front.__dict__.values():
            yield from (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
    yield from (words for _, cell in entry.cells if (words := cell.root.get(language)))


def _numbers(passage: Passage, own: frozenset[str]) -> Iterator[Number]:
    written = western_digits(passage.text) if _DIGITS.search(passage.text) else ""
    for match in _PHONE.finditer(written):
        found = digits(match[0])
        least = LEAST_DIGITS if match[0].isdecimal() else LEAST_SPACED
        if len(found) >= least and found not in own and not _YEARS.fullmatch(match[0]):
            yield Number(found, match[0], passage.at(match.start()))


def linked_numbers(text: LocalText) -> Iterator[LinkedNumber]:
    """The links of a text whose words are a number, of whatever length."""
    for section in text.sections:
        for match in _NUMBER_LINK.finditer(section.markdown):
            number = Number(digits(match[1]), match[1], section.at(text.file, match.start(1)))
            yield LinkedNumber(number, (match[2], match[3]))


def unknown(phones: Phones, known: frozenset[str]) -> Iterator[Problem]:
    """A warning for each number that is not ``known``, the digits of all phones and postcodes."""
    for number in phones.found if phones.runs - known else ():
        if number.digits not in known:
            message = say("{number} is no phone of any entry", number=number.written)
            hint = say("look which is right; better, link the entry: its page shows the phone as it is")
            yield warning(number.at, "quoted-phone", message, hint)


def of_another(number: Number, target: Reference, its: Says) -> Iterator[Problem]:
    """A warning when the entry that a number leads to has other numbers."""
    if its.phones and number.digits not in its.phones:
        message = say("{number} is no phone of {entry}", number=number.written, entry=str(target))
        hint = say("its phones are {phones}", phones=", ".join(sorted(its.phones)))
        yield warning(number.at, "quoted-phone", message, hint)
