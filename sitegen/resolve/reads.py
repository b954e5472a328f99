"""What was read of a site while something was made of it.

A :class:`Watched` site is the site, and notes each thing that it is asked for: an entry, a collection, the day. What is
made of these and of nothing else is the same as long as the :class:`Digests` of them are. So no dependency is guessed:
what was not read cannot matter, and what was read is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from operator import itemgetter
from typing import Any, TypeVar

from sitegen.kept import digest
from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.resolve.lists import Lists
from sitegen.resolve.site import Site

K = TypeVar("K")
V = TypeVar("V")


class Reads:
    """The things that were read, each as a line such as ``entry services/kem``, by whoever asked to note them."""

    def __init__(self) -> None:
        self._open: list[set[str]] = []

    def note(self, read: str) -> None:
        """One thing was read."""
        if self._open:
            self._open[-1].add(read)

    @contextmanager
    def noted(self) -> Iterator[set[str]]:
        """Everything that is read meanwhile, and is not noted by somebody further in."""
        self._open.append(set())
        try:
            yield self._open[-1]
        finally:
            self._open.pop()


def _line(kind: str, key: object) -> str:
    """The line of one thing: ``number services/kem fa``."""
    return " ".join((kind, *map(str, key))) if type(key) is tuple else f"{kind} {key}"


class _Seen(Mapping[K, V]):
    """A mapping that notes which of its keys it is asked for; all of them is a line that is only the kind."""

    def __init__(
        self, holds: Mapping[K, V], kind: str, reads: Reads, which: Callable[[Any], object] | None = None
    ) -> None:
        self._holds = holds
        self._kind = kind
        self._reads = reads
        self._which = which

    def _note(self, key: object) -> None:
        self._reads.note(_line(self._kind, self._which(key) if self._which else key))

    def __getitem__(self, key: K) -> V:
        self._note(key)
        return self._holds[key]

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self._holds

    def __iter__(self) -> Iterator[K]:
        self._reads.note(self._kind)
        return iter(self._holds)

    def __len__(self) -> int:
        self._reads.note(self._kind)
        return len(self._holds)


class Watched(Site):
    """A site that notes what is read of it."""

    @property
    def today(self) -> date:
        """The day that the site is built for."""
        self.__dict__["reads"].note("today")
        return self.__dict__["day"]  # type: ignore[no-any-return]

    @today.setter
    def today(self, day: date) -> None:
        self.__dict__["day"] = day


def watched(site: Site, reads: Reads) -> Site:
    """The site, noting in ``reads`` what it is asked for. Languages and the configuration are not noted."""
    own = {field.name: getattr(site, field.name) for field in fields(Site)}
    resources, listed = site.resources, site.lists
    own["resources"] = replace(
        resources,
        catalogues=_Seen(resources.catalogues, "catalogue", reads),
        assets=_Seen(resources.assets, "asset", reads),
    )
    own["lists"] = Lists(
        _Seen(listed.pages, "list", reads), _Seen(listed.index, "index", reads), _Seen(listed.numbers, "number", reads)
    )
    own["entries"] = _Seen(site.entries, "entry", reads)
    own["collections"] = _Seen(site.collections, "collection", reads)
    own["backlinks"] = _Seen(site.backlinks, "backlinks", reads)
    for name in ("bodies", "states"):  # made of the entry
        own[name] = _Seen(own[name], "entry", reads, itemgetter(0))
    made = Watched.__new__(Watched)
    made.__dict__["reads"] = reads
    made.__init__(**own)  # type: ignore[misc]
    return made


class Digests:
    """A digest of each thing that can be read of a site: while it is the same, so is the thing."""

    def __init__(self, site: Site, value: Callable[[str], object]) -> None:
        self._site = site
        self._value_of = value
        self._made: dict[str, str] = {}

    def of_all(self, reads: Iterable[str]) -> str:
        """The digest of several things."""
        return digest(map(self.of, reads))

    def of(self, read: str) -> str:
        """The digest of a thing; what is not there has one too."""
        if read not in self._made:
            kind, *key = read.split(" ")
            self._made[read] = digest(getattr(self, f"_{kind}")(*key))
        return self._made[read]

    def _value(self, name: str) -> tuple[str, ...]:
        return (repr(self._value_of(name)),)

    def _today(self) -> tuple[str, ...]:
        return (self._site.today.isoformat(),)

    def _entry(self, reference: str = "") -> tuple[str, ...]:
        if reference:
            return (self._site.digests.get(_reference(reference), ""),)
        return tuple(self._entries(self._site.entries.values()))

    def _entries(self, entries: Iterable[Entry]) -> Iterator[str]:
        for entry in entries:
            yield str(entry.reference)
            yield self._site.digests[entry.reference]

    def _collection(self, name: str = "") -> tuple[str, ...]:
        return tuple(self._entries(self._site.of(name))) if name else self._entry()

    def _backlinks(self, reference: str = "") -> tuple[str, ...]:
        found = self._site.backlinks
        return (repr(found.get(_reference(reference)) if reference else found),)

    def _list(self, *key: str) -> tuple[str, ...]:
        pages = self._site.lists.pages
        wanted = [pages.get((key[0], key[1]), ())] if key else pages.values()
        return tuple("\n".join(self._entries(page)) for found in wanted for page in found)

    def _index(self, language: str = "") -> tuple[str, ...]:
        index = self._site.lists.index
        pages = [page for code in ([language] if language else index) for page in index.get(code, ())]
        letters = ("\n".join((one.letter, *self._entries(one.entries))) for page in pages for one in page)
        return (repr([len(page) for page in pages]), *letters)

    def _number(self, *key: str) -> tuple[str, ...]:
        numbers = self._site.lists.numbers
        return (repr(numbers.get((_reference(key[0]), key[1])) if key else numbers),)

    def _catalogue(self, language: str = "") -> tuple[str, ...]:
        catalogues = self._site.resources.catalogues
        return tuple(catalogues[code].digest for code in ([language] if language else catalogues))

    def _asset(self, *key: str) -> tuple[str | bytes, ...]:
        assets = self._site.resources.assets
        name = " ".join(key)  # of a file, which may have spaces
        wanted = [name] if name else sorted(assets)
        return tuple(part for file in wanted if file in assets for part in (file, assets[file]))


def _reference(text: str) -> Reference:
    collection, _, identifier = text.partition("/")
    return Reference(collection, identifier)
