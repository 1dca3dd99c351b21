"""Somebody's workbook without whatever acts, follows something or draws.

Formulas become their last results; links, names, charts and other people's rules go.
"""

import io
import re
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.datavalidation import DataValidation, DataValidationList
from openpyxl.worksheet.scenario import ScenarioList
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.workbook.cells import read_sheets
from dxkpi.workbook.sheet_parser import BROKEN_FILE_ERRORS
from dxkpi.workbook.styling import sheet_cell, write_value

_ALWAYS_FALSE = ("FALSE", "FALSE()")
_THEME_WITH_LINKS = re.compile(rb"<!|\br:(?:id|link|embed)=")


def open_disarmed(content: bytes) -> Workbook:
    """The workbook, with nothing in it that could act.

    One that openpyxl cannot open in full comes with its values alone. Raises `Refused`
    where not even those can be read.
    """
    book = _opened_workbook(content)
    _empty_cells_with_links_alone(book, content)
    _disarm_workbook(book)
    for sheet in book.worksheets:
        _disarm_sheet(sheet)
    return book


def existing_cells(sheet: Worksheet) -> list[Cell]:
    """The cells that exist: walking over a sheet by rows would make all those between."""
    return [cell for cell in sheet._cells.values() if isinstance(cell, Cell)]  # noqa: SLF001  # openpyxl has no other way


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
    book.defined_names.clear()
    book.custom_doc_props = CustomPropertyList()  # type: ignore[attr-defined]  # the stubs leave it out
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    if book.loaded_theme and _THEME_WITH_LINKS.search(book.loaded_theme):
        book.loaded_theme = None
    for chartsheet in book.chartsheets:
        book.remove(chartsheet)


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
    sheet.defined_names.clear()
    sheet.tables.clear()
    drawn: Any = sheet
    drawn._charts, drawn._images, drawn._pivots, drawn._hyperlinks = [], [], [], []  # noqa: SLF001  # openpyxl has no other way
    for cell in existing_cells(sheet):
        cell.hyperlink = None
        if cell.data_type == "f":
            cell.data_type = "s"
