"""Headings have words and ids, each once, the same in all languages."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.config import SiteConfig
from sitegen.model.entry import Entry, LocalText
from sitegen.model.values import slug_fault
from sitegen.problems import Mark, Problem, error, warning


def check_entry(entry: Entry, config: SiteConfig) -> Iterator[Problem]:
    """A problem for each heading that cannot be linked to, or that the text in the source language has not."""
    for text in entry.texts.values():
        yield from _headings(entry, text, config.source_language)


def _headings(entry: Entry, text: LocalText, source: str) -> Iterator[Problem]:
    seen: set[str] = set()
    original = entry.texts.get(source)
    for section in (s for s in text.sections if s.heading or s.id):
        at = Mark(text.file, section.line)
        if not section.heading:
            yield error(at, "heading-empty", "the heading has no words", f"write ## Words {{#{section.id}}}")
        elif fault := slug_fault(section.id):
            message = f"“{section.heading}” needs an id of its own: {fault}"
            yield error(at, "heading-id", message, f"write ## {section.heading} {{#what}}")
        elif section.id in seen:
            message = f"#{section.id} stands twice in this text"
            yield error(at, "heading-id-twice", message, "give each heading its own id")
        elif original and not original.section(section.id):
            ids = ", ".join(s.id for s in original.sections if s.id) or "none"
            message = f"#{section.id} is not a heading of the text in {source}"
            yield warning(at, "heading-not-in-source", message, f"its headings are: {ids}")
        seen.add(section.id)
