"""The sheet 実績: a row for each indicator, its years before beside the cell for this
one, and how it will be judged.
"""

from collections.abc import Sequence
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal
from dxkpi.plan import Indicator
from dxkpi.returns import FormColumn, ReturnForm
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    SCHEDULE_SHEET,
    TEXTS_OF_FIGURE,
    column_heading,
)
from dxkpi.rules import Profile, indicator_in_force
from dxkpi.workbook import styling
from dxkpi.workbook.aid_writing import put_aid_on_sheet
from dxkpi.workbook.form_aids import figures_aid, sheet_advice
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.judging_formula import judged_statuses, status_word
from dxkpi.workbook.styling import sheet_cell, text_columns, write_value
from dxkpi.workbook.template.figure_cells import input_cells, past_figure
from dxkpi.workbook.template.indicator_words import (
    heading_of_words,
    name_and_group,
    words_of_plan,
)
from dxkpi.workbook.template.layout import (
    HEADING_ROW,
    NOTHING,
    Letterhead,
    ShownValue,
    TableColumn,
    finish_sheet,
    fitted_columns,
    input_numbers,
    shown_text,
    write_row,
    write_top,
)
from dxkpi.workbook.template.target_cells import (
    baseline_cell,
    expected_cell,
    target_cell,
)

_ = FORM_LANGUAGE.gettext

YEARS_BEFORE = 3
"""How many earlier years stand beside the cell for this one."""

_TEXT_FORMAT = "@"
_WIDTH_PADDING = 2.5
_LARGER_FONT = 1.3


def write_figures_sheet(sheet: Worksheet, letterhead: Letterhead) -> None:
    """Write the sheet of the form's indicators."""
    form = letterhead.form
    values = [_row_of_indicator(form, indicator) for indicator in form.asked_indicators]
    columns = _columns(form, values)
    shown = _shown_columns(columns, values)
    columns = fitted_columns([columns[index] for index in shown])
    values = [[row[index] for index in shown] for row in values]
    count = FORM_LANGUAGE.ngettext("{n} indicator", "{n} indicators", len(values))
    advice = sheet_advice(ACTUALS_SHEET) if values else ""
    write_top(sheet, letterhead, columns, count, advice)

    indicators_by_row = dict(enumerate(form.asked_indicators, start=HEADING_ROW + 1))
    for (row, indicator), row_values in zip(
        indicators_by_row.items(), values, strict=True
    ):
        write_row(sheet, row, columns, row_values)
        _format_row(sheet, row, columns, indicator, row_values)
    aid = figures_aid(form, ACTUALS_SHEET, input_numbers(columns), indicators_by_row)
    put_aid_on_sheet(sheet, aid, _status_column(columns))
    below = _lines_below(form.profile) if values else [_nothing_to_report()]
    finish_sheet(sheet, letterhead, columns, len(values), below)


def _lines_below(profile: Profile) -> list[str]:
    """What stands below the table."""
    marks = "　".join(status_word(status) for status in judged_statuses(profile))
    return [
        _(
            "Marks: {marks}. Where it is △, ▲ or ×, write the causes (orange while "
            "blank) and what is done about it.",
            marks=marks,
        ),
        _(
            "Rows may be sorted by the arrows of the headings: they are "
            "found by their number. "
            "Sheet {sheet} is to be filled in as well.",
            sheet=SCHEDULE_SHEET,
        ),
    ]


def _nothing_to_report() -> str:
    return _(
        "There is no indicator to report. See sheet {sheet}.", sheet=SCHEDULE_SHEET
    )


# The columns


