"""Writes values into the YAML of content files and changes nothing else in them.

Every edit is read back and compared with what was wanted before any file is written.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from sitegen.model.nodes import Node, Plain, plain
from sitegen.reading.yaml_edit import EditError, Value, cut_rows, with_value
from sitegen.reading.yaml_tree import parse_yaml
from sitegen.records import record
from sitegen.wording import say

_BOM = b"\xef\xbb\xbf"


@record
class Edit:
    """One value to be put into one file.

    ``path`` begins at the top of the file, or at the row with the id ``row``; a number in it counts the items of
    a list. ``front`` is for the front matter of a text. A new field stands behind the first of ``after`` that is
    there, else last.
    """

    file: str
    path: tuple[str, ...]
    value: Value
    row: str = ""
    front: bool = False
    after: tuple[str, ...] = ()


def edited(root: Path, edits: Iterable[Edit]) -> dict[str, bytes]:
    """The files with their edits, by path; nothing is written.

    Raises ``EditError`` when a file would then say anything else than before and the edits.
    """
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.file, []).append(edit)
    files: dict[str, bytes] = {}
    for file, found in by_file.items():
        try:
            files[file] = with_edits((root / file).read_bytes(), file, found)
        except EditError as reason:
            raise EditError(say("{file}: {fault}", file=file, fault=str(reason))) from None
    return files


def tree_of(data: bytes, file: str, front: bool = False) -> Node:
    """The YAML of a file, or of the front matter of a text."""
    text = data.removeprefix(_BOM).decode("utf-8")
    node, problems = parse_yaml(_front(text)[1] if front else text, file)
    if node is None or problems:
        raise EditError(problems[0].message if problems else say("it is empty"))
    return node


def write(path: Path, data: bytes) -> None:
    """Replaces a file in one step, or makes it; its permissions stay. One without bytes goes."""
    if not data:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.tmp")
    new.write_bytes(data)
    if path.exists():
        shutil.copymode(path, new)
    new.replace(path)


def with_edits(data: bytes, file: str, edits: Sequence[Edit]) -> bytes:
    """A file with edits, all in its front matter or none. Raises ``EditError`` as :func:`edited` does."""
    front = edits[0].front
    mark = _BOM if data.startswith(_BOM) else b""
    text = data.removeprefix(mark).decode("utf-8")
    head, yaml, tail = _front(text) if front else ("", text, "")
    wanted = plain(tree_of(data, file, front))
    pieces = dict(cut_rows(yaml)) if edits[0].row else {"": yaml}
    for edit in edits:
        place = edit.row if edit.row in pieces else ""
        pieces[place] = with_value(pieces[place], edit.path, edit.value, edit.row, edit.after)
        put(_row(wanted, edit.row), edit.path, edit.value)
    made = mark + (head + "".join(pieces.values()) + tail).encode("utf-8")
    if plain(tree_of(made, file, front)) != wanted:
        raise EditError(say("its YAML is written in an unusual way"))
    return made


def _front(text: str) -> tuple[str, str, str]:
    """A text cut at its front matter: the first line, the YAML, and the rest from the closing line on."""
    lines = text.splitlines(keepends=True)
    end = next(number for number, line in enumerate(lines) if number and line.rstrip() == "---")
    yaml = "".join(lines[1:end])
    bare = yaml.rstrip("\r\n")
    return lines[0], bare, yaml[len(bare) :] + "".join(lines[end:])


def put(tree: Plain, path: Sequence[str], value: Value) -> None:
    """Changes ``tree`` to what is wanted: the value at its place. Numbers in ``path`` count the items of a list."""
    here = tree
    for name in path[:-1]:
        if isinstance(here, list):
            here = here[int(name)]
        elif isinstance(here, dict):
            here = here.setdefault(name, {})
    last, wanted = path[-1], copy.deepcopy(value)
    if isinstance(here, list):
        here[int(last)] = wanted  # type: ignore[call-overload]  # Value is the narrower
    elif isinstance(here, dict):
        here[last] = wanted  # type: ignore[assignment]


def _row(tree: Plain, row: str) -> Plain:
    rows = tree if isinstance(tree, list) else []
    return next(r for r in rows if isinstance(r, dict) and r.get("id") == row) if row else tree
