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

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from sitegen.checks.quoted.facts import Says, says
from sitegen.checks.quoted.paragraphs import Doubtful, doubtful, other_amounts, other_hours
from sitegen.checks.quoted.phones import LinkedNumber, Phones, dialled, linked_numbers, of_another, phones_in, unknown
from sitegen.model.base import Reference
from sitegen.problems import Problem
from sitegen.records import record
from sitegen.resolve.alone import Alone
from sitegen.resolve.site import Site

CODES = ("quoted-phone", "quoted-amount", "quoted-hours")


@record
class Note:
    """What an entry says in numbers, and what its words name that it does not say itself.

    ``dialled`` is its phones and its postcode as they may be written.
    """

    says: Says = field(default_factory=Says)
    dialled: frozenset[str] = frozenset()
    phones: tuple[Phones, ...] = ()
    linked: tuple[LinkedNumber, ...] = ()
    texts: tuple[Doubtful, ...] = ()


def note(alone: Alone) -> Note | None:
    """The numbers of an entry, and those in its words that it cannot answer for itself."""
    entry, own = alone.entry, says(alone)
    numbers = frozenset(dialled(entry, own.phones, alone.config.phones))
    made = Note(
        own,
        numbers,
        tuple(found for code in alone.config.codes if (found := phones_in(entry, code, numbers))),
        tuple(link for text in entry.texts.values() for link in linked_numbers(text)),
        tuple(some for text in entry.texts.values() if (some := doubtful(entry, text, own))),
    )
    return None if made == Note() else made


def check(site: Site, notes: Mapping[Reference, Note]) -> Iterator[Problem]:
    """A warning for each phone, amount or time in prose that is not what the facts say.

    Never an error: the text is mended after the fact was, and the fact must not wait for it.
    """
    known = frozenset[str]().union(*(one.dialled for one in notes.values()))
    collections = {name: name for name in site.collections} | {kind.singular: kind.collection for kind in site.types}

    def target(link: tuple[str, str]) -> Reference:
        return Reference(collections.get(link[0], ""), link[1])

    def said(references: Iterable[Reference]) -> list[Says]:
        return [notes[reference].says for reference in references if reference in notes]

    for reference, own in notes.items():
        for phones in own.phones:
            yield from unknown(phones, known)
        for number, link in own.linked:
            if its := notes.get(target(link)):
                yield from of_another(number, target(link), its.says)
        for text in own.texts:
            named = (one for _, one in site.entries[reference].references)
            around = said([reference, *named, *map(target, text.links)])
            for paragraph in text.paragraphs:
                near = said([reference, *map(target, paragraph.links)])
                yield from other_amounts(paragraph, near, around)
                yield from other_hours(paragraph, near, around)
