"""What a script needs to ask questions: for practice, and as a paper like the knowledge part of the exam."""

from __future__ import annotations

from sitegen.languages.locale import SiteLanguage
from sitegen.model.base import Reference
from sitegen.model.types.exam import ExamFacts, Part
from sitegen.model.types.study import CHAPTERS, Area
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.linker import Card, Linker
from sitegen.views.lists import Group
from sitegen.views.page import Page, asset_address, with_snippet
from sitegen.views.phrases import Phrase
from sitegen.views.study.places import (
    area_name,
    chapters_of,
    mock_path,
    practice_path,
    prepared_exam,
    start_crumb,
    study_page,
    stylesheet,
)
from sitegen.views.study.questions import true_false


@record
class Paper:
    """How the knowledge part is built: questions by area, points for each, what is needed, and of the whole exam."""

    questions: dict[str, int]
    each: int
    facts: ExamFacts
    part: Part
    rest: tuple[Part, ...]


@record
class TryingView:
    """The page of the practice or of the mock exam. ``paper`` is missing when no exam says how it is built.

    ``true_false`` are the words for it in the language of the exam.
    """

    page: Page
    stylesheet: str
    script: str
    exam: Card | None
    areas: tuple[Group, ...]
    chapters: tuple[str, ...]
    paper: Paper | None
    source_language: SiteLanguage
    true_false: tuple[str, str]

    @property
    def area_names(self) -> dict[str, str]:
        """The names of the areas by their ids."""
        return {area.id: str(area.heading) for area in self.areas}

    @property
    def title(self) -> Phrase:
        """The heading of the page."""
        return self.page.title


def practice_view(site: Site, language: str) -> TryingView:
    """The page that asks one question after the other."""
    words = site.resources.catalogues[language]
    return _view(site, Linker(site, language, practice_path(language)), words.gettext("Practise the questions"))


def mock_view(site: Site, language: str) -> TryingView:
    """The page with a paper of the knowledge part."""
    words = site.resources.catalogues[language]
    return _view(site, Linker(site, language, mock_path(language)), words.gettext("Mock exam"))


def _view(site: Site, linker: Linker, title: str) -> TryingView:
    words = site.resources.catalogues[linker.language]
    exam = prepared_exam(site)
    path = mock_path if linker.path == mock_path(linker.language) else practice_path
    groups = (
        Group(area_name(area, words), linker.cards(e.reference for e in chapters_of(site, area)), area, icon=area)
        for area in Area
    )
    areas = tuple(group for group in groups if group.cards)
    page = study_page(site, linker, path, title, (start_crumb(site, linker),))
    return TryingView(
        page=with_snippet(site, page, f"{title}:", (area.heading for area in areas)),
        stylesheet=stylesheet(site),
        script=asset_address(site, "js/exam.js"),
        exam=linker.card(exam.reference) if exam else None,
        areas=areas,
        chapters=tuple(chapter.id for chapter in site.of(CHAPTERS.collection)),
        paper=_paper(site, exam.reference) if exam else None,
        source_language=site.source,
        true_false=true_false(site),
    )


def _paper(site: Site, exam: Reference) -> Paper | None:
    """The part whose components are the areas; none when it does not say how many questions each has."""
    facts = site.entries[exam].facts
    assert isinstance(facts, ExamFacts)
    for part in facts.parts:
        asked = {one.id: one.questions or 0 for one in part.components if one.id in set(Area)}
        if asked and all(asked.values()):
            rest = tuple(other for other in facts.parts if other is not part)
            return Paper(asked, int(part.points / sum(asked.values())), facts, part, rest)
    return None
