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
from sitegen.wording import Said, say

MAX_DEPTH = 32
_QUOTES = ("'", '"')
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TooDeepError(Exception):
    def __init__(self, mark: Mark) -> None:
        self.mark = mark


def parse_yaml(text: str, file: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text; ``None`` when there is none. ``first_line`` is where it begins in the file."""
    # What neither stands in the text nor can be written as "\u202e" stands in none of its words.
    builder = _Builder(file, first_line, may_hold_signs="\\" in text or unwanted_sign(text) is not None)
    if tab := _leading_tab(text):
        at = Mark(file, tab + first_line - 1)
        return None, [error(at, "yaml-tab", say("the line is indented with a tab"), say("use spaces"))]
    try:
        return builder.document(_events(text)), builder.problems
    except yaml.MarkedYAMLError as reason:
        return None, [*builder.problems, builder.syntax(reason)]
    except yaml.YAMLError as reason:
        message = say("cannot be read as YAML: {reason}", reason=str(reason))
        return None, [*builder.problems, error(Mark(file, first_line), "yaml-syntax", message)]
    except _TooDeepError as reason:
        message = say("more than {most} levels deep", most=MAX_DEPTH)
        return None, [error(reason.mark, "yaml-depth", message, say("is a bracket left open?"))]


def _events(text: str) -> Iterator[events.Event]:
    return iter(_Loader(text).get_event, None)


def _leading_tab(text: str) -> int:
    if "\t" not in text:
        return 0
    lines = enumerate(text.split("\n"), start=1)
    return next((n for n, line in lines if "\t" in line[: len(line) - len(line.lstrip())] and line.strip()), 0)


class _Builder:
    """Builds nodes out of events and collects what is wrong on the way."""

    def __init__(self, file: str, first_line: int, *, may_hold_signs: bool) -> None:
        self.file = file
        self.offset = first_line
        self.may_hold_signs = may_hold_signs
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
                        say("a file holds one document"),
                        say("take the line --- out"),
                    )
            elif isinstance(event, events.NodeEvent):
                node = self.node(event, stream, 1)
                root = root or node
        return root

    def node(self, event: Any, stream: Iterator[Any], depth: int) -> Node | None:
        start, kind = event.start_mark, type(event)  # half of the time that reading takes goes by here
        if depth > MAX_DEPTH:
            raise _TooDeepError(self.mark(start))
        if kind is events.AliasEvent:
            message = say("*{name}: aliases are not allowed", name=event.anchor)
            self.refuse(self.mark(start), "yaml-alias", message, say("write the value out"))
            return None
        if event.anchor or event.tag:
            self.plain_only(event, self.mark(start))
        if kind is events.ScalarEvent:
            quoted = event.style in _QUOTES
            scalar = Scalar(event.value, self.file, start.line + self.offset, start.column + 1, quoted)
            if self.may_hold_signs and (sign := unwanted_sign(scalar.value)):
                self.refuse(scalar.mark, sign.code, sign.message, sign.hint)
            return scalar
        at = self.mark(start)
        return self.mapping(at, stream, depth) if kind is events.MappingStartEvent else self.sequence(at, stream, depth)

    def plain_only(self, event: Any, at: Mark) -> None:
        if event.anchor:
            message = say("&{name}: anchors are not allowed", name=event.anchor)
            self.refuse(at, "yaml-anchor", message, say("take it out"))
        if event.tag:
            self.refuse(at, "yaml-tag", say("{tag}: tags are not allowed", tag=event.tag), say("take it out"))

    def sequence(self, at: Mark, stream: Iterator[Any], depth: int) -> Items:
        items: list[Node] = []
        for event in stream:
            if type(event) is events.SequenceEndEvent:
                break
            item = self.node(event, stream, depth + 1)
            items += [item] if item else []
        return Items(tuple(items), at)

    def mapping(self, at: Mark, stream: Iterator[Any], depth: int) -> Fields:
        values: dict[str, Node] = {}
        keys: dict[str, Mark] = {}
        for event in stream:
            if type(event) is events.MappingEndEvent:
                break
            key = self.node(event, stream, depth + 1)
            value = self.node(next(stream), stream, depth + 1)
            if not isinstance(key, Scalar) or not key.value:
                self.refuse(self.mark(event.start_mark), "yaml-key", say("a key must be a word"))
            elif key.value == "<<" and not key.quoted:
                hint = say("write the fields out")
                self.refuse(key.mark, "yaml-merge", say("<<: merge keys are not allowed"), hint)
            elif key.value in keys:
                message = _twice(key.value, keys[key.value], key.mark)
                self.refuse(key.mark, "yaml-duplicate-key", message, say("keep one"))
            else:
                keys[key.value] = key.mark
                if value and not self.is_empty(key, value):
                    values[key.value] = value
        return Fields(values, keys, at)

    def is_empty(self, key: Scalar, value: Node) -> bool:
        empty = isinstance(value, Scalar) and not value.value and not value.quoted
        if empty:
            hint = say("fill it in, or take the line out")
            self.refuse(key.mark, "yaml-empty", say("`{field}` is empty", field=key.value), hint)
        return empty

    def syntax(self, reason: yaml.MarkedYAMLError) -> Problem:
        parts = [part for part in (reason.problem, reason.context) if part]
        hint = next((hint for words, hint in _HINTS if words in " ".join(parts)), "")
        said = [_OF_LIBRARY.get(part, part) for part in parts]
        if len(said) == 2:
            message = say("cannot be read as YAML: {reason} {where}", reason=said[0], where=said[1])
        else:
            message = say("cannot be read as YAML: {reason}", reason=said[0] if said else "")
        return error(self.mark(reason.problem_mark or reason.context_mark), "yaml-syntax", message, hint)


def _twice(key: str, first: Mark, second: Mark) -> Said:
    return say(
        "`{field}` stands twice: on line {first} and on line {second}", field=key, first=first.line, second=second.line
    )


_HINTS = (
    (
        "mapping values are not allowed",
        say('a text with a colon and a space in it needs quotes: title: "Exam: speaking"'),
    ),
    ("found character that cannot start any token", say("a text that begins with @, `, % or | needs quotes round it")),
    ("did not find expected key", say("check the indentation, and that quotes and brackets are closed")),
    ("could not find expected ':'", say("a key needs a colon and a space after it")),
    ("found unexpected end of stream", say("a quote is not closed")),
    ("did not find expected ',' or", say("a bracket is not closed")),
    ("did not find expected alphabetic or numeric", say("a text that begins with * or & needs quotes round it")),
)

#: What libyaml says of mistakes that people make, in its own words, so that they can be said in another language.
_OF_LIBRARY: dict[str, Said] = {
    str(said): said
    for said in (
        say("block sequence entries are not allowed in this context"),
        say("could not find expected ':'"),
        say("did not find expected ',' or ']'"),
        say("did not find expected ',' or '}}'"),
        say("did not find expected '-' indicator"),
        say("did not find expected <document start>"),
        say("did not find expected alphabetic or numeric character"),
        say("did not find expected comment or line break"),
        say("did not find expected key"),
        say("did not find expected node content"),
        say("did not find expected whitespace or line break"),
        say("found a tab character that violates indentation"),
        say("found a tab character where an indentation space is expected"),
        say("found character that cannot start any token"),
        say("found incompatible YAML document"),
        say("found unexpected ':'"),
        say("found unexpected document indicator"),
        say("found unexpected end of stream"),
        say("found unknown escape character"),
        say("mapping values are not allowed in this context"),
        say("while parsing a block collection"),
        say("while parsing a block mapping"),
        say("while parsing a block node"),
        say("while parsing a flow mapping"),
        say("while parsing a flow node"),
        say("while parsing a flow sequence"),
        say("while parsing a quoted scalar"),
        say("while scanning a block scalar"),
        say("while scanning a directive"),
        say("while scanning a plain scalar"),
        say("while scanning a quoted scalar"),
        say("while scanning a simple key"),
        say("while scanning an alias"),
        say("while scanning an anchor"),
        say("while scanning for the next token"),
    )
}
