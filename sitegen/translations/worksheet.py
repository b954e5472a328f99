"""A worklist as an Excel workbook, for translators who have two hours and no other program; and back."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sitegen.languages.catalogues import Catalogue
from sitegen.translations.rows import RowState
from sitegen.translations.worklist import TICKET, NotOursError, Returned, Worklist, compared, notes_of, ticket
from sitegen.wording import say

#: The columns in their order, and how wide they are, in letters. Their names stand in a hidden row, so that a column
#: is known again wherever it was moved to.
_COLUMNS = {
    "key": 18,
    "source": 48,
    "present": 40,
    "translation": 48,
    "terms": 30,
    "state": 12,
    "notes": 28,
    "check": 8,
}
_NAMES = 1  #: the row with the names of the columns
_HEAD = 2  #: the row with their labels
_MOST_ROWS = 60_000
_MOST_BYTES = 60_000_000  #: of a workbook when it is unpacked
_MOST_FILES = 200
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_CHECK = re.compile(rf"(?P<languages>\S+>\S+) {TICKET.pattern}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA = ("=", "+", "-", "@")
_FAINT, _NEW = "FF666666", "FFB00020"


def written(work: Worklist) -> bytes:
    """The workbook; the same worklist gives the same bytes."""
    book = Workbook()
    for style in _styles(work):
        book.add_named_style(style)
    guide, sheet = book.active, book.create_sheet(f"{work.origin.code} → {work.language.code}")
    right_to_left = work.language.direction == "rtl"
    for page in (guide, sheet):
        page.sheet_view.rightToLeft = right_to_left
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
        page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    _guide(guide, work.catalogue)
    _rows(sheet, work)
    book.active = sheet
    guide.sheet_view.tabSelected = False
    book.properties.creator = ""
    made = io.BytesIO()
    book.save(made)
    return _without_dates(made.getvalue())


def _guide(page: Worksheet, catalogue: Catalogue) -> None:
    """The first sheet: how it is done, in five lines."""
    _ = catalogue.gettext
    page.title = re.sub(r"[\[\]:*?/\\]", " ", _("How to"))[:31]
    lines = (
        _("Write in the column “Translation”, and nowhere else. Work from the top: the most urgent stands first."),
        _("Signs such as {1} and {/1} stand for links and bold words. Keep each of them, around its words."),
        _("Coloured words in the source are new. If the translation is still right, choose “done” under “State”."),
        _("What you leave empty or do not touch stays as it is on the site. You need not finish everything."),
        _("Write numbers with the digits 0–9, as in the source. Use the terms beside. Then send the file back."),
    )
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 4, 100
    for number, line in enumerate(lines, start=1):
        page.row_dimensions[number].height = 34
        _put(page, (number, 1), str(number), "own")
        _put(page, (number, 2), line, "own")


def _rows(sheet: Worksheet, work: Worklist) -> None:
    labels, states = _labels(work), state_words(work.catalogue)
    for column, (name, width) in enumerate(_COLUMNS.items(), start=1):
        sheet.column_dimensions[sheet.cell(_HEAD, column).column_letter].width = width
        _put(sheet, (_NAMES, column), f"{name}={states['done']}" if name == "state" else name, "key")
        _put(sheet, (_HEAD, column), labels.get(name, ""), "head")
    for number, row in enumerate(work.rows, start=_HEAD + 1):
        check = f"{work.origin.code}>{work.language.code} {ticket(row)}"
        terms, notes = "\n".join(work.terms_of(row)), "\n".join(notes_of(row, work.catalogue))
        cells = (row.key, row.source, row.present, row.present, terms, states[row.state], notes, check)
        sheet.row_dimensions[number].height = _height(cells)
        for column, (name, text) in enumerate(zip(_COLUMNS, cells, strict=True), start=1):
            cell = _put(sheet, (number, column), text, "todo" if name == "translation" and row.to_do else _STYLES[name])
            if name == "source" and row.before and row.state is RowState.CHANGED:
                cell.value = _with_new_words(row.before, row.source)
    end = _HEAD + len(work.rows)
    sheet.row_dimensions[_HEAD].height = 20
    sheet.row_dimensions[_NAMES].hidden = True
    sheet.column_dimensions["H"].hidden = True
    sheet.freeze_panes = f"B{_HEAD + 1}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.auto_filter.ref = f"A{_HEAD}:H{max(end, _HEAD)}"
    choice = DataValidation("list", formula1=f'"{",".join((states["done"], *map(states.__getitem__, RowState)))}"')
    choice.showErrorMessage = False
    choice.add(f"F{_HEAD + 1}:F{max(end, _HEAD + 1)}")
    sheet.add_data_validation(choice)
    # No password: it keeps from accidents, and whoever wants to sort the rows may lift it.
    sheet.protection.sheet = True
    for name in ("formatCells", "formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(sheet.protection, name, False)


def _height(cells: Sequence[str]) -> float:
    """The height of a row in points, for its longest cell or a translation that is a third longer than the source.

    Not every program finds it out by itself.
    """
    key, source, present, _, *rest, _ = cells
    texts = (key, source + source[: len(source) // 3], present, "", *rest)
    lines = [
        sum(1 + len(line) // width for line in text.split("\n"))
        for text, width in zip(texts, _COLUMNS.values(), strict=False)
    ]
    return 15.0 * max(lines) + 3


_STYLES = {
    "key": "key", "source": "source", "present": "present", "translation": "translation", "terms": "own",
    "state": "choice", "notes": "own", "check": "key",
}  # fmt: skip


def _labels(work: Worklist) -> dict[str, str]:
    pgettext = work.catalogue.pgettext
    source, translation = pgettext("worksheet", "Source"), pgettext("worksheet", "Translation")
    return {
        "key": pgettext("worksheet", "Part"),
        "source": f"{source} ({work.origin.name})",
        "present": pgettext("worksheet", "Now on the site"),
        "translation": f"{translation} ({work.language.name})",
        "terms": pgettext("worksheet", "Terms"),
        "state": pgettext("worksheet", "State"),
        "notes": pgettext("worksheet", "Notes"),
    }


def state_words(catalogue: Catalogue) -> dict[str, str]:
    """What the states of a row are called, and what a translator chooses when it is done. None has a comma."""
    pgettext = catalogue.pgettext
    return {
        RowState.NEW: pgettext("worksheet", "new"),
        RowState.CHANGED: pgettext("worksheet", "changed"),
        RowState.COMPARE: pgettext("worksheet", "to compare"),
        RowState.SAME: pgettext("worksheet", "as it is"),
        RowState.GONE: pgettext("worksheet", "gone from the source"),
        "done": pgettext("worksheet", "done"),
    }


def _with_new_words(before: str, after: str) -> CellRichText:
    font = InlineFont(rFont=_FONT, sz=11, b=True, color=_NEW)
    pieces = ((sign, _escaped(text)) for sign, text in compared(before, after) if sign != "-")
    return CellRichText(*(TextBlock(font, text) if sign == "+" else text for sign, text in pieces))


_FONT = "Arial"  # has the letters of all languages of the site, wherever it is opened


def _styles(work: Worklist) -> Iterator[NamedStyle]:
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
        style.font = Font(name=_FONT, size=9 if name == "key" else 11, bold=name == "head", color=colour)
        style.fill = PatternFill("solid", fgColor=ground)
        style.border, style.protection = border, Protection(locked=locked)
        style.number_format = "@"  # what is typed stays text: 1595 no number, 3/4 no day
        yield style


def _put(sheet: Worksheet, place: tuple[int, int], text: str, style: str) -> Cell:
    """Writes a text that is never taken for a number or a formula."""
    cell: Cell = sheet.cell(*place)
    cell.style = style
    if text:
        cell.value = _escaped(text)
        cell.data_type = "s"
        if text.startswith(_FORMULA):
            cell.quotePrefix = True
    return cell


def _escaped(text: str) -> str:
    """Text that looks like one of Excel's own signs (``_x000D_``), written so that it stays itself."""
    return _ESCAPED.sub(r"_x005F_x\1_", text)


