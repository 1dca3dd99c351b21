"""Typed tables as a workbook: a sheet each, numbers and days as such, ready to be printed."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal
from dxkpi.workbook.styling import (
    AUTOMATIC,
    HEADER,
    MUTED,
    row_height,
    sheet_cell,
    style_table_cell,
    writable_text,
    write_heading,
    write_value,
)
from dxkpi.workbook.typed_table import TypedCell, TypedFigure, TypedTable

_AUTHOR = "dxkpi"
_A4 = 9
_HEADING_ROW = 4
_DAY, _MOMENT, _COUNT = "yyyy/m/d", "yyyy/m/d h:mm", "#,##0"
_LEFT = Alignment(vertical="center", horizontal="left", wrap_text=True)
_RIGHT = Alignment(vertical="center", horizontal="right", wrap_text=True)
_LEAST_HEIGHT = 20.0
_LONGEST_NAME = 31
_LONGEST_FOOTER = 80


def table_book(title: str, subtitle: str, tables: Sequence[TypedTable]) -> bytes:
    """A workbook with a sheet for each table. The names of the tables differ."""
    book = Workbook()
    for empty_sheet in book.worksheets:
        book.remove(empty_sheet)
    for table in tables:
        sheet = book.create_sheet(table.name[:_LONGEST_NAME])
        _write_top(sheet, title, subtitle, table)
        _write_table(sheet, table)
        _set_up_print(sheet, title, table)
    book.properties.title = writable_text(title)
    book.properties.creator = _AUTHOR
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _write_top(sheet: Worksheet, title: str, subtitle: str, table: TypedTable) -> None:
    write_value(sheet_cell(sheet, 1, 1), f"{title}　{table.title}", bold=True, size=14)
    write_value(sheet_cell(sheet, 2, 1), subtitle, colour=MUTED)
    write_value(sheet_cell(sheet, 3, 1), table.note, colour=MUTED)
    sheet.row_dimensions[1].height = 24


def _write_table(sheet: Worksheet, table: TypedTable) -> None:
    for number, column in enumerate(table.columns, start=1):
        write_heading(sheet_cell(sheet, _HEADING_ROW, number), column.heading, HEADER)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
    sheet.row_dimensions[_HEADING_ROW].height = 30
    first_total = len(table.rows) - table.totals
    for offset, row in enumerate(table.rows):
        is_total = offset >= first_total
        _write_row(sheet, _HEADING_ROW + 1 + offset, table, row, is_total=is_total)
    if not table.rows:
        write_value(sheet_cell(sheet, _HEADING_ROW + 1, 1), table.nothing)
    sheet.freeze_panes = sheet_cell(sheet, _HEADING_ROW + 1, 2)
    if len(table.rows) > table.totals + 1:
        last_row = _HEADING_ROW + first_total
        last_column = get_column_letter(len(table.columns))
        sheet.auto_filter.ref = f"A{_HEADING_ROW}:{last_column}{last_row}"


def _write_row(
    sheet: Worksheet,
    number: int,
    table: TypedTable,
    row: Sequence[TypedCell],
    *,
    is_total: bool,
) -> None:
    texts = []
    for place, (column, content) in enumerate(
        zip(table.columns, row, strict=True), start=1
    ):
        cell = sheet_cell(sheet, number, place)
        write_value(cell, _plain_value(content), bold=is_total)
        style_table_cell(cell, AUTOMATIC if is_total else None)
        cell.alignment = _RIGHT if table.is_of_numbers(place - 1) else _LEFT
        cell.number_format = _number_format(content)
        if isinstance(content, str):
            texts.append((content, column.width))
    sheet.row_dimensions[number].height = row_height(texts, _LEAST_HEIGHT)


def _plain_value(content: TypedCell) -> Any:
    """What a workbook keeps: a moment by the clocks of Japan, which it has no zone for."""
    match content:
        case TypedFigure():
            return content.value
        case datetime():
            in_japan = fiscal.time_in_japan(content).replace(tzinfo=None)
            return in_japan.replace(second=0, microsecond=0)
    return content


def _number_format(content: TypedCell) -> str:
    match content:
        case TypedFigure() if content.decimals:
            return f"{_COUNT}.{'0' * content.decimals}"
        case datetime():
            return _MOMENT
        case date():
            return _DAY
        case int() | TypedFigure():
            return _COUNT
    return "@" if isinstance(content, str) else "General"


def _set_up_print(sheet: Worksheet, title: str, table: TypedTable) -> None:
    """A4 landscape, as wide as the sheet, with the headings on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.5
    footer = HeaderFooterItem()
    footer.left.text = _footer_text(f"{title} {table.name}")
    footer.right.text = "&P / &N"
    sheet.oddFooter = footer


def _footer_text(text: str) -> str:
    """Somebody's words as a footer prints them: & begins a code there."""
    return writable_text(text)[:_LONGEST_FOOTER].replace("&", "&&")