def _columns(
    form: ReturnForm, rows: Sequence[Sequence[ShownValue]]
) -> list[TableColumn]:
    """The columns, as wide as what stands in them."""
    year = form.fiscal_year

    def width(index: int, least: float, most: float) -> float:
        widths = [text_columns(shown_text(row[index])) + _WIDTH_PADDING for row in rows]
        return min(max([least, *widths]), most)

    actual = column_heading(FormColumn.VALUE).removesuffix("値")
    this_year = fiscal.short_year(year)
    columns = [
        TableColumn(column_heading(FormColumn.CODE), width(0, 6.5, 14), least=6.5),
        TableColumn("指標（基本方針・施策）", 26, left=True, least=17, grows=True),
        TableColumn(
            heading_of_words(form.asked_indicators),
            26,
            left=True,
            least=17,
            grows=True,
            optional=True,
        ),
        TableColumn("単位", width(3, 5.5, 11), least=5.5, optional=True),
        TableColumn("現状値", width(4, 8.5, 14), least=8.5),
        TableColumn("目標値", width(5, 9, 15), least=9),
    ]
    for past_year in range(year - YEARS_BEFORE, year):
        heading = f"{fiscal.short_year(past_year)}\n{actual}"
        columns.append(TableColumn(heading, width(len(columns), 8, 14), optional=True))
    columns += [
        TableColumn(
            f"{this_year}\n期待値", width(9, 8.5, 15), least=8.5, optional=True
        ),
        TableColumn(
            f"{this_year} {column_heading(FormColumn.VALUE)}",
            max(12.5, _LARGER_FONT * width(10, 8, 22)),
            FormColumn.VALUE,
        ),
        TableColumn(column_heading(FormColumn.AS_OF), 8.5, FormColumn.AS_OF),
        TableColumn(column_heading(FormColumn.MISSING), 11, FormColumn.MISSING),
        TableColumn(styling.STATUS_HEADING, 12.5, automatic=True),
        *(_text_column(column) for column in TEXTS_OF_FIGURE),
    ]
    return columns


def _text_column(column: FormColumn) -> TableColumn:
    return TableColumn(
        column_heading(column), 22, column, left=True, least=16, grows=True
    )


def _shown_columns(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[ShownValue]]
) -> list[int]:
    """The columns in which something stands, or is to be written."""
    return [
        index
        for index, column in enumerate(columns)
        if not column.optional or any(row[index] != NOTHING for row in rows)
    ]


def _status_column(columns: Sequence[TableColumn]) -> int:
    """Where the judging formula stands, from 1."""
    return next(n for n, column in enumerate(columns, start=1) if column.automatic)


# The row of an indicator


def _row_of_indicator(form: ReturnForm, indicator: Indicator) -> list[ShownValue]:
    """What stands in the row of an indicator, column by column; its target is the one by
    which the form's year is judged.
    """
    indicator = indicator_in_force(indicator, form.fiscal_year)
    year = form.fiscal_year
    past_years = range(year - YEARS_BEFORE, year)
    return [
        indicator.code,
        name_and_group(form, indicator),
        words_of_plan(form, indicator),
        indicator.unit or NOTHING,
        baseline_cell(indicator),
        target_cell(form, indicator),
        *(past_figure(indicator, past_year) for past_year in past_years),
        expected_cell(form.of_figure(indicator), indicator),
        *input_cells(form.of_figure(indicator), indicator),
    ]


# Number formats


def _format_row(
    sheet: Worksheet,
    row: int,
    columns: Sequence[TableColumn],
    indicator: Indicator,
    values: Sequence[ShownValue],
) -> None:
    """Show a share as it is typed (64.4), and hide no digit of any figure."""
    for number, (column, value) in enumerate(zip(columns, values, strict=True), 1):
        cell = sheet_cell(sheet, row, number)
        if column.input is FormColumn.VALUE:
            _format_input(cell, indicator, value)
        elif column.input is FormColumn.AS_OF:
            cell.number_format = _TEXT_FORMAT  # or R8.3 would become a date
        elif isinstance(value, Decimal):
            finer_digits = indicator.finer_digits(value)
            cell.number_format = _number_format(indicator.decimals + finer_digits)


def _format_input(cell: Cell, indicator: Indicator, value: ShownValue) -> None:
    write_value(cell, value, bold=True, size=12)
    if indicator.counts is not None:
        cell.number_format = _TEXT_FORMAT  # or 3/12 would become a date
    elif indicator.decimals and indicator.is_number:
        cell.number_format = f"{_number_format(indicator.decimals)}####"


def _number_format(decimals: int) -> str:
    if decimals == 0:
        return "#,##0"
    return f"#,##0.{'0' * decimals}"
