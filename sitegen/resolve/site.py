"""The frozen site: everything that pages are made of, resolved once, asked by name."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple, TypeVar

from sitegen.languages.catalogues import Catalogue
from sitegen.languages.locale import SiteLanguage
from sitegen.markup.markdown import Rendered
from sitegen.model.base import Reference
from sitegen.model.config import SiteConfig
from sitegen.model.entry import ContentType, Entry
from sitegen.model.packed import Packs
from sitegen.model.types.vocabulary import vocabulary
from sitegen.problems import Mark, Problem, error
from sitegen.records import record
from sitegen.resolve.changes import Change, changes
from sitegen.resolve.choices import Choices, choices
from sitegen.resolve.held import Told
from sitegen.resolve.later import Later
from sitegen.resolve.lists import Listed, Lists, lists
from sitegen.resolve.shown import Shown
from sitegen.resolve.terms import Terms, terms
from sitegen.resolve.translation import Translation
from sitegen.wording import say

V = TypeVar("V")


@record
class Resources:
    """What was loaded beside the content: languages, catalogues, icons, assets (path → bytes)."""

    languages: Mapping[str, SiteLanguage]
    catalogues: Mapping[str, Catalogue]
    icons: Mapping[str, str]
    assets: Mapping[str, bytes]


@record
class Refused:
    """Entries that are written but could not be read: what leads to them is not reported as well."""

    entries: frozenset[Reference] = frozenset()
    collections: frozenset[str] = frozenset()

    def __contains__(self, reference: Reference) -> bool:
        return reference in self.entries or reference.collection in self.collections


class Searched(NamedTuple):
    """What the search knows of an entry: the stems of its names, and those of each word of its titles and summaries; by
    the language of the reader, in which alphabets there are stems that the title does not have.
    """

    named: frozenset[str]
    words: Mapping[str, tuple[str, ...]]
    alphabets: Mapping[str, tuple[str, ...]]


@record
class Site:
    """One site. Nothing in it changes, nothing in it reads a disk or a clock."""

    config: SiteConfig
    resources: Resources
    types: tuple[ContentType, ...]
    entries: Mapping[Reference, Entry]
    collections: Mapping[str, tuple[Entry, ...]]
    bodies: Mapping[tuple[Reference, str], tuple[Rendered, ...]]
    states: Mapping[tuple[Reference, str], Translation]
    digests: Mapping[Reference, Mapping[str, str]]
    refers: Mapping[Reference, tuple[Reference, ...]]
    backlinks: Mapping[Reference, tuple[Reference, ...]]
    lists: Lists
    terms: Mapping[str, Terms]
    choices: Mapping[str, Choices]
    searched: Mapping[Reference, Searched]
    noted: Mapping[Reference, tuple[object, ...]]
    shown: Mapping[Reference, Shown]
    today: date
    refused: Refused = Refused()

    @property
    def languages(self) -> Mapping[str, SiteLanguage]:
        """The languages by code."""
        return self.resources.languages

    @property
    def source(self) -> SiteLanguage:
        """The source language."""
        return self.languages[self.config.source_language]

    def of(self, collection: str) -> tuple[Entry, ...]:
        """The entries of a collection, in the order of their ids, or of their file."""
        return self.collections.get(collection, ())

    def type_of(self, collection: str) -> ContentType:
        """The content type of a collection."""
        return self._kinds.get(collection) or vocabulary(collection)

    @cached_property
    def _kinds(self) -> Mapping[str, ContentType]:
        return {kind.collection: kind for kind in self.types}

    @cached_property
    def hidden(self) -> Mapping[Reference, Entry]:
        """The entries that must not be seen by others: themselves, or the organisation that runs them."""
        marked = {reference for reference, entry in self.entries.items() if entry.sensitive}
        found = (entry for entry in self.entries.values() if entry.reference in marked or entry.run_by in marked)
        return {entry.reference: entry for entry in found}

    @cached_property
    def hiding(self) -> Mapping[Reference, Entry]:
        """The places where something is that must not be seen by others."""
        places = {place for reference in self.hidden for place in self.shown[reference].places}
        return {place: self.entries[place] for place in places if place in self.entries}

    @cached_property
    def changes(self) -> Mapping[str, tuple[Change, ...]]:
        """The newest changes, by the language of the reader."""
        return changes(self.types, self.entries, self.hidden, self.languages, self.today)


@record
class Known(Packs):
    """An entry with what can be told of it alone: its texts as HTML and the state of its translations, by language.

    ``digests`` stand for its facts (under an empty key), for its text in each language (``fa``) and the state of that
    (``state fa``): while one is the same, so is what is made of it, but for the places in files, for which ``places``
    stands. ``alone`` stands for all of the former, and ``told`` for all that matters to other entries. ``refers`` and
    ``links`` are the entries that its facts name and that its texts link to, each once; ``listed`` and ``held`` are for
    the order of lists and for choosing from them, ``noted`` is what the checks of the whole site need to know of it,
    ``searched`` what the search does, ``shown`` what pages of others do.
    """

    apart = ("bodies", "states", "held", "noted", "searched")

    entry: Entry
    bodies: Mapping[str, tuple[Rendered, ...]]
    states: Mapping[str, Translation]
    digests: Mapping[str, str]
    refers: tuple[Reference, ...]
    links: tuple[Reference, ...]
    listed: Listed
    held: Told
    noted: tuple[object, ...]
    searched: Searched
    shown: Shown


class _Part(Mapping[Reference, V]):
    """A part of what is known of entries, by entry; nothing is unpacked before it is asked for."""

    def __init__(self, part: str, known: Mapping[Reference, Known]) -> None:
        self._part = part
        self._known = known

    def __getitem__(self, key: Reference) -> V:
        return getattr(self._known[key], self._part)  # type: ignore[no-any-return]

    def __iter__(self) -> Iterator[Reference]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class _ByLanguage(Mapping[tuple[Reference, str], V]):
    """A part of what is known of entries that they have in each language, by entry and language."""

    def __init__(self, part: str, holders: Mapping[tuple[Reference, str], Known]) -> None:
        self._part = part
        self._holders = holders

    def __getitem__(self, key: tuple[Reference, str]) -> V:
        return getattr(self._holders[key], self._part)[key[1]]  # type: ignore[no-any-return]

    def __iter__(self) -> Iterator[tuple[Reference, str]]:
        return iter(self._holders)

    def __len__(self) -> int:
        return len(self._holders)


def resolve(
    config: SiteConfig,
    resources: Resources,
    types: tuple[ContentType, ...],
    entries: Iterable[Known],
    today: date,
    refused: Refused = Refused(),
) -> tuple[Site, list[Problem]]:
    """The site, and every link that leads nowhere."""
    all_known: dict[Reference, Known] = {}
    twice = [fault for one in entries if (fault := _twice(all_known.setdefault(one.entry.reference, one), one))]
    known = {reference: one.entry for reference, one in all_known.items()}
    holders = {(r, code): one for r, one in all_known.items() for code in one.entry.languages}
    bodies: Mapping[tuple[Reference, str], tuple[Rendered, ...]] = _ByLanguage("bodies", holders)
    of_all = {(r, code): one for r, one in all_known.items() for code in config.codes}
    states: Mapping[tuple[Reference, str], Translation] = _ByLanguage("states", of_all)
    digests = {reference: one.digests for reference, one in all_known.items()}
    backlinks = _backlinks(all_known)
    lost = {target for target in backlinks if target not in known and target not in refused}
    problems = twice + [missing(target, at, known) for target, at in _pointers(all_known, lost)]
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in known.values():
        groups[entry.type.collection].append(entry)
    collections = {name: tuple(group) for name, group in groups.items()}
    listed = lists(config, types, collections, {reference: one.listed for reference, one in all_known.items()})
    meant = terms(collections.get("glossary", ()), config.codes)
    held: Mapping[Reference, Told] = _Part("held", all_known)
    offered = Later(partial(choices, types, collections, held))
    return Site(
        config,
        resources,
        types,
        known,
        collections,
        bodies,
        states,
        digests,
        {reference: one.refers for reference, one in all_known.items()},
        backlinks,
        listed,
        meant,
        offered,
        _Part("searched", all_known),
        _Part("noted", all_known),
        {reference: one.shown for reference, one in all_known.items()},
        today,
        refused,
    ), problems


def _twice(first: Known, again: Known) -> Problem | None:
    """The problem of an id that stands in two files of one collection."""
    if again is first:
        return None
    at = again.entry.mark(("id",))
    where = first.entry.mark(("id",))
    message = say(
        "the id “{id}” stands twice: in {file}, line {line}, and here",
        id=again.entry.id,
        file=where.file,
        line=where.line,
    )
    return error(at, "content-id-twice", message, say("give one of them another id"))


def _pointers(known: Mapping[Reference, Known], to: Collection[Reference]) -> Iterator[tuple[Reference, Mark]]:
    """Every reference of facts, then every link of texts, that leads to one of some entries, with its place."""
    for one in known.values() if to else ():
        if not set(one.refers).isdisjoint(to):
            yield from ((target, one.entry.mark(path)) for path, target in one.entry.references if target in to)
    for one in known.values() if to else ():
        if not set(one.links).isdisjoint(to):
            links = (link for sections in one.bodies.values() for section in sections for link in section.links)
            yield from ((link.target, link.at) for link in links if link.target in to)


def missing(reference: Reference, at: Mark, known: Iterable[Reference]) -> Problem:
    """The problem of a reference to nothing, with the nearest id that is there."""
    same = [r.id for r in known if r.collection == reference.collection]
    close = difflib.get_close_matches(reference.id, same, n=1)
    if close:
        hint = say("did you mean {name}?", name=close[0])
    else:
        names = ", ".join(same[:20]) or say("none yet")
        hint = say("add it to {file}, or name one that is there: {names}", file=reference.collection, names=names)
    return error(at, "reference-dangling", say("“{name}” is not there", name=str(reference)), hint)


def _backlinks(known: Mapping[Reference, Known]) -> dict[Reference, tuple[Reference, ...]]:
    found: dict[Reference, dict[Reference, None]] = defaultdict(dict)
    for reference, one in known.items():
        for target in one.refers:
            found[target][reference] = None
    for reference, one in known.items():
        for target in one.links:
            found[target][reference] = None
    return {target: tuple(sources) for target, sources in found.items()}
