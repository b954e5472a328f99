"""What must hold of the content. One check a module: of one entry alone, or of the whole site.

What is found in an entry alone can be kept until the entry or the configuration changes. Most checks of the whole site
need little of each entry: that is noted when the entry is read, and kept as well. What they find is told of the notes
alone, so an edit costs the looking at one entry (docs/decisions/0037).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from sitegen.checks import (
    anchors,
    completeness,
    confidence,
    direction,
    future,
    guides,
    headings,
    left_over,
    letters,
    link_words,
    long_sentences,
    numbers,
    past_hours,
    phones,
    quoted,
    redirects,
    structure,
    vocabulary_keys,
    wrong_language,
)
from sitegen.model.base import Reference
from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry
from sitegen.problems import Problem
from sitegen.records import record
from sitegen.resolve.alone import Alone
from sitegen.resolve.site import Site

N = TypeVar("N")


@record
class NotedCheck(Generic[N]):
    """A check of the whole site in two steps: what matters of an entry, if anything, and what comes of all that."""

    note: Callable[[Alone], N | None]
    check: Callable[[Site, Mapping[Reference, N]], Iterator[Problem]]


ENTRY_CHECKS: tuple[Callable[[Entry, SiteConfig], Iterator[Problem]], ...] = (
    completeness.check_entry,
    direction.check_entry,
    guides.check_entry,
    headings.check_entry,
    left_over.check_entry,
    letters.check_entry,
    link_words.check_entry,
    long_sentences.check_entry,
    numbers.check_entry,
    phones.check_entry,
    structure.check_entry,
    vocabulary_keys.check_entry,
    wrong_language.check_entry,
)
NOTED_CHECKS: tuple[NotedCheck[Any], ...] = (
    NotedCheck(anchors.note, anchors.check),
    NotedCheck(confidence.note, confidence.check),
    NotedCheck(future.note, future.check),
    NotedCheck(past_hours.note, past_hours.check),
    NotedCheck(quoted.note, quoted.check),
    NotedCheck(vocabulary_keys.note, vocabulary_keys.check),
)
SITE_CHECKS: tuple[Callable[[Site], Iterator[Problem]], ...] = (redirects.check,)


def noted(alone: Alone) -> tuple[object, ...]:
    """What each of ``NOTED_CHECKS`` notes of an entry."""
    return tuple(check.note(alone) or None for check in NOTED_CHECKS)


def check_site(site: Site) -> Iterator[Problem]:
    """What is wrong with a site as a whole."""
    notes: list[dict[Reference, object]] = [{} for _ in NOTED_CHECKS]
    for reference, noted in site.noted.items():
        for own, note in zip(notes, noted, strict=True):
            if note is not None:
                own[reference] = note
    for check, own in zip(NOTED_CHECKS, notes, strict=True):
        yield from check.check(site, own)
    for whole in SITE_CHECKS:
        yield from whole(site)