def _without_dates(data: bytes) -> bytes:
    """The same workbook without the time of its making."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            inner = old.read(name)
            if name == "docProps/core.xml":
                inner = re.sub(
                    rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), inner
                )
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, inner)
    return made.getvalue()


def read(data: bytes) -> list[Returned]:
    """The rows of a workbook that was handed out, whatever program wrote it since. Raises ``NotOursError``."""
    _weighed(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what else another program put into the file
            rows = _read(load_workbook(io.BytesIO(data), read_only=True, rich_text=False))
    except _UNREADABLE as reason:
        raise NotOursError(say("it cannot be read as a workbook: {reason}", reason=str(reason))) from None
    if rows is None:
        raise NotOursError(say("it has no sheet that was written by translations export"))
    return rows


#: What the library raises for a file that is damaged; it has no error of its own for that.
_UNREADABLE = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError,
    AttributeError, OSError, EOFError, RuntimeError, NotImplementedError,
)  # fmt: skip


def _read(book: Workbook) -> list[Returned] | None:
    """The rows of all sheets that have our columns; ``None`` when none has."""
    found: list[Returned] | None = None
    for sheet in book.worksheets:
        columns: dict[str, int] = {}
        done = ""
        for place, row in enumerate(sheet.iter_rows(max_row=_MOST_ROWS), start=1):
            if not columns:
                columns, done = _columns(row)
                found = found or ([] if columns else None)
            elif found is not None and (check := _CHECK.fullmatch(_text(row, columns["check"]))):
                found.append(_returned(place, row, columns, check, done))
    return found


def _columns(row: tuple[Cell, ...]) -> tuple[dict[str, int], str]:
    """Where the columns are, from the row that names them, and the word for done; nothing from any other row."""
    named = [(index, *cell.value.partition("=")) for index, cell in enumerate(row) if isinstance(cell.value, str)]
    columns = {name: index for index, name, _, _ in named}
    if not {"translation", "state", "check"} <= columns.keys():
        return {}, ""
    return columns, next(word for _, name, _, word in named if name == "state")


def _weighed(data: bytes) -> None:
    """Refuses what would fill the memory, and what has entities of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            infos = packed.infolist()
            if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > _MOST_BYTES:
                raise NotOursError(say("it is larger than any worksheet"))
            if any(b"<!DOCTYPE" in packed.read(info) for info in infos if info.filename.endswith((".xml", ".rels"))):
                raise NotOursError(say("it holds a DOCTYPE, which no worksheet has"))
    except _UNREADABLE as reason:
        raise NotOursError(say("it cannot be read as a workbook: {reason}", reason=str(reason))) from None


def _returned(
    place: int, row: tuple[Cell, ...], columns: Mapping[str, int], check: re.Match[str], done: str
) -> Returned:
    at = columns["translation"]
    cell = row[at] if at < len(row) else None
    refused = None
    if cell is not None and cell.data_type == "f":
        refused = say("its translation is a formula; write it as text")
    elif cell is not None and isinstance(cell.value, datetime | date | time):
        refused = say("its translation is a day or a time; write it as text")
    said = _text(row, columns["state"]).strip()
    prints = (check["source"], check["present"])
    return Returned(
        place, check["languages"], check["key"], prints, _text(row, at), said == done and not check["same"], refused
    )


def _text(row: tuple[Cell, ...], column: int) -> str:
    """What stands in a cell, as text; a number as it is written."""
    value = row[column].value if column < len(row) else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else str(value)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
