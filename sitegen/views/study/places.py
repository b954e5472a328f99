"""Where the pages that prepare for the exam stand, what they are called, and which exam it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sitegen.addresses import section_path
from sitegen.languages.catalogues import Catalogue
from sitegen.model.base import Reference
from sitegen.model.entry import Entry
from sitegen.model.types.exam import ExamFacts
from sitegen.model.types.study import CHAPTERS, TASKS, WORDS, Area, Skill
from sitegen.resolve.site import Site
from sitegen.views.linker import Linker
from sitegen.views.page import Crumb, Page, asset_address, crumb, own_words, page_at
from sitegen.views.phrases import Phrase

THEMES = "word-themes"
TASKS_ON_A_PAGE = 4  #: more would be over the budget of a page


# --- where they stand --------------------------------------------------------------------------------------


def start_path(language: str) -> str:
    """The way in."""
    return section_path(language, CHAPTERS.folder)


def skill_path(language: str, skill: str, page: int = 1) -> str:
    """A page of the tasks of a skill."""
    return section_path(language, f"{CHAPTERS.folder}/{skill}", page)


def words_path(language: str) -> str:
    """The list of the themes of words."""
    return section_path(language, f"{CHAPTERS.folder}/words")


def theme_path(language: str, theme: str) -> str:
    """The words of a theme."""
    return section_path(language, f"{CHAPTERS.folder}/words/{theme}")


def practice_path(language: str) -> str:
    """The page that asks one question after the other."""
    return section_path(language, f"{CHAPTERS.folder}/practice")


def mock_path(language: str) -> str:
    """A paper like the knowledge part of the exam."""
    return section_path(language, f"{CHAPTERS.folder}/mock")


def questions_path(language: str, chapter: str) -> str:
    """The questions of a chapter as data."""
    return f"{language}/{CHAPTERS.folder}/{chapter}/questions.json"


# --- what is there -----------------------------------------------------------------------------------------


def has_study(site: Site) -> bool:
    """Whether there is anything to prepare with."""
    return any(site.of(kind.collection) for kind in (CHAPTERS, TASKS, WORDS))


def prepared_exam(site: Site) -> Entry | None:
    """The exam that is prepared for: the one that asks about the areas of the chapters, by the ids of its parts."""
    return next((exam for exam in site.of("exams") if set(Area) <= _asked(exam)), None)


def _asked(exam: Entry) -> set[str]:
    assert isinstance(exam.facts, ExamFacts)
    return {component.id for part in exam.facts.parts for component in part.components}


def chapters_of(site: Site, area: str) -> list[Entry]:
    """The chapters of an area, in their order."""
    found = [entry for entry in site.of("chapters") if getattr(entry.facts, "area", "") == area]
    return sorted(found, key=lambda entry: (getattr(entry.facts, "order", 0), entry.id))


def tasks_of(site: Site, skill: str) -> list[Entry]:
    """The tasks of a skill, as they stand in their file."""
    return [entry for entry in site.of("tasks") if getattr(entry.facts, "skill", "") == skill]


def tasks_pages(site: Site, skill: str) -> list[list[Entry]]:
    """The tasks of a skill, page by page."""
    tasks = tasks_of(site, skill)
    return [tasks[start : start + TASKS_ON_A_PAGE] for start in range(0, len(tasks), TASKS_ON_A_PAGE)]


def skills(site: Site) -> list[Skill]:
    """The skills that there are tasks for."""
    return [skill for skill in Skill if tasks_of(site, skill)]


def questions_of(site: Site, chapter: Reference) -> list[Entry]:
    """The questions on a chapter, as they stand in their files."""
    return _of(site, "practice", chapter)


def words_of(site: Site, theme: Reference) -> list[Entry]:
    """The words of a theme, as they stand in their files."""
    return _of(site, "words", theme)


def themes(site: Site) -> list[Entry]:
    """The themes that there are words for, in the order of the vocabulary."""
    return [theme for theme in site.of(THEMES) if words_of(site, theme.reference)]


def study_folders(site: Site) -> list[str]:
    """The folders of these pages below a language, but for the chapters, which are entries."""
    if not has_study(site):
        return []
    found = themes(site)
    tried = ["practice", "mock"] if site.of("practice") else []
    below = [*tried, *skills(site), *(["words"] if found else []), *(f"words/{theme.id}" for theme in found)]
    return [CHAPTERS.folder, *(f"{CHAPTERS.folder}/{name}" for name in below)]


def _of(site: Site, collection: str, target: Reference) -> list[Entry]:
    return [site.entries[r] for r in site.backlinks.get(target, ()) if r.collection == collection]


# --- what they are called ----------------------------------------------------------------------------------


def area_name(area: Area, words: Catalogue) -> str:
    """The name of an area of the knowledge part."""
    return {
        Area.HISTORY: words.gettext("History"),
        Area.INSTITUTIONS: words.gettext("Political institutions"),
        Area.GEOGRAPHY: words.gettext("Geography"),
        Area.CULTURE: words.gettext("Culture"),
    }[area]


def skill_name(skill: Skill, words: Catalogue) -> str:
    """The name of the tasks of a skill."""
    return {
        Skill.READING: words.gettext("Practise reading"),
        Skill.LISTENING: words.gettext("Practise listening"),
        Skill.WRITING: words.gettext("Practise writing"),
        Skill.SPEAKING: words.gettext("Practise speaking"),
    }[skill]


def start_crumb(site: Site, linker: Linker) -> Crumb:
    """The step that leads to the way in."""
    name = site.resources.catalogues[linker.language].gettext(CHAPTERS.heading)
    return crumb(site, name, start_path(linker.language), linker.path)


# --- what they have in common ------------------------------------------------------------------------------


def stylesheet(site: Site) -> str:
    """The style sheet that only these pages load, a path from the root."""
    return asset_address(site, "css/study.css")


def study_page(
    site: Site,
    linker: Linker,
    path_in: Callable[[str], str],
    title: Phrase | str,
    crumbs: tuple[Crumb, ...] = (),
    made_of: Entry | None = None,
) -> Page:
    """The frame of one of these pages, which stands at ``path_in(language)`` in each language.

    ``made_of`` is the entry that it is edited in.
    """
    language = linker.language
    paths = {code: path_in(code) for code in site.languages}
    name = own_words(title, site, language) if isinstance(title, str) else title
    page = page_at(site, language, paths, name, own_words("", site, language), made_of)
    return replace(page, crumbs=(*page.crumbs, *crumbs))
