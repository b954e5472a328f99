"""Accessible services: the help that can be had, and what is known of the buildings, need by need."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sitegen.addresses import places_data_path, section_path
from sitegen.languages.locale import SiteLanguage
from sitegen.model.accessibility import Accessibility
from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.model.types.need import NEEDS, NeedFacts
from sitegen.model.types.service import Help
from sitegen.model.values import Grade, YesNo
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.entry import EntryView, entry_view
from sitegen.views.linker import Card, Linker
from sitegen.views.page import Page, own_words, page_at
from sitegen.views.phrases import Phrase
from sitegen.views.questions import accessibility_of, has_ended


@record
class Offer:
    """A kind of help, and the services that give it as far as a source says so."""

    help: Card
    services: tuple[Card, ...]


@record
class Known:
    """What is known of a feature at one entry. ``grade`` is empty when it is only measured."""

    card: Card
    value: object
    grade: Grade | None
    checked_on: date | None


@record
class Feature:
    """A feature, what is known of it where, the best first, and at how many entries it was not checked."""

    card: Card
    key: str
    known: tuple[Known, ...]
    not_checked: int


@record
class NeedView(EntryView):
    """The view of an entry, and what only a need has: the help for it, and the features that it asks for."""

    offers: tuple[Offer, ...]
    wanted: tuple[Feature, ...]


@record
class NeedsView:
    """The list of the needs; before it all help that can be had. ``data`` leads to the places as GeoJSON."""

    page: Page
    offers: tuple[Offer, ...]
    needs: tuple[Card, ...]
    checked: int
    not_checked: int
    data: str
    source_language: SiteLanguage

    @property
    def title(self) -> Phrase:
        """The heading of the page."""
        return self.page.title


@record
class _Door:
    """An entry that somebody goes to, and its accessibility."""

    entry: Entry
    access: Accessibility | None

    @property
    def is_checked(self) -> bool:
        return self.access is not None and bool(self.access.known())


def need_view(site: Site, language: str, identifier: str) -> NeedView:
    """The view of the page of a need in a language."""
    view = entry_view(site, language, "needs", identifier)
    facts = site.entries[Reference("needs", identifier)].facts
    assert isinstance(facts, NeedFacts)
    linker = Linker(site, language, view.page.path)
    doors = list(_doors(site, language))
    return NeedView(
        **vars(view),
        offers=tuple(_offer(linker, reference, facts.topics) for reference in facts.help),
        wanted=tuple(_feature(linker, reference, doors) for reference in facts.features),
    )


def needs_view(site: Site, language: str) -> NeedsView:
    """The view of the list of the needs in a language."""
    paths = {code: section_path(code, NEEDS.folder) for code in site.languages}
    linker = Linker(site, language, paths[language])
    words = site.resources.catalogues[language]
    summary = words.gettext("First the help that you can ask for, and then what we know about the buildings.")
    needs = site.lists.ordered(NEEDS.collection, language)
    topics = {topic for need in needs for topic in getattr(need.facts, "topics", ())}
    offers = (_offer(linker, term.reference, topics) for term in site.of("help"))
    doors = list(_doors(site, language))
    return NeedsView(
        page=page_at(
            site,
            language,
            paths,
            own_words(words.gettext(NEEDS.heading), site, language),
            own_words(summary, site, language),
        ),
        offers=tuple(offer for offer in offers if offer.services),
        needs=linker.cards(need.reference for need in needs),
        checked=sum(door.is_checked for door in doors),
        not_checked=sum(not door.is_checked for door in doors),
        data=linker.href(places_data_path()) if site.of("places") else "",
        source_language=site.source,
    )


def _offer(linker: Linker, kind: Reference, topics: Collection[Reference]) -> Offer:
    """The services that give a kind of help: first those that are about one of ``topics``."""
    services = linker.site.lists.ordered("services", linker.language)
    giving = [entry for entry in services if not has_ended(entry) and _gives(entry, kind)]
    giving.sort(key=lambda entry: not set(getattr(entry.facts, "topics", ())) & set(topics))
    return Offer(linker.card(kind), linker.cards(entry.reference for entry in giving))


def _gives(entry: Entry, kind: Reference) -> bool:
    found = getattr(entry.facts, "help", None)
    return isinstance(found, Help) and kind in found.kinds()


def _doors(site: Site, language: str) -> Iterator[_Door]:
    """Where somebody goes: services and courses, and the places that none of them is at.

    What has ended is no door any more, and what is only had at a distance is none.
    """
    at: set[Reference] = set()
    for collection in ("services", "courses"):
        for entry in site.lists.ordered(collection, language):
            places = getattr(entry.facts, "places", ())
            at.update(places)
            distant = getattr(getattr(entry.facts, "online", None), "value", None) is YesNo.YES and not places
            if not has_ended(entry) and not distant:
                yield _Door(entry, accessibility_of(site, entry))
    for entry in site.lists.ordered("places", language):
        if entry.reference not in at:
            yield _Door(entry, accessibility_of(site, entry))


def _feature(linker: Linker, feature: Reference, doors: Sequence[_Door]) -> Feature:
    key = feature.id.replace("-", "_")
    known = [
        Known(
            linker.card(door.entry.reference), door.access.known()[key], door.access.grade(key), door.access.checked_on
        )
        for door in doors
        if door.access and key in door.access.known()
    ]
    best = (Grade.YES, Grade.LIMITED, None, Grade.NO)
    known.sort(key=lambda one: best.index(one.grade))
    return Feature(linker.card(feature), key, tuple(known), len(doors) - len(known))
