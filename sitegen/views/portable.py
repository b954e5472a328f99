"""What only a copy for a USB stick has: where it starts, of which day its pages are, the page for what is not in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sitegen.addresses import INDEX, section_path
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.choice import ChoiceView, choice_view
from sitegen.views.linker import Card, Linker
from sitegen.views.page import Page, canonical, own_words, page_at

PARTS = "copy"  #: the folder of what copies are made of, which is in none
LASTS = timedelta(days=90)  #: how long a copy is not old
URGENT = ("emergency", "urgent")


def start_path(codes: tuple[str, ...]) -> str:
    """Where the page is made that a copy in these languages opens with."""
    return f"{PARTS}/start-{'-'.join(codes)}.html"


def dated_path(language: str) -> str:
    """Where the lines are made that say on each page of which day the copy is."""
    return f"{PARTS}/dated-{language}.html"


def absent_path(language: str) -> str:
    """The page for what is not in the copy."""
    return f"{language}/not-in-this-copy.html"


@record
class Dated:
    """The day that a copy was made for, and the last on which it is not old."""

    made_on: date
    lasts_until: date


def dated_view(site: Site) -> Dated:
    """Of which day the copies of a site are."""
    return Dated(site.today, site.today + LASTS)


@record
class CopyView(ChoiceView):
    """The page that a copy opens with: ``codes`` are its languages, ``address`` that of the site (may be empty)."""

    codes: tuple[str, ...]
    made_on: date
    address: str


def start_view(site: Site, *codes: str) -> CopyView:
    """The page that a copy in these languages opens with; these first."""
    shown = vars(choice_view(site, INDEX))
    choices = tuple(sorted(shown["choices"], key=lambda choice: choice.language.code not in codes))
    return CopyView(**(shown | {"choices": choices}), codes=codes, made_on=site.today, address=_address(site))


@record
class AbsentView:
    """The page for what is not in the copy: whom to call meanwhile (cards), and where it is (may be empty)."""

    page: Page
    lines: tuple[Card, ...]
    helplines: str
    address: str


def absent_view(site: Site, language: str) -> AbsentView:
    """The page for what is not in the copy. Links to what is sensitive lead here, so it tells whom to call."""
    paths = {code: absent_path(code) for code in site.languages}
    linker = Linker(site, language, paths[language])
    title = site.resources.catalogues[language].gettext("This page is not in this copy")
    page = page_at(site, language, paths, own_words(title, site, language), own_words("", site, language))
    urgent = (e for e in site.of("helplines") if getattr(e.facts, "urgency", "") in URGENT)
    return AbsentView(
        replace(page, canonical=""),
        linker.cards(entry.reference for entry in urgent),
        linker.href(section_path(language, "helplines")) if site.of("helplines") else "",
        _address(site),
    )


def _address(site: Site) -> str:
    return canonical(site, INDEX)
