"""Workbooks made, changed and read in this process, which is quicker than asking another."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.plan import Plan
from dxkpi.returns import FilledForm, FilledRow, FormColumn, ReturnForm
from dxkpi.returns.form_columns import ACTUALS_SHEET, column_of_heading
from dxkpi.workbook import safety, template
from dxkpi.workbook.cells import read_sheets
from dxkpi.workbook.messages import RawSheet
from dxkpi.workbook.recognition import SHEETS_OF_FORM, recognise_form
from dxkpi.workbook.template.layout import HEADING_ROW

PATIENCE = 120
"""Seconds that another process has for a file: long enough for the largest one, however
busy the machine is.
"""


def read_form(content: bytes) -> FilledForm:
    """What was filled in, as `WorkbookReader` reads it in another process."""
    notes = safety.inspect_file(content)
    return recognise_form(raw_sheets(content), notes)


def raw_sheets(content: bytes) -> tuple[RawSheet, ...]:
    """The sheets of a form as they are read."""
    headings = frozenset(SHEETS_OF_FORM.headings)
    return read_sheets(content, headings, frozenset(SHEETS_OF_FORM.sheet_names))


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


def workbook_of_rows(rows: Sequence[Any], title: str = ACTUALS_SHEET) -> bytes:
    """A workbook of one sheet, without the form's hidden one."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved_workbook(book)


def form_of(
    plan: Plan, department: str | None = None, year: int = 2025, **more: Any
) -> ReturnForm:
    """The form of a department (None: of all), of a year that is over unless another is named."""
    return ReturnForm(plan, year, department, 7, 2025, **more)


def opened_form(form: ReturnForm, *, rich_text: bool = False, **options: Any) -> Any:
    """The workbook of a form, opened."""
    content = template.form_workbook(form, **options)
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=rich_text)


def heading_columns(sheet: Worksheet) -> dict[FormColumn, int]:
    """Where the columns that are read back stand on a sheet of the fresh form."""
    columns: dict[FormColumn, int] = {}
    for cell in sheet[HEADING_ROW]:
        named = column_of_heading(str(cell.value))
        if named:
            columns[named[0]] = cell.column or 0
    return columns


def values_by_code(rows: tuple[FilledRow, ...], column: FormColumn) -> dict[str, Any]:
    """What was filled in in a column, by the rows' codes."""
    return {
        row.code: row.cells[column].value
        for row in rows
        if row.code and column in row.cells
    }
