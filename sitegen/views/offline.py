"""What a phone saves of a site, and what it shows of what it did not save."""

from __future__ import annotations

from dataclasses import replace

from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.page import Page, asset_address, own_words, page_at
from sitegen.views.phrases import Phrase

#: Among the assets: the service worker, and the one that takes its place when the site is saved no longer.
WORKERS = "worker/"
WORKER = f"{WORKERS}sw.js"
LAST_WORKER = f"{WORKERS}last.js"

#: The icons of the site as an app: a name among the assets, its size and its purpose (W3C Web Application Manifest).
APP_ICONS = (
    ("icons/icon.svg", "any", "any"),
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/icon-maskable-512.png", "512x512", "maskable"),
)


def can_be_saved(site: Site) -> bool:
    """Whether readers can save a language on their phone."""
    return site.config.offline and WORKER in site.resources.assets


def has_app(site: Site) -> bool:
    """Whether the site can stand among the apps of a phone: it has icons."""
    return all(name in site.resources.assets for name, _, _ in APP_ICONS)


def app_path(language: str) -> str:
    """The web app manifest of a language."""
    return f"{language}/app.webmanifest"


def offline_path(language: str) -> str:
    """What a phone shows for a page of a language that it did not save. No address that readers keep."""
    return f"{language}/offline.html"


@record
class OfflineView:
    """The page for what is not on the phone. It holds what the other pages say about saving, too.

    ``script`` saves, ``locale`` is for its dates.
    """

    page: Page
    title: Phrase
    script: str
    locale: str


def offline_view(site: Site, language: str) -> OfflineView:
    """The page of a language."""
    paths = {code: offline_path(code) for code in site.languages}
    words = site.resources.catalogues[language].gettext("This page is not on your phone")
    title = own_words(words, site, language)
    page = replace(page_at(site, language, paths, title, own_words("", site, language)), canonical="")
    locale = site.languages[language].config.locale or language
    return OfflineView(page, title, asset_address(site, "js/saving.js"), locale)
