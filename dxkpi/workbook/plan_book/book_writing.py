"""Writing the plan book: a sheet for each table, filled in or empty for a new plan."""

import io
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.plan.document_columns import ABOUT_COLUMNS, PLAN_TABLES, BookTable, Column
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.tree import Plan, PlanKey
from dxkpi.workbook import styling
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.plan_book.book_guide import write_guide
from dxkpi.workbook.plan_book.book_origin import ORIGIN_SHEET, DraftAtStep, origin_facts
from dxkpi.workbook.plan_book.column_notes import column_meaning
from dxkpi.workbook.plan_book.plan_rows import BookRow, plan_rows
from dxkpi.workbook.plan_book.sheet_writing import (
    HEADING_ROW,
    dropdown_words,
    set_up_page,
    write_content,
    write_table,
)
from dxkpi.workbook.styling import (
    row_height,
    sheet_cell,
    style_table_cell,
    writable_text,
    write_heading,
    write_value,
)

_ = FORM_LANGUAGE.gettext

GUIDE_SHEET = "記入要領"
_AUTHOR = "dxkpi"
_ONLY_WHERE_FILLED = (
    BookTable.REPORTS,
    BookTable.MARKS,
    BookTable.DECISIONS,
    BookTable.SURVEYS,
)
"""What comes of the plan's years: a sheet of it stands only where there is some."""

_ABOUT_WIDTHS = {"A": 24, "B": 70, "C": 70, "D": 40}


def plan_book(plan: Plan | None, revision: int | None = None) -> bytes:
    """The workbook of a plan, or an empty one for a new plan.

    `revision` is the state of the store from which the plan is.
    """
    if plan is None:
        return _written_book(_("New plan"), {}, {})
    origin = origin_facts(plan.key, revision)
    rows = plan_rows(plan_as_data(plan))
    return _written_book(plan.about.title, rows, origin)


def book_of_draft(
    title: str,
    data: Mapping[str, Any],
    key: PlanKey | None,
    revision: int | None,
    draft: DraftAtStep | None = None,
) -> bytes:
    """The workbook of a plan that is worked on, with whatever is still wrong in it.

    `key` is the stored plan that it changes; None of a plan to be. `draft` is the state of
    the draft that the data are.
    """
    origin = origin_facts(key, revision, draft)
    return _written_book(title, plan_rows(data), origin)


def _written_book(
    title: str,
    rows: Mapping[BookTable, list[BookRow]],
    origin: Mapping[str, str],
) -> bytes:
    book = Workbook()
    for empty_sheet in book.worksheets:
        book.remove(empty_sheet)
    for table, columns in PLAN_TABLES.items():
        table_rows = rows.get(table, [])
        if table in _ONLY_WHERE_FILLED and not table_rows:
            continue
        sheet = book.create_sheet(table.value)
        if table is BookTable.ABOUT:
            _write_about(sheet, table_rows, title)
        else:
            write_table(sheet, columns, table_rows, title)
    write_guide(book.create_sheet(GUIDE_SHEET), title)
    if origin:
        _write_origin(book.create_sheet(ORIGIN_SHEET), origin)
    book.properties.title = writable_text(title)
    book.properties.creator = _AUTHOR
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _write_about(sheet: Worksheet, rows: list[BookRow], title: str) -> None:
    """The sheet of the plan itself: a line for each field, with its meaning and an example."""
    row = rows[0] if rows else BookRow(ABOUT_COLUMNS)
    for letter, width in _ABOUT_WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    write_value(
        sheet_cell(sheet, 1, 1), f"{title}　{BookTable.ABOUT}", bold=True, size=14
    )
    sheet.row_dimensions[1].height = 24
    headings = (_("Item"), _("What the plan says"), _("Meaning"), _("Example"))
    for number, heading in enumerate(headings, start=1):
        cell = sheet_cell(sheet, HEADING_ROW, number)
        write_heading(cell, heading, styling.HEADER)
    columns = ABOUT_COLUMNS.columns
    for number, column in enumerate(columns, start=HEADING_ROW + 1):
        _write_about_line(sheet, number, column, row)
    sheet.freeze_panes = sheet_cell(sheet, HEADING_ROW + 1, 2)
    sheet.print_area = f"A1:D{HEADING_ROW + len(columns)}"
    set_up_page(sheet, title)


def _write_about_line(
    sheet: Worksheet, number: int, column: Column, row: BookRow
) -> None:
    content = row.cells.get(column)
    meaning = column_meaning(column)
    if column.is_needed:
        meaning = _("Needed. {meaning}", meaning=meaning)
    heading = sheet_cell(sheet, number, 1)
    fill = styling.INPUT_HEADER if column.is_needed else styling.HEADER
    write_heading(heading, column.heading, fill)
    heading.alignment = Alignment(vertical="center", horizontal="left", indent=1)
    cell = sheet_cell(sheet, number, 2)
    write_content(cell, content)
    style_table_cell(cell, styling.INPUT)
    cell.number_format = "@"
    for place, text in ((3, meaning), (4, column.example)):
        note = write_value(sheet_cell(sheet, number, place), text)
        style_table_cell(note, styling.AUTOMATIC)
        note.number_format = "@"
    texts = [(str(content or ""), 70.0), (meaning, 70.0)]
    sheet.row_dimensions[number].height = row_height(texts, least=20)
    words = dropdown_words(column)
    if words:
        choice = DataValidation(
            type="list",
            formula1=f'"{",".join(words)}"',
            errorStyle="warning",
            allow_blank=True,
            sqref=f"B{number}",
        )
        sheet.add_data_validation(choice)


def _write_origin(sheet: Worksheet, origin: Mapping[str, str]) -> None:
    for row, (key, value) in enumerate(origin.items(), start=1):
        write_value(sheet_cell(sheet, row, 1), key)
        write_value(sheet_cell(sheet, row, 2), value).number_format = "@"
    sheet.sheet_state = "hidden"
