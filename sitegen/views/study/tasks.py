"""Pages of tasks for the language part: several to a page, by skill."""

from __future__ import annotations

import re

from sitegen.languages.locale import SiteLanguage
from sitegen.model.entry import Entry
from sitegen.model.types.study import Skill, TaskFacts
from sitegen.records import record
from sitegen.resolve.site import Site
from sitegen.views.linker import Linker, title_of
from sitegen.views.lists import Heading
from sitegen.views.page import Page, asset_address, numbered, with_snippet
from sitegen.views.phrases import Phrase, chosen
from sitegen.views.study.places import skill_name, skill_path, start_crumb, study_page, stylesheet, tasks_pages
from sitegen.views.study.questions import QuestionView, ask_view

Paragraphs = tuple[tuple[str, ...], ...]
_PARTED = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"(?<=[.!?;؟])\s+")  # the mark that asks is ; in Greek


@record
class TaskView:
    """A task. ``text``, ``prompt`` and ``model`` are paragraphs of lines; ``check`` is one thing to look at each."""

    id: str
    facts: TaskFacts
    text: Paragraphs
    asks: tuple[QuestionView, ...]
    prompt: Paragraphs
    model: Paragraphs
    check: tuple[Phrase, ...]


@record
class TasksView:
    """A page of the tasks of a skill. ``contents`` leads to all of them, on whichever page they stand.

    ``script`` reads aloud what is to be heard.
    """

    page: Page
    stylesheet: str
    script: str
    skill: Skill
    tasks: tuple[TaskView, ...]
    contents: tuple[Heading, ...]
    previous: str
    following: str
    number: int
    total: int
    source_language: SiteLanguage

    @property
    def title(self) -> Phrase:
        """The heading of the page."""
        return self.page.title


def tasks_view(site: Site, language: str, skill: str, number: str) -> TasksView:
    """The view of a page of the tasks of a skill."""
    page, pages = int(number), tasks_pages(site, skill)
    linker = Linker(site, language, skill_path(language, skill, page))
    crumbs = (start_crumb(site, linker),)
    name = skill_name(Skill(skill), site.resources.catalogues[language])

    def href(wanted: int) -> str:
        return linker.href(skill_path(language, skill, wanted)) if 1 <= wanted <= len(pages) else ""

    frame = study_page(site, linker, lambda code: skill_path(code, skill, page), name, crumbs, pages[page - 1][0])
    frame = with_snippet(site, frame, f"{name}:", (title_of(task, language, site) for task in pages[page - 1]))
    return TasksView(
        page=numbered(site, frame, page, len(pages)),
        stylesheet=stylesheet(site),
        script=asset_address(site, "js/exam.js") if skill == Skill.LISTENING else "",
        skill=Skill(skill),
        tasks=tuple(_task_view(site, language, task) for task in pages[page - 1]),
        contents=tuple(
            Heading(linker.href(f"{skill_path(language, skill, n)}#{task.id}"), title_of(task, language, site))
            for n, tasks in enumerate(pages, start=1)
            for task in tasks
        ),
        previous=href(page - 1),
        following=href(page + 1),
        number=page,
        total=len(pages),
        source_language=site.source,
    )


def _task_view(site: Site, language: str, task: Entry) -> TaskView:
    facts = task.facts
    assert isinstance(facts, TaskFacts)
    return TaskView(
        id=task.id,
        facts=facts,
        text=paragraphs(facts.text),
        asks=tuple(ask_view(site, f"{task.id}-{n}", ask) for n, ask in enumerate(facts.asks, start=1)),
        prompt=paragraphs(facts.prompt),
        model=paragraphs(facts.model),
        check=_sentences(chosen(facts.check.root, language, site)) if facts.check else (),
    )


def paragraphs(text: str) -> Paragraphs:
    """Paragraphs, which empty lines part, as the lines that they are made of: in a dialogue each speaker has one."""
    return tuple(tuple(part.split("\n")) for part in _PARTED.split(text.strip()) if part)


def _sentences(phrase: Phrase) -> tuple[Phrase, ...]:
    found = _SENTENCE_END.split(phrase.text)
    return tuple(Phrase(one, phrase.language, phrase.page, phrase.source) for one in found)
