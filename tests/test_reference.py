"""docs/content/ says what the models accept."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from sitegen.model.config import SiteConfig
from sitegen.model.content_types import CONTENT_TYPES
from sitegen.model.entry import ContentType, Layout
from sitegen.model.types.service import SERVICES, ServiceFacts
from sitegen.model.types.vocabulary import TermFacts
from sitegen.reference import _nested, pages, write_reference
from sitegen.reference_words import hints, required, shape

DOCS = Path(__file__).resolve().parent.parent / "docs" / "content"
TOPS = [*(m for kind in CONTENT_TYPES for m in (kind.facts, kind.text)), SiteConfig, TermFacts]
MODELS = list(dict.fromkeys(m for top in TOPS for m in (top, *_nested(top))))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_description(model: type[BaseModel]) -> None:
    assert [name for name, field in model.model_fields.items() if not field.description] == []


def test_the_written_reference_is_in_step_with_the_models() -> None:
    written = {file.name: file.read_text(encoding="utf-8") for file in DOCS.glob("*.md")}
    assert written == pages(CONTENT_TYPES), "run: python build.py reference"


def test_it_is_written_to_a_folder(tmp_path: Path) -> None:
    count = write_reference(tmp_path / "new")
    assert count == len(CONTENT_TYPES) + 3 == len(list((tmp_path / "new").iterdir()))


def test_a_page_names_every_field_of_its_type() -> None:
    page = pages(CONTENT_TYPES)["services.md"]
    for name in (*SERVICES.facts.model_fields, *SERVICES.text.model_fields):
        assert f"`{name}`" in page
    assert "[words](service:ID)" in page
    assert "## For whom" in page
    assert "While it is not known, the page asks `childcare`." in page


def test_every_link_inside_a_page_has_its_heading() -> None:
    for name, page in pages(CONTENT_TYPES).items():
        headings = {line[3:].lower().replace(" ", "-") for line in page.split("\n") if line.startswith("## ")}
        anchors = {part.partition(")")[0] for part in page.split("](#")[1:]}
        assert anchors <= headings, name


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("organisation", "the id of one of `organisations`"),
        ("topics", "one, or a list; each: the id of one of `topics`"),
        ("sensitive", "yes or no"),
        ("address", "`withheld`"),
        ("hours", "[Hours](#hours)"),
        ("phones", "one, or a list; each: a phone number; or with more: [Phone](#phone)"),
        ("childcare", "one of `yes`, `no`, `unknown`; or with more: [Answer](#answer)"),
        ("related", "one, or a list; each: the collection and the id of an entry: `collection/id`"),
    ],
)
def test_types_are_said_in_plain_words(field: str, words: str) -> None:
    assert shape(hints(ServiceFacts)[field]).words == words


@pytest.mark.parametrize("kind", CONTENT_TYPES, ids=lambda kind: kind.collection)
def test_the_smallest_example_has_what_is_required_and_nothing_else(kind: ContentType) -> None:
    names = {name for name, field in kind.facts.model_fields.items() if field.is_required()}
    assert set(required(kind.facts)) == names
    assert kind.layout is Layout.FOLDERS or "id" in names
