"""How good and how old the sources are, and what rests on the oldest of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from markupsafe import Markup

from sitegen.model.provenance import Confidence, Source
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.phrases import language_attributes
from sitegen.views.report.place import Place, most_linked, place

YEARS = 8  #: that are told apart; older ones are counted together
OLD = 3  #: years after which a source is old
_AGES = (90, 180, 365)  #: days since the last reading that are told apart


@record
class Year:
    """Sources of a year by confidence. ``year`` is 0 for those without a date; ``older`` means: and before."""

    year: int
    older: bool
    count: Mapping[Confidence, int]


@record
class Reading:
    """How many sources were last read from ``since`` to ``days`` days ago (0: longer ago than any of the others)."""

    since: int
    days: int
    count: int


@record
class OldSource:
    """A source that is old, or has no date, and what is used of it (``place.links``)."""

    place: Place
    facts: Source
    attributes: Markup


def by_year(site: Site) -> tuple[Year, ...]:
    """The sources by the year of their date, latest first; then those without one."""
    first = site.today.year - YEARS + 1
    count: dict[int, Counter[Confidence]] = {}
    for facts in _sources(site):
        year = max(facts.date.year, first - 1) if facts.date else 0
        count.setdefault(year, Counter())[facts.confidence] += 1
    return tuple(Year(year, year == first - 1, count[year]) for year in sorted(count, reverse=True))


def by_reading(site: Site) -> tuple[Reading, ...]:
    """The sources by how long ago they were read."""
    ages = [(site.today - facts.read_on).days for facts in _sources(site)]
    bounds = [next((days for days in _AGES if age <= days), 0) for age in ages]
    starts = (0, *(days + 1 for days in _AGES))
    return tuple(Reading(since, days, bounds.count(days)) for since, days in zip(starts, (*_AGES, 0), strict=True))


def old_sources(site: Site) -> tuple[OldSource, ...]:
    """Sources that are old or have no date, and that something rests on; most used first."""
    found = []
    limit = site.today - timedelta(days=365 * OLD)
    for entry in site.of("sources"):
        facts, used = entry.facts, site.backlinks.get(entry.reference)
        assert isinstance(facts, Source)
        if used and (facts.date is None or facts.date.iso < limit.isoformat()[: len(facts.date.iso)]):
            known = site.languages.get(facts.language)
            attributes = language_attributes(known) if known else Markup(' lang="{}" dir="ltr"').format(facts.language)
            found.append(OldSource(place(site, entry, site.source.code), facts, attributes))
    return tuple(sorted(found, key=lambda one: most_linked(one.place)))


def _sources(site: Site) -> list[Source]:
    return [entry.facts for entry in site.of("sources") if isinstance(entry.facts, Source)]
