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
from itertools import takewhile

from sitegen.checks.numbers import numbers
from sitegen.model.base import Reference
from sitegen.model.config import PhoneRules
from sitegen.model.contact import Address
from sitegen.model.entry import Entry, LocalText
from sitegen.model.hours import Hours
from sitegen.model.types.service import Cost
from sitegen.model.values import western_digits
from sitegen.problems import Mark, Problem, warning
from sitegen.resolve.alone import Alone
from sitegen.resolve.prose import Passage, prose, whole
from sitegen.resolve.site import Site
from sitegen.wording import say

CODES = ("quoted-phone", "quoted-amount", "quoted-hours")
LEAST_DIGITS = 5  #: shorter numbers are years, laws and amounts more often than phones
LEAST_SPACED = 7  #: so are those with spaces: 10 000
_PHONE = re.compile(r"(?<![\w./,+-])\+?\(?\d[\d()]*(?:[ \u00a0-][\d()]{2,})*(?![\w/:€%]|[.,-]\d|[ \u00a0]?[€%])")
#: So many digits stand in every phone, with nothing between them but what may be blanked out, letter for letter.
_DIGITS = re.compile(rf"\d(?:[ ()\[\]*_\u00a0-]*\d){{{LEAST_DIGITS - 1}}}")
_MANY_DIGITS = re.compile(r"\d[\d ()\u00a0-]{3,20}\d")
_YEARS = re.compile(r"(?:19|20)\d\d[ \u00a0-](?:19|20)\d\d")
_NUMBER_LINK = re.compile(r"\[(\+?\d[\d ()\u00a0-]{1,20})\]\(([a-z-]+):([^)#\s]+)")
_LINK = re.compile(r"\]\(([a-z-]+):([^)#\s]+)")
_SUM = r"\d{1,3}(?:[ \u00a0]\d{3})+|\d+(?:[.,]\d+)*"
_AMOUNT = re.compile(rf"€ ?({_SUM})|({_SUM})[ \u00a0]?(?:€|ευρώ|euros?\b|يورو|یورو)", re.IGNORECASE)
_MONEY = ("ευρώ", "euro", "يورو", "یورو")
_TIME = re.compile(r"(?<![\d:])([0-2]?\d:[0-5]\d)(?![\d:])")
_CLOCK = re.compile(r":(?<=\d:)\d")  #: in every time; looks for the colon first
#: Lines up to an empty one, or to the next item, heading or row.
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*(?:\n|[-*+] |\d+[.)] |#|\|))[^\n]+)*")

_Groups = tuple[frozenset[str], ...]
_Link = tuple[str, str]  # the word and the id: ("service", "kem")


@dataclass(frozen=True)
class Says:
    """What an entry says in numbers: digits of its phones, amounts of its costs, opening and closing of its hours.

    ``noted`` is every number and time that its cells name.
    """

    phones: frozenset[str] = frozenset()
    amounts: _Groups = ()
    times: _Groups = ()
    noted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Phones:
    """Numbers in the words of an entry in a language that are none of its own: as digits, as written, and where.

    They are looked up only when one of ``runs``, whatever looks like a phone at first sight, is not known either.
    """

    runs: frozenset[str]
    found: tuple[tuple[str, str, Mark], ...]


@dataclass(frozen=True)
class Paragraph:
    """A piece of a text that names other amounts or times than the entry, each with its place; and its links."""

    amounts: Mapping[str, Mark]
    times: Mapping[str, Mark]
    links: tuple[_Link, ...]


@dataclass(frozen=True)
class Note:
    """What an entry says in numbers, and what its words name that it does not say itself.

    ``dialled`` is its phones and its postcode as they may be written, ``linked`` each link whose words are a number:
    its digits, as written, where it leads, its place. ``texts`` are paragraphs, each text's with all its links.
    """

    says: Says = Says()
    dialled: frozenset[str] = frozenset()
    phones: tuple[Phones, ...] = ()
    linked: tuple[tuple[str, str, _Link, Mark], ...] = ()
    texts: tuple[tuple[tuple[Paragraph, ...], tuple[_Link, ...]], ...] = ()


def note(alone: Alone) -> Note | None:
    """The numbers of an entry, and those in its words that it cannot answer for itself."""
    entry, says = alone.entry, _says(alone)
    dialled = frozenset(_dialled(entry, says.phones, alone.config.phones))
    made = Note(
        says,
        dialled,
        tuple(found for code in alone.config.codes if (found := _phones(entry, code, dialled))),
        tuple(link for text in entry.texts.values() for link in _linked(text)),
        tuple((some, _links(text)) for text in entry.texts.values() if (some := _paragraphs(entry, text, says))),
    )
    return None if made == Note() else made


