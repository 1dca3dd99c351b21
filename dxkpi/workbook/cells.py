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
    for number, row in parser.rows():
        if number > MOST_ROWS or len(cells) > MOST_CELLS:
            break
        cells.extend(_filled_cells(row))
    return cells


def _cells_under_headings(
    parser: SheetParser, headings: Container[str]
) -> list[RawCell]:
    """All cells of a sheet with one of the headings in its top; none of any other sheet."""
    cells: list[RawCell] = []
    has_heading = False
    for number, row in parser.rows():
        is_below_top = number > TOP_ROWS and not has_heading
        if is_below_top or number > MOST_ROWS or len(cells) > MOST_CELLS:
            break
        row_cells = list(_filled_cells(row))
        has_heading = has_heading or any(_is_one_of(c, headings) for c in row_cells)
        cells.extend(row_cells)
    return cells if has_heading else []


def _is_one_of(cell: RawCell, headings: Container[str]) -> bool:
    return isinstance(cell.value, str) and folded_text(cell.value) in headings


def _filled_cells(row: list[ParsedCell]) -> Iterator[RawCell]:
    for cell in row:
        is_blank = cell.value in (None, "") and not cell.formula
        if is_blank or cell.column > MOST_COLUMNS:
            continue
        value = _plain_value(cell.value)
        yield RawCell(cell.row, cell.column, value, cell.percent, cell.formula)


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
