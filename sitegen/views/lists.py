"""Pages that list entries: collections, topics, the A–Z, the home page."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import NamedTuple, TypedDict

from sitegen.addresses import home_path, places_data_path, section_path
from sitegen.languages.locale import SiteLanguage
from sitegen.model.base import Reference
from sitegen.model.entry import ContentType, Entry
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.choosing import Choosing, combining
from sitegen.views.chrome import used_topics
from sitegen.views.finding import Finder, finder, icons, lines, on_page
from sitegen.views.linked_data.block import website
from sitegen.views.linker import Card, Linker, open_titles, summary_of, title_of
from sitegen.views.order import in_order
from sitegen.views.page import (
    Page,
    asset_address,
    numbered,
    own_words,
    page_at,
    site_title,
    with_snippet,
)
from sitegen.views.phrases import Phrase
from sitegen.views.points import points

NEWS_AT_HOME = 3


@record
class Group:
    """Cards under a heading."""

    heading: Phrase | str
    cards: tuple[Card, ...]
    id: str = ""
    href: str = ""
    icon: str = ""


class Heading(NamedTuple):
    """Where a group of a long list begins."""

    href: str
    heading: Phrase | str


@record
class ListView:
    """A page of groups of cards. Cards of all references in them are in ``near``.

    ``contents`` leads to the groups of all pages of the list, ``data`` to a file with all of it; ``choosing`` is what
    it can be chosen from by; ``points`` holds where entries of the page lie, if any is known, and ``near_script`` is
    then the script that sorts by it.
    """

    page: Page
    kind: str
    groups: tuple[Group, ...]
    near: dict[Reference, Card]
    contents: tuple[Heading, ...] = ()
    previous: str = ""
    following: str = ""
    number: int = 1
    total: int = 1
    source_language: SiteLanguage | None = None
    data: str = ""
    choosing: Choosing | None = None
    points: Mapping[Reference, str] = field(default_factory=dict)
    near_script: str = ""

    @property
    def title(self) -> Phrase:
        """The heading of the page."""
        return self.page.title

    @property
    def summary(self) -> Phrase:
        """The line below it; may be empty."""
        return self.page.description

    def card(self, reference: Reference) -> Card:
        """The card of an entry that a row refers to."""
        return self.near[reference]


@record
class IndexView(ListView):
    """A page of the A–Z. The first is the search page too: it has a ``finder``, topics, and ``icons`` of all lines."""

    topics: tuple[Card, ...] = ()
    icons: tuple[str, ...] = ()
    finder: Finder | None = None


def _near(cards: Sequence[Card], linker: Linker) -> dict[Reference, Card]:
    """The cards that rows refer to; entries with a page of their own say there what they refer to."""
    rows = (card.reference for card in cards if not card.entry.type.has_pages)
    near = dict.fromkeys(itertools.chain.from_iterable(map(linker.site.refers.__getitem__, rows)))
    return {reference: linker.card(reference) for reference in near}


def collection_view(site: Site, language: str, collection: str, number: str) -> ListView:
    """A page of the list of a collection."""
    kind, page = site.type_of(collection), int(number)
    paths = {code: section_path(code, kind.folder, page) for code in site.languages}
    linker = Linker(site, language, paths[language])
    pages = site.lists.pages[collection, language]
    groups = tuple(_grouped(pages[page - 1], linker))
    title = own_words(site.resources.catalogues[language].gettext(kind.heading), site, language)
    rows = None if kind.has_pages else pages[page - 1][0]
    known = points(site, (entry.reference for entry in pages[page - 1]))
    cards = [card for group in groups for card in group.cards]
    frame = page_at(site, language, paths, title, own_words("", site, language), rows)
    names = itertools.chain(open_titles(site, cards), (group.heading for group in groups))
    frame = with_snippet(site, frame, f"{title.text}:", names)
    return ListView(
        page=numbered(site, frame, page, len(pages)),
        kind=kind.singular,
        groups=groups,
        contents=tuple(_contents(site, kind, linker)),
        near=_near(cards, linker),
        **_turning(linker, kind.folder, page, len(pages)),
        source_language=site.source,
        data=linker.href(places_data_path()) if collection == "places" else "",
        choosing=combining(site, linker, kind, page),
        points=known,
        near_script=asset_address(site, "js/near.js") if known else "",
    )


class _Turning(TypedDict):
    previous: str
    following: str
    number: int
    total: int


def _turning(linker: Linker, folder: str, page: int, total: int) -> _Turning:
    """The ways from a page of a long list to its neighbours."""

    def href(number: int) -> str:
        return linker.href(section_path(linker.language, folder, number)) if 1 <= number <= total else ""

    return {"previous": href(page - 1), "following": href(page + 1), "number": page, "total": total}


def _grouped(entries: Iterable[Entry], linker: Linker) -> Iterator[Group]:
    for head, members in itertools.groupby(entries, key=lambda entry: linker.site.shown[entry.reference].group):
        cards = linker.cards(e.reference for e in members)
        if head is None:
            yield Group("", cards)
        else:
            term = linker.card(head)
            yield Group(term.title, cards, id=head.id, href=term.href, icon=term.icon)


def _contents(site: Site, kind: ContentType, linker: Linker) -> Iterator[Heading]:
    """The headings of all pages of a list, each where it first stands."""
    for head, number in site.lists.heads[kind.collection, linker.language].items():
        path = section_path(linker.language, kind.folder, number)
        yield Heading(linker.href(f"{path}#{head.id}"), title_of(site.entries[head], linker.language, site))


def topic_view(site: Site, language: str, identifier: str) -> ListView:
    """Everything on a topic, by type."""
    topic = Reference("topics", identifier)
    paths = {code: section_path(code, f"topics/{identifier}") for code in site.languages}
    linker = Linker(site, language, paths[language])
    words = site.resources.catalogues[language]
    about: dict[str, list[Reference]] = defaultdict(list)
    for reference in site.backlinks.get(topic, ()):
        if topic in site.shown[reference].topics:
            about[reference.collection].append(reference)
    groups = []
    for kind in site.types:
        if cards := linker.cards(in_order(site, language, tuple(about[kind.collection]))):
            heading = own_words(words.gettext(kind.heading), site, language)
            groups.append(Group(heading, cards, id=kind.collection, icon=kind.icon))
    term = site.entries[topic]
    page = page_at(site, language, paths, title_of(term, language, site), summary_of(term, language, site), term)
    shown = [card for group in groups for card in group.cards]
    page = with_snippet(site, page, page.description.text or f"{page.title.text}:", open_titles(site, shown))
    return ListView(page, "topic", tuple(groups), _near(shown, linker))


def index_view(site: Site, language: str, number: str) -> IndexView:
    """A page of the A–Z: every entry in the order of the reader's language, under its first letter."""
    page, pages = int(number), site.lists.index[language]
    paths = {code: section_path(code, "a-z", min(page, len(site.lists.index[code]))) for code in site.languages}
    linker = Linker(site, language, paths[language])
    letters = dict.fromkeys(one.letter for found in pages for one in found)
    ids = {letter: f"letter-{n}" for n, letter in enumerate(letters, start=1)}
    groups = tuple(
        Group(one.letter, linker.cards(e.reference for e in one.entries), ids[one.letter]) for one in pages[page - 1]
    )
    shown = [card for group in groups for card in group.cards]
    searched = page == 1
    topics = linker.cards(e.reference for e in used_topics(site)) if searched else ()
    found = lines(site, language) if searched else ()
    beyond = found[on_page(site, language) :]
    known = points(site, (entry.reference for entry in found))
    places = ((one.letter, n) for n, found in enumerate(pages, start=1) for one in found)
    begins = dict(reversed([*places]))  # a letter that goes on on the next page begins on the first of them
    contents = (
        Heading(linker.href(f"{section_path(language, 'a-z', begins[letter])}#{ids[letter]}"), letter)
        for letter in letters
    )
    title = own_words(
        site.resources.catalogues[language].gettext("Find a word: everything from A to Z"), site, language
    )
    frame = page_at(site, language, paths, title, own_words("", site, language))
    frame = with_snippet(site, frame, f"{title.text}.", open_titles(site, topics or shown))
    return IndexView(
        page=numbered(site, frame, page, len(pages)),
        kind="index",
        groups=groups,
        contents=tuple(contents),
        near={},
        **_turning(linker, "a-z", page, len(pages)),
        topics=topics,
        icons=icons((*topics, *shown, *linker.cards(e.reference for e in beyond))),
        finder=finder(site, linker) if searched else None,
        points=known,
        near_script=asset_address(site, "js/near.js") if known else "",
    )


def home_view(site: Site, language: str) -> ListView:
    """The home page: tasks first, then topics, then news."""
    paths = {code: home_path(code) for code in site.languages}
    linker = Linker(site, language, paths[language])
    home = site.entries.get(Reference("pages", "home"))
    tasks = linker.cards(getattr(home.facts, "tasks", ()) if home else ())
    topics = linker.cards(e.reference for e in used_topics(site))
    news = linker.cards(e.reference for e in site.lists.ordered("news", language)[:NEWS_AT_HOME])
    summary = summary_of(home, language, site) if home else own_words("", site, language)
    page = page_at(site, language, paths, site_title(site, language), summary, home)
    page = replace(page, things=website(site, page.title.text, page.canonical))
    guides = linker.href(section_path(language, "guides")) if site.of("guides") else ""
    groups = (Group("tasks", tasks, href=guides), Group("topics", topics), Group("news", news))
    return ListView(page, "home", groups, _near([*tasks, *news], linker))
