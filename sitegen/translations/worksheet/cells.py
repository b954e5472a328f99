"""The columns of a worksheet, how their cells look, and text in a cell that is never taken for anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from sitegen.translations.worklist import Worklist

FONT = "Arial"  # has the letters of all languages of the site, wherever it is opened
_FAINT = "FF666666"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA = ("=", "+", "-", "@")


class Column(NamedTuple):
    """How wide a column is, in letters, and how its cells look."""

    width: int
    style: str


#: The columns in their order. Their names stand in a hidden row, so that a column is known again wherever it was moved
#: to.
COLUMNS = {
    "key": Column(18, "key"),
    "source": Column(48, "source"),
    "present": Column(40, "present"),
    "translation": Column(48, "translation"),
    "terms": Column(30, "own"),
    "state": Column(12, "choice"),
    "notes": Column(28, "own"),
    "check": Column(8, "key"),
}


def styles(work: Worklist) -> Iterator[NamedStyle]:
    """How cells look: right-to-left ones are aligned right, what is not to be written in is grey."""
    line = Side(style="thin", color="FFDDDDDD")
    border = Border(left=line, right=line, top=line, bottom=line)
    looks = {
        "key": (work.origin, _FAINT, "FFF2F2F2", True),
        "source": (work.origin, "FF000000", "FFF7F7F7", True),
        "present": (work.language, _FAINT, "FFF7F7F7", True),
        "translation": (work.language, "FF000000", "FFFFFFFF", False),
        "todo": (work.language, "FF000000", "FFFFF6DA", False),
        "own": (work.language, "FF000000", "FFF7F7F7", True),
        "choice": (work.language, "FF000000", "FFFFFFFF", False),
        "head": (work.language, "FFFFFFFF", "FF1F4E5F", True),
    }
    for name, (language, colour, ground, locked) in looks.items():
        style = NamedStyle(name=name)
        rtl = language.direction == "rtl"
        style.alignment = Alignment("right" if rtl else "left", "top", wrap_text=True, readingOrder=2 if rtl else 1)
        style.font = Font(name=FONT, size=9 if name == "key" else 11, bold=name == "head", color=colour)
        style.fill = PatternFill("solid", fgColor=ground)
        style.border, style.protection = border, Protection(locked=locked)
        style.number_format = "@"  # what is typed stays text: 1595 no number, 3/4 no day
        yield style


def put(sheet: Worksheet, place: tuple[int, int], text: str, style: str) -> Cell:
    """Writes a text that is never taken for a number or a formula."""
    cell: Cell = sheet.cell(*place)
    cell.style = style
    if text:
        cell.value = escaped(text)
        cell.data_type = "s"
        if text.startswith(_FORMULA):
            cell.quotePrefix = True
    return cell


def escaped(text: str) -> str:
    """Text that looks like one of Excel's own signs (``_x000D_``), written so that it stays itself."""
    return _ESCAPED.sub(r"_x005F_x\1_", text)


def text_of(cell: Cell | None) -> str:
    """What stands in a cell, as text; a number as it is written."""
    value = None if cell is None else cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else str(value)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
