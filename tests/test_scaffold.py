"""A new entry is laid out so that an editor fills it in and `check` says what is missing."""

import re
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.model.content_types import CONTENT_TYPES
from sitegen.model.entry import Layout
from sitegen.reading.yaml_tree import parse_yaml
from tests.builders import codes_of, problems_of, small_site

FOLDERS = [kind.singular for kind in CONTENT_TYPES if kind.layout is Layout.FOLDERS]
ROWS = [kind.singular for kind in CONTENT_TYPES if kind.layout is Layout.ROWS]


def new(config: Path, *words: str) -> int:
    return main(["new", *words, "--config", str(config), "--now", "2026-11-22"])


def test_a_new_service_needs_only_what_is_empty(tmp_path: Path) -> None:
    config = small_site(tmp_path)
    assert new(config, "service", "help-desk") == 0
    assert {re.findall("`(.*?)`", problem)[0] for problem in problems_of(config)} == {
        "organisation", "source", "topics", "title",
    }  # fmt: skip
    home = tmp_path / "content/services/help-desk"
    facts = (home / "facts.yaml").read_text(encoding="utf-8")
    for name, value in {"organisation": "city", "source": "city-page", "topics": "health"}.items():
        facts = facts.replace(f"\n{name}:\n", f"\n{name}: {value}\n")
    (home / "facts.yaml").write_text(facts, encoding="utf-8")
    text = (home / "text.el.md").read_text(encoding="utf-8").replace("title:", "title: Γραφείο")
    (home / "text.el.md").write_text(text, encoding="utf-8")
    assert codes_of(config) == []


@pytest.mark.parametrize("kind", FOLDERS)
def test_every_field_stands_there_explained_and_can_be_used_by_taking_a_sign_away(tmp_path: Path, kind: str) -> None:
    config = small_site(tmp_path)
    assert new(config, kind, "new-one") == 0
    (facts,) = tmp_path.glob("content/*/new-one/facts.yaml")
    found = next(k for k in CONTENT_TYPES if k.singular == kind).facts.model_fields
    lines = facts.read_text(encoding="utf-8").split("\n")
    used = [re.sub(r":$", ": x", re.sub(rf"^# (?=({'|'.join(found)}): )", "", line)) for line in lines]
    node, problems = parse_yaml("\n".join(line for line in used if not line.startswith("#")), "facts.yaml")
    assert problems == []
    assert set(node.values) == set(found) - {"id", "translated_from"}  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ROWS)
def test_a_new_row_stands_at_the_end_and_the_others_stay(tmp_path: Path, kind: str) -> None:
    config = small_site(tmp_path)
    collection = next(k for k in CONTENT_TYPES if k.singular == kind).collection
    file = tmp_path / f"content/{collection}.yaml"
    file.write_text("# Rows\n- id: first   # stays", encoding="utf-8")
    assert new(config, kind, "15900") == 0
    assert file.read_text(encoding="utf-8").startswith('# Rows\n- id: first   # stays\n- id: "15900"\n')
    assert new(config, kind, "15900") == 2


def test_a_term_of_a_vocabulary_that_is_there(tmp_path: Path) -> None:
    config = small_site(tmp_path, "content/vocabularies/topics.yaml\n    - {id: a, title: {el: Α}}")
    assert new(config, "topics", "sport") == 0
    assert "- id: sport\n" in (tmp_path / "content/vocabularies/topics.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("servise", "a"), "there is no type “servise”"),
        (("service", "Not An Id"), "cannot stand in it"),
        (("service", "../up"), "cannot stand in it"),
        (("service", "twice"), "content/services/twice is there already"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str], message: str
) -> None:
    config = small_site(tmp_path, "content/services/twice/facts.yaml\n    source: x")
    before = sorted(tmp_path.rglob("*"))
    assert new(config, *words) == 2
    assert message in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before
