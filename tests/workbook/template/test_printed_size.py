"""The form on paper: A4, nothing smaller than eight points, no page half used in width."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter, range_boundaries

from dxkpi.plan import Actual, Plan
from dxkpi.returns import departments_asked
from dxkpi.returns.form_columns import ACTUALS_SHEET, INPUTS, SCHEDULE_SHEET
from dxkpi.workbook.styling import text_columns
from dxkpi.workbook.template.layout import HEADING_ROW
from tests.support.workbooks import form_of, heading_columns, opened_form

A4_SHORT, A4_LONG = 595.3, 841.9
POINTS_OF_A_CHARACTER = 5.25  # Calibri 11, openpyxl's default: 7 pixels at 96 dpi
LEAST_POINTS = 8


def printed_columns(sheet: Any) -> list[str]:
    """The columns of the print area, or all that the sheet has."""
    last = sheet.max_column
    if sheet.print_area:
        area = sheet.print_area.rpartition("!")[2].replace("$", "")
        _left, _top, last, _bottom = range_boundaries(area)
    return [get_column_letter(number) for number in range(1, last + 1)]


def fitted_scale(sheet: Any) -> float:
    """By how much the sheet is made smaller to be as wide as its page."""
    return min(1, room_by_width(sheet))


def room_by_width(sheet: Any) -> float:
    """The paper's width between the margins by that of the table."""
    upright = sheet.page_setup.orientation == "portrait"
    paper = A4_SHORT if upright else A4_LONG
    margins = sheet.page_margins
    room = paper - 72 * (margins.left + margins.right)
    widths = [sheet.column_dimensions[name].width for name in printed_columns(sheet)]
    ratio: float = room / (POINTS_OF_A_CHARACTER * sum(widths))
    return ratio


def font_sizes(sheet: Any) -> set[float]:
    """The sizes of all letters on a sheet."""
    sizes: set[Any] = set()
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, CellRichText):
                sizes |= {
                    part.font.sz for part in cell.value if not isinstance(part, str)
                }
            elif cell.value is not None:
                sizes.add(cell.font.sz)
    return sizes


@pytest.mark.parametrize(
    "code", ["472123", "452068", "422096", "052116", "412091", "999997"]
)
def test_every_sheet_is_printed_in_eight_points_or_more(
    shipped_plans: dict[str, Plan], code: str
) -> None:
    plan = shipped_plans[code]
    for department in (None, *departments_asked(plan))[:4]:
        book = opened_form(form_of(plan, department), rich_text=True)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            assert sheet.page_setup.paperSize == 9
            assert sheet.page_setup.fitToHeight == 0
            printed = fitted_scale(sheet) * min(font_sizes(sheet))
            assert printed >= LEAST_POINTS, (code, department, sheet.title, printed)


def test_the_tables_fill_the_width_of_their_page(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        for sheet in opened_form(form_of(plan)).worksheets:
            if sheet.sheet_state == "visible":
                assert 0.8 <= room_by_width(sheet) <= 1.05, sheet.title


def test_amounts_of_money_with_many_digits_are_printed_as_large(
    sample_plan: Plan,
) -> None:
    own = sample_plan.indicators[0]
    years = tuple(
        Actual(fiscal_year=year, value=Decimal(1_234_567_890))
        for year in range(2022, 2026)
    )
    large = own.model_copy(update={"unit": "千円（税込み）", "actuals": years})
    plan = sample_plan.model_copy(update={"indicators": (large,)})
    sheet = opened_form(form_of(plan), rich_text=True)[ACTUALS_SHEET]
    assert fitted_scale(sheet) * min(font_sizes(sheet)) >= LEAST_POINTS


def test_the_plans_own_sentence_stands_where_there_is_no_definition(
    sample_plan: Plan,
) -> None:
    first, second = sample_plan.indicators[:2]
    quoted = first.model_copy(update={"definition": None, "quote": "毎年ふやす。"})
    silent = second.model_copy(update={"definition": None, "quote": None})
    for indicators, heading in (
        ((quoted, silent), "計画の記載"),
        (
            (quoted, second.model_copy(update={"definition": "数える"})),
            "定義・計画の記載",
        ),
    ):
        plan = sample_plan.model_copy(update={"indicators": indicators})
        sheet = opened_form(form_of(plan))[ACTUALS_SHEET]
        assert sheet.cell(HEADING_ROW, 3).value == heading
        assert sheet.cell(HEADING_ROW + 1, 3).value == "「毎年ふやす。」"


def test_a_column_in_which_nothing_stands_is_left_out(sample_plan: Plan) -> None:
    bare = sample_plan.indicators[0].model_copy(
        update={"definition": None, "quote": None, "actuals": (), "baseline": None}
    )
    plan = sample_plan.model_copy(update={"indicators": (bare,)})
    sheet = opened_form(form_of(plan))[ACTUALS_SHEET]
    cells = [cell.value for cell in sheet[HEADING_ROW + 1]]
    headings = [str(cell.value) for cell in sheet[HEADING_ROW]]
    assert "－" not in cells
    assert not any("定義" in heading for heading in headings)
    assert set(INPUTS[ACTUALS_SHEET]) <= set(heading_columns(sheet))


@pytest.mark.parametrize("code", ["472123", "452068", "422096", "412091", "999997"])
def test_the_lines_above_the_table_end_before_the_cells_beside_them(
    shipped_plans: dict[str, Plan], code: str
) -> None:
    book = opened_form(
        form_of(shipped_plans[code]),
        deadline=date(2026, 5, 15),
        contact="デジタル推進課 DX推進係 内線1234",
        address="https://kpi.city.example.lg.jp/upload?city=472123&year=2025",
    )
    for name in (ACTUALS_SHEET, SCHEDULE_SHEET):
        sheet = book[name]
        for row in range(1, HEADING_ROW):
            line = sheet.cell(row, 1)
            beside = [cell.column for cell in sheet[row][1:] if cell.value]
            end = min(beside, default=sheet.max_column + 1)
            letters = [get_column_letter(number) for number in range(1, end)]
            room = sum(sheet.column_dimensions[letter].width for letter in letters)
            needed = text_columns(str(line.value)) * line.font.sz / 2
            assert needed <= room * POINTS_OF_A_CHARACTER, (name, line.value)
