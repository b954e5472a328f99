"""Pages that list entries: collections, topics, the A–Z, the home page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.addresses import home_path, relative, section_path
from sitegen.languages.locale import SiteLanguage
from sitegen.model.base import Facts, Reference, references
from sitegen.model.entry import ContentType, Entry
from sitegen.resolve.site import Site
from sitegen.views.chrome import asset_address, used_topics
from sitegen.views.linker import Card, Linker, summary_of, title_of
from sitegen.views.page import Page, alternates, canonical, home_crumb, own_words, site_title
from sitegen.views.phrases import Phrase


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
    title: Phrase
    summary: Phrase
    groups: tuple[Group, ...]
    near: dict[Reference, Card]
    previous: str = ""
    following: str = ""
    number: int = 1
    total: int = 1
    source_direction: str = "ltr"

    def card(self, reference: Reference) -> Card:
        """The card of an entry that a row refers to."""
        return self.near[reference]


def _page(site: Site, language: str, path: str, title: Phrase, description: Phrase, path_in: dict[str, str], home: bool = False) -> Page:
    catalogue = site.resources.catalogues[language]
    name = site_title(site, language)
    return Page(
        path=path,
        root="../" * path.count("/"),
        language=site.languages[language],
        title=title,
        description=description,
        browser_title=name.text if home else f"{title.text} · {name.text}",
        crumbs=() if home else (home_crumb(site, language, path, catalogue.gettext("Home")),),
        alternates=alternates(site, language, path, path_in.__getitem__, lambda code: True),
        canonical=canonical(site, path),
        is_home=home,
        report=site.config.repository.report or "",
    )


def _near(cards: Sequence[Card], linker: Linker) -> dict[Reference, Card]:
    return {r: linker.card(r) for card in cards for _, r in references(card.facts)}


def pages_of(site: Site, kind: ContentType) -> int:
    """How many pages the list of a type has; rows stand on one page, because links lead into it."""
    count = len(site.of(kind.collection))
    return max(1, -(-count // site.config.page_size)) if kind.has_pages else 1


def sort_key(text: str) -> tuple[str, str]:
    """Letters without accents and case first: good enough an order for el, en, ar and fa lists."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return bare, text


def collection_view(site: Site, language: str, collection: str, number: str) -> ListView:
    """A page of the list of a collection."""
    kind, page = site.type_of(collection), int(number)
    path = section_path(language, kind.folder, page)
    linker = Linker(site, language, path)
    entries = _ordered(site, kind, language)
    if kind.has_pages:
        entries = entries[(page - 1) * site.config.page_size : page * site.config.page_size]
    cards = linker.cards(e.reference for e in entries)
    total = pages_of(site, kind)
    title = own_words(site.resources.catalogues[language].gettext(kind.heading), site, language)
    return ListView(
        page=_page(site, language, path, title, own_words("", site, language), {c: section_path(c, kind.folder, page) for c in site.languages}),
        kind=kind.singular,
        title=title,
        summary=own_words("", site, language),
        groups=(Group("", cards),),
        near=_near(cards, linker),
        previous=linker.href(section_path(language, kind.folder, page - 1)) if page > 1 else "",
        following=linker.href(section_path(language, kind.folder, page + 1)) if page < total else "",
        number=page,
        total=total,
        source_direction=site.source.direction,
    )


def _ordered(site: Site, kind: ContentType, language: str) -> list[Entry]:
    entries = list(site.of(kind.collection))
    if kind.newest_first:
        return sorted(entries, key=lambda e: (e.facts.date, e.id), reverse=True)  # type: ignore[attr-defined]
    return sorted(entries, key=lambda e: sort_key(title_of(e, language, site).text)) if kind.has_pages else entries


