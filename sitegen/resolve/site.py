"""The frozen site: everything that pages are made of, resolved once, asked by name."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sitegen.languages.catalogues import Catalogue
from sitegen.languages.locale import SiteLanguage
from sitegen.markup.markdown import Rendered
from sitegen.model.base import Reference
from sitegen.model.config import SiteConfig
from sitegen.model.entry import ContentType, Entry
from sitegen.model.types.vocabulary import vocabulary
from sitegen.problems import Mark, Problem, error
from sitegen.resolve.facets import Choices, choices
from sitegen.resolve.lists import Lists, lists
from sitegen.resolve.terms import Terms, terms
from sitegen.resolve.translation import Translation
from sitegen.wording import say


@dataclass(frozen=True)
class Resources:
    """What was loaded beside the content: languages, catalogues, icons, assets (path → bytes)."""

    languages: Mapping[str, SiteLanguage]
    catalogues: Mapping[str, Catalogue]
    icons: Mapping[str, str]
    assets: Mapping[str, bytes]


@dataclass(frozen=True)
class Refused:
    """Entries that are written but could not be read: what leads to them is not reported as well."""

    entries: frozenset[Reference] = frozenset()
    collections: frozenset[str] = frozenset()

    def __contains__(self, reference: Reference) -> bool:
        return reference in self.entries or reference.collection in self.collections


@dataclass(frozen=True)
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
    backlinks: Mapping[Reference, tuple[Reference, ...]]
    lists: Lists
    terms: Mapping[str, Terms]
    choices: Mapping[str, Choices]
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


@dataclass(frozen=True)
class Known:
    """An entry with what can be told of it alone: its texts as HTML and the state of its translations, by language.

    ``digests`` stand for its facts (under an empty key) and for its text in each language: while one is the same, so is
    what is made of it, but for the places in files. ``noted`` is what the checks of the whole site need to know of it.
    """

    entry: Entry
    bodies: Mapping[str, tuple[Rendered, ...]]
    states: Mapping[str, Translation]
    digests: Mapping[str, str]
    noted: tuple[object, ...]


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
    bodies = {(r, code): sections for r, one in all_known.items() for code, sections in one.bodies.items()}
    states = {(r, code): state for r, one in all_known.items() for code, state in one.states.items()}
    digests = {reference: one.digests for reference, one in all_known.items()}
    problems = twice + [
        missing(reference, at, known)
        for reference, at in _pointers(known, bodies)
        if reference not in known and reference not in refused
    ]
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in known.values():
        groups[entry.type.collection].append(entry)
    collections = {name: tuple(group) for name, group in groups.items()}
    backlinks, listed = _backlinks(known, bodies), lists(config, types, collections)
    meant = terms(collections.get("glossary", ()), config.codes)
    offered = choices(types, collections, known, config.source_language)
    return Site(
        config,
        resources,
        types,
        known,
        collections,
        bodies,
        states,
        digests,
        backlinks,
        listed,
        meant,
        offered,
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


def _pointers(
    known: Mapping[Reference, Entry], bodies: Mapping[tuple[Reference, str], tuple[Rendered, ...]]
) -> Iterator[tuple[Reference, Mark]]:
    """Every reference of facts and every link of texts, with its place."""
    for entry in known.values():
        yield from ((reference, entry.mark(path)) for path, reference in entry.references)
    for sections in bodies.values():
        yield from ((link.target, link.at) for section in sections for link in section.links)


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


def _backlinks(
    known: Mapping[Reference, Entry], bodies: Mapping[tuple[Reference, str], tuple[Rendered, ...]]
) -> dict[Reference, tuple[Reference, ...]]:
    found: dict[Reference, dict[Reference, None]] = defaultdict(dict)
    for reference, entry in known.items():
        for _, target in entry.references:
            found[target][reference] = None
    for (reference, _), sections in bodies.items():
        for section in sections:
            for link in section.links:
                found[link.target][reference] = None
    return {target: tuple(sources) for target, sources in found.items()}
