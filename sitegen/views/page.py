"""What every page has: its names, its place, its other languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sitegen.addresses import absolute, home_path, relative
from sitegen.languages.locale import SiteLanguage
from sitegen.resolve.site import Site
from sitegen.views.editing import EditLink
from sitegen.views.phrases import Phrase, chosen


@dataclass(frozen=True)
class Alternate:
    """The same page in a language; ``real`` is false where only a fallback stands."""

    language: SiteLanguage
    href: str
    address: str
    real: bool
    here: bool


@dataclass(frozen=True)
class Crumb:
    """A step on the way from the home page."""

    title: Phrase | str
    href: str


@dataclass(frozen=True)
class Page:
    """The frame of a page. ``root`` leads from the page to the root of the site (``../../``)."""

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
    return tuple(
        Alternate(
            lang,
            relative(path_in(code), path),
            absolute(path_in(code), base) if base else "",
            real(code),
            code == language,
        )
        for code, lang in site.languages.items()
    )


def home_crumb(site: Site, language: str, path: str, word: str) -> Crumb:
    """The first crumb."""
    return Crumb(word, relative(home_path(language), path))


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
