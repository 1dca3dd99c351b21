"""The sheet 参考: what is expected of every year, and the 達成率 of the latest figure.

For whoever wants to look it up; nothing is filled in here. It has no column 番号, so that
no reader takes it for the form.
"""

from dataclasses import replace

from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal
from dxkpi.plan import Actual, Indicator
from dxkpi.returns import ReturnForm
from dxkpi.rules.readable_rates import readable_achievement
from dxkpi.wording.rates import rate_text
from dxkpi.wording.targets import expected_text
from dxkpi.workbook import styling
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.styling import row_height, sheet_cell, write_value
from dxkpi.workbook.template.layout import (
    NOTHING,
    Letterhead,
    TableColumn,
    fitted_columns,
    set_columns,
    set_up_page,
)

_ = FORM_LANGUAGE.gettext

_EXPLANATION_ROW, _HEADING_ROW = 2, 4
_MOST_YEARS = 12
_YEARS_BEFORE = 1


def write_reference_sheet(sheet: Worksheet, letterhead: Letterhead) -> None:
    """Write the expected values of all years of the form's indicators."""
    form = letterhead.form
    years = _years(form)
    columns = _columns(years)
    write_value(sheet_cell(sheet, 1, 1), letterhead.title, bold=True, size=14)
    explanation = _(
        "For reference: nothing is filled in here. The expected value is the year's own target, "
        "else on the path from the baseline through the points on the way to the target. "
        "The rate of achievement is the latest actual ÷ the target."
    )
    write_value(sheet_cell(sheet, _EXPLANATION_ROW, 1), explanation)
    set_columns(sheet, columns)
    for number, column in enumerate(columns, start=1):
        cell = sheet_cell(sheet, _HEADING_ROW, number)
        styling.write_heading(cell, column.text, styling.HEADER)
    for row, indicator in enumerate(form.indicators, start=_HEADING_ROW + 1):
        _write_row(sheet, row, columns, _texts(form, indicator, years))
    sheet.freeze_panes = sheet_cell(sheet, _HEADING_ROW + 1, 3)
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    set_up_page(sheet, letterhead)


def _write_row(
    sheet: Worksheet, row: int, columns: list[TableColumn], texts: list[str]
) -> None:
    for number, (column, text) in enumerate(zip(columns, texts, strict=True), start=1):
        cell = write_value(sheet_cell(sheet, row, number), text)
        styling.style_table_cell(cell, centred=not column.left)
    widths = [column.width for column in columns]
    height = row_height(zip(texts, widths, strict=True), least=22)
    sheet.row_dimensions[row].height = height


def _columns(years: range) -> list[TableColumn]:
    columns = [
        TableColumn("指標の番号", 8),
        TableColumn("指標", 40, left=True, grows=True),
        TableColumn("単位", 8),
        TableColumn("達成率\n（直近の実績）", 14),
    ]
    for year in years:
        columns.append(TableColumn(f"{fiscal.short_year(year)}\n期待値", 10))
    return fitted_columns(columns)


def _years(form: ReturnForm) -> range:
    """From the year before the form's to the last for which something is expected."""
    first = form.fiscal_year - _YEARS_BEFORE
    last = form.fiscal_year
    for indicator in form.indicators:
        if indicator.target is not None and indicator.target.fiscal_year is not None:
            last = max(last, indicator.target.fiscal_year)
    return range(first, min(last + 1, first + _MOST_YEARS))


def _texts(form: ReturnForm, indicator: Indicator, years: range) -> list[str]:
    """What stands in the row of an indicator."""
    expected = [_expected_text(form, indicator, year) for year in years]
    return [
        indicator.code,
        indicator.name,
        indicator.unit or NOTHING,
        _achievement_text(form, indicator),
        *expected,
    ]


def _expected_text(form: ReturnForm, indicator: Indicator, year: int) -> str:
    expected = form.expected(indicator, year)
    if expected is None:
        return NOTHING
    return expected_text(indicator, expected, FORM_LANGUAGE)


def _achievement_text(form: ReturnForm, indicator: Indicator) -> str:
    """達成率 of the latest figure up to the form's year, with its year."""
    latest = _latest_actual(indicator, form.fiscal_year)
    if latest is None:
        return NOTHING
    of_that_year = replace(form, fiscal_year=latest.fiscal_year)
    rate = readable_achievement(of_that_year.judged(indicator))
    if rate is None:
        return NOTHING
    return (
        f"{rate_text(rate, FORM_LANGUAGE)}\n（{fiscal.short_year(latest.fiscal_year)}）"
    )


def _latest_actual(indicator: Indicator, last_year: int) -> Actual | None:
    known = [
        actual
        for actual in indicator.actuals
        if actual.value is not None and actual.fiscal_year <= last_year
    ]
    return max(known, key=lambda actual: actual.fiscal_year, default=None)
