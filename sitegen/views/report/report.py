"""All figures of the editors' report on one site, in one language."""

from __future__ import annotations

from markupsafe import Markup

from sitegen.languages.locale import SiteLanguage
from sitegen.model.config import Budgets
from sitegen.model.entry import ContentType
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.callsheet import Desk, callsheet
from sitegen.views.page import site_title
from sitegen.views.phrases import Phrase
from sitegen.views.report.confirmed import (
    Ask,
    DueFact,
    Month,
    Tally,
    Unknown,
    ask_first,
    by_kind,
    by_owner,
    calendar,
    due_soon,
    unknown,
)
from sitegen.views.report.coverage import Coverage, Gap, coverage, gaps, source_words
from sitegen.views.report.heavy import HeavyPage, PageKind, Weighed, by_page_kind, heaviest
from sitegen.views.report.links import Links
from sitegen.views.report.origins import OldSource, Reading, Year, by_reading, by_year, old_sources


@record
class Count:
    """A collection: how many entries, and how many words they have in the source language."""

    kind: ContentType
    entries: int
    words: int


@record
class Report:
    """The report for whoever reads ``language``, on the state of ``day``. ``style`` is that of the site."""

    language: SiteLanguage
    source_language: SiteLanguage
    title: Phrase
    day: str
    style: Markup
    counts: tuple[Count, ...]
    coverage: tuple[Coverage, ...]
    gaps: tuple[Gap, ...]
    kinds: tuple[Tally, ...]
    owners: tuple[Tally, ...]
    desks: tuple[Desk, ...]
    months: tuple[Month, ...]
    due: tuple[DueFact, ...]
    unknown: tuple[Unknown, ...]
    ask_first: tuple[Ask, ...]
    years: tuple[Year, ...]
    readings: tuple[Reading, ...]
    old: tuple[OldSource, ...]
    links: Links
    budgets: Budgets
    pages: tuple[PageKind, ...]
    heaviest: tuple[HeavyPage, ...]


def report(site: Site, language: str, weighed: tuple[Weighed, ...], links: Links) -> Report:
    """The report on a site whose pages weigh what ``weighed`` says; ``links`` is known of those to other sites."""
    reader = site.languages[language]
    desks, questions = callsheet(site, language).desks, unknown(site, language)
    return Report(
        language=reader,
        source_language=site.source,
        title=site_title(site, language),
        day=reader.date(site.today),
        style=Markup(site.resources.assets.get("css/site.css", b"").decode()),
        counts=_counts(site),
        coverage=coverage(site),
        gaps=gaps(site, language),
        kinds=by_kind(site),
        owners=by_owner(site),
        desks=tuple(sorted(desks, key=lambda desk: -desk.things)),
        months=calendar(site),
        due=due_soon(site, language),
        unknown=questions,
        ask_first=ask_first(questions),
        years=by_year(site),
        readings=by_reading(site),
        old=old_sources(site),
        links=links,
        budgets=site.config.budgets,
        pages=by_page_kind(site, weighed),
        heaviest=heaviest(site, weighed, language),
    )


def _counts(site: Site) -> tuple[Count, ...]:
    found = []
    for collection, entries in site.collections.items():
        words = sum(sum(source_words(site, entry).values()) for entry in entries)
        found.append(Count(site.type_of(collection), len(entries), words))
    return tuple(sorted(found, key=lambda count: -count.entries))
