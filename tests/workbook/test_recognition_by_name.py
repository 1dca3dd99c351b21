"""Workbooks of the offices' own making, whose rows have names and no numbers."""

from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from dxkpi.plan import Plan
from dxkpi.returns import FormColumn, ReturnForm
from dxkpi.returns.checking import check_return
from dxkpi.workbook import template
from tests.support.forms import fill
from tests.support.workbooks import changed_workbook, read_form, workbook_of_rows


@pytest.fixture
def form(sample_plan: Plan) -> ReturnForm:
    return ReturnForm(sample_plan, 2026, "人事課", 7, 2026)


def name_of(plan: Plan, code: str) -> str:
    return next(one.name for one in plan.indicators if one.code == code)


@pytest.mark.parametrize(
    "heading", ["指標名", "指標", "KPI", "重要業績評価指標（KPI）", "成果指標", "項目"]
)
def test_figures_are_found_by_the_names_of_their_rows(
    form: ReturnForm, heading: str
) -> None:
    plan = form.plan
    rows: list[list[Any]] = [
        ["令和8年度 進捗状況調べ（見本市 人事課）"],
        [],
        [heading, "単位", "R7実績", "R8実績", "備考"],
        ["1 人材の育成"],
        [name_of(plan, "K16"), "人", 20, 30, None],
        [name_of(plan, "K17"), "％", 10, "１２．３％", "速報"],
        ["合計", None, 30, 42.3, None],
    ]
    filled = read_form(workbook_of_rows(rows, "調べ"))
    assert filled.year == 2026
    assert {finding.code for finding in filled.findings} <= {
        "read_from_sheet",
        "column_missing",
    }
    answer = check_return(form, filled)
    values = {code: entry.value for code, entry in answer.actuals.items()}
    assert values == {"K16": Decimal(30), "K17": Decimal("12.3")}
    assert "unknown_name" not in {finding.code for finding in answer.findings}


def test_a_table_of_names_beside_the_form_is_left_alone(form: ReturnForm) -> None:
    content = fill(template.form_workbook(form), {"K16": {FormColumn.VALUE: 30}})

    def add_notes(book: openpyxl.Workbook) -> None:
        notes = book.create_sheet("メモ", 0)
        notes.append(["指標", "R8実績", "備考"])
        notes.append([name_of(form.plan, "K16"), 99, "昨年の案"])

    answer = check_return(form, read_form(changed_workbook(content, add_notes)))
    assert answer.actuals["K16"].value == 30


def test_names_swapped_in_the_form_are_held(form: ReturnForm) -> None:
    content = fill(template.form_workbook(form), {"K16": {FormColumn.VALUE: 30}})

    def swap_names(book: openpyxl.Workbook) -> None:
        sheet = book["実績"]
        rows = {str(row[0].value): row[1] for row in sheet.iter_rows(min_row=6)}
        first, second = rows["K16"], rows["K17"]
        first.value, second.value = second.value, first.value

    changed = read_form(changed_workbook(content, swap_names))
    held = [
        (finding.place, finding.cell)
        for finding in check_return(form, changed).findings
        if finding.code == "name_of_other"
    ]
    assert held == [("K16", "B7"), ("K17", "B8")]


def test_the_form_as_it_is_given_out_has_the_right_names(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        form = ReturnForm(plan, 2025, None, 7, 2025)
        first = plan.indicators[0].code
        content = fill(template.form_workbook(form), {first: {FormColumn.VALUE: 1}})
        answer = check_return(form, read_form(content))
        codes = {finding.code for finding in answer.findings}
        assert "nothing_filled" not in codes
        assert not codes & {"name_of_other", "name_read", "unknown_name"}
