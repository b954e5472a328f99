"""The documentation names what is there: views, filters, macros, layers, codes of problems, files."""

import dataclasses
import re
from pathlib import Path

import pytest

from sitegen.views import (
    callsheet,
    choice,
    choosing,
    chrome,
    code,
    dates,
    entry,
    finding,
    linker,
    lists,
    moved,
    needs,
    opening,
    page,
    phrases,
    portable,
    questions,
    sharing,
)
from sitegen.views.report import confirmed, coverage, heavy, links, origins, place, report
from sitegen.views.study import chapter, start, tasks, words
from sitegen.views.study import questions as exercises

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = (ROOT / "docs/templates.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"[A-Za-z_0-9]+", " ".join(re.findall(r"`([^`]*)`", TEMPLATES))))
PAGES = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]
PAGES += sorted((ROOT / "docs").glob("*.md")) + sorted((ROOT / "docs/decisions").glob("*.md"))


@pytest.mark.parametrize(
    "view",
    [
        chrome.Chrome, chrome.Line, chrome.Notice, page.Page, page.Alternate, page.Crumb, entry.EntryView,
        entry.SectionView, questions.Question, entry.SourceView, lists.ListView, lists.IndexView, finding.Finder, lists.Group, choice.ChoiceView,
        choice.Choice, linker.Card, phrases.Phrase, moved.MovedView, dates.Shown,
        opening.Table, opening.Part, opening.Row, dates.Window, dates.SessionView, dates.Month, dates.Sessions, dates.DayOff, dates.Lessons, callsheet.CallSheet, callsheet.Desk,
        callsheet.Subject, callsheet.Check, report.Report, report.Count, coverage.Coverage, coverage.Gap,
        confirmed.Tally, confirmed.Month, confirmed.DueFact, confirmed.Unknown, confirmed.Ask, origins.Year,
        origins.Reading, origins.OldSource, heavy.PageKind, heavy.Lane, heavy.HeavyPage, links.Links, links.LinkToMend, links.LinkPlace, place.Place,
        start.StartView, chapter.ChapterView, tasks.TasksView, tasks.TaskView, words.ThemesView, words.WordsView, words.Way,
        exercises.QuestionView, exercises.Marked, needs.NeedView, needs.NeedsView, needs.Offer, needs.Feature, needs.Known,
        portable.CopyView, portable.AbsentView, portable.Dated, choosing.Choosing, choosing.Option, choosing.OptionGroup, choosing.ChosenView,
        sharing.Sharing, code.Code,
    ],
)  # fmt: skip
def test_every_value_that_a_template_gets_is_described(view: type) -> None:
    fields = dataclasses.fields(view) if dataclasses.is_dataclass(view) else ()  # those of a tuple are in it
    names = {field.name for field in fields} | {n for n in vars(view) if not n.startswith("_")}
    assert names - WORDS == set()


def test_every_filter_is_described() -> None:
    source = (ROOT / "sitegen/environment.py").read_text(encoding="utf-8")
    block = source[source.index("made.filters") :]
    assert set(re.findall(r'"(\w+)":', block[: block.index("}\n")])) - WORDS == set()


def test_every_macro_is_described() -> None:
    macros = set()
    for file in (ROOT / "templates/components").glob("*.html"):
        macros |= set(re.findall(r"{% macro (\w+)\(", file.read_text(encoding="utf-8")))
    assert macros - WORDS == set()


def test_the_layers_are_those_that_are_checked() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = settings[settings.index("layers = [") :]
    layers = re.findall(r'^    "(.+)",$', block[: block.index("]")], re.MULTILINE)
    described = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    assert "\n".join(layers) in described


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_no_link_leads_to_a_file_that_is_not_there(file: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if not link.startswith(("http", "mailto"))]
    assert [link for link in links if not (file.parent / link).exists()] == []


def headings(file: Path) -> set[str]:
    """The anchors of a page, as the place where the files are kept makes them of its headings."""
    text = re.sub(r"```.*?```", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    return {re.sub(r"[^\w -]", "", found.lower()).replace(" ", "-") for found in re.findall(r"^#+ (.+)$", text, re.M)}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_no_link_leads_to_a_heading_that_is_not_there(file: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s:]*\.md|)#([^)\s]+)\)", text)
    assert [(page, part) for page, part in links if part not in headings(file.parent / page if page else file)] == []
