"""Terms of the glossary in the text of a page: where one is first used, its words lead to its meaning on the page."""

from __future__ import annotations

from functools import cached_property

from markupsafe import Markup

from sitegen.model.base import Reference
from sitegen.model.contact import OfficialName
from sitegen.model.entry import Entry
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.resolve.terms import Terms, Use
from sitegen.views.phrases import Phrase


@record
class LinkedPhrase(Phrase):
    """A phrase in which terms are links."""

    html: Markup

    @cached_property
    def inner(self) -> Markup:
        """The phrase as HTML."""
        return self.html


class FirstUses:
    """Links the terms in the text of an entry, piece by piece in the order of the page.

    A term that the entry bears as its own name is left alone: the whole page says what it means.
    """

    def __init__(self, site: Site, entry: Entry) -> None:
        self._site = site
        name = getattr(entry.facts, "name", None)
        self._names = (name.name, *name.short) if isinstance(name, OfficialName) else ()
        self._found: dict[Reference, None] = {}

    @property
    def terms(self) -> tuple[Reference, ...]:
        """The terms that were found so far, in the order of their first use."""
        return tuple(self._found)

    def phrase(self, phrase: Phrase) -> Phrase:
        """A phrase with its terms as links."""
        html = self.html(phrase.inner, phrase.language.code)
        return LinkedPhrase(phrase.text, phrase.language, phrase.page, phrase.source, html)

    def html(self, html: str, language: str) -> Markup:
        """The HTML of a text in a language with its terms as links; links to a term are made so too."""
        terms, place = self._site.terms[language], 0
        written: list[str] = []
        for use in terms.found(html):
            if use.is_link or not (use.term in self._found or self._is_own(use.term, terms)):
                written += (html[place : use.start], self._link(use))
                place = use.end
        return Markup("".join((*written, html[place:])))

    def _is_own(self, term: Reference, terms: Terms) -> bool:
        """Whether a term is the name of the entry."""
        return any(terms.of(name) == term for name in self._names)

    def _link(self, use: Use) -> str:
        """The link; the first has an id, to come back to."""
        term = use.term.id
        first = "" if use.term in self._found else f' id="use--{term}"'
        self._found[use.term] = None
        return f'<a class="term" role="doc-glossref"{first} href="#term--{term}">{use.words}</a>'
