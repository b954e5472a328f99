"""Makes typed entries out of raw ones."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model.config import SiteConfig
from sitegen.model.entry import ContentType, Entry, Layout, LocalText
from sitegen.model.nodes import Fields
from sitegen.model.types.vocabulary import vocabulary
from sitegen.problems import Mark, Problem, error
from sitegen.reading.content import RawEntry, RawText
from sitegen.reading.texts import split_sections
from sitegen.validate.messages import validated


def validate_entries(raws: Iterable[RawEntry], types: Iterable[ContentType], config: SiteConfig) -> tuple[list[Entry], list[Problem]]:
    """Typed entries of those that fit, and every problem of those that do not."""
    known = {t.collection: t for t in types}
    context = {"languages": config.codes, "source_language": config.source_language}
    entries: list[Entry] = []
    problems: list[Problem] = []
    for raw in raws:
        kind = known.get(raw.collection) or vocabulary(raw.collection)
        entry, found = _entry(raw, kind, context)
        problems += found
        if entry:
            entries.append(entry)
    return entries, problems


def _entry(raw: RawEntry, kind: ContentType, context: dict[str, object]) -> tuple[Entry | None, list[Problem]]:
    problems: list[Problem] = []
    texts: dict[str, LocalText] = {}
    for language in sorted(raw.texts):
        text, found = _text(raw.texts[language], language, kind, context)
        problems += found
        if text:
            texts[language] = text
    first_file = next(iter(raw.texts.values())).node.mark.file if raw.texts else ""
    node = raw.facts or Fields({}, {}, Mark(first_file))
    source = str(context["source_language"])
    if kind.layout is Layout.FOLDERS and source not in raw.texts:
        hint = f"write text.{source}.md beside it, with at least a title"
        problems.append(error(node.mark, "text-source-missing", f"the text in the source language ({source}) is missing", hint))
    facts, found = validated(kind.facts, node, context)
    problems += found
    if facts is None or any(p.code == "text-source-missing" for p in problems) or source not in texts and raw.texts:
        return None, problems
    return Entry(kind, raw.id, facts, node, texts), problems


def _text(raw: RawText, language: str, kind: ContentType, context: dict[str, object]) -> tuple[LocalText | None, list[Problem]]:
    front, problems = validated(kind.text, raw.node, context)
    if front is None:
        return None, problems
    return LocalText(language, front, split_sections(raw.body, raw.body_line), raw.node), problems
