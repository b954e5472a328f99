"""Choosing from a list: what there is to choose, and the page of each choice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cache
from typing import NamedTuple

from markupsafe import Markup, escape

from sitegen.addresses import choice_path, entry_path, section_path
from sitegen.languages.alphabet import sort_key
from sitegen.languages.greek import latin
from sitegen.languages.locale import SiteLanguage
from sitegen.model.base import Reference
from sitegen.model.entry import ContentType
from sitegen.records import record
from sitegen.resolve.choices import Choice, Marks
from sitegen.resolve.facets import FACETS, Facet
from sitegen.resolve.lists import INDEX_LINES
from sitegen.resolve.reads import once_as_one
from sitegen.resolve.sensitive import is_sensitive
from sitegen.resolve.site import Site
from sitegen.views.linker import Card, Linker, open_titles, title_of
from sitegen.views.opening import line_of
from sitegen.views.order import in_order
from sitegen.views.page import Page, asset_address, crumb, numbered, own_words, page_at, site_title, with_snippet
from sitegen.views.phrases import Phrase, chosen

#: Facets with a page of their own for each value, made by others.
ELSEWHERE = "topic"
_FACETS = {facet.key: facet for facet in FACETS}


class Option(NamedTuple):
    """A choice: how many entries have it, and of how many it is not known (or ``looked_at``: not checked).

    ``latin`` is the reading of a name that stands on Greek signs. ``here``: its page is this one.
    """

    id: str
    label: Phrase
    latin: str
    icon: str
    href: str
    has: int
    unknown: int
    looked_at: bool
    sensitive: bool
    here: bool


class OptionGroup(NamedTuple):
    """Choices of which any will do, such as languages."""

    id: str
    heading: str
    options: tuple[Option, ...]


@record
class Choosing:
    """What a list can be chosen from by, and what the script needs for choosing several at once.

    It stands on the first page of the list; on the others only their entries are marked. ``marks`` is how entries stand
    to the choices, ``hours`` their opening hours as the script reads them, ``has_hours`` (on the first page)
    whether any entry of the list has some, ``pages`` the addresses of all pages of the list, ``plurals`` the plural
    forms of the language with a number for each.
    """

    questions: tuple[Option, ...]
    groups: tuple[OptionGroup, ...]
    stylesheet: str
    marks: Mapping[Reference, Marks] = field(default_factory=dict)
    hours: Mapping[Reference, str] = field(default_factory=dict)
    has_hours: bool = False
    pages: tuple[str, ...] = ()
    plurals: tuple[tuple[str, int], ...] = ()
    script: str = ""

    def options(self) -> Iterator[Option]:
        """All that can be chosen."""
        yield from self.questions
        for group in self.groups:
            yield from group.options


@record
class ChosenView:
    """The page of a choice: the entries that have it, then those of which it is not known.

    ``ask`` is the sentence to ask it with, ``ask_source`` the same in the source language; both may be empty.
    """

    page: Page
    kind: str
    heading: str
    option: Option
    meaning: Markup
    known: tuple[Card, ...]
    unknown: tuple[Card, ...]
    ask: Phrase
    ask_source: str
    choosing: Choosing
    list_href: str
    previous: str
    following: str
    number: int
    total: int
    source_language: SiteLanguage

    @property
    def title(self) -> Phrase:
        """The list and the choice."""
        return self.page.title


def choosing(site: Site, linker: Linker, kind: ContentType, here: str = "") -> Choosing | None:
    """What a list can be chosen from by, for the page of ``linker``; none where there is nothing to choose."""
    if kind.collection not in site.choices:
        return None
    offered = _offered(site, linker.language, kind.collection)

    def from_here(options: Iterable[Option]) -> tuple[Option, ...]:
        return tuple(one._replace(href=linker.href(one.href), here=one.id == here) for one in options)

    groups = (one._replace(options=from_here(one.options)) for one in offered.groups)
    return replace(offered, questions=from_here(offered.questions), groups=tuple(groups))


@once_as_one
def _offered(site: Site, language: str, collection: str) -> Choosing:
    """What a list can be chosen from by, for no page: each address is still a path of the site."""
    kind, words = site.type_of(collection), site.resources.catalogues[language]
    options: dict[str, list[Option]] = {facet.key: [] for facet in FACETS}
    for choice in site.choices[collection].offered:
        options[choice.facet].append(_option(site, language, kind, choice))
    topics = {f"{ELSEWHERE}/{term.id}": place for place, term in enumerate(site.of("topics"))}

    def place(option: Option) -> tuple[int, tuple[str, str]]:
        return topics.get(option.id, 0), sort_key(option.label.text, language)

    return Choosing(
        tuple(option for facet in FACETS if not facet.many for option in options[facet.key]),
        tuple(
            OptionGroup(facet.key, words.gettext(facet.label), tuple(sorted(options[facet.key], key=place)))
            for facet in FACETS
            if facet.many and options[facet.key]
        ),
        asset_address(site, "css/choosing.css"),
    )


def combining(site: Site, linker: Linker, kind: ContentType, page: int) -> Choosing | None:
    """The same for a page of the list itself, where several choices can be combined."""
    found = choosing(site, linker, kind)
    if not found:
        return None
    marks = site.choices[kind.collection].marks
    pages = site.lists.pages[kind.collection, linker.language]
    shown = pages[page - 1]
    return replace(
        found,
        marks={entry.reference: marks[entry.reference] for entry in shown},
        hours={entry.reference: line for entry in shown if (line := line_of(entry, site))},
        has_hours=page == 1 and any(line_of(entry, site) for entry in site.of(kind.collection)),
        pages=tuple(
            linker.href(section_path(linker.language, kind.folder, number)) for number in range(1, len(pages) + 1)
        ),
        plurals=_plurals(site.languages[linker.language]),
        script=asset_address(site, "js/filters.js"),
    )


@cache
def _plurals(language: SiteLanguage) -> tuple[tuple[str, int], ...]:
    samples = {language.cldr.plural_form(number): number for number in reversed(range(101))}
    return tuple(sorted(samples.items()))


def _option(site: Site, language: str, kind: ContentType, choice: Choice) -> Option:
    facet = _FACETS[choice.facet]
    topic = site.entries[Reference("topics", choice.value.id)] if facet.key == ELSEWHERE else None
    label = _label(site, language, facet, choice)
    read = latin(label.text) if label.foreign else label.text
    return Option(
        id=choice.id,
        label=label,
        latin=read if read != label.text else "",
        icon=facet.icon,
        href=f"{entry_path(language, topic.type, topic.id)}#{kind.collection}"
        if topic
        else choice_path(language, kind, choice.id),
        has=len(choice.has),
        unknown=len(choice.unknown),
        looked_at=facet.looked_at,
        sensitive=facet.sensitive or (topic is not None and is_sensitive(site, topic)),
        here=False,
    )


def _label(site: Site, language: str, facet: Facet, choice: Choice) -> Phrase:
    value = choice.value
    if not facet.many:
        return own_words(site.resources.catalogues[language].gettext(facet.label), site, language)
    if facet.key == "language":
        return own_words(site.languages[language].language_name(value.id), site, language)
    if value.name:
        signs = site.languages.get(value.language, site.source)
        return Phrase(value.name, signs, site.languages[language], site.source)
    return title_of(site.entries[Reference(f"{facet.key}s", value.id)], language, site)


def listed_choices(site: Site, kind: ContentType) -> tuple[Choice, ...]:
    """The choices of a list that have a page of their own here."""
    offered = site.choices[kind.collection].offered if kind.collection in site.choices else ()
    return tuple(choice for choice in offered if choice.facet != ELSEWHERE)


def pages_of(site: Site, choice: Choice) -> int:
    """How many pages a choice has: those that have it, and from the last of these on what is not known."""
    return _pages(len(choice.has), site.config.page_size) + _pages(len(choice.unknown), INDEX_LINES) - 1


def _pages(count: int, size: int) -> int:
    return max(1, math.ceil(count / size))


def chosen_view(site: Site, language: str, collection: str, identifier: str, number: str) -> ChosenView:
    """A page of a choice."""
    kind, choice, page = site.type_of(collection), site.choices[collection].choice(identifier), int(number)
    paths = {code: choice_path(code, kind, choice.id, page) for code in site.languages}
    linker, facet = Linker(site, language, paths[language]), _FACETS[choice.facet]
    offered = choosing(site, linker, kind, choice.id) or Choosing((), (), "")
    option = next(one for one in offered.options() if one.here)
    words = site.resources.catalogues[language]
    total, size = pages_of(site, choice), site.config.page_size
    first_unknown = page - _pages(len(choice.has), size)
    ask = _question(site, facet)
    meaning = words.gettext(facet.meaning)

    def cards(references: tuple[Reference, ...], part: int, most: int) -> tuple[Card, ...]:
        first = part * most
        return linker.cards(in_order(site, language, references)[first : first + most]) if first >= 0 else ()

    def turn(to: int) -> str:
        return linker.href(choice_path(language, kind, choice.id, to)) if 1 <= to <= total else ""

    list_href = linker.href(section_path(language, kind.folder))
    known = cards(choice.has, page - 1, size)
    frame = _page(site, language, paths, kind, option, meaning % {"name": option.label.text})
    if not option.sensitive:
        lead = f"{words.gettext(kind.heading)}: {frame.description.text}"
        frame = numbered(site, with_snippet(site, frame, lead, open_titles(site, known)), page, total)
    return ChosenView(
        page=frame,
        kind=kind.singular,
        heading=words.gettext(kind.heading),
        option=option,
        meaning=Markup(escape(meaning) % {"name": option.label}),
        known=known,
        unknown=cards(choice.unknown, first_unknown, INDEX_LINES),
        ask=chosen(ask, language, site),
        ask_source=ask.get(site.source.code, ""),
        choosing=offered,
        list_href=list_href if option.sensitive else f"{list_href}#by={choice.id}",
        previous=turn(page - 1),
        following=turn(page + 1),
        number=page,
        total=total,
        source_language=site.source,
    )


def _question(site: Site, facet: Facet) -> Mapping[str, str]:
    """The sentence that asks for a facet, by language."""
    term = site.entries.get(Reference("questions", facet.question))
    ask = getattr(term.facts, "ask", None) if term else None
    return dict(ask.root) if ask else {}


def _page(site: Site, language: str, paths: Mapping[str, str], kind: ContentType, option: Option, meaning: str) -> Page:
    words = site.resources.catalogues[language]
    heading = words.gettext(kind.heading)
    title = own_words(f"{heading}: {option.label.text}", site, language)
    made = page_at(site, language, paths, title, own_words(meaning, site, language))
    way = crumb(site, heading, section_path(language, kind.folder), made.path)
    made = replace(made, crumbs=(*made.crumbs, way), listed=option.has > 0)
    if option.sensitive:
        made = replace(made, sensitive=True, browser_title=site_title(site, language).plain)
    return made
