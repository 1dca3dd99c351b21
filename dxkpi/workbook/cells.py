"""The cells of a workbook as plain data, read in one pass and never further than a form
could reach.

A sheet is read whole only if a heading that is sought stands near its top; of any other
sheet only that top is looked at.
"""

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from datetime import date, datetime, time
from math import isfinite
from typing import Any, NamedTuple

from dxkpi.text.folding import folded_text
from dxkpi.workbook.colour_legends import cells_that_explain
from dxkpi.workbook.conditional_styles import with_conditional_looks
from dxkpi.workbook.messages import CellValue, RawCell, RawSheet
from dxkpi.workbook.refusals import Refused
from dxkpi.workbook.sheet_parser import (
    MergedRange,
    OpenSheet,
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


class Bounds(NamedTuple):
    """How much is read: rows of a sheet, cells of all of them. What has more is refused
    where it `refuses_more`, else read so far. With `has_looks` what the formatting says is
    read, else which cells are merged.
    """

    rows: int
    cells: int
    refuses_more: bool = False
    has_looks: bool = True


OF_FORM = Bounds(MOST_ROWS, MOST_CELLS)
OF_BOOK = Bounds(12_000, 300_000, refuses_more=True, has_looks=False)
"""A plan of 1,000 indicators with ten years of figures has 10,000 rows of them."""


def read_sheets(
    content: bytes,
    headings: Container[str],
    sheet_names: Container[str],
    bounds: Bounds = OF_FORM,
) -> tuple[RawSheet, ...]:
    """The sheets of a workbook, in their order. Raises `Refused`.

    Cells are given of those in whose first rows one of `headings` (folded) stands, or
    whose name is one of `sheet_names`; of any other what may explain colours.
    """
    with refuse_broken_files():
        sheets = tuple(_read_each_sheet(content, headings, sheet_names, bounds))
    if not sheets:
        raise Refused("no_sheets")
    return sheets


def _read_each_sheet(
    content: bytes,
    headings: Container[str],
    sheet_names: Container[str],
    bounds: Bounds,
) -> Iterator[RawSheet]:
    cells_left = bounds.cells
    for sheet in open_sheets(content):
        is_sought = sheet.name in sheet_names
        read = _read_sheet(sheet, headings, bounds, is_sought=is_sought)
        cells_left -= len(read.cells) + len(read.notes)
        if cells_left < 0:
            raise Refused("too_much_inside", what="cells", n=bounds.cells)
        yield read


def _read_sheet(
    sheet: OpenSheet, headings: Container[str], bounds: Bounds, *, is_sought: bool
) -> RawSheet:
    found = _cells_of(sheet.parser, headings, bounds, is_sought=is_sought)
    if not found.is_sought:
        notes = tuple(cells_that_explain(found.cells))
        return RawSheet(sheet.name, sheet.state, (), notes)
    if not bounds.has_looks:
        spread = tuple(_spread_cells(found.cells, sheet.parser.merged_ranges()))
        return RawSheet(sheet.name, sheet.state, tuple(found.cells), spread=spread)
    rules = sheet.parser.conditional_rules()
    cells = with_conditional_looks(found.cells, rules) if rules else found.cells
    return RawSheet(sheet.name, sheet.state, tuple(cells))


def _spread_cells(
    cells: Sequence[RawCell], ranges: Sequence[MergedRange]
) -> Iterator[tuple[int, int, int]]:
    """The cells of rows that hold something which are merged into one above: row, column,
    and the row of that one.
    """
    rows = sorted({cell.row for cell in cells})
    for merged in ranges:
        if merged.left != merged.right:
            continue
        first, last = bisect_right(rows, merged.top), bisect_right(rows, merged.bottom)
        for row in rows[first:last]:
            yield row, merged.left, merged.top


def with_telling_looks(sheet: RawSheet) -> RawSheet:
    """The sheet without what its formatting says, but for that which makes of a value
    another one: that it is struck out, or shown in thousands.
    """
    cells = tuple(
        cell if _has_telling_look(cell) else cell._replace(look=None)
        for cell in sheet.cells
    )
    return RawSheet(sheet.name, sheet.state, cells, spread=sheet.spread)


def _has_telling_look(cell: RawCell) -> bool:
    look = cell.look
    return look is not None and (look.is_struck or look.shown_power != 0)


class _FoundCells(NamedTuple):
    """The cells of a sheet that is sought; of any other those of its top."""

    cells: list[RawCell]
    is_sought: bool


def _cells_of(
    parser: SheetParser, headings: Container[str], bounds: Bounds, *, is_sought: bool
) -> _FoundCells:
    """The cells of a sheet that is sought by its name, or by a heading in its top."""
    cells: list[RawCell] = []
    for number, row_cells in _bounded_rows(parser, bounds):
        if number > TOP_ROWS and not is_sought:
            break
        is_sought = is_sought or _names_one_of(headings, row_cells)
        cells.extend(row_cells)
    return _FoundCells(cells, is_sought)


def _bounded_rows(
    parser: SheetParser, bounds: Bounds
) -> Iterator[tuple[int, list[RawCell]]]:
    """The rows with their numbers, no more of them and of their cells than the bounds.

    Raises `Refused` where more that holds something is not to be passed over.
    """
    cells = 0
    for number, row in parser.rows():
        is_beyond = number > bounds.rows or cells > bounds.cells
        if is_beyond and not bounds.refuses_more:
            return
        row_cells = [_raw_cell(cell) for cell in row if _is_read(cell)]
        if is_beyond and row_cells:
            raise Refused("too_much_inside", what="rows", n=bounds.rows)
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
