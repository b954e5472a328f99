"""The way in: what the exam asks, what there is to prepare with, and in which order."""

from __future__ import annotations

from sitegen.model.types.study import CHAPTERS, Area, Skill
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.linker import Card, Linker
from sitegen.views.lists import Group
from sitegen.views.page import Page, with_snippet
from sitegen.views.phrases import Phrase
from sitegen.views.study.places import (
    area_name,
    chapters_of,
    prepared_exam,
    questions_of,
    skill_name,
    skill_path,
    skills,
    start_path,
    study_page,
    stylesheet,
    tasks_of,
)
from sitegen.views.study.words import Way, ways_to_themes


@record
class StartView:
    """The way in. ``exam`` is the exam that is prepared for; ``guides`` name it among what helps."""

    page: Page
    stylesheet: str
    exam: Card | None
    areas: tuple[Group, ...]
    skills: tuple[Way, ...]
    themes: tuple[Way, ...]
    guides: tuple[Card, ...]
    questions: int

    @property
    def title(self) -> Phrase:
        """The heading of the page."""
        return self.page.title


def start_view(site: Site, language: str) -> StartView:
    """The view of the way in."""
    linker = Linker(site, language, start_path(language))
    words = site.resources.catalogues[language]
    exam = prepared_exam(site)
    groups = (
        Group(area_name(area, words), linker.cards(e.reference for e in chapters_of(site, area)), area, icon=area)
        for area in Area
    )
    areas = tuple(group for group in groups if group.cards)
    ways = tuple(_way(site, linker, skill) for skill in skills(site))
    page = study_page(site, linker, start_path, words.gettext(CHAPTERS.heading))
    names = [*(area.heading for area in areas), *(way.title for way in ways)]
    return StartView(
        page=with_snippet(site, page, f"{page.title.text}:", names),
        stylesheet=stylesheet(site),
        exam=linker.card(exam.reference) if exam else None,
        areas=areas,
        skills=ways,
        themes=ways_to_themes(site, linker),
        guides=linker.cards(e.reference for e in site.of("guides") if exam and _helps(e.facts, exam.reference)),
        questions=sum(len(questions_of(site, chapter.reference)) for chapter in site.of("chapters")),
    )


def _helps(facts: object, exam: object) -> bool:
    return exam in getattr(facts, "related", ())


def _way(site: Site, linker: Linker, skill: Skill) -> Way:
    name = skill_name(skill, site.resources.catalogues[linker.language])
    return Way(name, linker.href(skill_path(linker.language, skill)), skill, len(tasks_of(site, skill)))
