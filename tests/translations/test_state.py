"""How far the translations are, as people and programs are told it."""

import json
import os
import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.cli import main
from sitegen.model.base import Reference
from sitegen.pipeline import Request
from sitegen.resolve.translation import State
from sitegen.translations.stamping import accept
from sitegen.translations.state import _percent
from tests.builders import ROOT_TEMPLATES, TODAY, built, small_site

SITE = """
content/services/office/facts.yaml
    source: city-page
    organisation: city
    topics: health
    cost: {kind: free, note: {el: Πάντα., en: Always., ar: دائماً.}}
content/services/office/text.el.md
    ---
    title: Γραφείο
    summary: Εδώ ρωτάτε.
    ---
    ## Πώς {#how}

    Έτσι.

    ## Πότε {#when}

    Τώρα.
content/services/office/text.en.md
    ---
    title: Desk
    summary: Ask here.
    ---
    ## How {#how}

    So.

    ## When {#when}

    Now.
content/services/office/text.ar.md
    ---
    title: مكتب
    summary: اسأل هنا.
    translated_from: {language: en}
    ---
    ## كيف {#how}

    هكذا.
"""
OFFICE = Reference("services", "office")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    found = small_site(tmp_path, SITE)
    assert accept(Request(found, TODAY), "services/office").problems == ()
    return found


def parts(config: Path, language: str) -> dict[str, str]:
    site = built(config).site
    assert site is not None
    return {name: str(state) for name, state in site.states[OFFICE, language].parts.items()}


def change(config: Path, name: str, old: str, new: str) -> None:
    file = config.parent / "content/services/office" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(config: Path, *arguments: str) -> int:
    return main(["translations", *arguments, "--config", str(config), "--now", "2026-11-22"])


def test_each_part_is_told_in_the_order_of_the_source(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(config, "text.el.md", "Τώρα.", "Ποτέ.")
    assert told(config, "state", "services/office") == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        ["services/office", "en", "ar"],
        ["outdated", "outdated"],
        ["title", "current", "current", "Γραφείο"],
        ["summary", "current", "current", "Εδώ", "ρωτάτε."],
        ["#how", "current", "current", "Πώς"],
        ["#when", "outdated", "missing", "Πότε"],
        ["facts:cost.note", "current", "current", "Πάντα."],
    ]


def test_an_outdated_part_makes_the_part_that_was_made_from_it_outdated(config: Path) -> None:
    change(config, "text.el.md", "Έτσι.", "Αλλιώς.")
    change(config, "facts.yaml", "Πάντα.", "Ποτέ.")
    outdated = {"#how": "outdated", "facts:cost.note": "outdated"}
    assert parts(config, "en") == {"title": "current", "summary": "current", "#when": "current"} | outdated
    assert parts(config, "ar") == {"title": "current", "summary": "current", "#when": "missing"} | outdated


