"""Makes a typed entry out of a raw one."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from sitegen.model.config import SiteConfig
from sitegen.model.entry import ContentType, Entry, Layout, LocalText
from sitegen.model.nodes import Fields, Node, key_at
from sitegen.problems import Mark, Problem, Severity, error, warning
from sitegen.reading.content import RawEntry
from sitegen.reading.texts import is_unfinished, split_sections
from sitegen.validate.messages import validated
from sitegen.wording import say


def validate_entry(raw: RawEntry, kind: ContentType, config: SiteConfig) -> tuple[Entry | None, list[Problem]]:
    """The typed entry, when it fits, and every problem when it does not."""
    context = {"languages": config.codes, "source_language": config.source_language}
    texts, problems = _texts(raw, kind, context)
    node = raw.facts or Fields({}, {}, Mark(_beside(raw, "facts.yaml")))
    facts, found = validated(kind.facts, node, context) if "facts" not in raw.broken else (None, [])
    problems += found
    source = config.source_language
    if kind.layout is Layout.FOLDERS and source not in raw.texts and source not in raw.broken:
        at = Mark(_beside(raw, f"text.{source}.md"))
        message = say("the text in the source language ({source}) is missing", source=source)
        problems.append(error(at, "text-source-missing", message, say("write it, with at least a title")))
    if facts is None or (kind.layout is Layout.FOLDERS and source not in texts):
        return None, problems
    return Entry(kind, raw.id, facts, node, texts), problems


def _beside(raw: RawEntry, name: str) -> str:
    """A file of the entry that is not there, in the folder of those that are."""
    nodes = [raw.facts] if raw.facts else [text.node for text in raw.texts.values()]
    folder = posixpath.dirname(nodes[0].mark.file) if nodes else f"{raw.collection}/{raw.id}"
    return posixpath.join(folder, name)


def _texts(
    raw: RawEntry, kind: ContentType, context: Mapping[str, object]
) -> tuple[dict[str, LocalText], list[Problem]]:
    texts: dict[str, LocalText] = {}
    problems: list[Problem] = []
    for language, text in sorted(raw.texts.items()):
        front, found = validated(kind.text, text.node, context)
        if is_unfinished(text.node):
            problems += _of_unfinished(text.node, found, language == context["source_language"])
            continue
        problems += found
        if front:
            texts[language] = LocalText(language, front, split_sections(text.body, text.body_line), text.node)
    return texts, problems


def _of_unfinished(front: Node, found: Iterable[Problem], is_source: bool) -> Iterator[Problem]:
    """A translation that says that it is not finished is not shown, so nothing in it stops the publication."""
    at, hint = key_at(front, ("unfinished",)), say("take the line out when all of it is written")
    if is_source:
        yield error(at, "text-unfinished", say("the text in the source language must be there"), hint)
    else:
        yield warning(
            at, "text-unfinished", say("this text is not finished: readers see another language, marked"), hint
        )
    yield from (problem._replace(severity=Severity.WARNING) for problem in found)
