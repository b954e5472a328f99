"""The tree that YAML is read into: text scalars, sequences and mappings that know where they stand.

Every scalar is text, whatever it looks like (``no``, ``10:30``, ``0301``); the models convert.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sitegen.problems import Mark

Path = tuple[str | int, ...]
Plain = str | list["Plain"] | dict[str, "Plain"]


class Scalar(NamedTuple):
    """A piece of text; ``quoted`` is false for a plain scalar.

    Its place is made when it is asked for: there are a hundred in a file, and few are.
    """

    value: str
    file: str
    line: int = 1
    column: int = 1
    quoted: bool = False

    @property
    def mark(self) -> Mark:
        """The place where it stands."""
        return Mark(self.file, self.line, self.column)


class Items(NamedTuple):
    """A YAML sequence."""

    items: tuple[Node, ...]
    mark: Mark


class Fields(NamedTuple):
    """A YAML mapping; ``keys`` holds the place of each key, of those too whose value was refused."""

    values: dict[str, Node]
    keys: dict[str, Mark]
    mark: Mark = Mark("")

    def __reduce__(self) -> tuple[Any, ...]:
        """In a pickle all that is inside is plain tuples: there are a hundred nodes in a file, and each would be asked."""
        return _unfolded, (_folded(self),)


Node = Scalar | Items | Fields


def _folded(node: Node) -> tuple[Any, ...]:
    if isinstance(node, Scalar):
        return tuple(node)
    if isinstance(node, Items):
        return [*map(_folded, node.items)], tuple(node.mark)
    values = {key: _folded(value) for key, value in node.values.items()}
    return values, {key: tuple(mark) for key, mark in node.keys.items()}, tuple(node.mark)


def _unfolded(folded: tuple[Any, ...]) -> Node:
    if len(folded) == len(Scalar._fields):
        return Scalar(*folded)
    if len(folded) == len(Items._fields):
        return Items(tuple(map(_unfolded, folded[0])), Mark(*folded[1]))
    values, keys, mark = folded
    values = {key: _unfolded(value) for key, value in values.items()}
    return Fields(values, {key: Mark(*mark) for key, mark in keys.items()}, Mark(*mark))


def plain(node: Node) -> Plain:
    """The tree as dicts, lists and strings, for the models."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.values.items()}


def node_at(node: Node, path: Sequence[str | int]) -> Node:
    """What stands at ``path`` below ``node``, or the nearest parent that is there.

    Parts of the path that name nothing in the tree (pydantic adds some for unions) are passed over.
    """
    for part in path:
        if isinstance(node, Fields) and part in node.values:
            node = node.values[str(part)]
        elif isinstance(node, Items) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
    return node


def mark_at(node: Node, path: Sequence[str | int]) -> Mark:
    """The place of ``path`` below ``node``: of the value, or of the nearest parent that is there."""
    return node_at(node, path).mark


def key_at(node: Node, path: Sequence[str | int]) -> Mark:
    """The place of the key that ``path`` ends in; else of the value."""
    for index, part in enumerate(path):
        if isinstance(node, Fields) and part in node.values:
            if index == len(path) - 1:
                return node.keys[str(part)]
            node = node.values[str(part)]
        elif isinstance(node, Items) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
    return node.mark


def merged(lower: Node, upper: Node) -> Node:
    """A layer laid over another: mappings field by field, rows by their ``id``, all else replaced."""
    if isinstance(lower, Fields) and isinstance(upper, Fields):
        values = dict(lower.values)
        for key, value in upper.values.items():
            values[key] = merged(values[key], value) if key in values else value
        return Fields(values, {**lower.keys, **upper.keys}, upper.mark)
    if isinstance(lower, Items) and isinstance(upper, Items) and _has_ids(lower) and _has_ids(upper):
        rows: dict[str, Node] = {_id_of(row): row for row in lower.items}
        for row in upper.items:
            key = _id_of(row)
            rows[key] = merged(rows[key], row) if key in rows else row
        return Items(tuple(rows.values()), upper.mark)
    return upper


def _has_ids(node: Items) -> bool:
    ids = [_id_of(row) for row in node.items]
    return all(ids) and len(set(ids)) == len(ids)


def _id_of(row: Node) -> str:
    identifier = row.values.get("id") if isinstance(row, Fields) else None
    return identifier.value if isinstance(identifier, Scalar) else ""
