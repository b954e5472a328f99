"""A translation is laid out to be written over, and readers never see it before it is done."""

from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.model.base import Reference
from sitegen.resolve.translation import State
from tests.builders import built, codes_of, small_site
from tests.translations.test_state import OFFICE, SITE


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return small_site(
        tmp_path, SITE.replace("How {#how}", "How: with “quotes” and #1 {#how}").replace(": Desk", ': "Desk: 1"')
    )


def new(config: Path, *arguments: str) -> int:
    return main(["translations", "new", *arguments, "--config", str(config), "--now", "2026-11-22"])


@pytest.fixture
def laid_out(config: Path) -> Path:
    (config.parent / "content/services/office/text.ar.md").unlink()
    assert new(config, "services/office", "ar", "--from", "en") == 0
    return config.parent / "content/services/office/text.ar.md"


def test_it_has_the_fields_and_headings_of_the_text_that_it_is_made_from(laid_out: Path) -> None:
    text = laid_out.read_text(encoding="utf-8")
    front, _, body = text.removeprefix("---\n").partition("---\n")
    assert [line for line in front.splitlines() if not line.startswith("#")] == [
        "unfinished: yes",
        'title: "Desk: 1"',
        'summary: "Ask here."',
        "translated_from: {language: en}",
    ]
    assert body == "## How: with “quotes” and #1 {#how}\n\nSo.\n\n## When {#when}\n\nNow.\n"


def test_until_it_is_finished_readers_see_another_language_and_it_is_missing(config: Path, laid_out: Path) -> None:
    result = built(config)
    assert result.ok
    assert result.site
    assert "ar" not in result.site.entries[OFFICE].texts
    assert result.site.states[OFFICE, "ar"].state is State.MISSING
    assert "text-unfinished" in codes_of(config)


@pytest.mark.parametrize("title", ['""', ""])
def test_what_is_wrong_in_it_stops_nothing_until_it_is_finished(config: Path, laid_out: Path, title: str) -> None:
    text = laid_out.read_text(encoding="utf-8").replace('"Desk: 1"', title)
    laid_out.write_text(text, encoding="utf-8")
    assert built(config).ok
    laid_out.write_text(text.replace("unfinished: yes\n", ""), encoding="utf-8")
    assert not built(config).ok


def test_words_that_are_left_when_it_is_said_to_be_finished_are_named(config: Path, laid_out: Path) -> None:
    text = laid_out.read_text(encoding="utf-8").replace("Now.", "Come in the morning, please.")
    laid_out.write_text(text.replace("unfinished: yes\n", ""), encoding="utf-8")
    assert "language-left-over" in codes_of(config)


def test_the_source_itself_cannot_be_unfinished(config: Path) -> None:
    file = config.parent / "content/services/office/text.el.md"
    file.write_text(file.read_text(encoding="utf-8").replace("---\n", "---\nunfinished: yes\n", 1), encoding="utf-8")
    assert not built(config).ok


def test_without_a_language_it_is_made_from_the_one_that_readers_fall_back_to(config: Path) -> None:
    (config.parent / "content/services/office/text.ar.md").unlink()
    config.write_text(config.read_text(encoding="utf-8") + "fallbacks: {ar: [en, el]}\n", encoding="utf-8")
    assert new(config, "services/office", "ar") == 0
    text = (config.parent / "content/services/office/text.ar.md").read_text(encoding="utf-8")
    assert "translated_from: {language: en}" in text


def test_the_cells_that_are_to_be_written_too_are_named(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = config.parent / "content/services/office/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace(", ar: دائماً.", ""), encoding="utf-8")
    (config.parent / "content/services/office/text.ar.md").unlink()
    new(config, "services/office", "ar")
    assert "facts.yaml:4 `cost.note` has no ar yet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["services/office", "en"], "is there already"),
        (["services/none", "ar"], "there is no entry"),
        (["services/office", "xx"], "is not a language of this site"),
        (["services/office", "ar", "--from", "xx"], "is not a language of this site"),
        (["topics/health", "ar"], "topics.yaml:"),
    ],
)
def test_what_cannot_be_laid_out_is_refused_and_nothing_is_written(
    config: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    before = {path: path.read_bytes() for path in config.parent.rglob("*") if path.is_file()}
    assert new(config, *arguments) == 2
    assert why in capsys.readouterr().err
    assert {path: path.read_bytes() for path in config.parent.rglob("*") if path.is_file()} == before


def test_one_that_is_begun_is_never_written_over(config: Path, laid_out: Path) -> None:
    before = laid_out.read_bytes()
    assert new(config, "services/office", "ar") == 2
    assert laid_out.read_bytes() == before


def test_written_over_and_finished_it_can_be_accepted(config: Path, laid_out: Path) -> None:
    text = laid_out.read_text(encoding="utf-8").replace("unfinished: yes\n", "")
    for old, own in (("Desk: 1", "مكتب 1"), ("Ask here.", "هنا"), ("How: with “quotes” and #1", "كيف"), ("So.", "هكذا"),
                     ("When", "متى"), ("Now.", "الآن")):  # fmt: skip
        text = text.replace(old, own, 1)
    laid_out.write_text(text, encoding="utf-8")
    assert main(["translations", "accept", "services/office", "ar", "--config", str(config)]) == 0
    site = built(config).site
    assert site
    assert site.states[Reference("services", "office"), "ar"].state is State.CURRENT
