"""Words for the exam: the list of themes, and the words of one."""

from __future__ import annotations

from sitegen.languages.locale import SiteLanguage
from sitegen.model.base import Reference
from sitegen.model.types.study import WORDS, WordFacts
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.linker import Linker, icon_of, title_of
from sitegen.views.page import Page, crumb, with_snippet
from sitegen.views.phrases import Phrase
from sitegen.views.study.places import (
    THEMES,
    start_crumb,
    study_page,
    stylesheet,
    theme_path,
    themes,
    words_of,
    words_path,
)


@record
class Way:
    """A way on, and how much there is to find."""

    title: Phrase | str
    href: str
    icon: str
    number: int


@record
class ThemesView:
    """The page that lists the themes of words."""

    page: Page
    stylesheet: str
    themes: tuple[Way, ...]

    @property
    def title(self) -> Phrase:
        """The heading of the page."""
        return self.page.title


@record
class WordsView:
    """The words of a theme; ``previous`` and ``following`` are the themes beside it."""

    page: Page
    stylesheet: str
    words: tuple[WordFacts, ...]
    previous: Way | None
    following: Way | None
    source_language: SiteLanguage

    @property
    def title(self) -> Phrase:
        """The heading of the page."""
        return self.page.title


def ways_to_themes(site: Site, linker: Linker) -> tuple[Way, ...]:
    """The themes that there are words for."""
    return tuple(
        Way(
            title_of(theme, linker.language, site),
            linker.href(theme_path(linker.language, theme.id)),
            icon_of(theme, site),
            len(words_of(site, theme.reference)),
        )
        for theme in themes(site)
    )


def _name(site: Site, language: str) -> str:
    return site.resources.catalogues[language].gettext(WORDS.heading)


def themes_view(site: Site, language: str) -> ThemesView:
    """The view of the list of themes."""
    linker = Linker(site, language, words_path(language))
    page = study_page(site, linker, words_path, _name(site, language), (start_crumb(site, linker),))
    ways = ways_to_themes(site, linker)
    page = with_snippet(site, page, f"{page.title.text}:", (way.title for way in ways))
    return ThemesView(page, stylesheet(site), ways)


def words_view(site: Site, language: str, theme: str) -> WordsView:
    """The view of the words of a theme."""
    linker = Linker(site, language, theme_path(language, theme))
    reference = Reference(THEMES, theme)
    crumbs = (start_crumb(site, linker), crumb(site, _name(site, language), words_path(language), linker.path))
    title = title_of(site.entries[reference], language, site)
    ways, words = ways_to_themes(site, linker), words_of(site, reference)
    place = [one.id for one in themes(site)].index(theme)
    facts = tuple(f for one in words if isinstance(f := one.facts, WordFacts))
    page = study_page(site, linker, lambda code: theme_path(code, theme), title, crumbs, words[0])
    return WordsView(
        page=with_snippet(site, page, f"{_name(site, language)}:", (one.word for one in facts)),
        stylesheet=stylesheet(site),
        words=facts,
        previous=ways[place - 1] if place else None,
        following=ways[place + 1] if place + 1 < len(ways) else None,
        source_language=site.source,
    )
