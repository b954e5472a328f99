"""What every page has: its names, its place, its other languages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup

from sitegen.addresses import absolute, home_path, relative
from sitegen.languages.locale import SiteLanguage
from sitegen.model.entry import Entry
from sitegen.records import record
from sitegen.resolve.reads import once
from sitegen.resolve.sensitive import is_sensitive
from sitegen.resolve.site import Site
from sitegen.views.editing import EditLink, edits_of, edits_of_words
from sitegen.views.linked_data.block import Json, breadcrumbs, data_block
from sitegen.views.phrases import Phrase, chosen


class Alternate(NamedTuple):
    """The same page in a language; ``real`` is false where only a fallback stands."""

    language: SiteLanguage
    href: str
    address: str
    real: bool
    here: bool


class Crumb(NamedTuple):
    """A step on the way from the home page; ``address`` is where it is on the published site."""

    title: Phrase | str
    href: str
    address: str


@record
class Page:
    """The frame of a page. ``root`` leads from the page to the root of the site (``../../``).

    ``snippet`` is what a search engine may show below the title, ``things`` is what the page is about in the terms of
    schema.org, and ``listed`` is false for what nobody should find by a search engine.
    """

    path: str
    root: str
    language: SiteLanguage
    title: Phrase
    description: Phrase
    browser_title: str
    crumbs: tuple[Crumb, ...]
    alternates: tuple[Alternate, ...]
    canonical: str
    sensitive: bool = False
    is_home: bool = False
    edits: tuple[EditLink, ...] = ()
    report: str = ""
    snippet: str = ""
    things: tuple[Json, ...] = ()
    listed: bool = True

    @property
    def linked_data(self) -> Markup:
        """What the page tells machines (JSON-LD, for a ``script`` element); empty when it is about nothing they know.

        The way to it is only told beside that: alone it says no more than the address does.
        """
        if self.sensitive or not self.things:
            return Markup("")
        steps = ((str(crumb.title), crumb.address) for crumb in self.crumbs)
        return data_block([*breadcrumbs(steps, self.title.text, self.canonical), *self.things])

    @property
    def has_hreflang(self) -> bool:
        """Whether to name alternates: only real translations of each other do, at published addresses."""
        real = [alternate for alternate in self.alternates if alternate.real]
        return bool(self.canonical) and len(real) > 1 and any(alternate.here for alternate in real)


def alternates(
    site: Site, language: str, path: str, path_in: Callable[[str], str], real: Callable[[str], bool]
) -> tuple[Alternate, ...]:
    """The page in every language. ``path_in`` gives its path, ``real`` whether its text is there."""
    base = site.config.base_url
    there = ((own, path_in(code)) for code, own in site.languages.items())
    return tuple(
        Alternate(own, relative(at, path), absolute(at, base) if base else "", real(own.code), own.code == language)
        for own, at in there
    )


def page_at(
    site: Site,
    language: str,
    paths: Mapping[str, str],
    title: Phrase,
    description: Phrase,
    made_of: Entry | None = None,
) -> Page:
    """The frame of a page that stands at ``paths[language]``, and in every other language at its own path.

    ``made_of`` is the entry that it is edited in; without one it has only words of the interface.
    """
    path = paths[language]
    home = path == home_path(language)
    sensitive = made_of is not None and is_sensitive(site, made_of)
    name = site_title(site, language)
    return Page(
        path=path,
        root="../" * path.count("/"),
        language=site.languages[language],
        title=title,
        description=description,
        browser_title=name.plain if home or sensitive else f"{title.plain} · {name.plain}",
        sensitive=sensitive,
        crumbs=() if home else (home_crumb(site, language, path, site.resources.catalogues[language].gettext("Home")),),
        alternates=alternates(site, language, path, paths.__getitem__, lambda code: True),
        canonical=canonical(site, path),
        is_home=home,
        edits=edits_of(site, made_of, language) if made_of else edits_of_words(site, language),
        report=site.config.repository.report or "",
    )


MOST_OF_SNIPPET = 155  #: characters that search engines show; what is longer they cut anywhere


def with_snippet(site: Site, page: Page, lead: str, names: Iterable[Phrase | str]) -> Page:
    """The page with a snippet: a line, and as many names of what stands on the page as there is room for.

    A dot parts them: many names have a comma of their own.
    """
    dot, found = "", f"{lead} "
    for name in filter(None, names):
        longer = f"{found}{dot}{name}"
        if len(longer) > MOST_OF_SNIPPET:
            break
        dot, found = " · ", longer
    return replace(page, snippet=found.strip())


def numbered(site: Site, page: Page, number: int, total: int) -> Page:
    """A page of a long list: from the second on its number is in its name."""
    if number == 1:
        return page
    code = page.language.code
    words = site.resources.catalogues[code]
    place = words.gettext("page %(n)s of %(total)s") % {"n": number, "total": total}
    name = f"{page.title.plain}{words.gettext(', ')}{place}"
    return replace(page, browser_title=f"{name} · {site_title(site, code).plain}")


def home_crumb(site: Site, language: str, path: str, word: str) -> Crumb:
    """The first crumb."""
    return crumb(site, word, home_path(language), path)


def crumb(site: Site, title: Phrase | str, target: str, path: str) -> Crumb:
    """A step to ``target`` for the page at ``path``."""
    return Crumb(title, relative(target, path), canonical(site, target))


@once
def site_title(site: Site, language: str) -> Phrase:
    """The name of the site: the title of the page ``home``."""
    home = next((e for e in site.of("pages") if e.id == "home"), None)
    return chosen(home.words("title") if home else {}, language, site)


def canonical(site: Site, path: str) -> str:
    """The address of a path on the published site; empty while no base URL is configured."""
    return absolute(path, site.config.base_url) if site.config.base_url else ""


def own_words(text: str, site: Site, language: str) -> Phrase:
    """Interface words as a phrase in the language of the page."""
    own = site.languages[language]
    return Phrase(text, own, own, site.source)


def icon_path(site: Site) -> str:
    """The icon of the site in the browser's tab; empty when there is none."""
    return "favicon.ico" if "root/favicon.ico" in site.resources.assets else ""


@once
def asset_address(site: Site, name: str) -> str:
    """``assets/<name>?v=<hash>``: a saved page finds its style after an update; empty when there is none."""
    data = site.resources.assets.get(name)
    return f"assets/{name}?v={hashlib.sha256(data).hexdigest()[:8]}" if data is not None else ""
