"""Markdown cut into its paragraphs, list items, headings and cells of tables, so that nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.records import record

#: What begins a line of a list, a heading or a quotation.
_MARKER = re.compile(r"[ \t]*(?:(?P<mark>[-*+]|\d{1,9}[.)]|\#{1,6})[ \t]+|(?P<quote>>)[ \t]?)")
_RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|\|[ \t:|-]+)")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_CELL = re.compile(r"(?:\\.|[^|\\])+")


@record
class Block:
    """Words that stand together; ``lead`` is all that stands before them: empty lines, ``- ``, ``### ``."""

    lead: str
    kind: str
    text: str


def split(markdown: str) -> tuple[list[Block], str]:
    """The blocks of a text, and what stands behind the last; :func:`join` gives the same text again."""
    blocks: list[Block] = []
    before, goes_on = "", False
    for line in _LINE.findall(markdown):
        lead, kind = _marker(line)
        words = line[len(lead) :].rstrip()
        rest = line[len(lead) + len(words) :]
        if not words or _RULE.fullmatch(line.rstrip()):
            before, goes_on = before + line, False
        elif goes_on and kind == "paragraph":
            last = blocks.pop()
            blocks.append(Block(last.lead, last.kind, last.text + before + lead + words))
            before = rest
        elif words.startswith("|"):
            cells, end = _cells(before + lead, words)
            blocks += cells
            before, goes_on = end + rest, False
        else:
            blocks.append(Block(before + lead, kind, words))
            before, goes_on = rest, not kind.startswith("#")
    return blocks, before


def join(blocks: Iterable[Block], tail: str = "") -> str:
    """The text that the blocks were cut from."""
    return "".join(block.lead + block.text for block in blocks) + tail


def fits(block: Block) -> bool:
    """Whether a block is still one of its kind, and not a list or a table by a sign that its words begin with."""
    return split(block.lead + block.text) == ([block], "")


def _marker(line: str) -> tuple[str, str]:
    """The signs that a line begins with, and the kind of block that the last of them makes."""
    place, kind = 0, "paragraph"
    while match := _MARKER.match(line, place):
        mark = match["mark"] or match["quote"]
        place, kind = match.end(), "step" if mark[0].isdigit() else mark if mark[0] == "#" else _KINDS[mark]
        if kind.startswith("#"):
            break
    if kind == "paragraph":
        place = len(line) - len(line.lstrip(" \t"))
    return line[:place], kind


_KINDS = {"-": "item", "*": "item", "+": "item", ">": "quote"}


def _cells(lead: str, row: str) -> tuple[list[Block], str]:
    """The cells of a row of a table, and what stands behind the last."""
    found: list[Block] = []
    end = 0
    for match in _CELL.finditer(row):
        if words := match[0].strip():
            start = match.start() + match[0].index(words)
            found.append(Block((lead if not end else "") + row[end:start], "cell", words))
            end = start + len(words)
    return (found, row[end:]) if found else ([], lead + row)
