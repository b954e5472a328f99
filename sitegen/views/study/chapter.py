"""The page of a chapter: the text of the exam's language beside the reader's, and the questions on it."""

from __future__ import annotations

from dataclasses import replace

from sitegen.model.base import Reference
from sitegen.model.types.study import ChapterFacts
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.entry import EntryView, SectionView, entry_view, section_views, source_views
from sitegen.views.linker import Card, Linker, title_of
from sitegen.views.phrases import Phrase
from sitegen.views.study.places import chapters_of, questions_of, start_crumb, stylesheet
from sitegen.views.study.questions import QuestionView, question_view


@record
class ChapterView(EntryView):
    """The view of an entry, and what only a chapter has. ``sources`` are those of its questions too.

    ``original`` is the text in the language of the exam; ``is_parallel`` whether the reader has another beside it.
    """

    stylesheet: str
    original: tuple[SectionView, ...]
    original_title: Phrase
    is_parallel: bool
    exercises: tuple[QuestionView, ...]
    previous: Card | None
    following: Card | None


def chapter_view(site: Site, language: str, identifier: str) -> ChapterView:
    """The view of a chapter's page in a language."""
    view = entry_view(site, language, "chapters", identifier)
    entry = site.entries[Reference("chapters", identifier)]
    linker = Linker(site, language, view.page.path)
    asked = questions_of(site, entry.reference)
    references = [reference for one in (entry, *asked) for _, reference in one.references]
    before, after = _neighbours(site, entry.reference, linker)
    crumbs = (*view.page.crumbs, start_crumb(site, linker))
    own = vars(view) | {
        "page": replace(view.page, crumbs=crumbs),
        "sources": source_views(site, references, language),
    }
    is_parallel = view.text_language.code != site.source.code
    original = section_views(site, entry, site.source.code, language, linker.html) if is_parallel else view.sections
    return ChapterView(
        **own,
        stylesheet=stylesheet(site),
        original=original,
        original_title=title_of(entry, site.source.code, site),
        is_parallel=is_parallel,
        exercises=tuple(question_view(site, one) for one in asked),
        previous=before,
        following=after,
    )


def _neighbours(site: Site, chapter: Reference, linker: Linker) -> tuple[Card | None, Card | None]:
    """The chapters before and after one in its area."""
    facts = site.entries[chapter].facts
    assert isinstance(facts, ChapterFacts)
    cards = [linker.card(entry.reference) for entry in chapters_of(site, facts.area)]
    place = next(place for place, card in enumerate(cards) if card.reference == chapter)
    return cards[place - 1] if place else None, cards[place + 1] if place + 1 < len(cards) else None
