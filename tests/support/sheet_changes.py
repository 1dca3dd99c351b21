"""What people do to the sheets of a form: rows and columns moved, hidden, copied and merged."""

from collections.abc import Callable, Collection
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.returns.form_columns import ORIGIN_SHEET

Change = Callable[[openpyxl.Workbook, Worksheet], None]


def insert_row(at: int) -> Change:
    return lambda _book, sheet: sheet.insert_rows(at)


def insert_column(at: int) -> Change:
    return lambda _book, sheet: sheet.insert_cols(at)


def delete_row(at: int) -> Change:
    return lambda _book, sheet: sheet.delete_rows(at)


def delete_column(at: int) -> Change:
    return lambda _book, sheet: sheet.delete_cols(at)


def hide(row: int, column: int) -> Change:
    def change(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions[get_column_letter(column)].hidden = True

    return change


def swap(one: tuple[int, int], other: tuple[int, int], *, rows: bool) -> Change:
    """Two rows below the headings, or two columns, in each other's place."""

    def change(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        for n in range(1, (sheet.max_column if rows else sheet.max_row) + 1):
            a = sheet.cell(one[0], n) if rows else sheet.cell(n, one[1])
            b = sheet.cell(other[0], n) if rows else sheet.cell(n, other[1])
            if not isinstance(a, MergedCell) and not isinstance(b, MergedCell):
                a.value, b.value = b.value, a.value

    return change


def copy_column(source: int, target: int) -> Change:
    def change(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.insert_cols(target)
        at = source + (source >= target)
        for row in range(1, sheet.max_row + 1):
            cell = sheet.cell(row, target)
            if not isinstance(cell, MergedCell):
                cell.value = sheet.cell(row, at).value

    return change


def merge(row: int, column: int, down: int, right: int) -> Change:
    """Merged cells keep the value at their top left and lose the others."""
    return lambda _book, sheet: sheet.merge_cells(
        start_row=row,
        start_column=column,
        end_row=row + down,
        end_column=column + right,
    )


def rename(name: str) -> Change:
    def change(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.title = name

    return change


def copy_sheet() -> Change:
    def change(book: openpyxl.Workbook, sheet: Worksheet) -> None:
        book.copy_worksheet(sheet)

    return change


def copy_blank_sheet(figures: Collection[Any]) -> Change:
    """A copy, in which these figures were taken out again."""

    def change(book: openpyxl.Workbook, sheet: Worksheet) -> None:
        copied = book.copy_worksheet(sheet)
        for row in copied.iter_rows():
            for cell in row:
                if cell.value in figures:
                    cell.value = None

    return change


def without_origin() -> Change:
    def change(book: openpyxl.Workbook, _sheet: Worksheet) -> None:
        if ORIGIN_SHEET in book.sheetnames:
            book.remove(book[ORIGIN_SHEET])

    return change


def unmerged(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
    """As openpyxl moves no merged areas, they go before rows or columns do."""
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))


def write(ref: str, value: Any) -> Change:
    return lambda _book, sheet: sheet.__setitem__(ref, value)
