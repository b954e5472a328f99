"""What changed on a site, and when, as far as its content says so.

Four things give a day: somebody confirmed a fact, looked at a building, read a text again, or read a source. No clock
and no history of files is asked: the same content gives the same days
(docs/decisions/0031-what-counts-as-a-change.md).
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from sitegen.model.base import Reference
from sitegen.model.entry import ContentType, Entry
from sitegen.model.provenance import Source, SourcedFacts
from sitegen.records import record


class What(StrEnum):
    """What happened to an entry, that which readers can rely on most first."""

    CONFIRMED = "confirmed"  #: ``confirmed_on`` of a group of facts
    CHECKED = "checked"  #: ``checked_on`` of accessibility
    REVIEWED = "reviewed"  #: ``reviewed_on`` of the text in the language of the reader
    READ = "read"  #: ``read_on`` of the newest of its sources


@record
class Change:
    """An entry on a day, and all that happened to it then."""

    day: date
    entry: Entry
    what: tuple[What, ...]


MOST = 50  #: changes that are told, the newest


def changes(
    types: Sequence[ContentType],
    entries: Mapping[Reference, Entry],
    hidden: Container[Reference],
    languages: Iterable[str],
    today: date,
) -> dict[str, tuple[Change, ...]]:
    """By language the newest changes up to the day of the build, of what readers can open and what rests on sources;
    none of what is ``hidden``.

    The newest come first; of a day those that readers can rely on most, then in the order of the content types.
    """
    told = [entry for entry in entries.values() if _is_told(entry.type) and entry.reference not in hidden]
    sources = (entry for entry in entries.values() if entry.type.collection == "sources")
    read = {one.reference: one.facts.read_on for one in sources if isinstance(one.facts, Source)}
    happened = {entry.reference: list(_happened(entry, read)) for entry in told}
    known = {entry.reference: list(_changes(entry, happened[entry.reference])) for entry in told}  # of any language
    ranks, kinds = list(What), {kind.collection: number for number, kind in enumerate(types)}

    def order(change: Change) -> tuple[int, int, int]:
        return -change.day.toordinal(), ranks.index(change.what[0]), kinds[change.entry.type.collection]

    def of(entry: Entry, language: str) -> Iterable[Change]:
        reviewed = entry.dated.reviewed.get(language)
        own = entry.reference
        return _changes(entry, [*happened[own], (reviewed, What.REVIEWED)]) if reviewed else known[own]

    def newest(language: str) -> tuple[Change, ...]:
        found = (change for entry in told for change in of(entry, language) if change.day <= today)
        return tuple(heapq.nsmallest(MOST, found, key=order))

    return {language: newest(language) for language in languages}


def _is_told(kind: ContentType) -> bool:
    return (kind.has_pages or kind.has_list) and issubclass(kind.facts, SourcedFacts)


def _happened(entry: Entry, read: Mapping[Reference, date]) -> Iterator[tuple[date, What]]:
    """What happened for readers of any language. Of the sources the newest only: when an older one was read says
    nothing of today.
    """
    dated = entry.dated
    yield from ((day, What.CONFIRMED) for day in dated.confirmed)
    yield from ((day, What.CHECKED) for day in dated.checked)
    if read_on := [read[source] for source in dated.sources if source in read]:
        yield max(read_on), What.READ


def _changes(entry: Entry, happened: Iterable[tuple[date, What]]) -> Iterator[Change]:
    days: dict[date, set[What]] = defaultdict(set)
    for day, what in happened:
        days[day].add(what)
    for day, all_of_it in days.items():
        yield Change(day, entry, tuple(what for what in What if what in all_of_it))
