"""A table of the plan book on its sheet: headings, rows, dropdowns, how it prints."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal
from dxkpi.plan.document_columns import NO, YES, Column, TableColumns
from dxkpi.plan.fields import FieldKind
from dxkpi.text.formulas import may_begin_formula
from dxkpi.workbook import styling
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.plan_book.book_texts import book_text
from dxkpi.workbook.plan_book.cell_words import BookCell, term_words
from dxkpi.workbook.plan_book.column_notes import column_meaning
from dxkpi.workbook.plan_book.plan_rows import BookRow
from dxkpi.workbook.styling import row_height, sheet_cell, write_heading, write_value
from dxkpi.workbook.template.layout import A4, WIDEST_PRINTED

_ = FORM_LANGUAGE.gettext

EXAMPLE_ROW, HEADING_ROW = 3, 4
FIRST_ROW = HEADING_ROW + 1
NAME_HEADING = "（参考）名称"
SPARE_ROWS, SPARE_ROWS_OF_EMPTY = 8, 30
"""Blank rows to go on in, below others and where there are none."""
_NAME_WIDTH, _YEAR_WIDTH = 24.0, 9.0
_LONGEST_LIST, _LONGEST_PROMPT = 250, 240
_LONGEST_IN_HEADER = 80
_TEXT_KINDS = (
    FieldKind.KEY,
    FieldKind.YEAR,
    FieldKind.MONTH,
    FieldKind.MUNICIPAL_CODE,
)
_LEFT_WIDTH = 20
"""From this width on a text column is set left, not centred."""


@dataclass(frozen=True)
class SheetColumn:
    """A column on a sheet: one of the table, a year, or the name of what a row is about."""

    heading: str
    width: float
    column: Column | None = None
    year: int | None = None


def write_table(
    sheet: Worksheet, table: TableColumns, rows: Sequence[BookRow], title: str
) -> None:
    """Write a table with its rows, and some blank ones to go on in."""
    columns = list(_sheet_columns(table, rows))
    write_value(sheet_cell(sheet, 1, 1), f"{title}　{table.table}", bold=True, size=14)
    write_value(sheet_cell(sheet, 2, 1), table_advice(table), colour=styling.ADVICE)
    sheet.row_dimensions[1].height = 24
    sheet.row_dimensions[HEADING_ROW].height = 48
    for number, column in enumerate(columns, start=1):
        write_heading(
            sheet_cell(sheet, HEADING_ROW, number),
            column.heading,
            _heading_fill(column),
        )
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    if not rows:
        _write_examples(sheet, columns)
    for number, row in enumerate(rows, start=FIRST_ROW):
        _write_row(sheet, number, columns, row)
    last_row = HEADING_ROW + len(rows)
    last_row += SPARE_ROWS if rows else SPARE_ROWS_OF_EMPTY
    for number in range(FIRST_ROW + len(rows), last_row + 1):
        _write_row(sheet, number, columns, BookRow(table))
    for number, column in enumerate(columns, start=1):
        if column.column is not None:
            _add_dropdown(sheet, column.column, number, last_row)
    _finish(sheet, columns, last_row if not rows else HEADING_ROW + len(rows))
    set_up_page(sheet, title, columns)


def _sheet_columns(
    table: TableColumns, rows: Sequence[BookRow]
) -> Iterator[SheetColumn]:
    """The table's columns; behind what says to whom a row belongs, that one's name."""
    has_names = any(row.name for row in rows)
    for place, column in enumerate(table.columns):
        yield SheetColumn(column.heading, column.width, column)
        following = table.columns[place + 1 : place + 2]
        is_last_owner = column.is_owner and not any(c.is_owner for c in following)
        if has_names and is_last_owner:
            yield SheetColumn(NAME_HEADING, _NAME_WIDTH)
            has_names = False
    if table.years is not None:
        for year in sorted({year for row in rows for year in row.years}):
            yield SheetColumn(fiscal.short_year(year), _YEAR_WIDTH, year=year)


def _write_examples(sheet: Worksheet, columns: Sequence[SheetColumn]) -> None:
    """Write an example above each heading, where no row of the plan shows one."""
    texts = []
    for number, column in enumerate(columns, start=1):
        example = "" if column.column is None else column.column.example
        if example:
            cell = sheet_cell(sheet, EXAMPLE_ROW, number)
            write_value(cell, _("e.g. {text}", text=example), colour=styling.MUTED)
            cell.alignment = _EXAMPLE
            texts.append((str(cell.value), column.width))
    sheet.row_dimensions[EXAMPLE_ROW].height = row_height(texts, least=20)


_EXAMPLE = Alignment(wrap_text=True, vertical="bottom", horizontal="left")


def _heading_fill(column: SheetColumn) -> str:
    is_needed = column.column is not None and column.column.is_needed
    return styling.INPUT_HEADER if is_needed else styling.HEADER


def table_advice(table: TableColumns) -> str:
    """The line above a table: what is needed in it."""
    needed = [column.heading for column in table.columns if column.is_needed]
    if not needed:
        return _("Everything on this sheet may stay empty.")
    return _(
        "Needed: {columns} (yellow headings). The rest may stay empty.",
        columns=FORM_LANGUAGE.listed(needed),
    )


def _write_row(
    sheet: Worksheet, number: int, columns: Sequence[SheetColumn], row: BookRow
) -> None:
    texts = []
    for place, column in enumerate(columns, start=1):
        cell = sheet_cell(sheet, number, place)
        content = _content(column, row)
        write_content(cell, content)
        is_wide = column.width >= _LEFT_WIDTH
        is_reference = column.column is None and column.year is None
        fill = styling.AUTOMATIC if is_reference else None
        styling.style_table_cell(cell, fill, centred=not is_wide)
        cell.number_format = _number_format(column, content)
        if isinstance(content, str):
            texts.append((content, column.width))
    sheet.row_dimensions[number].height = row_height(texts, least=20)


def _content(column: SheetColumn, row: BookRow) -> BookCell:
    if column.year is not None:
        return row.years.get(column.year)
    if column.column is None:
        return row.name or None
    return row.cells.get(column.column)


def write_content(cell: Cell, content: BookCell) -> None:
    """Write what stands in a cell: text stays text, however much it looks like a formula."""
    write_value(cell, None)
    if not isinstance(content, str):
        cell.value = content
    elif content:
        cell.value = book_text(content)
        cell.data_type = "s"
        cell.quotePrefix = may_begin_formula(content)


def _number_format(column: SheetColumn, content: BookCell) -> str:
    if isinstance(content, Decimal):
        exponent = content.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return "#,##0" + (f".{'0' * decimals}" if decimals else "")
    if isinstance(content, str):
        return "@"
    known = column.column
    is_text = known is not None and (known.is_code or known.shape.kind in _TEXT_KINDS)
    return "@" if is_text else "General"


# What helps to fill in


def _add_dropdown(sheet: Worksheet, column: Column, number: int, last_row: int) -> None:
    """Put the words that a column takes into a list, and its meaning beside the cell."""
    meaning = column_meaning(column)[:_LONGEST_PROMPT]
    words = dropdown_words(column)
    is_list = bool(words) and len(",".join(words)) <= _LONGEST_LIST
    letter = get_column_letter(number)
    validation = DataValidation(
        type="list" if is_list else None,
        formula1=f'"{",".join(words)}"' if is_list else None,
        errorStyle="warning",
        allow_blank=True,
        showInputMessage=True,
        showErrorMessage=is_list,
        promptTitle=column.heading[:32],
        prompt=meaning or None,
        errorTitle=column.heading[:32],
        error=_("Choose from the list.") if is_list else None,
        sqref=f"{letter}{FIRST_ROW}:{letter}{last_row}",
    )
    sheet.add_data_validation(validation)


def dropdown_words(column: Column) -> list[str]:
    """The words among which somebody chooses; none where anything can be written."""
    if column.choices:
        return list(column.choices)
    if column.shape.kind is FieldKind.FLAG:
        return [YES, NO] if column.shape.is_nullable else [YES]
    if column.shape.kind is FieldKind.TERM and column.shape.terms is not None:
        return term_words(column.shape.terms)
    return []


# How it is seen and printed


def _finish(sheet: Worksheet, columns: Sequence[SheetColumn], last_row: int) -> None:
    frozen = 2 if len(columns) > 4 else 1
    sheet.freeze_panes = sheet_cell(sheet, FIRST_ROW, frozen + 1)
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    sheet.print_title_cols = f"A:{get_column_letter(frozen)}"
    last_column = get_column_letter(len(columns))
    sheet.print_area = f"A1:{last_column}{last_row}"
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{last_column}{last_row}"


def set_up_page(
    sheet: Worksheet, title: str, columns: Sequence[SheetColumn] = ()
) -> None:
    """A4 landscape, as wide as one sheet or, of a very wide table, as few as can be read."""
    width = sum(column.width for column in columns)
    pages = max(1, math.ceil(width / (WIDEST_PRINTED * 1.2)))
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.75
    margins.header = margins.footer = 0.35
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    one_line = " ".join(title.split())[:_LONGEST_IN_HEADER]
    header.left.text = styling.writable_text(one_line).replace("&", "&&")
    footer.center.text = "&P / &N ページ"
    sheet.oddHeader, sheet.oddFooter = header, footer
