"""Pages that list entries: collections, topics, the A–Z, the home page."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.addresses import home_path, relative, section_path
from sitegen.languages.alphabet import first_letter, sort_key
from sitegen.languages.locale import SiteLanguage
from sitegen.model.base import Reference
from sitegen.model.entry import ContentType, Entry, Order
from sitegen.resolve.site import Site
from sitegen.views.chrome import asset_address, used_topics
from sitegen.views.linker import Card, Linker, summary_of, title_of
from sitegen.views.page import Page, alternates, canonical, home_crumb, own_words, site_title
from sitegen.views.phrases import Phrase

NEWS_AT_HOME = 3


@dataclass(frozen=True)
class Group:
    """Cards under a heading."""

    heading: Phrase | str
    cards: tuple[Card, ...]
    id: str = ""
    href: str = ""
    icon: str = ""


@dataclass(frozen=True)
class ListView:
    """A page of groups of cards. ``cards`` of all references in them are in ``near``."""

    page: Page
    kind: str
    groups: tuple[Group, ...]
    near: dict[Reference, Card]
    previous: str = ""
    following: str = ""
    number: int = 1
    total: int = 1
    source_language: SiteLanguage | None = None

    @property
    def title(self) -> Phrase:
        """The heading of the page."""
        return self.page.title

    @property
    def summary(self) -> Phrase:
        """The line below it; may be empty."""
        return self.page.description

    @property
    def headings(self) -> tuple[tuple[str, Phrase | str], ...]:
        """The ids and headings of the groups that have one."""
        return tuple((group.id, group.heading) for group in self.groups if group.heading)

    def card(self, reference: Reference) -> Card:
        """The card of an entry that a row refers to."""
        return self.near[reference]


def _page(
    site: Site, language: str, paths: Mapping[str, str], title: Phrase, description: Phrase, sensitive: bool = False
) -> Page:
    """The frame of a page that stands at ``paths[language]``, and in every other language at its own path."""
    path = paths[language]
    home = path == home_path(language)
    name = site_title(site, language)
    return Page(
        path=path,
        root="../" * path.count("/"),
        language=site.languages[language],
        title=title,
        description=description,
        browser_title=name.text if home or sensitive else f"{title.text} · {name.text}",
        sensitive=sensitive,
        crumbs=() if home else (home_crumb(site, language, path, site.resources.catalogues[language].gettext("Home")),),
        alternates=alternates(site, language, path, paths.__getitem__, lambda code: True),
        canonical=canonical(site, path),
        is_home=home,
        report=site.config.repository.report or "",
    )


def _near(cards: Sequence[Card], linker: Linker) -> dict[Reference, Card]:
    """The cards that rows refer to; entries with a page of their own say there what they refer to."""
    rows = (linker.site.entries[card.reference] for card in cards)
    near = dict.fromkeys(r for entry in rows if not entry.type.has_pages for _, r in entry.references)
    return {reference: linker.card(reference) for reference in near}


def pages_of(site: Site, kind: ContentType) -> int:
    """How many pages the list of a type has; rows stand on one page, because links lead into it."""
    count = len(site.of(kind.collection))
    return max(1, -(-count // site.config.page_size)) if kind.has_pages else 1


def collection_view(site: Site, language: str, collection: str, number: str) -> ListView:
    """A page of the list of a collection."""
    kind, page, total = site.type_of(collection), int(number), pages_of(site, site.type_of(collection))
    paths = {code: section_path(code, kind.folder, page) for code in site.languages}
    linker = Linker(site, language, paths[language])
    entries = _ordered(site, kind, language)
    if kind.has_pages:
        entries = entries[(page - 1) * site.config.page_size : page * site.config.page_size]
    groups = tuple(_grouped(site, kind, entries, linker))
    title = own_words(site.resources.catalogues[language].gettext(kind.heading), site, language)
    return ListView(
        page=_page(site, language, paths, title, own_words("", site, language)),
        kind=kind.singular,
        groups=groups,
        near=_near([card for group in groups for card in group.cards], linker),
        previous=linker.href(section_path(language, kind.folder, page - 1)) if page > 1 else "",
        following=linker.href(section_path(language, kind.folder, page + 1)) if page < total else "",
        number=page,
        total=total,
        source_language=site.source,
    )


def _ordered(site: Site, kind: ContentType, language: str) -> list[Entry]:
    """The entries in the order of their list; those of a group stand together, as its vocabulary is ordered."""
    entries = list(site.of(kind.collection))
    if kind.order is Order.NEWEST:
        return sorted(entries, key=lambda e: (e.facts.date, e.id), reverse=True)  # type: ignore[attr-defined]
    if kind.order is Order.TITLE:
        entries.sort(key=lambda e: sort_key(title_of(e, language, site).text, language))
    order: dict[Reference | None, int] = {reference: place for place, reference in enumerate(site.entries)}
    return sorted(entries, key=lambda e: order.get(_group_of(e), len(order)))


def _group_of(entry: Entry) -> Reference | None:
    """What heads the group that an entry stands in: the first reference in the field that its type is grouped by."""
    value = getattr(entry.facts, entry.type.grouped_by, None) if entry.type.grouped_by else None
    return value if isinstance(value, Reference) else next(iter(value or ()), None)


def _grouped(site: Site, kind: ContentType, entries: Sequence[Entry], linker: Linker) -> Iterator[Group]:
    if not entries:
        yield Group("", ())
    for head, members in itertools.groupby(entries, key=_group_of):
        cards = linker.cards(e.reference for e in members)
        if head is None:
            yield Group("", cards)
        else:
            term = linker.card(head)
            yield Group(term.title, cards, id=head.id, href=term.href, icon=term.icon)


def topic_view(site: Site, language: str, identifier: str) -> ListView:
    """Everything on a topic, by type."""
    topic = Reference("topics", identifier)
    paths = {code: section_path(code, f"topics/{identifier}") for code in site.languages}
    linker = Linker(site, language, paths[language])
    words = site.resources.catalogues[language]
    near = (site.entries[reference] for reference in site.backlinks.get(topic, ()))
    about = [entry for entry in near if topic in getattr(entry.facts, "topics", ())]
    groups = []
    for kind in site.types:
        cards = linker.cards(e.reference for e in _ordered(site, kind, language) if e in about)
        if cards:
            heading = own_words(words.gettext(kind.heading), site, language)
            groups.append(Group(heading, cards, id=kind.collection, icon=kind.icon))
    term = site.entries[topic]
    sensitive = bool(getattr(term.facts, "sensitive", False))
    page = _page(site, language, paths, title_of(term, language, site), summary_of(term, language, site), sensitive)
    return ListView(page, "topic", tuple(groups), _near([card for group in groups for card in group.cards], linker))


def index_view(site: Site, language: str) -> ListView:
    """Every entry from A to Z, in the order of the reader's language, under its first letter."""
    paths = {code: section_path(code, "a-z") for code in site.languages}
    linker = Linker(site, language, paths[language])
    shown = [e for t in site.types if t.in_index for e in site.of(t.collection)]
    letters: dict[str, list[Card]] = {}
    for card in sorted((linker.card(e.reference) for e in shown), key=lambda c: sort_key(c.title.text, language)):
        letters.setdefault(first_letter(card.title.text, language), []).append(card)
    numbered = enumerate(letters.items(), start=1)
    groups = tuple(Group(letter, tuple(cards), id=f"letter-{number}") for number, (letter, cards) in numbered)
    title = own_words(site.resources.catalogues[language].gettext("A to Z"), site, language)
    return ListView(_page(site, language, paths, title, own_words("", site, language)), "index", groups, {})


