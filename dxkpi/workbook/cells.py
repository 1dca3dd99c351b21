"""The cells of a workbook as plain data, read in one pass and never further than a form
could reach.

A sheet is read whole only if a heading that is sought stands near its top; of any other
sheet only that top is looked at.
"""

from collections.abc import Container, Iterator
from datetime import date, datetime, time
from math import isfinite
from typing import Any

from dxkpi.text.folding import folded_text
from dxkpi.workbook.messages import CellValue, RawCell, RawSheet
from dxkpi.workbook.refusals import Refused
from dxkpi.workbook.sheet_parser import (
    ParsedCell,
    SheetParser,
    open_sheets,
    refuse_broken_files,
    unescaped_text,
)

TOP_ROWS = 40
"""Rows in which the headings of a table are looked for."""

MOST_ROWS, MOST_COLUMNS = 3_000, 200
"""What is read of one sheet."""

MOST_CELLS = 100_000
"""Cells of all the sheets that are read."""


def read_sheets(
    content: bytes, headings: Container[str], sheet_names: Container[str]
) -> tuple[RawSheet, ...]:
    """The sheets of a workbook, in their order. Raises `Refused`.

    Cells are given of those in whose first rows one of `headings` (folded) stands, or
    whose name is one of `sheet_names`.
    """
    with refuse_broken_files():
        sheets = tuple(_read_each_sheet(content, headings, sheet_names))
    if not sheets:
        raise Refused("no_sheets")
    return sheets


def _read_each_sheet(
    content: bytes, headings: Container[str], sheet_names: Container[str]
) -> Iterator[RawSheet]:
    cells_left = MOST_CELLS
    for sheet in open_sheets(content):
        if sheet.name in sheet_names:
            cells = _all_cells(sheet.parser)
        else:
            cells = _cells_under_headings(sheet.parser, headings)
        cells_left -= len(cells)
        if cells_left < 0:
            raise Refused("too_much_inside", what="cells", n=MOST_CELLS)
        yield RawSheet(sheet.name, sheet.state, tuple(cells))


def _all_cells(parser: SheetParser) -> list[RawCell]:
    cells: list[RawCell] = []
    for _number, row_cells in _bounded_rows(parser):
        cells.extend(row_cells)
    return cells


def _cells_under_headings(
    parser: SheetParser, headings: Container[str]
) -> list[RawCell]:
    """All cells of a sheet with one of the headings in its top; none of any other sheet."""
    cells: list[RawCell] = []
    has_heading = False
    for number, row_cells in _bounded_rows(parser):
        if number > TOP_ROWS and not has_heading:
            return []
        if not has_heading:
            has_heading = _names_one_of(headings, row_cells)
        cells.extend(row_cells)
    if not has_heading:
        return []
    return cells


def _bounded_rows(parser: SheetParser) -> Iterator[tuple[int, list[RawCell]]]:
    """The rows with their numbers, no more of them and of their cells than a form has."""
    cells = 0
    for number, row in parser.rows():
        if number > MOST_ROWS or cells > MOST_CELLS:
            return
        row_cells = [_raw_cell(cell) for cell in row if _is_read(cell)]
        cells += len(row_cells)
        yield number, row_cells


def _names_one_of(headings: Container[str], cells: list[RawCell]) -> bool:
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    return any(folded_text(text) in headings for text in texts)


def _is_read(cell: ParsedCell) -> bool:
    """Whether a cell holds something and stands where a form could reach."""
    holds_something = cell.formula or cell.value not in (None, "")
    return holds_something and cell.column <= MOST_COLUMNS


def _raw_cell(cell: ParsedCell) -> RawCell:
    value = _plain_value(cell.value)
    return RawCell(cell.row, cell.column, value, cell.percent, cell.formula, cell.look)


def _plain_value(value: Any) -> CellValue:
    """A value of openpyxl as one of ours; midnight of a day is the day."""
    match value:
        case str():
            return unescaped_text(value)
        case datetime() if value.time() == time.min:
            return value.date()
        case None | bool() | int() | date():
            return value
        case float() if isfinite(value):
            return value
    return str(value)
