"""The page of an entry: its text or the best that there is, its facts, what is known and what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from sitegen.addresses import entry_path, section_path
from sitegen.languages.locale import SiteLanguage
from sitegen.model.accessibility import FEATURES, Accessibility
from sitegen.model.base import Facts, Reference
from sitegen.model.entry import Entry
from sitegen.model.provenance import Source
from sitegen.records import record
from sitegen.resolve.reads import once, once_as_one
from sitegen.resolve.sensitive import is_sensitive
from sitegen.resolve.site import Site
from sitegen.resolve.translation import State, Translation
from sitegen.views.around import around
from sitegen.views.dates import Lessons, Sessions, lessons, sessions
from sitegen.views.editing import edits_of
from sitegen.views.linked_data.entries import things
from sitegen.views.linker import Card, Linker, card_of, summary_of, title_of
from sitegen.views.page import Crumb, Page, alternates, canonical, crumb, home_crumb, site_title
from sitegen.views.phrases import Phrase, chosen, language_attributes
from sitegen.views.points import MapLink
from sitegen.views.questions import Question, in_words
from sitegen.views.sharing import Sharing, sharing
from sitegen.views.showing import CardToShow, card_to_show
from sitegen.views.study.places import has_study, prepared_exam, start_path
from sitegen.views.terms import FirstUses


class SectionView(NamedTuple):
    """A section of the text, ready to print."""

    id: str
    heading: Phrase
    html: Markup


class SourceView(NamedTuple):
    """A source that the page rests on."""

    reference: Reference
    facts: Source
    language_attributes: Markup


@record
class EntryView:
    """Everything that the page of an entry shows."""

    page: Page
    kind: str
    id: str
    facts: Facts
    title: Phrase
    summary: Phrase
    text_language: SiteLanguage
    is_fallback: bool
    translation: Translation
    changed: tuple[str, ...]
    lacking: tuple[Phrase, ...]
    needs_review: bool
    sections: tuple[SectionView, ...]
    text_attributes: Markup
    known: tuple[Phrase, ...]
    not_known: tuple[Phrase, ...]
    next: tuple[Phrase, ...]
    questions: tuple[Question, ...]
    accessibility: Accessibility | None
    features: Mapping[str, Card]
    unchecked: tuple[Card, ...]
    sessions: Sessions | None
    lessons: Lessons | None
    source_language: SiteLanguage
    source_href: str
    source_name: str
    cards: Mapping[Reference, Card]
    mentioned_by: tuple[Card, ...]
    sources: tuple[SourceView, ...]
    study: str
    terms: tuple[Card, ...]
    to_show: CardToShow | None
    maps: tuple[MapLink, ...]
    sharing: Sharing | None

    def section(self, identifier: str) -> SectionView | None:
        """The section with that id."""
        return next((s for s in self.sections if s.id == identifier), None)

    def card(self, reference: Reference) -> Card:
        """The card of an entry that the facts refer to."""
        return self.cards[reference]

    def cards_of(self, references: Iterable[Reference]) -> tuple[Card, ...]:
        """The cards of several."""
        return tuple(self.cards[reference] for reference in references)

    def source_number(self, reference: Reference) -> int:
        """The number of a source in the list at the end of the page, from 1."""
        return [source.reference for source in self.sources].index(reference) + 1

    def has_step(self, identifier: str) -> bool:
        """Whether a section is the prose of a step of a guide."""
        return any(step.id == identifier for step in getattr(self.facts, "steps", ()))


def entry_view(site: Site, language: str, collection: str, identifier: str) -> EntryView:
    """The view of an entry's page in a language."""
    entry = site.entries[Reference(collection, identifier)]
    path = entry_path(language, entry.type, identifier)
    linker = Linker(site, language, path)
    there = entry.languages
    written = [code for code in site.config.chain(language) if code in there]
    spoken = written[0]
    state = site.states[entry.reference, language]
    always = around(site, entry.reference)
    access = always.accessibility
    reader, own = site.languages[language], site.languages[spoken]
    title, summary = title_of(entry, language, site), summary_of(entry, language, site)
    uses = FirstUses(site, entry)

    def phrases(name: str) -> tuple[Phrase, ...]:
        code = next((c for c in written if getattr(entry.texts[c].front, name, ())), spoken)
        lines = getattr(entry.texts[code].front, name, ())
        return tuple(uses.phrase(Phrase(line, site.languages[code], reader, site.source)) for line in lines)

    known, not_known, following = phrases("known"), phrases("not_known"), phrases("next")
    sections = section_views(site, entry, spoken, language, lambda html: linker.html(uses.html(html, spoken)))
    return EntryView(
        page=_page(site, entry, language, spoken, title, summary),
        kind=entry.type.singular,
        id=identifier,
        facts=entry.facts,
        title=title,
        summary=summary,
        text_language=own,
        is_fallback=spoken != language,
        translation=state,
        changed=_changed_headings(state, sections),
        lacking=() if spoken != language else tuple(_lacking(site, entry, state, reader)),
        needs_review=_needs_review(site, entry, spoken),
        sections=sections,
        text_attributes=language_attributes(own) if spoken != language else Markup(""),
        known=known,
        not_known=not_known,
        next=following,
        questions=in_words(site, type(entry.facts), always.unanswered, language),
        accessibility=access,
        features=_features(site, language),
        unchecked=_unchecked(site, language, " ".join(access.known() if access else ())),
        sessions=sessions(site, entry, linker),
        lessons=lessons(site, entry, linker),
        source_language=site.source,
        source_name=always.source_name,
        source_href=linker.href(entry_path(site.source.code, entry.type, identifier)),
        cards={r: linker.card(r) for r in always.reach},
        mentioned_by=linker.cards(always.mentioned_by),
        sources=source_views(site, always.rests_on, language),
        study=_study(site, entry, linker),
        terms=linker.cards(uses.terms),
        to_show=card_to_show(site, entry, linker),
        maps=always.maps,
        sharing=sharing(site, entry, language, path),
    )


