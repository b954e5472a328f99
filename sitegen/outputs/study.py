"""Pages that prepare for the exam, in every language, and the questions of each chapter as data."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.addresses import entry_path
from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from sitegen.views.study.places import (
    has_study,
    mock_path,
    practice_path,
    questions_path,
    skill_path,
    skills,
    start_path,
    tasks_pages,
    theme_path,
    themes,
    words_path,
)
from sitegen.views.values import MadeBy, name


def plan(site: Site) -> Iterator[PlannedFile]:
    """Every page of every language; none while there is nothing to prepare with."""
    for language in site.languages if has_study(site) else ():
        yield _page(language, start_path(language), "start", name("study", language))
        yield from _chapters(site, language)
        if site.of("practice"):
            yield _page(language, practice_path(language), "practice", name("practice", language))
            yield _page(language, mock_path(language), "mock", name("mock", language))
        yield from _tasks(site, language)
        yield from _words(site, language)


def _chapters(site: Site, language: str) -> Iterator[PlannedFile]:
    for chapter in site.of("chapters"):
        path = entry_path(language, chapter.type, chapter.id)
        yield _page(language, path, "chapter", name("chapter", language, chapter.id))
        values = {"data": name("questions", language, chapter.id)}
        yield PlannedFile(questions_path(language, chapter.id), values=values)


def _tasks(site: Site, language: str) -> Iterator[PlannedFile]:
    for skill in skills(site):
        for number in range(1, len(tasks_pages(site, skill)) + 1):
            value = name("tasks", language, skill, str(number))
            yield _page(language, skill_path(language, skill, number), "tasks", value)


def _words(site: Site, language: str) -> Iterator[PlannedFile]:
    found = themes(site)
    if found:
        yield _page(language, words_path(language), "themes", name("themes", language))
    for theme in found:
        yield _page(language, theme_path(language, theme.id), "words", name("words", language, theme.id))


def _page(language: str, path: str, template: str, view: str) -> PlannedFile:
    values = {"view": view, "chrome": name("chrome", language)}
    return PlannedFile(path, f"pages/study/{template}.html", language, values)


OUTPUT = Output(
    "study",
    plan,
    {
        "study": MadeBy("study.start", "start_view"),
        "chapter": MadeBy("study.chapter", "chapter_view"),
        "practice": MadeBy("study.trying", "practice_view"),
        "mock": MadeBy("study.trying", "mock_view"),
        "tasks": MadeBy("study.tasks", "tasks_view"),
        "themes": MadeBy("study.words", "themes_view"),
        "words": MadeBy("study.words", "words_view"),
        "questions": MadeBy("study.data", "questions_data"),
    },
)
