"""What changed on a site, and when, as far as its content says so.

Four things give a day: somebody confirmed a fact, looked at a building, read a text again, or read a source. No clock
and no history of files is asked: the same content gives the same days
(docs/decisions/0031-what-counts-as-a-change.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sitegen.model.accessibility import Accessibility
from sitegen.model.base import walk
from sitegen.model.entry import Entry
from sitegen.model.provenance import Source, Sourced, SourcedFacts
from sitegen.resolve.sensitive import is_sensitive
from sitegen.resolve.site import Site


class What(StrEnum):
    """What happened to an entry, that which readers can rely on most first."""

    CONFIRMED = "confirmed"  #: ``confirmed_on`` of a group of facts
    CHECKED = "checked"  #: ``checked_on`` of accessibility
    REVIEWED = "reviewed"  #: ``reviewed_on`` of the text in the language of the reader
    READ = "read"  #: ``read_on`` of the newest of its sources


@dataclass(frozen=True)
class Change:
    """An entry on a day, and all that happened to it then."""

    day: date
    entry: Entry
    what: tuple[What, ...]


#: An entry, and what happened to it on which day for readers of any language.
Happened = tuple[Entry, tuple[tuple[date, What], ...]]


def happened(site: Site) -> list[Happened]:
    """What happened for readers of any language to what they can open, that rests on sources and is not sensitive."""
    told = (entry for entry in site.entries.values() if _is_told(site, entry))
    return [(entry, (*_of_facts(entry), *_of_sources(site, entry))) for entry in told]


def changes(site: Site, language: str, found: Iterable[Happened]) -> list[Change]:
    """The changes up to the day of the build, for readers of a language: the newest first; of a day those that readers
    can rely on most, then in the order of the content types. ``found`` is what :func:`happened`.
    """
    all_changes = (change for entry, days in found for change in _of_entry(entry, days, language))
    ranks, kinds = list(What), list(site.types)
    return sorted(
        (change for change in all_changes if change.day <= site.today),
        key=lambda c: (-c.day.toordinal(), ranks.index(c.what[0]), kinds.index(c.entry.type)),
    )


def _is_told(site: Site, entry: Entry) -> bool:
    shown = entry.type.has_pages or entry.type.has_list
    return shown and isinstance(entry.facts, SourcedFacts) and not is_sensitive(site, entry)


def _of_entry(entry: Entry, found: Iterable[tuple[date, What]], language: str) -> Iterator[Change]:
    days: dict[date, set[What]] = defaultdict(set)
    for day, what in (*found, *_of_text(entry, language)):
        days[day].add(what)
    for day, what_happened in days.items():
        yield Change(day, entry, tuple(what for what in What if what in what_happened))


def _of_facts(entry: Entry) -> Iterator[tuple[date, What]]:
    for _, group in walk(entry.facts):
        if isinstance(group, Sourced) and group.confirmed_on:
            yield group.confirmed_on, What.CONFIRMED
        if isinstance(group, Accessibility) and group.checked_on:
            yield group.checked_on, What.CHECKED


def _of_sources(site: Site, entry: Entry) -> Iterator[tuple[date, What]]:
    """The newest only: when an older one was read says nothing of today."""
    sources = {reference for _, reference in entry.references if reference.collection == "sources"}
    known = (site.entries[source].facts for source in sources if source in site.entries)
    if read := [facts.read_on for facts in known if isinstance(facts, Source)]:
        yield max(read), What.READ


def _of_text(entry: Entry, language: str) -> Iterator[tuple[date, What]]:
    text = entry.texts.get(language)
    if text and text.front.reviewed_on:
        yield text.front.reviewed_on, What.REVIEWED
