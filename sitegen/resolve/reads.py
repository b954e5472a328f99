"""What was read of a site while something was made of it.

A watched site is the site, and notes each thing that it is asked for: the facts of an entry, its text in a language,
the order of a collection, the day. What was made of these is the same as long as their digests are
(``resolve.digests``). So no dependency is guessed: what was not read cannot matter, and what was read is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sitegen.model.base import Reference
from sitegen.model.entry import Dated, Entry, Layout, LocalText
from sitegen.model.nodes import Node, Path
from sitegen.model.packed import DESK
from sitegen.problems import Mark
from sitegen.resolve.changes import Change
from sitegen.resolve.later import Later
from sitegen.resolve.lists import Letter, Lists
from sitegen.resolve.site import Site

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")
P = ParamSpec("P")


class Reads:
    """The things that were read, each as a line such as ``entry services/kem``, by whoever asked to note them.

    ``note`` notes that one thing was read.
    """

    def __init__(self) -> None:
        self._open: list[set[str]] = [set()]  # the first is of nobody
        self.note = self._open[-1].add  # a page reads a thousand things: this is what each of them costs

    def note_all(self, reads: Iterable[str]) -> None:
        """Several things were read."""
        self._open[-1].update(reads)

    @contextmanager
    def noted(self) -> Iterator[set[str]]:
        """Everything that is read meanwhile, and is not noted by somebody further in."""
        self._open.append(set())
        self.note = self._open[-1].add
        try:
            yield self._open[-1]
        finally:
            self._open.pop()
            self.note = self._open[-1].add


def _line(kind: str, key: object) -> str:
    """The line of one thing: ``number services/kem fa``."""
    return " ".join((kind, *map(str, key))) if type(key) is tuple else f"{kind} {key}"


class _Seen(Mapping[K, V]):
    """A mapping that notes which of its keys it is asked for; all of them is a line that is only the kind.

    ``there`` is the kind of line for whether a key is there, when that is less than its value; ``wrap`` is done to
    values, once to each: every page of a list asks for the whole list.
    """

    def __init__(
        self,
        holds: Mapping[K, V],
        kind: str,
        reads: Reads,
        wrap: Callable[[V], V] | None = None,
        there: str = "",
    ) -> None:
        self._holds = holds
        self._kind = kind
        self._reads = reads
        self._wrap = wrap
        self._wrapped: dict[K, V] = {}
        self._lines: dict[K, str] = {}
        self._there = there or kind

    def __getitem__(self, key: K) -> V:
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = _line(self._kind, key)
        self._reads.note(line)
        if not self._wrap:
            return self._holds[key]
        if key not in self._wrapped:
            self._wrapped[key] = self._wrap(self._holds[key])
        return self._wrapped[key]

    def __contains__(self, key: object) -> bool:
        self._reads.note(_line(self._there, key))
        return key in self._holds

    def __iter__(self) -> Iterator[K]:
        self._reads.note(self._there)
        return iter(self._holds)

    def __len__(self) -> int:
        self._reads.note(self._there)
        return len(self._holds)


class _WatchedEntry(Entry):
    """An entry that notes which part of it is read: its facts, its text in a language, its place in the files."""

    def __init__(self, entry: Entry, reads: Reads) -> None:
        name = str(entry.reference)
        own = {"own": entry, "reads": reads, "name": name, "type": entry.type, "id": entry.id, "seen": {}}
        self.__dict__.update(own, facts_line=f"facts {name}")

    def __repr__(self) -> str:
        """The same in every process: digests of values are made of it. What is read of the entry is noted then."""
        return f"<{self.__dict__['name']}>"

    def words(self, name: str) -> Mapping[str, str]:
        """A short text of the entry by language."""
        if self.type.layout is Layout.ROWS:  # of the facts
            return self._read().words(name)
        own: dict[str, Any] = self.__dict__
        if name not in own["seen"]:
            kind, there = f"words {own['name']} {name}", f"written {own['name']}"
            own["seen"][name] = _Seen(own["own"].words(name), kind, own["reads"], there=there)
        return own["seen"][name]  # type: ignore[no-any-return]

    def mark(self, path: Path = ()) -> Mark:
        """The place of a field of its facts: that may be another one though nothing but white space has changed."""
        own: dict[str, Any] = self.__dict__
        own["reads"].note(f"{'places' if path else 'node'} {own['name']}")
        return own["own"].mark(path)  # type: ignore[no-any-return]

    def _seen_texts(self) -> Mapping[str, LocalText]:
        own: dict[str, Any] = self.__dict__
        return _Seen(own["own"].texts, f"text {own['name']}", own["reads"], there=f"written {own['name']}")

    def _read(self) -> Entry:
        """The entry, whose facts are read."""
        own: dict[str, Any] = self.__dict__
        own["reads"].note(own["facts_line"])
        return own["own"]  # type: ignore[no-any-return]

    def _seen_languages(self) -> tuple[str, ...]:
        own: dict[str, Any] = self.__dict__
        own["reads"].note(f"written {own['name']}")
        return own["own"].languages  # type: ignore[no-any-return]

    def _seen_dates(self) -> Dated:
        own: dict[str, Any] = self.__dict__
        own["reads"].note(f"dated {own['name']}")
        return own["own"].dated  # type: ignore[no-any-return]

    def _seen_node(self) -> Node:
        own: dict[str, Any] = self.__dict__
        own["reads"].note(f"node {own['name']}")
        return own["own"].node  # type: ignore[no-any-return]

    languages = property(_seen_languages)
    facts = property(lambda self: self._read().facts)
    references = property(lambda self: self._read().references)
    cells = property(lambda self: self._read().cells)
    numbers = property(lambda self: self._read().numbers)
    run_by = property(lambda self: self._read().run_by)
    sensitive = property(lambda self: self._read().sensitive)
    dated = property(_seen_dates)
    node = property(_seen_node)
    texts = cached_property(_seen_texts)  # not before they are asked for: they may be packed


class _WatchedSite(Site):
    """A site that notes whether the day matters. ``known`` is what was worked out :func:`once` since parts of values
    were ``cleared`` away so often, ``given`` are the entries that somebody asked for.
    """

    reads: Reads
    cleared: int
    given: dict[Reference, Entry]
    known: dict[tuple[object, ...], tuple[Any, tuple[str, ...], tuple[object, ...]]]

    def __init__(self, reads: Reads, own: Mapping[str, object], given: dict[Reference, Entry]) -> None:
        self.__dict__.update(own, reads=reads, day=own["today"], known={}, given=given, cleared=DESK.cleared)

    @property
    def today(self) -> date:
        """The day that the site is built for."""
        self.__dict__["reads"].note("today")
        return self.__dict__["day"]  # type: ignore[no-any-return]


def watched(site: Site, reads: Reads) -> Site:
    """The site, noting in ``reads`` what it is asked for. Languages and the configuration are not noted."""
    entries: dict[Reference, Entry] = {}

    def entry(one: Entry) -> Entry:
        if one.reference not in entries:
            entries[one.reference] = _WatchedEntry(one, reads)
        return entries[one.reference]

    def all_of(group: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(map(entry, group))

    def pages(found: tuple[tuple[Entry, ...], ...]) -> tuple[tuple[Entry, ...], ...]:
        return tuple(map(all_of, found))

    def letters(found: tuple[tuple[Letter, ...], ...]) -> tuple[tuple[Letter, ...], ...]:
        return tuple(tuple(Letter(one.letter, all_of(one.entries)) for one in page) for page in found)

    def changes(found: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple(replace(one, entry=entry(one.entry)) for one in found)

    own: dict[str, Any] = {field.name: getattr(site, field.name) for field in fields(Site)}
    resources, listed = site.resources, site.lists
    own["resources"] = replace(
        resources,
        catalogues=_Seen(resources.catalogues, "catalogue", reads),
        assets=_Seen(resources.assets, "asset", reads),
    )
    own["lists"] = Lists(
        _Seen(listed.pages, "list", reads, pages),
        _Seen(listed.index, "index", reads, letters),
        _Seen(listed.numbers, "number", reads),
        _Seen(listed.heads, "heads", reads),
    )
    own["entries"] = _Seen(site.entries, "entry", reads, entry)
    own["collections"] = _Seen(site.collections, "collection", reads, all_of)
    own["terms"] = _Seen(site.terms, "terms", reads)
    own["choices"] = _Seen(site.choices, "choices", reads)
    own["refers"] = _Seen(site.refers, "facts", reads)
    own["backlinks"] = _Seen(site.backlinks, "backlinks", reads)
    own["hidden"] = _Seen(Later(lambda: site.hidden), "hidden", reads, entry)
    own["hiding"] = _Seen(Later(lambda: site.hiding), "hiding", reads, entry)
    own["changes"] = _Seen(Later(lambda: site.changes), "changes", reads, changes)
    own["searched"] = _Seen(site.searched, "searched", reads)
    own["noted"] = _Seen(site.noted, "noted", reads, there="entry")
    own["shown"] = _Seen(site.shown, "shown", reads)
    own["bodies"] = _Seen(site.bodies, "text", reads)
    own["states"] = _Seen(site.states, "state", reads)
    return _WatchedSite(reads, own, entries)


def put_away(site: Site) -> None:
    """Puts away what a watched site has worked out of parts that were put away meanwhile."""
    if isinstance(site, _WatchedSite) and site.cleared != DESK.cleared:
        site.__dict__["cleared"] = DESK.cleared
        site.known.clear()
        for entry in site.given.values():
            entry.__dict__.pop("texts", None)


AND = "\n"  #: between the lines of things that are noted as one
_PLAIN = {str, Reference}  #: what is the same when it says the same


def once(make: Callable[Concatenate[Site, P], T]) -> Callable[Concatenate[Site, P], T]:
    """A function of a watched site and of other things, each result of which is worked out once.

    Strings and references are the same when they say the same, other things when they are the same one. Whoever is
    given a result that was there has read what it was made of: that is noted each time.
    """
    return _once(make, tuple)


def once_as_one(make: Callable[Concatenate[Site, P], T]) -> Callable[Concatenate[Site, P], T]:
    """The same for what thousands of pages ask for: all that it was made of is noted as one thing."""
    return _once(make, lambda noted: (f"all {AND.join(sorted(noted))}",) if noted else ())


def _once(
    make: Callable[Concatenate[Site, P], T], read_for: Callable[[set[str]], tuple[str, ...]]
) -> Callable[Concatenate[Site, P], T]:
    @wraps(make)
    def taken(site: Site, /, *of: P.args, **named: P.kwargs) -> T:
        if not isinstance(site, _WatchedSite) or named:
            return make(site, *of, **named)
        key: tuple[object, ...] = make, of
        if not _PLAIN.issuperset(map(type, of)):  # by their classes too: markup is not the text that it equals
            key = make, *((type(one), one) if isinstance(one, str | Reference) else id(one) for one in of)
        if found := site.known.get(key):
            result, read, _ = found
            site.reads.note_all(read)
            return result  # type: ignore[no-any-return]
        put_away(site)
        noted: set[str] = set()
        try:
            with site.reads.noted() as noted:
                made = make(site, *of, **named)
        finally:  # also when it failed: then what was read is what must change
            read = read_for(noted)
            site.reads.note_all(read)
        site.known[key] = made, read, of  # held, so that no other thing is taken for one of them
        return made

    return taken
