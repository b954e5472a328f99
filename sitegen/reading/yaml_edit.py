"""Puts one value into a YAML text and leaves every other byte as it was: comments, order, quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import yaml

from sitegen.wording import say

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")

_ROW = re.compile(r"^(?=- )", re.MULTILINE)

Value = str | Sequence["Value"] | Mapping[str, "Value"]


class EditError(Exception):
    """The text does not have the shape that the edit needs."""


def flow(value: Value) -> str:
    """A value as it is written on one line: ``{language: el, fingerprints: {title: 0123456789ab}}``."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
    if not isinstance(value, str):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return value if _PLAIN.fullmatch(value) else "'" + value.replace("'", "''") + "'"


def with_value(text: str, path: Sequence[str], value: Value, row: str = "", after: Sequence[str] = ()) -> str:
    """``text`` with ``value`` at ``path``, in flow style; a value that stands there is replaced.

    A number in ``path`` counts the items of a list. In a list of rows ``row`` is the id of the row that ``path``
    begins at. A new field stands behind the first field of ``after`` that is there, else last. Raises
    :class:`EditError`.
    """
    root = yaml.compose(text, Loader=_Loader)
    if root is None:
        return _line(path, value, "", _newline(text)) + _newline(text) + text
    node = _row(root, row) if row else root
    for depth, name in enumerate(path):
        if isinstance(node, yaml.SequenceNode) and name.isdecimal() and int(name) < len(node.value):
            node = node.value[int(name)]
            continue
        if not isinstance(node, yaml.MappingNode):
            raise EditError(say("{field} has no fields", field=".".join(path[:depth])))
        found = _field(node, name)
        if found is None:
            return _inserted(text, node, path[depth:], value, after if depth == 0 else ())
        node = found
    return text[: node.start_mark.index] + _like(node, value, _newline(text)) + text[_end(text, node) :]


def _like(node: yaml.Node, value: Value, newline: str) -> str:
    """A value in the place of ``node``: a list with an item a line stays such a list."""
    in_lines = isinstance(node, yaml.SequenceNode) and not node.flow_style and not isinstance(value, str | Mapping)
    if not in_lines or not value:
        return flow(value)
    return f"{newline}{' ' * node.start_mark.column}".join(f"- {flow(item)}" for item in value)


def cut_rows(text: str) -> list[tuple[str, str]]:
    """A list of rows cut before each row, as pairs of its id and its text, which is again a list of one row.

    What stands before the first row has no id. A text that is no such list comes back whole.
    """
    before, *pieces = _ROW.split(text)
    ids = [_only_id(yaml.compose(piece, Loader=_Loader)) for piece in pieces]
    if yaml.compose(before, Loader=_Loader) is not None or not all(ids):
        return [("", text)]
    return [("", before), *zip(ids, pieces, strict=True)]


def _only_id(root: yaml.Node | None) -> str:
    """The id of the one row of a list; empty when it is another thing."""
    item = root.value[0] if isinstance(root, yaml.SequenceNode) and len(root.value) == 1 else None
    identifier = _field(item, "id") if isinstance(item, yaml.MappingNode) else None
    return str(identifier.value) if isinstance(identifier, yaml.ScalarNode) else ""


def _row(root: yaml.Node, row: str) -> yaml.Node:
    for item in root.value if isinstance(root, yaml.SequenceNode) else ():
        identifier = _field(item, "id") if isinstance(item, yaml.MappingNode) else None
        if identifier is not None and identifier.value == row:
            return item  # type: ignore[no-any-return]
    raise EditError(say("there is no row {row}", row=row))


def _field(node: yaml.MappingNode, name: str) -> yaml.Node | None:
    return next((value for key, value in node.value if key.value == name), None)


def _end(text: str, node: yaml.Node) -> int:
    """Where a node really ends: the parser puts the end of a block behind the comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(node, yaml.MappingNode) else last)
    return len(text[: node.end_mark.index].rstrip())


def _inserted(text: str, node: yaml.MappingNode, path: Sequence[str], value: Value, after: Sequence[str]) -> str:
    if node.flow_style:
        place = _end(text, node.value[-1][1]) if node.value else node.start_mark.index + 1
        return text[:place] + (", " if node.value else "") + _flow_field(path, value) + text[place:]
    behind = next((found for name in after if (found := _field(node, name))), node)
    place = _end_of_line(text, _end(text, behind))
    indent = " " * node.value[0][0].start_mark.column
    newline = _newline(text)
    return text[:place] + newline + _line(path, value, indent, newline) + text[place:]


def _flow_field(path: Sequence[str], value: Value) -> str:
    for name in reversed(path[1:]):
        value = {name: value}
    return f"{flow(path[0])}: {flow(value)}"


def _line(path: Sequence[str], value: Value, indent: str, newline: str) -> str:
    """A field, each part of its path on a line of its own."""
    lines = [f"{indent}{'  ' * depth}{flow(name)}:" for depth, name in enumerate(path)]
    return newline.join(lines) + " " + flow(value)


def _end_of_line(text: str, place: int) -> int:
    match = re.compile(r"[^\r\n]*").match(text, place)
    return match.end() if match else place


def _newline(text: str) -> str:
    match = re.search(r"\r\n|\n|\r", text)
    return match[0] if match else "\n"
