"""The sheet 記入要領 of the plan book: how it is filled in, and what each column means."""

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.plan.document_columns import PLAN_TABLES
from dxkpi.workbook import styling
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.plan_book.column_notes import column_meaning
from dxkpi.workbook.plan_book.sheet_writing import set_up_page
from dxkpi.workbook.styling import (
    row_height,
    sheet_cell,
    style_table_cell,
    write_heading,
    write_value,
)

_ = FORM_LANGUAGE.gettext

_WIDTHS = (18.0, 26.0, 8.0, 82.0, 40.0)
_LINE = Alignment(wrap_text=True, vertical="top")


def write_guide(sheet: Worksheet, title: str) -> None:
    """Write the guide."""
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    heading = _("How to fill in the plan book")
    write_value(sheet_cell(sheet, 1, 1), heading, bold=True, size=14)
    row = 3
    for line in _instructions():
        cell = write_value(sheet_cell(sheet, row, 1), f"・{line}")
        cell.alignment = _LINE
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
        height = row_height([(line, sum(_WIDTHS))], least=18)
        sheet.row_dimensions[row].height = height
        row += 1
    row = _write_writings(sheet, row + 1)
    _write_columns(sheet, row + 1)
    set_up_page(sheet, title)


def _instructions() -> list[str]:
    return [
        _(
            "Yellow headings are needed; everything else may stay empty where the plan says "
            "nothing. Nothing is guessed."
        ),
        _(
            "Sheets may be left out, rows added, columns moved: a column is known by its "
            "heading. To change only the indicators, hand in the sheet 指標 alone."
        ),
        _(
            "Codes and numbers of new rows may stay empty, they are given. Do not change "
            "those that are there: by them a row keeps its history."
        ),
        _(
            "A row whose name was changed, that was moved or that is gone is asked about "
            "before anything is stored."
        ),
        _(
            "Several departments in a cell with 、 between, several sentences each in a line "
            "of its own (Alt + Enter)."
        ),
        _(
            "Columns headed （参考） are there to read; what stands in them is not read in."
        ),
    ]


def _write_writings(sheet: Worksheet, row: int) -> int:
    """How things may be written; the row behind."""
    headings = (_("Written like this"), _("it is read like this"))
    for place, text in zip((1, 4), headings, strict=True):
        write_heading(sheet_cell(sheet, row, place), text, styling.HEADER)
    for written, meaning in _writings():
        row += 1
        for place, text in zip((1, 4), (written, meaning), strict=True):
            style_table_cell(write_value(sheet_cell(sheet, row, place), text))
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        sheet.row_dimensions[row].height = 22
    return row + 1


def _writings() -> list[tuple[str, str]]:
    return [
        ("R8　令和8年度　2026", _("the fiscal year 2026 (令和8年度)")),
        ("1,200件　1.2万人　▲3.2　７５％", _("the number, in the indicator's unit")),
        ("58.2%（R4）", _("58.2 of 令和4年度, where the year's own cell is empty")),
        ("58.2%（R4）→ 70%（R9）", _("from 58.2 in 令和4年度 to 70 in 令和9年度")),
        ("80%以上　毎年度80%以上", _("80 or more; in every year")),
        ("5年間で100人", _("100 in all, over five years to the plan's end")),
    ]


def _write_columns(sheet: Worksheet, row: int) -> None:
    """Every column of every sheet: needed or not, its meaning, an example."""
    headings = (_("Sheet"), _("Column"), _("Needed"), _("Meaning"), _("Example"))
    for place, heading in enumerate(headings, start=1):
        write_heading(sheet_cell(sheet, row, place), heading, styling.HEADER)
    for table, columns in PLAN_TABLES.items():
        for column in columns.columns:
            row += 1
            needed = "○" if column.is_needed else None
            meaning = column_meaning(column)
            texts = (table.value, column.heading, needed, meaning, column.example)
            for place, text in enumerate(texts, start=1):
                cell = write_value(sheet_cell(sheet, row, place), text)
                style_table_cell(cell, centred=place == 3)
                cell.number_format = "@"
            measured = [(text or "", _WIDTHS[n]) for n, text in enumerate(texts)]
            sheet.row_dimensions[row].height = row_height(measured, least=20)
