"""Filling in forms as staff do: by the program's own headings, with values of any kind."""

import io
from collections.abc import Mapping
from typing import Any

import openpyxl

from dxkpi.submission.columns import Column, column_of

Rows = Mapping[str, Mapping[Column, Any]]


def fill(content: bytes, rows: Rows) -> bytes:
    """The form with these cells written, by the row's code; the cells' formats stay as they are."""
    book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    left = set(rows)
    for sheet in book.worksheets:
        columns: dict[Column, int] = {}
        for cells in sheet.iter_rows():
            for cell in cells:
                if isinstance(cell.value, str) and (found := column_of(str(cell.value))):
                    columns[found[0]] = cell.column  # of several years' figures the last is the one to fill
            if Column.CODE not in columns:
                continue
            code = str(cells[columns[Column.CODE] - 1].value)
            for column, value in rows.get(code, {}).items():
                if column in columns:
                    cells[columns[column] - 1].value = value
                    left.discard(code)
    assert not left, left
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
