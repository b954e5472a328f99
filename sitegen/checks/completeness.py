"""What a reader would miss: a text, a cell or a section without its translation."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry, Layout
from sitegen.problems import Mark, Problem, warning
from sitegen.resolve.translation import State, cells, translation, units


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A warning for each text, cell or section that is missing or older than its source."""
    source = config.source_language
    for language in (code for code in config.codes if code != source):
        yield from _state(entry, language, source)
        yield from _cells(entry, language, source)
        if source in entry.texts and language in entry.texts:
            yield from _parts(entry, language, source)


def _state(entry: Entry, language: str, source: str) -> Iterator[Problem]:
    found = translation(entry, language, source)
    text = entry.texts.get(language)
    if found.state is State.MISSING and entry.type.layout is Layout.FOLDERS:
        yield warning(
            entry.mark(),
            "translation-missing",
            f"{entry.reference} has no text in {language}: readers see another language, marked",
            f"write text.{language}.md",
        )
    elif found.state is State.OUTDATED:
        yield warning(
            Mark(text.file) if text else entry.mark(),
            "translation-outdated",
            f"{entry.reference} in {language} is older than its source: {', '.join(found.changed)}",
            f"mend it, then run build.py translations accept {entry.reference} {language}",
        )


def _cells(entry: Entry, language: str, source: str) -> Iterator[Problem]:
    there = cells(entry, language)
    for name in (n for n in cells(entry, source) if n not in there):
        path = tuple(int(part) if part.isdigit() else part for part in name.split("."))
        yield warning(
            entry.mark(path),
            "cell-missing",
            f"`{name}` has no {language}: readers see another language, marked",
            f"add {language}: …",
        )


def _parts(entry: Entry, language: str, source: str) -> Iterator[Problem]:
    """Fields and sections of the text that its translation lacks."""
    text = entry.texts[language]
    at, there = Mark(text.file), units(entry, language)
    for name in (n for n in units(entry, source) if not n.startswith("#") and n not in there):
        message = f"`{name}` is missing in {language}: readers see another language, marked"
        yield warning(at, "field-untranslated", message, f"translate `{name}` of text.{source}.md")
    for section in entry.texts[source].sections:
        if section.id and not text.section(section.id):
            message = f"the section #{section.id} is missing in {language}"
            yield warning(at, "section-missing", message, f"translate “{section.heading}”")
