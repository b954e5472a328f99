"""Prose that names a phone, an amount or hours names those that the facts say.

A fact stands in one place and is shown in all languages. A text that repeats it goes stale on the day that the fact
changes: the page then says two things. So numbers in texts are looked up among the facts. Better still is not to repeat
them: a link to the entry shows its phone and its hours as they are.

Where a number must be named that is nobody's fact – the fax of an office, what a form cost last year – there is one
way for each: a phone becomes a fact, with a note that says whose it is; an older amount or time stands in the same
paragraph as the present one, so that nobody takes it for that.

## quoted-phone

A phone in a text that is no phone of any entry; or the words of a link are a number, and the entry that it leads to has
other numbers. Numbers of five digits or more count, and shorter ones that are linked. Look which is right, and link it:
`[1595](helpline:1595)`.

Wrong:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Τηλεφωνήστε στο 210 323 8001.
                        ^ quoted-phone

Right:

    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Τηλεφωνήστε στο 210 323 8000.

## quoted-amount

A paragraph names amounts in euros, and none of them is among the facts: neither of this entry nor of those that it
names or links to. Only where there is such a fact: the entry, or one that the paragraph links to, has an amount.

Wrong:

    content/services/desk/facts.yaml
        cost: {kind: paid, amount: 30}
    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Κοστίζει 20 €.
                 ^ quoted-amount

Right:

    content/services/desk/facts.yaml
        cost: {kind: paid, amount: 30}
    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Κοστίζει 30 €. Το 2024 κόστιζε 20 €.

## quoted-hours

A paragraph names hours, and a time of them is not among the facts: neither of this entry nor of those that it names
or links to. Only where there are such: the entry, or one that the paragraph links to, has a week of hours. A time
that stands alone may be an appointment, and is left alone.

Wrong:

    content/services/desk/facts.yaml
        hours: {week: [{days: mon-fri, opens: 09:00, closes: 14:00}]}
    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Ανοιχτά 09:00–15:00.
                      ^ quoted-hours

Right:

    content/services/desk/facts.yaml
        hours: {week: [{days: mon-fri, opens: 09:00, closes: 14:00}]}
    content/services/desk/text.el.md
        ---
        title: Γραφείο
        ---
        Ανοιχτά 09:00–14:00.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sitegen.checks.numbers import numbers
from sitegen.model.base import Reference, walk
from sitegen.model.contact import Address
from sitegen.model.entry import Entry, LocalText
from sitegen.model.hours import Hours
from sitegen.model.types.service import Cost
from sitegen.model.values import western_digits
from sitegen.problems import Mark, Problem, warning
from sitegen.resolve.prose import Passage, prose
from sitegen.resolve.site import Site
from sitegen.wording import say

CODES = ("quoted-phone", "quoted-amount", "quoted-hours")
LEAST_DIGITS = 5  #: shorter numbers are years, laws and amounts more often than phones
LEAST_SPACED = 7  #: so are those with spaces: 10 000
_PHONE = re.compile(r"(?<![\w./,+-])\+?\(?\d[\d()]*(?:[ \u00a0-][\d()]{2,})*(?![\w/:€%]|[.,-]\d|[ \u00a0]?[€%])")
_MANY_DIGITS = re.compile(r"\d[\d ()\u00a0-]{3,20}\d")
_YEARS = re.compile(r"(?:19|20)\d\d[ \u00a0-](?:19|20)\d\d")
_NUMBER_LINK = re.compile(r"\[(\+?\d[\d ()\u00a0-]{1,20})\]\(([a-z-]+):([^)#\s]+)")
_LINK = re.compile(r"\]\(([a-z-]+):([^)#\s]+)")
_SUM = r"\d{1,3}(?:[ \u00a0]\d{3})+|\d+(?:[.,]\d+)*"
_AMOUNT = re.compile(rf"€ ?({_SUM})|({_SUM})[ \u00a0]?(?:€|ευρώ|euros?\b|يورو|یورو)", re.IGNORECASE)
_MONEY = ("€", "ευρώ", "euro", "يورو", "یورو")
_TIME = re.compile(r"(?<![\d:])([0-2]?\d:[0-5]\d)(?![\d:])")
#: Lines up to an empty one, or to the next item, heading or row.
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*(?:\n|[-*+] |\d+[.)] |#|\|))[^\n]+)*")


@dataclass(frozen=True)
class _Facts:
    """What an entry says in numbers, and what its cells say in words."""

    entry: Entry

    @cached_property
    def phones(self) -> frozenset[str]:
        """Their digits, with and without the code of a country as they are written."""
        return frozenset(map(_digits, self.entry.phones))

    @cached_property
    def amounts(self) -> tuple[frozenset[str], ...]:
        """What it costs: of each cost the amount, as ``numbers`` reads it."""
        costs = (value for _, value in walk(self.entry.facts) if isinstance(value, Cost))
        return tuple(frozenset(numbers(f"{cost.amount:f}")) for cost in costs if cost.amount is not None)

    @cached_property
    def times(self) -> tuple[frozenset[str], ...]:
        """Of each slot of its hours when it opens and closes."""
        patterns = (value.pattern for _, value in walk(self.entry.facts) if isinstance(value, Hours))
        return tuple(frozenset(one.times) for pattern in patterns for rule in pattern.rules for one in rule.openings)

    @cached_property
    def noted(self) -> frozenset[str]:
        """Every number and time that its cells name."""
        notes = western_digits("\n".join(words for _, cell in self.entry.cells for words in cell.root.values()))
        return frozenset(numbers(notes)) | {_padded(time) for time in _TIME.findall(notes)}


@dataclass(frozen=True)
class _Paragraph:
    """A piece of a text, with what it names and where in it: amounts and times as the facts say them."""

    text: str
    mark: Mark

    def at(self, offset: int) -> Mark:
        return Passage("", self.text, self.mark).at(offset)

    @cached_property
    def amounts(self) -> dict[str, int]:
        found = _AMOUNT.finditer(western_digits(self.text)) if _has_currency(self.text) else ()
        return {next(iter(numbers(re.sub(r"\s", "", match[1] or match[2])))): match.start() for match in found}

    @cached_property
    def times(self) -> dict[str, int]:
        found = _TIME.finditer(western_digits(self.text)) if ":" in self.text else ()
        return {_padded(match[1]): match.start() for match in found}


def check(site: Site) -> Iterator[Problem]:
    """A warning for each phone, amount or time in prose that is not what the facts say.

    Never an error: the text is mended after the fact was, and the fact must not wait for it.
    """
    facts = {reference: _Facts(entry) for reference, entry in site.entries.items()}
    known = _phones_of(site, facts.values())
    collections = {name: name for name in site.collections} | {kind.singular: kind.collection for kind in site.types}
    for entry in site.entries.values():
        for code in site.config.codes:
            words = "\n".join(_words(entry, code))
            if any(_digits(number) not in known for number in _MANY_DIGITS.findall(words)):
                for passage in prose(entry, code):
                    yield from _phones(passage, known)
            if code in entry.texts:
                yield from _linked_phones(entry.texts[code], facts, collections)
                if _names_money(words) or (":" in words and len(_TIME.findall(words)) > 1):
                    yield from _quoted(entry, entry.texts[code], facts, collections)


def _names_money(words: str) -> bool:
    """Whether there is an amount; looks for the currency first, which most texts do not name."""
    return _has_currency(words) and _AMOUNT.search(words) is not None


def _has_currency(words: str) -> bool:
    folded = words.casefold()
    return any(sign in folded for sign in _MONEY)


def _words(entry: Entry, language: str) -> Iterator[str]:
    """All that is written in a language, as it is in the files: to see soon that there is nothing to look for."""
    text = entry.texts.get(language)
    if text:
        yield from (section.heading for section in text.sections)
        yield from (section.markdown for section in text.sections)
        for value in text.front.__dict__.values():
            yield from (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
    yield from (words for _, cell in entry.cells if (words := cell.root.get(language)))


def _phones_of(site: Site, facts: Iterable[_Facts]) -> frozenset[str]:
    """The digits of every phone, as it is dialled in the country and from abroad, and of every postcode."""
    rules = site.config.phones
    own = frozenset(number for one in facts for number in one.phones)
    abroad = {rules.country_code + number.removeprefix(rules.trunk_prefix) for number in own}
    at_home = {rules.trunk_prefix + number.removeprefix(rules.country_code) for number in own}
    addresses = (getattr(entry.facts, "address", None) for entry in site.entries.values())
    return own | abroad | at_home | {_digits(one.postcode or "") for one in addresses if isinstance(one, Address)}


def _digits(number: str) -> str:
    return re.sub(r"\D", "", western_digits(number)).removeprefix("00")


def _phones(passage: Passage, known: frozenset[str]) -> Iterator[Problem]:
    written = western_digits(passage.text)
    for match in _PHONE.finditer(written):
        digits = _digits(match[0])
        least = LEAST_DIGITS if match[0].isdecimal() else LEAST_SPACED
        if len(digits) >= least and digits not in known and not _YEARS.fullmatch(match[0]):
            message = say("{number} is no phone of any entry", number=match[0])
            hint = say("look which is right; better, link the entry: its page shows the phone as it is")
            yield warning(passage.at(match.start()), "quoted-phone", message, hint)


def _linked_phones(
    text: LocalText, facts: Mapping[Reference, _Facts], collections: Mapping[str, str]
) -> Iterator[Problem]:
    """Links whose words are a number that the entry they lead to has not."""
    for section in text.sections:
        first = Mark(text.file, section.line + (1 if section.heading or section.id else 0))
        for match in _NUMBER_LINK.finditer(section.markdown) if "](" in section.markdown else ():
            target = facts.get(Reference(collections.get(match[2], ""), match[3]))
            if target and target.phones and _digits(match[1]) not in target.phones:
                message = say("{number} is no phone of {entry}", number=match[1], entry=str(target.entry.reference))
                hint = say("its phones are {phones}", phones=", ".join(sorted(target.phones)))
                yield warning(Passage("", section.markdown, first).at(match.start(1)), "quoted-phone", message, hint)


def _quoted(
    entry: Entry, text: LocalText, facts: Mapping[Reference, _Facts], collections: Mapping[str, str]
) -> Iterator[Problem]:
    """Amounts and hours that neither the entry says nor those that it names or links to."""
    paragraphs = [p for p in _paragraphs(entry, text) if p.amounts or len(p.times) > 1]
    if not paragraphs:
        return
    linked = [reference for section in text.sections for reference in _links(section.markdown, collections)]
    named = [entry.reference, *(reference for _, reference in entry.references), *linked]
    around = [facts[reference] for reference in named if reference in facts]
    noted = frozenset[str]().union(*(one.noted for one in around))
    amounts = noted.union(*(amount for one in around for amount in one.amounts))
    times = noted.union(*(slot for one in around for slot in one.times))
    for paragraph in paragraphs:
        near = [entry.reference, *_links(paragraph.text, collections)]
        own = [facts[reference] for reference in near if reference in facts]
        yield from _amounts(paragraph, own, amounts)
        yield from _hours(paragraph, own, times)


def _amounts(paragraph: _Paragraph, own: list[_Facts], known: frozenset[str]) -> Iterator[Problem]:
    """Amounts of a paragraph that names none that is known."""
    if paragraph.amounts.keys() & known or not any(one.amounts for one in own):
        return
    for amount, offset in paragraph.amounts.items():
        message = say("{amount} € is not what the facts say", amount=amount)
        hint = say("they say {facts} €", facts=_listed(one.amounts for one in own))
        yield warning(paragraph.at(offset), "quoted-amount", message, hint)


def _hours(paragraph: _Paragraph, own: list[_Facts], known: frozenset[str]) -> Iterator[Problem]:
    """Times that are not known, of a paragraph that names several, but not the hours of the facts."""
    slots = [slot for one in own for slot in one.times]
    if len(paragraph.times) < 2 or not slots or any(slot <= paragraph.times.keys() for slot in slots):
        return
    for time, offset in paragraph.times.items():
        if time not in known:
            message = say("{time} is not among the hours that the facts say", time=time)
            hint = say("they say {facts}", facts=_listed(one.times for one in own))
            yield warning(paragraph.at(offset), "quoted-hours", message, hint)


def _paragraphs(entry: Entry, text: LocalText) -> Iterator[_Paragraph]:
    """The pieces of a text that stand alone: fields of its front matter, paragraphs, items of lists, rows of tables."""
    for passage in prose(entry, text.language):
        if not passage.unit.startswith(("#", "facts:")):
            yield _Paragraph(passage.text, passage.mark)
    for section in text.sections:
        whole = Passage(
            "", section.markdown, Mark(text.file, section.line + (1 if section.heading or section.id else 0))
        )
        for match in _PARAGRAPH.finditer(section.markdown):
            yield _Paragraph(match[0], whole.at(match.start()))


def _links(markdown: str, collections: Mapping[str, str]) -> Iterator[Reference]:
    return (Reference(collections.get(word, ""), identifier) for word, identifier in _LINK.findall(markdown))


def _padded(time: str) -> str:
    return time.rjust(5, "0")


def _listed(groups: Iterable[tuple[frozenset[str], ...]]) -> str:
    return ", ".join(dict.fromkeys("–".join(sorted(one)) for group in groups for one in group))
