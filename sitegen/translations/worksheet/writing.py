"""A worklist laid out as a workbook: a sheet that says how it is done, and one with the rows."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sitegen.languages.catalogues import Catalogue
from sitegen.translations.rows import Row, RowState
from sitegen.translations.worklist import Worklist, compared, notes_of, ticket
from sitegen.translations.worksheet.cells import COLUMNS, FONT, escaped, put, styles

_NAMES = 1  #: the row with the names of the columns
_HEAD = 2  #: the row with their labels
_LETTERS = {name: get_column_letter(number) for number, name in enumerate(COLUMNS, start=1)}
_NEW = "FFB00020"
_MADE = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def written(work: Worklist) -> bytes:
    """The workbook; the same worklist gives the same bytes."""
    book = Workbook()
    for style in styles(work):
        book.add_named_style(style)
    guide, sheet = book.active, book.create_sheet(f"{work.origin.code} → {work.language.code}")
    right_to_left = work.language.direction == "rtl"
    for page in (guide, sheet):
        page.sheet_view.rightToLeft = right_to_left
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
        page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    _guide(guide, work.catalogue)
    states = _states(work.catalogue)
    _head(sheet, work, states["done"])
    for number, row in enumerate(work.rows, start=_HEAD + 1):
        _row(sheet, number, row, work, states[row.state])
    _tools(sheet, _HEAD + len(work.rows), (states["done"], *(states[state] for state in RowState)))
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
        put(page, (number, 1), str(number), "own")
        put(page, (number, 2), line, "own")


def _states(catalogue: Catalogue) -> dict[str, str]:
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


def _head(sheet: Worksheet, work: Worklist, done: str) -> None:
    """The names of the columns, which are hidden, and their labels."""
    labels = _labels(work)
    for number, (name, column) in enumerate(COLUMNS.items(), start=1):
        sheet.column_dimensions[_LETTERS[name]].width = column.width
        put(sheet, (_NAMES, number), f"{name}={done}" if name == "state" else name, "key")
        put(sheet, (_HEAD, number), labels.get(name, ""), "head")
    sheet.row_dimensions[_HEAD].height = 20
    sheet.row_dimensions[_NAMES].hidden = True
    sheet.column_dimensions[_LETTERS["check"]].hidden = True


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


def _row(sheet: Worksheet, number: int, row: Row, work: Worklist, state: str) -> None:
    cells = {
        "key": row.key,
        "source": row.source,
        "present": row.present,
        "translation": row.present,
        "terms": "\n".join(work.terms_of(row)),
        "state": state,
        "notes": "\n".join(notes_of(row, work.catalogue)),
        "check": f"{work.origin.code}>{work.language.code} {ticket(row)}",
    }
    sheet.row_dimensions[number].height = _height(cells)
    for place, (name, column) in enumerate(COLUMNS.items(), start=1):
        style = "todo" if name == "translation" and row.to_do else column.style
        cell = put(sheet, (number, place), cells[name], style)
        if name == "source" and row.before and row.state is RowState.CHANGED:
            cell.value = _with_new_words(row.before, row.source)


def _height(cells: Mapping[str, str]) -> float:
    """The height of a row in points, for its longest cell or a translation that is a third longer than the source.

    Not every program finds it out by itself.
    """
    source = cells["source"]
    seen = {**cells, "source": source + source[: len(source) // 3], "translation": "", "check": ""}
    lines = (sum(1 + len(line) // column.width for line in seen[name].split("\n")) for name, column in COLUMNS.items())
    return 15.0 * max(lines) + 3


def _with_new_words(before: str, after: str) -> CellRichText:
    font = InlineFont(rFont=FONT, sz=11, b=True, color=_NEW)
    pieces = ((sign, escaped(text)) for sign, text in compared(before, after) if sign != "-")
    return CellRichText(*(TextBlock(font, text) if sign == "+" else text for sign, text in pieces))


def _tools(sheet: Worksheet, end: int, states: tuple[str, ...]) -> None:
    """What helps to work: the head stays in sight, rows are filtered and sorted, states chosen, the rest is locked."""
    sheet.freeze_panes = f"{_LETTERS['source']}{_HEAD + 1}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.auto_filter.ref = f"{_LETTERS['key']}{_HEAD}:{_LETTERS['check']}{end}"
    choice = DataValidation("list", formula1=f'"{",".join(states)}"')
    choice.showErrorMessage = False
    choice.add(f"{_LETTERS['state']}{_HEAD + 1}:{_LETTERS['state']}{max(end, _HEAD + 1)}")
    sheet.add_data_validation(choice)
    # No password: it keeps from accidents, and whoever wants to sort the rows may lift it.
    sheet.protection.sheet = True
    for name in ("formatCells", "formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(sheet.protection, name, False)


def _without_dates(data: bytes) -> bytes:
    """The same workbook without the time of its making."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            inner = old.read(name)
            if name == "docProps/core.xml":
                inner = _MADE.sub(b"2000-01-01T00:00:00Z", inner)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, inner)
    return made.getvalue()
