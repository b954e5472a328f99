"""What can be added without touching the engine: a language, a content type, an output."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import Field

from sitegen.model.content_types import CONTENT_TYPES
from sitegen.model.entry import ContentType
from sitegen.model.provenance import SourcedFacts
from sitegen.model.values import IsoDate
from sitegen.pipeline import Request, build
from sitegen.plan import OUTPUTS
from sitegen.planned import Output, PlannedFile
from sitegen.resolve.site import Site
from tests.builders import real_site

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 22)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the real site that may be changed, without the preparation for the exam: it is most of the work."""
    study = shutil.ignore_patterns("chapters", "practice", "words", "tasks")
    for name in ("content", "templates", "assets", "translations"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=study)
    shutil.copy(ROOT / "site_config.yaml", tmp_path)
    return tmp_path


def test_a_fifth_language_is_a_line_a_catalogue_and_texts(copy: Path) -> None:
    config = copy / "site_config.yaml"
    config.write_text(config.read_text().replace("languages:\n", "languages:\n  - {code: uk}\n", 1))
    (copy / "translations/uk.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Home"\nmsgstr "Головна"\n'
    )
    (copy / "content/services/kem/text.uk.md").write_text(
        "---\ntitle: Центр інтеграції мігрантів\ntranslated_from: {language: en}\n---\nТекст.\n"
    )
    pages = {a.path: a.data.decode(errors="replace") for a in build(Request(config, DAY)).artifacts}
    assert "Центр інтеграції мігрантів</h1>" in pages["uk/services/kem/index.html"]
    assert "Головна" in pages["uk/index.html"]
    assert 'lang="uk"' in pages["fa/services/kem/index.html"]
    assert sum(path.startswith("uk/") for path in pages) == sum(path.startswith("fa/") for path in pages)


class EventFacts(SourcedFacts):
    """The facts of a new content type."""

    begins: IsoDate = Field(description="The day.")


EVENTS = ContentType("events", "event", EventFacts, "Events")


def test_a_content_type_is_a_model_and_a_template(copy: Path) -> None:
    folder = copy / "content/events/open-day"
    folder.mkdir(parents=True)
    (folder / "facts.yaml").write_text("source: city-accmr-page\nbegins: 2026-12-01\n")
    (folder / "text.el.md").write_text("---\ntitle: Ανοιχτή μέρα\n---\n")
    (copy / "templates/pages/event.html").write_text(
        '{% extends "base.html" %}{% block main %}<h1>{{ view.title }}</h1>{{ view.facts.begins | date }}{% endblock %}'
    )
    result = build(Request(copy / "site_config.yaml", DAY, types=(*CONTENT_TYPES, EVENTS)))
    pages = {a.path: a.data.decode(errors="replace") for a in result.artifacts}
    assert "1 Δεκεμβρίου 2026" in pages["el/events/open-day/index.html"]
    assert "Ανοιχτή μέρα" in pages["el/events/index.html"]
    assert 'href="../../../el/events/"' in pages["el/services/kem/index.html"]


def phone_list(site: Site) -> Iterator[PlannedFile]:
    """A new output: the numbers of the helplines, one a line."""
    lines = [f"{e.id} {phone.number}\n" for e in site.of("helplines") for phone in e.facts.phones]  # type: ignore[attr-defined]
    yield PlannedFile("helplines.txt", data="".join(lines).encode())


def test_an_output_is_a_function_from_the_site_to_files() -> None:
    request = replace(real_site(), outputs=(*OUTPUTS, Output("phones", phone_list)))
    files = {a.path: a.data for a in build(request).artifacts}
    assert b"112 112\n" in files["helplines.txt"]


def test_two_outputs_that_want_one_path_are_a_problem() -> None:
    twice = Output("again", lambda site: iter([PlannedFile("FA/index.html", data=b"")]))
    result = build(replace(real_site(), outputs=(*OUTPUTS, twice)))
    assert [p.code for p in result.problems if p.code.startswith("plan")] == ["plan-collision"]
    assert result.artifacts == []
