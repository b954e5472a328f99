"""YAML as a tree of text with positions (see ``model.nodes``).

Events are read one by one, which bounds depth (libyaml's composer dies of 50,000 open brackets) and keeps
every scalar as text. Aliases, anchors, tags and merge keys are refused; duplicate keys name both lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from yaml import events

from sitegen.model.nodes import Fields, Items, Node, Scalar
from sitegen.model.signs import unwanted_sign
from sitegen.problems import Mark, Problem, error

MAX_DEPTH = 32
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TooDeepError(Exception):
    def __init__(self, mark: Mark) -> None:
        self.mark = mark


def parse_yaml(text: str, file: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text; ``None`` when there is none. ``first_line`` is where it begins in the file."""
    builder = _Builder(file, first_line)
    if tab := _leading_tab(text):
        at = Mark(file, tab + first_line - 1)
        return None, [error(at, "yaml-tab", "the line is indented with a tab", "use spaces")]
    try:
        return builder.document(_events(text)), builder.problems
    except yaml.MarkedYAMLError as reason:
        return None, [*builder.problems, builder.syntax(reason)]
    except yaml.YAMLError as reason:
        return None, [
            *builder.problems,
            error(Mark(file, first_line), "yaml-syntax", f"cannot be read as YAML: {reason}"),
        ]
    except _TooDeepError as reason:
        return None, [error(reason.mark, "yaml-depth", f"more than {MAX_DEPTH} levels deep", "is a bracket left open?")]


def _events(text: str) -> Iterator[events.Event]:
    # ``yaml.parse`` disposes of the loader, but only at the end of the events.
    yield from yaml.parse(text, Loader=_Loader)


def _leading_tab(text: str) -> int:
    lines = enumerate(text.split("\n"), start=1)
    return next((n for n, line in lines if "\t" in line[: len(line) - len(line.lstrip())] and line.strip()), 0)


class _Builder:
    """Builds nodes out of events and collects what is wrong on the way."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file = file
        self.offset = first_line
        self.problems: list[Problem] = []

    def mark(self, mark: Any) -> Mark:  # two classes, of C and of Python, with no common base
        return Mark(self.file, mark.line + self.offset, mark.column + 1) if mark else Mark(self.file, self.offset)

    def refuse(self, at: Mark, code: str, message: str, hint: str = "") -> None:
        self.problems.append(error(at, code, message, hint))

    def document(self, stream: Iterator[events.Event]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in stream:
            if isinstance(event, events.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(
                        self.mark(event.start_mark),
                        "yaml-documents",
                        "a file holds one document",
                        "take the line --- out",
                    )
            elif isinstance(event, events.NodeEvent):
                node = self.node(event, stream, 1)
                root = root or node
        return root

    def node(self, event: events.Event, stream: Iterator[events.Event], depth: int) -> Node | None:
        at = self.mark(event.start_mark)
        if depth > MAX_DEPTH:
            raise _TooDeepError(at)
        self.plain_only(event, at)
        if isinstance(event, events.MappingStartEvent):
            return self.mapping(at, stream, depth)
        if isinstance(event, events.SequenceStartEvent):
            return self.sequence(at, stream, depth)
        if isinstance(event, events.ScalarEvent):
            if sign := unwanted_sign(event.value):  # written as "\u202e"
                self.refuse(at, sign.code, sign.message, sign.hint)
            return Scalar(event.value, at, quoted=event.style in ("'", '"'))
        return None  # an alias, which was refused

    def plain_only(self, event: events.Event, at: Mark) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, events.AliasEvent):
            self.refuse(at, "yaml-alias", f"*{anchor}: aliases are not allowed", "write the value out")
        elif anchor:
            self.refuse(at, "yaml-anchor", f"&{anchor}: anchors are not allowed", "take it out")
        if tag:
            self.refuse(at, "yaml-tag", f"{tag}: tags are not allowed", "take it out")

    def sequence(self, at: Mark, stream: Iterator[events.Event], depth: int) -> Items:
        items: list[Node] = []
        for event in stream:
            if isinstance(event, events.SequenceEndEvent):
                break
            item = self.node(event, stream, depth + 1)
            items += [item] if item else []
        return Items(tuple(items), at)

    def mapping(self, at: Mark, stream: Iterator[events.Event], depth: int) -> Fields:
        values: dict[str, Node] = {}
        keys: dict[str, Mark] = {}
        for event in stream:
            if isinstance(event, events.MappingEndEvent):
                break
            key_at = self.mark(event.start_mark)
            key = self.node(event, stream, depth + 1)
            value = self.node(next(stream), stream, depth + 1)
            if not isinstance(key, Scalar) or not key.value:
                self.refuse(key_at, "yaml-key", "a key must be a word")
            elif key.value == "<<" and not key.quoted:
                self.refuse(key_at, "yaml-merge", "<<: merge keys are not allowed", "write the fields out")
            elif key.value in keys:
                where = f"on line {keys[key.value].line} and on line {key_at.line}"
                self.refuse(key_at, "yaml-duplicate-key", f"`{key.value}` stands twice: {where}", "keep one")
            else:
                keys[key.value] = key_at
                if value and not self.is_empty(key, value):
                    values[key.value] = value
        return Fields(values, keys, at)

    def is_empty(self, key: Scalar, value: Node) -> bool:
        empty = isinstance(value, Scalar) and not value.value and not value.quoted
        if empty:
            self.refuse(key.mark, "yaml-empty", f"`{key.value}` is empty", "fill it in, or take the line out")
        return empty

    def syntax(self, reason: yaml.MarkedYAMLError) -> Problem:
        what = " ".join(part for part in (reason.problem, reason.context) if part)
        hint = next((hint for words, hint in _HINTS if words in what), "")
        return error(
            self.mark(reason.problem_mark or reason.context_mark),
            "yaml-syntax",
            f"cannot be read as YAML: {what}",
            hint,
        )


_HINTS = (
    ("mapping values are not allowed", 'a text with a colon and a space in it needs quotes: title: "Exam: speaking"'),
    ("found character that cannot start any token", "a text that begins with @, `, % or | needs quotes round it"),
    ("did not find expected key", "check the indentation, and that quotes and brackets are closed"),
    ("could not find expected ':'", "a key needs a colon and a space after it"),
    ("found unexpected end of stream", "a quote is not closed"),
    ("did not find expected ',' or", "a bracket is not closed"),
    ("did not find expected alphabetic or numeric", "a text that begins with * or & needs quotes round it"),
)  # fmt: skip