def topic_view(site: Site, language: str, identifier: str) -> ListView:
    """Everything on a topic, by type."""
    topic = site.entries[Reference("topics", identifier)]
    path = section_path(language, f"topics/{identifier}")
    linker = Linker(site, language, path)
    catalogue = site.resources.catalogues[language]
    about = [site.entries[r] for r in site.backlinks.get(topic.reference, ()) if topic.reference in getattr(site.entries[r].facts, "topics", ())]
    groups = []
    for kind in site.types:
        cards = linker.cards(e.reference for e in _ordered(site, kind, language) if e in about)
        if cards:
            groups.append(Group(own_words(catalogue.gettext(kind.heading), site, language), cards, id=kind.collection, icon=kind.icon))
    title = title_of(topic, language, site)
    summary = summary_of(topic, language, site)
    everything = [card for group in groups for card in group.cards]
    paths = {c: section_path(c, f"topics/{identifier}") for c in site.languages}
    return ListView(_page(site, language, path, title, summary, paths), "topic", title, summary, tuple(groups), _near(everything, linker))


def index_view(site: Site, language: str) -> ListView:
    """Every entry from A to Z, in the order of the reader's language, under its first letter."""
    path = section_path(language, "a-z")
    linker = Linker(site, language, path)
    shown = [e for e in site.entries.values() if e.type.has_list or e.type.has_pages]
    shown = [e for e in shown if e.type.collection not in ("sources", "phrases", "pages") and e.id != "home"]
    letters: dict[str, list[Card]] = {}
    for card in sorted((linker.card(e.reference) for e in shown), key=lambda c: sort_key(c.title.text)):
        letters.setdefault(sort_key(card.title.text)[0][:1].upper(), []).append(card)
    groups = tuple(Group(letter, tuple(cards), id=f"letter-{n}") for n, (letter, cards) in enumerate(letters.items(), start=1))
    title = own_words(site.resources.catalogues[language].gettext("A to Z"), site, language)
    paths = {c: section_path(c, "a-z") for c in site.languages}
    return ListView(_page(site, language, path, title, own_words("", site, language), paths), "index", title, own_words("", site, language), groups, {})


def home_view(site: Site, language: str) -> ListView:
    """The home page: tasks first, then topics, then news."""
    path = home_path(language)
    linker = Linker(site, language, path)
    home = site.entries.get(Reference("pages", "home"))
    title = site_title(site, language)
    summary = summary_of(home, language, site) if home else own_words("", site, language)
    tasks = linker.cards(getattr(home.facts, "tasks", ()) if home else ())
    topics = linker.cards(e.reference for e in used_topics(site))
    news_type = site.type_of("news")
    news = linker.cards(e.reference for e in _ordered(site, news_type, language)[:3]) if site.of("news") else ()
    groups = (Group("tasks", tasks), Group("topics", topics), Group("news", news))
    paths = {c: home_path(c) for c in site.languages}
    return ListView(_page(site, language, path, title, summary, paths, home=True), "home", title, summary, groups, _near([*tasks, *news], linker))


@dataclass(frozen=True)
class Choice:
    """A language on the page that asks for one."""

    language: SiteLanguage
    href: str
    title: Phrase
    summary: Phrase
    facts: Facts | None = None


@dataclass(frozen=True)
class ChoiceView:
    """The language choice at the root, and the page for an address that is not there."""

    root: str
    choices: tuple[Choice, ...]
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    emergency: tuple[Card, ...]
    stylesheet: str


def choice_view(site: Site, path: str) -> ChoiceView:
    """The page that stands at ``path`` and offers every language. The 404 page has absolute links."""
    lost = path != "index.html"
    base = site.config.base_url
    root = (base or "/") if lost else ""
    home = site.entries.get(Reference("pages", "home"))
    choices = tuple(
        Choice(lang, root + relative(home_path(code), "index.html"), site_title(site, code), summary_of(home, code, site) if home else own_words("", site, code))
        for code, lang in site.languages.items()
    )
    urgent = [e for e in site.of("helplines") if getattr(e.facts, "urgency", "") == "emergency"]
    linker = Linker(site, site.config.source_language, "index.html")
    links = tuple((code, base + relative(home_path(code), "index.html")) for code in site.languages) if base and not lost else ()
    return ChoiceView(root, choices, canonical(site, "index.html") if not lost else "", links, linker.cards(e.reference for e in urgent), asset_address(site, "css/site.css"))
