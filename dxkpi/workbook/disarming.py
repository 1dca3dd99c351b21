"""Somebody's workbook without whatever acts or follows something.

Formulas become their last results; links, charts and other people's rules go. Comments,
pictures, filters and names of plain areas stay. What cannot be kept is told when the file
is read (`safety`): shapes, text boxes, charts.
"""

import contextlib
import io
import re
from collections.abc import MutableMapping
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.datavalidation import DataValidation, DataValidationList
from openpyxl.worksheet.scenario import ScenarioList
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.workbook.cells import read_sheets
from dxkpi.workbook.comment_threads import keep_threads_as_notes
from dxkpi.workbook.sheet_parser import BROKEN_FILE_ERRORS
from dxkpi.workbook.styling import existing_cells, sheet_cell, write_value

_ALWAYS_FALSE = ("FALSE", "FALSE()")
_AREA = re.compile(
    r"(?:'[^'\[\]]{1,31}'|[^\W\d][\w.]{0,30})!"
    r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?"
)
_STARTING = ("auto_", "_xlnm.")
_THEME_WITH_LINKS = re.compile(rb"<!|\br:(?:id|link|embed)=")


def open_disarmed(content: bytes) -> Workbook:
    """The workbook, with nothing in it that could act.

    One that openpyxl cannot open in full comes with its values alone. Raises `Refused`
    where not even those can be read.
    """
    book = _opened_workbook(content)
    _empty_cells_with_links_alone(book, content)
    with contextlib.suppress(*BROKEN_FILE_ERRORS):  # then the notes stay as they are
        keep_threads_as_notes(book, content)
    _disarm_workbook(book)
    for sheet in book.worksheets:
        _disarm_sheet(sheet)
    return book


def _opened_workbook(content: bytes) -> Workbook:
    try:
        return load_workbook(
            io.BytesIO(content), data_only=True, keep_links=False, rich_text=True
        )
    except BROKEN_FILE_ERRORS:
        return _workbook_of_values(content)


class _Everything:
    """Contains whatever is asked for."""

    def __contains__(self, name: object) -> bool:
        return True


def _workbook_of_values(content: bytes) -> Workbook:
    """A new workbook with the same values at the same places."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for raw_sheet in read_sheets(content, _Everything(), _Everything()):
        sheet = book.create_sheet(raw_sheet.name)
        sheet.sheet_state = raw_sheet.state
        for cell in raw_sheet.cells:
            write_value(sheet_cell(sheet, cell.row, cell.column), cell.value)
    return book


def _empty_cells_with_links_alone(book: Workbook, content: bytes) -> None:
    """Empty the cells that hold nothing but a link.

    openpyxl writes the link's address into them when it opens a file.
    """
    linked_cells = _cells_with_links(book)
    if not linked_cells:
        return
    names = frozenset(cell.parent.title for cell in linked_cells)
    written = set()
    for sheet in read_sheets(content, frozenset(), names):
        for raw_cell in sheet.cells:
            written.add((sheet.name, raw_cell.row, raw_cell.column))
    for cell in linked_cells:
        if (cell.parent.title, cell.row, cell.column) not in written:
            cell.value = None


def _cells_with_links(book: Workbook) -> list[Cell]:
    linked_cells: list[Cell] = []
    for sheet in book.worksheets:
        cells = existing_cells(sheet)
        linked_cells += [cell for cell in cells if cell.hyperlink is not None]
    return linked_cells


def _disarm_workbook(book: Workbook) -> None:
    _keep_plain_names(book.defined_names)
    book.custom_doc_props = CustomPropertyList()  # type: ignore[attr-defined]  # the stubs leave it out
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    if book.loaded_theme and _THEME_WITH_LINKS.search(book.loaded_theme):
        book.loaded_theme = None
    for chartsheet in book.chartsheets:
        book.remove(chartsheet)


def _keep_plain_names(names: MutableMapping[str, DefinedName]) -> None:
    """Keep the names of areas of this workbook; any other could compute or follow."""
    for key, name in list(names.items()):
        if not _is_plain_area(key, name):
            del names[key]


def _is_plain_area(key: str, name: DefinedName) -> bool:
    """Whether a name is that of an area of cells, and nothing that acts."""
    if name.function or name.vbProcedure or name.xlm:
        return False
    if key.casefold().startswith(_STARTING):
        return False
    return _AREA.fullmatch(name.attr_text or "") is not None


def _keep_filter_of_table(sheet: Worksheet) -> None:
    """Take tables away, which may compute, but leave the arrows of the first of them."""
    for table in sheet.tables.values():
        if table.autoFilter is not None and sheet.auto_filter.ref is None:
            sheet.auto_filter.ref = table.autoFilter.ref
    sheet.tables.clear()


def _rules_that_refuse_all(sheet: Worksheet) -> list[DataValidation]:
    """The rules by which the form keeps the plan's cells: they look at no cell."""
    return [
        rule
        for rule in sheet.data_validations.dataValidation
        if rule.type == "custom" and rule.formula1 in _ALWAYS_FALSE
    ]


def _disarm_sheet(sheet: Worksheet) -> None:
    sheet.conditional_formatting = ConditionalFormattingList()
    sheet.data_validations = DataValidationList(
        dataValidation=_rules_that_refuse_all(sheet)
    )
    sheet.scenarios = ScenarioList()
    _keep_plain_names(sheet.defined_names)
    _keep_filter_of_table(sheet)
    drawn: Any = sheet
    drawn._charts, drawn._pivots, drawn._hyperlinks = [], [], []  # noqa: SLF001  # openpyxl has no other way
    for cell in existing_cells(sheet):
        cell.hyperlink = None
        if cell.data_type == "f":
            cell.data_type = "s"