def home_view(site: Site, language: str) -> ListView:
    """The home page: tasks first, then topics, then news."""
    paths = {code: home_path(code) for code in site.languages}
    linker = Linker(site, language, paths[language])
    home = site.entries.get(Reference("pages", "home"))
    tasks = linker.cards(getattr(home.facts, "tasks", ()) if home else ())
    topics = linker.cards(e.reference for e in used_topics(site))
    latest = _ordered(site, site.type_of("news"), language)[:NEWS_AT_HOME] if site.of("news") else []
    news = linker.cards(e.reference for e in latest)
    summary = summary_of(home, language, site) if home else own_words("", site, language)
    page = _page(site, language, paths, site_title(site, language), summary)
    groups = (Group("tasks", tasks), Group("topics", topics), Group("news", news))
    return ListView(page, "home", groups, _near([*tasks, *news], linker))


@dataclass(frozen=True)
class Choice:
    """A language on the page that asks for one."""

    language: SiteLanguage
    href: str
    title: Phrase
    summary: Phrase
    emergency: tuple[Phrase, ...]


@dataclass(frozen=True)
class ChoiceView:
    """The language choice at the root, and the page for an address that is not there."""

    root: str
    choices: tuple[Choice, ...]
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    emergency: tuple[Card, ...]
    unofficial: bool
    stylesheet: str


def choice_view(site: Site, path: str) -> ChoiceView:
    """The page that stands at ``path`` and offers every language. The 404 page has absolute links."""
    lost = path != "index.html"
    base = site.config.base_url
    root = (base or "/") if lost else ""
    home = site.entries.get(Reference("pages", "home"))
    urgent = [e for e in site.of("helplines") if getattr(e.facts, "urgency", "") == "emergency"]
    choices = tuple(
        Choice(
            lang,
            root + relative(home_path(code), "index.html"),
            site_title(site, code),
            summary_of(home, code, site) if home else own_words("", site, code),
            tuple(title_of(e, code, site) for e in urgent),
        )
        for code, lang in site.languages.items()
    )
    linker = Linker(site, site.config.source_language, "index.html")
    links = (
        tuple((code, base + relative(home_path(code), "index.html")) for code in site.languages)
        if base and not lost
        else ()
    )
    return ChoiceView(
        root,
        choices,
        canonical(site, "index.html") if not lost else "",
        links,
        linker.cards(e.reference for e in urgent),
        site.config.status == "unofficial",
        asset_address(site, "css/site.css"),
    )