def test_one_language_can_be_asked_for(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(config, "state", "services/office", "ar") == 0
    assert capsys.readouterr().out.splitlines()[0].split() == ["services/office", "ar"]
    assert told(config, "state", "ar") == 0
    assert capsys.readouterr().out.split()[0] == "ar"


def test_a_collection_is_told_entry_by_entry(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(config, "state", "services", "en") == 0
    heads = [line for line in capsys.readouterr().out.splitlines() if line.startswith("services/")]
    assert "services/office" in [head.split()[0] for head in heads]
    assert len(heads) > 1


def test_translations_alone_is_the_table(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(config) == 0
    out = capsys.readouterr().out
    assert out.split()[:6] == ["en", "entries", "current", "outdated", "unstamped", "missing"]
    rows = {line.split()[0]: line.split()[1:] for line in out.split("\n\n")[1].splitlines()}
    assert rows["services"] == ["2", "–", "1", "50", "%", "–", "1", "50", "%"]
    assert "sources" not in rows


def test_a_hundred_per_cent_is_only_said_of_all_and_nothing_of_none() -> None:
    assert [_percent(n, 561) for n in (0, 1, 280, 560, 561)] == ["", "1 %", "50 %", "99 %", "100 %"]


def test_programs_get_the_same_as_json(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(config, "state", "services/office", "ar", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "entry": "services/office",
            "language": "ar",
            "from": {"text": "en", "cells": "el"},
            "state": "outdated",
            "parts": parts(config, "ar"),
        }
    ]


@pytest.mark.parametrize("arguments", [["state", "services/none"], ["state", "services/office", "el"]])
def test_what_is_not_there_is_said(config: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert told(config, *arguments) == 2
    assert "build.py: " in capsys.readouterr().err


# --- what readers are told ---------------------------------------------------------------------------------


def page(config: Path, language: str) -> str:
    """The notice on the state, as text."""
    result = built(config)
    assert result.ok, result.problems
    made = next(a for a in result.artifacts if a.path == f"{language}/services/office/index.html")
    return made.data.decode().partition("<notice>")[2].partition("</notice>")[0]


@pytest.fixture
def shown(config: Path) -> Path:
    """The same site, with pages that say how old the translation is."""
    shutil.copytree(ROOT_TEMPLATES / "components", config.parent / "templates/components")
    (config.parent / "templates/pages/service.html").write_text(
        '<!doctype html>{% import "components/text.html" as text with context %}<title>-</title>'
        "<notice>{{ text.state(view) }}</notice>\n",
        encoding="utf-8",
    )
    return config


def test_a_reader_is_told_which_parts_changed_and_which_are_not_there(shown: Path) -> None:
    change(shown, "text.el.md", "Έτσι.", "Αλλιώς.")
    assert "These parts have changed: كيف" in page(shown, "ar")
    assert 'These parts are not in your language yet: <bdi lang="el" dir="ltr">Πότε</bdi>' in page(shown, "ar")
    assert "not in your language yet" not in page(shown, "en")


def test_what_is_not_there_is_named_in_the_language_that_the_reader_falls_back_to(shown: Path) -> None:
    shown.write_text(shown.read_text(encoding="utf-8") + "fallbacks: {ar: [en, el]}\n", encoding="utf-8")
    assert '<bdi lang="en" dir="ltr">When</bdi>' in page(shown, "ar")


def test_a_translation_that_only_lacks_a_part_is_not_called_old(shown: Path) -> None:
    assert "not in your language yet" in page(shown, "ar")
    assert "older than the original" not in page(shown, "ar")


def test_a_reader_of_a_current_translation_is_told_nothing(shown: Path) -> None:
    assert "<p>" not in page(shown, "en")


# --- what counts, and what does not ------------------------------------------------------------------------

CHANGES = st.sampled_from(
    ["spaces", "lines", "composed", "moved section", "word of title", "word of how", "word of when", "word of cell"]
)
MEANT = {"word of title": "title", "word of how": "#how", "word of when": "#when", "word of cell": "facts:cost.note"}


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The files of the entry, accepted."""
    config = small_site(tmp_path_factory.mktemp("accepted"), SITE)
    assert accept(Request(config, TODAY), "services/office").problems == ()
    folder = config.parent / "content/services/office"
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(edits=st.lists(CHANGES, max_size=5))
def test_a_part_is_current_as_long_as_its_words_are_those_that_were_accepted(
    tmp_path: Path, accepted: dict[str, str], edits: list[str]
) -> None:
    config = small_site(tmp_path, SITE)
    folder = config.parent / "content/services/office"
    files = dict(accepted)
    for number, edit in enumerate(edits):
        files = edited(files, edit, number)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    changed = {MEANT[edit] for edit in edits if edit in MEANT}
    found = parts(config, "en")
    assert {name for name, state in found.items() if state != "current"} == changed
    assert {state for name, state in found.items() if name in changed} <= {"outdated"}
    site = built(config).site
    assert site
    assert (site.states[OFFICE, "en"].state is State.CURRENT) == (not changed)


def edited(files: dict[str, str], edit: str, number: int) -> dict[str, str]:
    text, facts = files["text.el.md"], files["facts.yaml"]
    head, _, body = text.partition("\n---\n")
    match edit:
        case "spaces":
            body = body.replace("\n\n", "\n\n\n  \n").replace(" {#", "   {#")
        case "lines":
            facts = "# a remark\n" + facts.replace("organisation: city\n", "") + "organisation: city\n"
            body = body.replace("\n", "\r\n") if "\r" not in body else body
        case "composed":
            body, head = unicodedata.normalize("NFD", body), unicodedata.normalize("NFD", head)
        case "moved section":
            first, *rest = body.split("## ")
            body = first + "".join(f"## {part.rstrip()}\n\n" for part in reversed(rest))
        case "word of title":
            head = head.replace("title: ", f"title: Νέο{number} ")
        case "word of how" | "word of when":
            mark = "{#how}" if edit.endswith("how") else "{#when}"
            body = body.replace(mark, f"{number} {mark}")
        case "word of cell":
            facts = facts.replace("el: ", f"el: Όχι{number} ")
    return files | {"text.el.md": f"{head}\n---\n{body}", "facts.yaml": facts}


def test_a_text_in_another_folder_with_the_same_words_is_as_current_as_before(config: Path) -> None:
    (config.parent / "content/services/office").rename(config.parent / "content/services/moved")
    site = built(config).site
    assert site
    moved = site.states[Reference("services", "moved"), "en"]
    assert moved.state is State.CURRENT


def test_neither_the_day_of_a_file_nor_any_history_is_asked_for(config: Path) -> None:
    """A shallow clone has one commit and files of today: the state is the same."""
    before = parts(config, "en")
    for file in (config.parent / "content").rglob("*"):
        os.utime(file, (0, 0))
    assert not (config.parent / ".git").exists()
    assert parts(config, "en") == before