def check(site: Site, notes: Mapping[Reference, Note]) -> Iterator[Problem]:
    """A warning for each phone, amount or time in prose that is not what the facts say.

    Never an error: the text is mended after the fact was, and the fact must not wait for it.
    """
    known = frozenset[str]().union(*(one.dialled for one in notes.values()))
    collections = {name: name for name in site.collections} | {kind.singular: kind.collection for kind in site.types}

    def target(link: _Link) -> Reference:
        return Reference(collections.get(link[0], ""), link[1])

    def says(references: Iterable[Reference]) -> list[Says]:
        return [notes[reference].says for reference in references if reference in notes]

    for reference, own in notes.items():
        for phones in own.phones:
            yield from _unknown(phones, known)
        for digits, number, link, at in own.linked:
            yield from _of_another(digits, number, target(link), says([target(link)]), at)
        for paragraphs, links in own.texts:
            named = (one for _, one in site.entries[reference].references)
            around = says([reference, *named, *map(target, links)])
            for paragraph in paragraphs:
                near = says([reference, *map(target, paragraph.links)])
                yield from _amounts(paragraph, near, around)
                yield from _hours(paragraph, near, around)


def _says(alone: Alone) -> Says:
    amounts = (value.amount for _, value in alone.models if isinstance(value, Cost) and value.amount is not None)
    patterns = (value.pattern for _, value in alone.models if isinstance(value, Hours))
    slots = (frozenset(one.times) for pattern in patterns for rule in pattern.rules for one in rule.openings)
    cells = western_digits("\n".join(words for _, cell in alone.entry.cells for words in cell.root.values()))
    return Says(
        frozenset(map(_digits, alone.entry.phones)),
        tuple(frozenset(numbers(f"{amount:f}")) for amount in amounts),
        tuple(dict.fromkeys(slots)),
        frozenset(numbers(cells)) | {_padded(time) for time in _TIME.findall(cells)},
    )


def _dialled(entry: Entry, phones: Iterable[str], rules: PhoneRules) -> Iterator[str]:
    """The digits of each phone, as it is dialled in the country and from abroad, and of the postcode."""
    for number in phones:
        yield number
        yield rules.country_code + number.removeprefix(rules.trunk_prefix)
        yield rules.trunk_prefix + number.removeprefix(rules.country_code)
    address = getattr(entry.facts, "address", None)
    if isinstance(address, Address) and address.postcode:
        yield _digits(address.postcode)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", western_digits(number)).removeprefix("00")


def _phones(entry: Entry, language: str, own: frozenset[str]) -> Phones | None:
    if not _DIGITS.search(whole(entry, language)):
        return None
    runs = frozenset(map(_digits, _MANY_DIGITS.findall("\n".join(_words(entry, language))))) - own
    found = tuple(one for passage in (prose(entry, language) if runs else ()) for one in _numbers(passage, own))
    return Phones(runs, found) if found else None


def _words(entry: Entry, language: str) -> Iterator[str]:
    """All that is written in a language, as it is in the files."""
    text = entry.texts.get(language)
    if text:
        yield from (section.heading for section in text.sections)
        yield from (section.markdown for section in text.sections)
        yield from _front_words(text)
    yield from (words for _, cell in entry.cells if (words := cell.root.get(language)))


