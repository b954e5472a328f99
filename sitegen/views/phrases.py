"""A short text for a reader: which language it is in, and how it stands on a page of another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from markupsafe import Markup

from sitegen.languages.locale import SiteLanguage
from sitegen.markup.bidi import isolated, isolated_text
from sitegen.records import record
from sitegen.resolve.site import Site


@record
class Phrase:
    """Plain text in a language, shown on a page in a language. Printed, it is safe HTML.

    On a page of another language it carries its own ``lang`` and ``dir`` (WCAG 2.2, 3.1.2).
    """

    text: str
    language: SiteLanguage
    page: SiteLanguage
    source: SiteLanguage

    @property
    def foreign(self) -> bool:
        """Whether it is not in the language of the page."""
        return self.language is not self.page and self.language.code != self.page.code

    @property
    def attributes(self) -> Markup:
        """``lang`` and ``dir`` for an element that holds it, when it is foreign."""
        return language_attributes(self.language) if self.foreign else Markup("")

    @cached_property
    def inner(self) -> Markup:
        """The text as HTML for an element that carries :attr:`attributes` itself."""
        return isolated(self.text, self.language, self.source)

    @cached_property
    def plain(self) -> str:
        """The text for where no element can stand: the title of the page, its description."""
        return isolated_text(self.text, self.page, self.source)

    def __html__(self) -> str:
        return self._html

    @cached_property
    def _html(self) -> Markup:  # the title of an entry stands on many pages
        return Markup("<bdi{}>{}</bdi>").format(self.attributes, self.inner) if self.foreign else self.inner

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def language_attributes(language: SiteLanguage) -> Markup:
    """`` lang="fa" dir="rtl"``, with the space before."""
    return Markup(' lang="{}" dir="{}"').format(language.code, language.direction)


def chosen(texts: Mapping[str, str], page: str, site: Site) -> Phrase:
    """The text in the language of the page, else in the first of its fallbacks; empty when there is none."""
    own = site.languages[page]
    if text := texts.get(page):
        return Phrase(text, own, own, site.source)
    code = next((c for c in site.config.chain(page) if texts.get(c)), page)
    return Phrase(texts.get(code, ""), site.languages[code], own, site.source)
