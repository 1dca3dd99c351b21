"""Filling in forms as staff do: by the program's own headings, with values of any kind."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from dxkpi.returns.form_columns import (
    TOTALS_HEADINGS,
    TOTALS_SHEET,
    FormColumn,
    TotalsPart,
    column_of_heading,
)
from dxkpi.workbook.template import totals_sheet

Rows = Mapping[str, Mapping[FormColumn, Any]]


def fill(content: bytes, rows: Rows) -> bytes:
    """The form with these cells written, by the row's code; the cells' formats stay as they are."""
    book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    left = set(rows)
    for sheet in book.worksheets:
        columns: dict[FormColumn, int] = {}
        for cells in sheet.iter_rows():
            for cell in cells:
                if isinstance(cell.value, str) and (
                    found := column_of_heading(str(cell.value))
                ):
                    columns[found[0]] = (
                        cell.column
                    )  # of several years' figures the last is the one to fill
            if FormColumn.CODE not in columns:
                continue
            code = str(cells[columns[FormColumn.CODE] - 1].value)
            for column, value in rows.get(code, {}).items():
                if column in columns:
                    cells[columns[column] - 1].value = value
                    left.discard(code)
    assert not left, left
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def fill_totals(
    content: bytes,
    fields: Mapping[TotalsPart, Any],
    choices: Sequence[tuple[Any, ...]],
    departments: Sequence[tuple[Any, ...]] = (),
) -> bytes:
    """The form with its sheet of a staff survey's totals filled in: fields beside their labels, rows from the first on."""
    book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    sheet = book[TOTALS_SHEET]
    labels = {TOTALS_HEADINGS[name][0]: value for name, value in fields.items()}
    for row in range(totals_sheet.FIELDS_ROW, totals_sheet.HEADING_ROW):
        if (label := sheet.cell(row, 1).value) in labels:
            sheet.cell(row, 2).value = labels.pop(str(label))
    assert not labels, labels
    for first, rows in ((1, choices), (5, departments)):
        width = 3 if first == 1 else 4
        for n, values in enumerate(rows, start=totals_sheet.HEADING_ROW + 1):
            for column, value in enumerate(values, start=first):
                sheet.cell(n, column).value = value
        for n in (
            range(totals_sheet.HEADING_ROW + 1 + len(rows), sheet.max_row + 1)
            if rows
            else ()
        ):
            for column in range(first, first + width):
                sheet.cell(n, column).value = None
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
