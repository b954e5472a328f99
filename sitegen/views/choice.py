"""The page that offers every language: at the root, and for an address that is not there."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from sitegen.addresses import home_path, relative, section_path
from sitegen.languages.locale import SiteLanguage
from sitegen.model.base import Reference
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.linked_data.block import data_block, website
from sitegen.views.linker import Card, Linker, summary_of, title_of
from sitegen.views.page import asset_address, canonical, icon_path, own_words, site_title
from sitegen.views.phrases import Phrase


class Choice(NamedTuple):
    """A language on the page that asks for one: its home page, and the page where one searches."""

    language: SiteLanguage
    href: str
    search: str
    title: Phrase
    summary: Phrase
    emergency: tuple[Phrase, ...]


@record
class ChoiceView:
    """The language choice at the root, and the page for an address that is not there."""

    root: str
    choices: tuple[Choice, ...]
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    emergency: tuple[Card, ...]
    unofficial: bool
    stylesheet: str
    finding_style: str
    icon: str
    script: str
    linked_data: Markup


def choice_view(site: Site, path: str) -> ChoiceView:
    """The page that stands at ``path`` and offers every language. The 404 page is shown at any address: its links begin
    at the root of the host, so that they lead to the site also where it is only tried.
    """
    first, lost = path == "index.html", path == "404.html"
    base = site.config.base_url
    root = urlsplit(base or "/").path if lost else ""
    home = site.entries.get(Reference("pages", "home"))
    urgent = [e for e in site.of("helplines") if getattr(e.facts, "urgency", "") == "emergency"]
    choices = tuple(
        Choice(
            lang,
            root + relative(home_path(code), "index.html"),
            root + relative(section_path(code, "a-z"), "index.html"),
            site_title(site, code),
            summary_of(home, code, site) if home else own_words("", site, code),
            tuple(title_of(e, code, site) for e in urgent),
        )
        for code, lang in site.languages.items()
    )
    linker = Linker(site, site.config.source_language, "index.html")
    links = (
        tuple((code, base + relative(home_path(code), "index.html")) for code in site.languages)
        if base and first
        else ()
    )
    address = canonical(site, "index.html") if first else ""
    return ChoiceView(
        root,
        choices,
        address,
        links,
        linker.cards(e.reference for e in urgent),
        site.config.status == "unofficial",
        asset_address(site, "css/site.css"),
        asset_address(site, "css/finding.css"),
        icon_path(site),
        asset_address(site, "js/lost.js") if lost else "",
        data_block(website(site, choices[0].title.text, address)),
    )
