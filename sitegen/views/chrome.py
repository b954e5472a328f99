"""What stands around every page of a language: its name, menu, emergency numbers, notices, foot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sitegen.addresses import feed_path, home_path, section_path
from sitegen.languages.locale import SiteLanguage
from sitegen.model.base import Facts, Reference
from sitegen.model.config import SiteConfig
from sitegen.model.entry import ContentType, Entry
from sitegen.model.types.notice import NoticeFacts
from sitegen.model.types.study import CHAPTERS
from sitegen.records import record
from sitegen.resolve.reads import once
from sitegen.resolve.site import Site
from sitegen.views.linker import Card, Linker, title_of
from sitegen.views.offline import app_path, can_be_saved, has_app
from sitegen.views.opening import Holiday, days_off
from sitegen.views.page import asset_address, icon_path, site_title
from sitegen.views.phrases import Phrase
from sitegen.views.study.places import has_study, start_path


@record
class Line:
    """A helpline in the emergency bar."""

    title: Phrase
    facts: Facts


@record
class Notice:
    """A banner; ``later`` when it begins after the day of the build: it waits in the page until then."""

    id: str
    facts: Facts
    links: tuple[Card, ...]
    later: bool = False


@record
class Chrome:
    """Addresses here are paths of the site (``fa/helplines/``); a page puts its ``root`` before them."""

    language: SiteLanguage
    config: SiteConfig
    site_title: Phrase
    home: str
    helplines: str
    index: str
    help: str
    needs: str
    emergency: tuple[Line, ...]
    notices: tuple[Notice, ...]
    lists: tuple[tuple[str, str, str], ...]
    pages: tuple[Card, ...]
    stylesheet: str
    finding_style: str
    lists_style: str
    facts_style: str
    script: str
    search_script: str
    hours_script: str
    holidays: tuple[Holiday, ...]
    news_feed: str
    changes_feed: str
    icon: str
    app: str
    offline_script: str


#: For so long before it begins, a notice waits in every page: hosts may stop building a site that nobody has changed
#: for 60 days.
NOTICES_AHEAD = timedelta(days=60)


def chrome(site: Site, language: str) -> Chrome:
    """The chrome of a language."""
    linker = Linker(site, language, "")
    lines = [e for e in site.of("helplines") if getattr(e.facts, "urgency", "") == "emergency"]
    pages = [e for e in site.of("pages") if getattr(e.facts, "footer", True)]
    helps = Reference("pages", "help")
    return Chrome(
        language=site.languages[language],
        config=site.config,
        site_title=site_title(site, language),
        home=_folder(home_path(language)),
        helplines=_folder(section_path(language, "helplines")) if site.of("helplines") else "",
        index=_folder(section_path(language, "a-z")),
        help=linker.entry_href(helps) if helps in site.entries else "",
        needs=_folder(section_path(language, "needs")) if site.of("needs") else "",
        emergency=tuple(Line(title_of(e, language, site), e.facts) for e in lines),
        notices=tuple(_notices(site, linker)),
        lists=_lists(site, language),
        pages=tuple(linker.card(e.reference) for e in pages),
        stylesheet=asset_address(site, "css/site.css"),
        finding_style=asset_address(site, "css/finding.css"),
        lists_style=asset_address(site, "css/lists.css"),
        facts_style=asset_address(site, "css/facts.css"),
        script=asset_address(site, "js/site.js"),
        search_script=asset_address(site, "js/search.js"),
        hours_script=asset_address(site, "js/hours.js"),
        holidays=days_off(site, language),
        news_feed=feed_path(language, "news") if site.config.base_url and site.of("news") else "",
        changes_feed=feed_path(language, "changes") if site.config.base_url else "",
        icon=icon_path(site),
        app=app_path(language) if has_app(site) else "",
        offline_script=asset_address(site, "js/offline.js") if can_be_saved(site) else "",
    )


def _notices(site: Site, linker: Linker) -> Iterator[Notice]:
    """Those that run on the day of the build, then those that begin soon."""
    known = [(entry, entry.facts) for entry in site.of("notices") if isinstance(entry.facts, NoticeFacts)]
    for later in (False, True):
        for entry, facts in known:
            soon = facts.starts - NOTICES_AHEAD <= site.today <= facts.ends
            if soon and (facts.starts > site.today) is later:
                yield Notice(entry.id, facts, linker.cards(facts.related), later)


def _lists(site: Site, language: str) -> tuple[tuple[str, str, str], ...]:
    """The lists, and the way into what prepares for the exam."""
    study = ((CHAPTERS.heading, _folder(start_path(language)), "exam"),) if has_study(site) else ()
    return study + tuple((t.heading, _folder(section_path(language, t.folder)), t.icon) for t in listed_types(site))


def _folder(path: str) -> str:
    return path.removesuffix("index.html")


@once
def used_topics(site: Site) -> tuple[Entry, ...]:
    """The topics that have something to show, in the order of the vocabulary."""
    found = site.backlinks
    return tuple(e for e in site.of("topics") if any(r.collection != "sources" for r in found.get(e.reference, ())))


def listed_types(site: Site) -> list[ContentType]:
    """The content types with a list page and something in it."""
    return [t for t in site.types if t.has_list and site.of(t.collection)]
