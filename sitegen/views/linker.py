"""How one page points to entries: cards with a title, a line, an address relative to the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from sitegen.addresses import entry_path, relative
from sitegen.model.base import Facts, Reference
from sitegen.model.entry import Entry, Layout
from sitegen.records import record
from sitegen.resolve.reads import once
from sitegen.resolve.sensitive import is_sensitive
from sitegen.resolve.site import Site
from sitegen.views.phrases import Phrase, chosen

_ENTRY_LINK = re.compile(r'href="entry:([a-z0-9-]+)/([a-z0-9-]+)(#[^"]*)?"')


class Card(NamedTuple):
    """An entry as another page shows it. ``href`` is empty for what has no page."""

    reference: Reference
    kind: str
    title: Phrase
    summary: Phrase
    href: str
    icon: str
    entry: Entry

    @property
    def facts(self) -> Facts:
        """The facts of the entry. Most cards are shown without, so that they are unpacked only for whoever asks."""
        return self.entry.facts


def title_of(entry: Entry, language: str, site: Site) -> Phrase:
    """The title of an entry for a reader of ``language``."""
    return _field(entry, "title", language, site)


def open_titles(site: Site, cards: Iterable[Card]) -> Iterator[Phrase]:
    """The titles of cards, but of those that must not be seen by others."""
    return (card.title for card in cards if not is_sensitive(site, site.entries[card.reference]))


def summary_of(entry: Entry, language: str, site: Site) -> Phrase:
    """The summary of an entry for a reader of ``language``; may be empty."""
    return _field(entry, "summary", language, site)


def _field(entry: Entry, name: str, language: str, site: Site) -> Phrase:
    cell = vars(entry.facts).get(name) if entry.type.layout is Layout.ROWS else None
    if isinstance(cell, str):  # of a source, which has a title in one language only
        code = getattr(entry.facts, "language", site.source.code)
        return Phrase(cell, site.languages.get(code, site.source), site.languages[language], site.source)
    return chosen(entry.words(name), language, site)


def icon_of(entry: Entry, site: Site) -> str:
    """The icon of an entry: its own, that of its first topic, that of its type."""
    own = site.shown[entry.reference]
    topic = site.shown.get(own.topics[0]) if own.topics else None
    return own.icon or (topic.icon if topic else "") or entry.type.icon


def place_of(site: Site, language: str, reference: Reference) -> str:
    """Where an entry is shown, as a path of the site; empty for what is not shown anywhere."""
    kind = site.type_of(reference.collection)
    if not (kind.has_address or kind.has_list):
        return ""
    number = 1 if kind.has_address else site.lists.number(reference, language)
    return entry_path(language, kind, reference.id, number)


@once
def card_of(site: Site, language: str, reference: Reference) -> Card:
    """The card of an entry in a language for no page: its address is still a path of the site."""
    entry = site.entries[reference]
    title, summary = title_of(entry, language, site), summary_of(entry, language, site)
    place = place_of(site, language, reference)
    return Card(reference, entry.type.singular, title, summary, place, icon_of(entry, site), entry)


@record
class Linker:
    """Makes links for one page: ``path`` is the page's, ``language`` its reader's."""

    site: Site
    language: str
    path: str

    def href(self, target: str) -> str:
        """The address of a path of the site, from this page."""
        return relative(target, self.path)

    def entry_href(self, reference: Reference) -> str:
        """The address of an entry, from this page; empty for what is not shown anywhere."""
        place = place_of(self.site, self.language, reference)
        return relative(place, self.path) if place else ""

    def card(self, reference: Reference) -> Card:
        """The card of an entry."""
        own, kind, title, summary, place, icon, entry = card = card_of(self.site, self.language, reference)
        return Card(own, kind, title, summary, relative(place, self.path), icon, entry) if place else card

    def cards(self, references: Iterable[Reference]) -> tuple[Card, ...]:
        """The cards of several entries, each once."""
        return tuple(self.card(reference) for reference in dict.fromkeys(references))

    def html(self, html: str) -> Markup:
        """HTML out of Markdown, with the links to entries turned into addresses."""

        def address(match: re.Match[str]) -> str:
            href = self.entry_href(Reference(match[1], match[2]))
            return f'href="{href if "#" in href else href + (match[3] or "")}"' if href else ""

        return Markup(_ENTRY_LINK.sub(address, html))
