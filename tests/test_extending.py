"""What can be added without touching the engine: a language, a content type, an output."""

import shutil
from collections.abc import Iterator
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
from tests.builders import TODAY, built, small_site, with_real_look, write_tree

ROOT = Path(__file__).resolve().parent.parent
HOME = "content/pages/home/text.el.md\n    ---\n    title: Πόλη\n    ---\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The configuration of a small site with a copy of the templates and interface words of the real one."""
    config = with_real_look(small_site(tmp_path, HOME))
    text = config.read_text(encoding="utf-8")
    for name in ("templates", "translations"):
        shutil.copytree(ROOT / name, tmp_path / name, dirs_exist_ok=True)
        text = text.replace(str(ROOT / name), name)
    config.write_text(text, encoding="utf-8")
    return config


def test_a_further_language_is_a_line_a_catalogue_and_texts(site: Path) -> None:
    site.write_text(site.read_text(encoding="utf-8").replace("ar]", "ar, uk]"), encoding="utf-8")
    write_tree(
        site.parent,
        """
        translations/uk.po
            msgid ""
            msgstr "Content-Type: text/plain; charset=utf-8\\n"

            msgid "Home"
            msgstr "Головна"
        content/services/desk/text.uk.md
            ---
            title: Центр інтеграції мігрантів
            translated_from: {language: el}
            ---
            Текст.
        """,
    )
    pages = {a.path: a.data.decode(errors="replace") for a in built(site).artifacts}
    assert "Центр інтеграції мігрантів</h1>" in pages["uk/services/desk/index.html"]
    assert "Головна" in pages["uk/services/desk/index.html"]
    assert 'lang="uk"' in pages["ar/services/desk/index.html"]
    assert sum(path.startswith("uk/") for path in pages) == sum(path.startswith("ar/") for path in pages)


class EventFacts(SourcedFacts):
    """The facts of a new content type."""

    begins: IsoDate = Field(description="The day.")


EVENTS = ContentType("events", "event", EventFacts, "Events")


def test_a_content_type_is_a_model_and_a_template(site: Path) -> None:
    write_tree(
        site.parent,
        """
        content/events/open-day/facts.yaml
            source: city-page
            begins: 2026-12-01
        content/events/open-day/text.el.md
            ---
            title: Ανοιχτή μέρα
            ---
        templates/pages/event.html
            {% extends "base.html" %}
            {% block main %}<h1>{{ view.title }}</h1>{{ view.facts.begins | date }}{% endblock %}
        """,
    )
    result = build(Request(site, TODAY, types=(*CONTENT_TYPES, EVENTS)))
    pages = {a.path: a.data.decode(errors="replace") for a in result.artifacts}
    assert "1 Δεκεμβρίου 2026" in pages["el/events/open-day/index.html"]
    assert "Ανοιχτή μέρα" in pages["el/events/index.html"]
    assert 'href="../../../el/events/"' in pages["el/services/desk/index.html"]


def phone_list(site: Site) -> Iterator[PlannedFile]:
    """A new output: the numbers of the helplines, one a line."""
    lines = [f"{e.id} {phone.number}\n" for e in site.of("helplines") for phone in e.facts.phones]  # type: ignore[attr-defined]
    yield PlannedFile("helplines.txt", data="".join(lines).encode())


def test_an_output_is_a_function_from_the_site_to_files(tmp_path: Path) -> None:
    result = build(Request(small_site(tmp_path), TODAY, outputs=(*OUTPUTS, Output("phones", phone_list))))
    assert {a.path: a.data for a in result.artifacts}["helplines.txt"] == b"112 112\n"


def test_two_outputs_that_want_one_path_are_a_problem(tmp_path: Path) -> None:
    twice = Output("again", lambda site: iter([PlannedFile("AR/index.html", data=b"")]))
    result = build(Request(small_site(tmp_path), TODAY, outputs=(*OUTPUTS, twice)))
    assert [p.code for p in result.problems if p.code.startswith("plan")] == ["plan-collision"]
    assert result.artifacts == []