@once_as_one
def _features(site: Site, language: str) -> Mapping[str, Card]:
    """The labels of all accessibility features by id. They have no pages."""
    return {entry.id: card_of(site, language, entry.reference) for entry in site.of("access-features")}


@once
def _unchecked(site: Site, language: str, known: str) -> tuple[Card, ...]:
    """The labels of the features that are not among those that are known: the same ones where the same is."""
    labels, without = _features(site, language), known.split()
    found = (labels.get(key.replace("_", "-")) for key in FEATURES if key not in without)
    return tuple(filter(None, found))


def section_views(
    site: Site, entry: Entry, code: str, language: str, linked: Callable[[str], Markup]
) -> tuple[SectionView, ...]:
    """The sections of an entry's text in a language, for a page in another; ``linked`` gives HTML its links."""
    own, reader = site.languages[code], site.languages[language]
    return tuple(
        SectionView(s.id, Phrase(s.heading, own, reader, site.source), linked(rendered.html))
        for s, rendered in zip(entry.texts[code].sections, site.bodies[entry.reference, code], strict=True)
    )


def _page(site: Site, entry: Entry, language: str, spoken: str, title: Phrase, summary: Phrase) -> Page:
    path = entry_path(language, entry.type, entry.id)
    site_name = site_title(site, language)
    sensitive = is_sensitive(site, entry)
    neutral = chosen(entry.words("neutral_title"), language, site).plain if sensitive else ""
    browser = (neutral or site_name.plain) if sensitive else f"{title.plain} · {site_name.plain}"
    return Page(
        path=path,
        root="../" * path.count("/"),
        language=site.languages[language],
        title=title,
        description=Phrase("", title.language, title.page, site.source) if sensitive else summary,
        browser_title=browser,
        crumbs=_crumbs(site, language, entry.type.collection),
        alternates=alternates(
            site, language, path, lambda code: entry_path(code, entry.type, entry.id), entry.languages.__contains__
        ),
        canonical=canonical(site, entry_path(spoken, entry.type, entry.id)),
        sensitive=sensitive,
        edits=edits_of(site, entry, language),
        report=site.config.repository.report or "",
        things=() if sensitive else things(site, entry, language),
    )


@once
def _crumbs(site: Site, language: str, collection: str) -> tuple[Crumb, ...]:
    """The way to the pages of a collection: from each of them the same."""
    kind, words = site.type_of(collection), site.resources.catalogues[language]
    path = entry_path(language, kind, "any")
    home = home_crumb(site, language, path, words.gettext("Home"))
    if not kind.has_list:
        return (home,)
    return home, crumb(site, words.gettext(kind.heading), section_path(language, kind.folder), path)


def _changed_headings(state: Translation, sections: Iterable[SectionView]) -> tuple[str, ...]:
    names = {f"#{s.id}": s.heading.text for s in sections if s.heading}
    return tuple(names[unit] for unit in state.changed if unit in names)


def _lacking(site: Site, entry: Entry, state: Translation, reader: SiteLanguage) -> Iterator[Phrase]:
    """The headings of the sections that are not there, in the language that the reader falls back to.

    Nothing else on the page shows that there is more.
    """
    for name in state.named(State.MISSING):
        if name.startswith("#"):
            texts = {code: text.section(name[1:]) for code, text in entry.texts.items()}
            heading = chosen({code: found.heading for code, found in texts.items() if found}, reader.code, site)
            if heading:
                yield heading


def _needs_review(site: Site, entry: Entry, spoken: str) -> bool:
    """Whether this is a translation that no speaker of its language is named to have read again."""
    return spoken != site.config.source_language and entry.texts[spoken].front.reviewed_by is None


def _study(site: Site, entry: Entry, linker: Linker) -> str:
    """Where one prepares for the exam that the page is about; empty when it is about none, or nothing is there yet."""
    about = (entry.reference, *getattr(entry.facts, "related", ()))
    exams = any(reference.collection == "exams" for reference in about)
    exam = prepared_exam(site) if exams and has_study(site) else None
    return linker.href(start_path(linker.language)) if exam and exam.reference in about else ""


def source_views(site: Site, references: Iterable[Reference], language: str) -> tuple[SourceView, ...]:
    """The sources among some references, each once."""
    sources = dict.fromkeys(reference for reference in references if reference.collection == "sources")
    return tuple(_source_view(site, reference, language) for reference in sources)


@once
def _source_view(site: Site, reference: Reference, language: str) -> SourceView:
    facts = site.entries[reference].facts
    assert isinstance(facts, Source)
    known = site.languages.get(facts.language)
    attributes = language_attributes(known) if known else Markup(' lang="{}" dir="ltr"').format(facts.language)
    return SourceView(reference, facts, attributes if facts.language != language else Markup(""))
