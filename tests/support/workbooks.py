"""Workbooks made, changed and read in this process, which is quicker than asking another."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl

from dxkpi.returns import FilledForm
from dxkpi.workbook import safety
from dxkpi.workbook.cells import read_sheets
from dxkpi.workbook.recognition import SHEETS_OF_FORM, recognise_form


def read_form(content: bytes) -> FilledForm:
    """What was filled in, as `WorkbookReader` reads it in another process."""
    notes = safety.inspect_file(content)
    headings = frozenset(SHEETS_OF_FORM.headings)
    sheets = read_sheets(content, headings, frozenset(SHEETS_OF_FORM.sheet_names))
    return recognise_form(sheets, notes)


def saved_workbook(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def changed_workbook(content: bytes, change: Callable[[Any], object]) -> bytes:
    """The same workbook after somebody has worked on it."""
    book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    change(book)
    return saved_workbook(book)


def workbook_of_rows(rows: Sequence[Any], title: str) -> bytes:
    """A workbook of one sheet, without the form's hidden one."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved_workbook(book)
