"""In which order entries are listed in a language, and on which page of a long list each of them stands."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, NamedTuple

from sitegen.languages.alphabet import first_letter, sort_key
from sitegen.model.base import Reference
from sitegen.model.config import SiteConfig
from sitegen.model.entry import ContentType, Entry, Order
from sitegen.records import record
from sitegen.resolve.later import Later

HOME = Reference("pages", "home")
#: The field that lists are ordered by which are not by titles, nor as the entries stand in their file.
_RANKED = {Order.NEWEST: "date", Order.NUMBER: "order"}
INDEX_LINES = 250  #: lines on one page of the A–Z; what stands on the first, a search need not fetch


@record
class Letter:
    """The entries of the A–Z under a letter."""

    letter: str
    entries: tuple[Entry, ...]


@record
class Lists:
    """The pages of every list, by collection and language, and of the A–Z, by language; of every list what heads its
    groups, in their order, with the page where each begins.
    """

    pages: Mapping[tuple[str, str], tuple[tuple[Entry, ...], ...]] = field(default_factory=dict)
    index: Mapping[str, tuple[tuple[Letter, ...], ...]] = field(default_factory=dict)
    numbers: Mapping[tuple[Reference, str], int] = field(default_factory=dict)
    heads: Mapping[tuple[str, str], Mapping[Reference, int]] = field(default_factory=dict)

    def ordered(self, collection: str, language: str) -> tuple[Entry, ...]:
        """All entries of a collection in the order of its list."""
        return tuple(entry for page in self.pages.get((collection, language), ()) for entry in page)

    def number(self, reference: Reference, language: str) -> int:
        """The page of its list that an entry stands on, from 1."""
        return self.numbers.get((reference, language), 1)


class Listed(NamedTuple):
    """What decides where an entry stands in lists, told of it alone.

    ``keys`` and ``letters`` are what it is sorted by and stands under, by language; ``rank`` stands for them where its
    list is not ordered by titles.
    """

    keys: Mapping[str, tuple[str, str]]
    letters: Mapping[str, str]
    rank: tuple[Any, str] | None
    group: Reference | None


def listed(entry: Entry, config: SiteConfig) -> Listed:
    """What decides where an entry stands in lists."""
    titles = {code: _title(entry, config.chain(code)) for code in config.codes}
    keys = {code: sort_key(title, code) for code, title in titles.items()}
    letters = {code: first_letter(title, code) for code, title in titles.items()}
    by = _RANKED.get(entry.type.order)
    return Listed(keys, letters, (getattr(entry.facts, by), entry.id) if by else None, group_of(entry))


def lists(
    config: SiteConfig,
    types: Iterable[ContentType],
    collections: Mapping[str, Sequence[Entry]],
    known: Mapping[Reference, Listed],
) -> Lists:
    """Every list in every language, of entries with what is ``known`` of each alone; none before it is asked for."""
    kinds = [kind for kind in types if kind.has_list or kind.in_index]
    by_collection = Later(lambda: _pages(config, kinds, collections, known))
    numbers = Later(lambda: _numbers(by_collection))
    indexed = (entry for kind in kinds if kind.in_index for entry in collections.get(kind.collection, ()))
    shown = [entry for entry in indexed if entry.reference != HOME]
    index = Later(lambda: {code: _index(shown, code, known) for code in config.codes})
    return Lists(by_collection, index, numbers, Later(lambda: _heads(by_collection, known)))


def _pages(
    config: SiteConfig,
    kinds: Iterable[ContentType],
    collections: Mapping[str, Sequence[Entry]],
    known: Mapping[Reference, Listed],
) -> dict[tuple[str, str], tuple[tuple[Entry, ...], ...]]:
    terms = (entry.reference for group in collections.values() for entry in group)
    order: dict[Reference | None, int] = {reference: place for place, reference in enumerate(terms)}
    pages: dict[tuple[str, str], tuple[tuple[Entry, ...], ...]] = {}
    for kind, code in itertools.product(kinds, config.codes):
        entries = _ordered(kind, collections.get(kind.collection, ()), code, known, order)
        size = config.page_size
        pages[kind.collection, code] = tuple(tuple(entries[i : i + size]) for i in range(0, len(entries), size))
    return pages


def _numbers(lists: Mapping[tuple[str, str], tuple[tuple[Entry, ...], ...]]) -> dict[tuple[Reference, str], int]:
    return {
        (entry.reference, code): number
        for (_, code), pages in lists.items()
        for number, page in enumerate(pages, start=1)
        for entry in page
    }


def _heads(
    lists: Mapping[tuple[str, str], tuple[tuple[Entry, ...], ...]], known: Mapping[Reference, Listed]
) -> dict[tuple[str, str], dict[Reference, int]]:
    found: dict[tuple[str, str], dict[Reference, int]] = {}
    for key, pages in lists.items():
        heads = found[key] = {}
        for number, page in enumerate(pages, start=1):
            for entry in page:
                if head := known[entry.reference].group:
                    heads.setdefault(head, number)
    return found


def group_of(entry: Entry) -> Reference | None:
    """What heads the group that an entry stands in: the first reference in the field that its type is grouped by."""
    value = getattr(entry.facts, entry.type.grouped_by, None) if entry.type.grouped_by else None
    return value if isinstance(value, Reference) else next(iter(value or ()), None)


def _title(entry: Entry, chain: Sequence[str]) -> str:
    words = entry.words("title")
    return next((words[code] for code in chain if words.get(code)), "")


def _ordered(
    kind: ContentType,
    entries: Iterable[Entry],
    language: str,
    known: Mapping[Reference, Listed],
    order: Mapping[Reference | None, int],
) -> list[Entry]:
    """The entries in the order of their list; those of a group stand together, as its vocabulary is ordered."""
    found = [(entry, known[entry.reference]) for entry in entries]
    if kind.order in _RANKED:
        found.sort(key=lambda pair: pair[1].rank or (), reverse=kind.order is Order.NEWEST)
        return [entry for entry, _ in found]
    if kind.order is Order.TITLE:
        found.sort(key=lambda pair: pair[1].keys[language])
    if kind.grouped_by:
        found.sort(key=lambda pair: order.get(pair[1].group, len(order)))
    return [entry for entry, _ in found]


def _index(
    entries: Iterable[Entry], language: str, known: Mapping[Reference, Listed]
) -> tuple[tuple[Letter, ...], ...]:
    """The A–Z in pages of as many lines; a letter may go on on the next."""
    titled = sorted(((known[entry.reference], entry) for entry in entries), key=lambda pair: pair[0].keys[language])
    pages = [titled[i : i + INDEX_LINES] for i in range(0, len(titled), INDEX_LINES)] or [[]]
    return tuple(tuple(_letters(page, language)) for page in pages)


def _letters(titled: Iterable[tuple[Listed, Entry]], language: str) -> Iterator[Letter]:
    for letter, members in itertools.groupby(titled, key=lambda pair: pair[0].letters[language]):
        yield Letter(letter, tuple(entry for _, entry in members))
