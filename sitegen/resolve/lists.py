"""In which order entries are listed in a language, and on which page of a long list each of them stands."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.languages.alphabet import first_letter, sort_key
from sitegen.model.base import Reference
from sitegen.model.config import SiteConfig
from sitegen.model.entry import ContentType, Entry, Order

HOME = Reference("pages", "home")
INDEX_LINES = 250  #: lines on one page of the A–Z; what stands on the first, a search need not fetch


@dataclass(frozen=True)
class Letter:
    """The entries of the A–Z under a letter."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Lists:
    """The pages of every list, by collection and language, and of the A–Z, by language."""

    pages: Mapping[tuple[str, str], tuple[tuple[Entry, ...], ...]] = field(default_factory=dict)
    index: Mapping[str, tuple[tuple[Letter, ...], ...]] = field(default_factory=dict)
    numbers: Mapping[tuple[Reference, str], int] = field(default_factory=dict)

    def ordered(self, collection: str, language: str) -> tuple[Entry, ...]:
        """All entries of a collection in the order of its list."""
        return tuple(entry for page in self.pages.get((collection, language), ()) for entry in page)

    def number(self, reference: Reference, language: str) -> int:
        """The page of its list that an entry stands on, from 1."""
        return self.numbers.get((reference, language), 1)


def lists(
    config: SiteConfig,
    types: Iterable[ContentType],
    collections: Mapping[str, Sequence[Entry]],
) -> Lists:
    """Every list in every language."""
    kinds = [kind for kind in types if kind.has_list or kind.in_index]
    terms = (entry.reference for group in collections.values() for entry in group)
    order: dict[Reference | None, int] = {reference: place for place, reference in enumerate(terms)}
    pages: dict[tuple[str, str], tuple[tuple[Entry, ...], ...]] = {}
    for kind, code in itertools.product(kinds, config.codes):
        entries = _ordered(kind, collections.get(kind.collection, ()), config.chain(code), order)
        size = config.page_size
        pages[kind.collection, code] = tuple(tuple(entries[i : i + size]) for i in range(0, len(entries), size))
    numbers = {
        (entry.reference, code): number
        for (_, code), found in pages.items()
        for number, page in enumerate(found, start=1)
        for entry in page
    }
    indexed = (entry for kind in kinds if kind.in_index for entry in collections.get(kind.collection, ()))
    shown = [entry for entry in indexed if entry.reference != HOME]
    index = {code: _index(shown, config.chain(code)) for code in config.codes}
    return Lists(pages, index, numbers)


def group_of(entry: Entry) -> Reference | None:
    """What heads the group that an entry stands in: the first reference in the field that its type is grouped by."""
    value = getattr(entry.facts, entry.type.grouped_by, None) if entry.type.grouped_by else None
    return value if isinstance(value, Reference) else next(iter(value or ()), None)


def _title(entry: Entry, chain: Sequence[str]) -> str:
    words = entry.words("title")
    return next((words[code] for code in chain if words.get(code)), "")


def _ordered(
    kind: ContentType, entries: Iterable[Entry], chain: Sequence[str], order: Mapping[Reference | None, int]
) -> list[Entry]:
    """The entries in the order of their list; those of a group stand together, as its vocabulary is ordered."""
    if kind.order is Order.NEWEST:
        return sorted(entries, key=lambda e: (e.facts.date, e.id), reverse=True)  # type: ignore[attr-defined]
    if kind.order is Order.NUMBER:
        return sorted(entries, key=lambda e: (e.facts.order, e.id))  # type: ignore[attr-defined]
    found = list(entries)
    if kind.order is Order.TITLE:
        found.sort(key=lambda e: sort_key(_title(e, chain), chain[0]))
    return sorted(found, key=lambda e: order.get(group_of(e), len(order)))


def _index(entries: Iterable[Entry], chain: Sequence[str]) -> tuple[tuple[Letter, ...], ...]:
    """The A–Z in pages of as many lines; a letter may go on on the next."""
    titled = sorted(((_title(entry, chain), entry) for entry in entries), key=lambda pair: sort_key(pair[0], chain[0]))
    pages = [titled[i : i + INDEX_LINES] for i in range(0, len(titled), INDEX_LINES)] or [[]]
    return tuple(tuple(_letters(page, chain[0])) for page in pages)


def _letters(titled: Iterable[tuple[str, Entry]], language: str) -> Iterator[Letter]:
    for letter, members in itertools.groupby(titled, key=lambda pair: first_letter(pair[0], language)):
        yield Letter(letter, tuple(entry for _, entry in members))
