"""The rows of a workbook that came back, whatever program wrote it since."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException

from sitegen.translations.worklist import TICKET, NotOursError, Returned
from sitegen.translations.worksheet.cells import text_of
from sitegen.wording import say

_MOST_ROWS = 60_000
_MOST_BYTES = 60_000_000  #: of a workbook when it is unpacked
_MOST_FILES = 200
_CHECK = re.compile(rf"(?P<languages>\S+>\S+) {TICKET.pattern}")
#: What the library raises for a file that is damaged; it has no error of its own for that.
_UNREADABLE = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError,
    AttributeError, OSError, EOFError, RuntimeError, NotImplementedError,
)  # fmt: skip

_Row = tuple[Cell, ...]


class _Columns(NamedTuple):
    """Where the columns of a sheet are, and the word there for done."""

    places: Mapping[str, int]
    done: str

    def cell(self, row: _Row, name: str) -> Cell | None:
        """The cell of a column; none where the row is shorter."""
        place = self.places[name]
        return row[place] if place < len(row) else None

    def text(self, row: _Row, name: str) -> str:
        """What stands in the cell of a column."""
        return text_of(self.cell(row, name))


def read(data: bytes) -> list[Returned]:
    """The rows of a workbook that was handed out. Raises ``NotOursError``."""
    try:
        _weighed(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what else another program put into the file
            return _rows(load_workbook(io.BytesIO(data), read_only=True, rich_text=False))
    except _UNREADABLE as reason:
        raise NotOursError(say("it cannot be read as a workbook: {reason}", reason=str(reason))) from None


def _weighed(data: bytes) -> None:
    """Refuses what would fill the memory, and what has entities of its own."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        infos = packed.infolist()
        if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > _MOST_BYTES:
            raise NotOursError(say("it is larger than any worksheet"))
        if any(b"<!DOCTYPE" in packed.read(info) for info in infos if info.filename.endswith((".xml", ".rels"))):
            raise NotOursError(say("it holds a DOCTYPE, which no worksheet has"))


def _rows(book: Workbook) -> list[Returned]:
    """The rows of all sheets that have our columns."""
    found: list[Returned] = []
    ours = False
    for sheet in book.worksheets:
        columns: _Columns | None = None
        for place, row in enumerate(sheet.iter_rows(max_row=_MOST_ROWS), start=1):
            if columns is None:
                columns = _columns(row)
                ours = ours or columns is not None
            elif check := _CHECK.fullmatch(columns.text(row, "check")):
                found.append(_returned(place, row, columns, check))
    if not ours:
        raise NotOursError(say("it has no sheet that was written by translations export"))
    return found


def _columns(row: _Row) -> _Columns | None:
    """Where the columns are, from the row that names them; none from any other row."""
    named = [(index, *cell.value.partition("=")) for index, cell in enumerate(row) if isinstance(cell.value, str)]
    places = {name: index for index, name, _, _ in named}
    if not {"translation", "state", "check"} <= places.keys():
        return None
    return _Columns(places, next(word for _, name, _, word in named if name == "state"))


def _returned(place: int, row: _Row, columns: _Columns, check: re.Match[str]) -> Returned:
    cell = columns.cell(row, "translation")
    refused = None
    if cell is not None and cell.data_type == "f":
        refused = say("its translation is a formula; write it as text")
    elif cell is not None and isinstance(cell.value, datetime | date | time):
        refused = say("its translation is a day or a time; write it as text")
    done = columns.text(row, "state").strip() == columns.done and not check["same"]
    prints = (check["source"], check["present"])
    return Returned(place, check["languages"], check["key"], prints, text_of(cell), done, refused)