def _front_words(text: LocalText) -> Iterator[str]:
    for value in text.front.__dict__.values():
        yield from (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()


def _numbers(passage: Passage, own: frozenset[str]) -> Iterator[tuple[str, str, Mark]]:
    written = western_digits(passage.text) if _DIGITS.search(passage.text) else ""
    for match in _PHONE.finditer(written):
        digits = _digits(match[0])
        least = LEAST_DIGITS if match[0].isdecimal() else LEAST_SPACED
        if len(digits) >= least and digits not in own and not _YEARS.fullmatch(match[0]):
            yield digits, match[0], passage.at(match.start())


def _unknown(phones: Phones, known: frozenset[str]) -> Iterator[Problem]:
    for digits, number, at in phones.found if phones.runs - known else ():
        if digits not in known:
            message = say("{number} is no phone of any entry", number=number)
            hint = say("look which is right; better, link the entry: its page shows the phone as it is")
            yield warning(at, "quoted-phone", message, hint)


def _linked(text: LocalText) -> Iterator[tuple[str, str, _Link, Mark]]:
    for section in text.sections:
        for match in _NUMBER_LINK.finditer(section.markdown):
            yield _digits(match[1]), match[1], (match[2], match[3]), section.at(text.file, match.start(1))


def _of_another(digits: str, number: str, to: Reference, says: Iterable[Says], at: Mark) -> Iterator[Problem]:
    """A link whose words are a number that the entry it leads to has not."""
    for target in says:
        if target.phones and digits not in target.phones:
            message = say("{number} is no phone of {entry}", number=number, entry=str(to))
            hint = say("its phones are {phones}", phones=", ".join(sorted(target.phones)))
            yield warning(at, "quoted-phone", message, hint)


def _paragraphs(entry: Entry, text: LocalText, own: Says) -> tuple[Paragraph, ...]:
    """What names amounts or hours that may not be what is said."""
    amounts, times = own.noted.union(*own.amounts), own.noted.union(*own.times)
    found: list[Paragraph] = []
    for piece in _pieces(entry, text, own):
        money, clock = _money(piece.text), _clock(piece.text)
        if money.keys() & amounts:
            money = {}
        if len(clock) < 2 or clock.keys() <= times or any(slot <= clock.keys() for slot in own.times):
            clock = {}
        if money or clock:
            links = tuple(_LINK.findall(piece.text))
            found.append(Paragraph(_places(money, piece), _places(clock, piece), links))
    return tuple(found)


def _places(offsets: Mapping[str, int], passage: Passage) -> dict[str, Mark]:
    return {name: passage.at(offset) for name, offset in offsets.items()}


def _pieces(entry: Entry, text: LocalText, own: Says) -> Iterator[Passage]:
    """What stands alone in a text – a field of the front matter, a paragraph, an item, a row – and may name numbers."""
    if _matters("\n".join(_front_words(text)), own):
        yield from takewhile(lambda passage: not passage.unit.startswith(("#", "facts:")), prose(entry, text.language))
    for section in text.sections:
        if _matters(section.markdown, own):
            pieces = (match for match in _PARAGRAPH.finditer(section.markdown) if _matters(match[0], own))
            yield from (Passage("", match[0], section.at(text.file, match.start())) for match in pieces)


def _matters(words: str, own: Says) -> bool:
    """Whether there may be amounts or times, and facts to compare them with: of the entry, or of one linked to."""
    linked = "](" in words
    money = bool(own.amounts or linked) and _has_currency(words)
    return money or (bool(own.times or linked) and _CLOCK.search(words) is not None)


def _has_currency(words: str) -> bool:
    if "€" in words:  # quicker than to fold
        return True
    folded = words.casefold()
    return any(sign in folded for sign in _MONEY)


def _money(words: str) -> dict[str, int]:
    """Each amount in euros, as ``numbers`` reads it, and where it stands."""
    found = _AMOUNT.finditer(western_digits(words)) if _has_currency(words) else ()
    return {next(iter(numbers(re.sub(r"\s", "", match[1] or match[2])))): match.start() for match in found}


def _clock(words: str) -> dict[str, int]:
    """Each time and where it stands."""
    found = _TIME.finditer(western_digits(words)) if _CLOCK.search(words) else ()
    return {_padded(match[1]): match.start() for match in found}


def _amounts(paragraph: Paragraph, near: Iterable[Says], around: Iterable[Says]) -> Iterator[Problem]:
    """Amounts of a paragraph that names none that is known."""
    facts = [amount for one in near for amount in one.amounts]
    known = frozenset[str]().union(*(one.noted.union(*one.amounts) for one in around))
    if paragraph.amounts.keys() & known or not facts:
        return
    for amount, at in paragraph.amounts.items():
        message = say("{amount} € is not what the facts say", amount=amount)
        yield warning(at, "quoted-amount", message, say("they say {facts} €", facts=_listed(facts)))


def _hours(paragraph: Paragraph, near: Iterable[Says], around: Iterable[Says]) -> Iterator[Problem]:
    """Times that are not known, of a paragraph that names several, but not the hours of the facts."""
    slots = [slot for one in near for slot in one.times]
    known = frozenset[str]().union(*(one.noted.union(*one.times) for one in around))
    if not slots or any(slot <= paragraph.times.keys() for slot in slots):
        return
    for time, at in paragraph.times.items():
        if time not in known:
            message = say("{time} is not among the hours that the facts say", time=time)
            yield warning(at, "quoted-hours", message, say("they say {facts}", facts=_listed(slots)))


def _links(text: LocalText) -> tuple[_Link, ...]:
    return tuple(link for section in text.sections for link in _LINK.findall(section.markdown))


def _padded(time: str) -> str:
    return time.rjust(5, "0")


def _listed(groups: Iterable[frozenset[str]]) -> str:
    return ", ".join(dict.fromkeys("–".join(sorted(one)) for one in groups))
