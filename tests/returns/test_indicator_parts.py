"""What is asked of an indicator that consists of parts, and what comes back."""

from dataclasses import replace
from datetime import date

import pytest

from dxkpi.findings import FactList
from dxkpi.returns import FilledForm, FormColumn, ReturnForm, WrittenCell
from dxkpi.returns.checking import check_return
from dxkpi.returns.plan_doubts import doubts_about_plan
from dxkpi.returns.status import return_statuses
from dxkpi.store import Submission
from tests.support.checking import VALUE, filled_row
from tests.support.parts import CODE, MEN, WOMEN, plan_of_parts
from tests.support.workbooks import opened_form

YEAR = 2027
TODAY = date(2028, 5, 1)


def form_of(department: str | None = None) -> ReturnForm:
    return ReturnForm(plan_of_parts(), YEAR, department, 1, YEAR)


@pytest.mark.parametrize(
    ("department", "asked"),
    [(None, [MEN, WOMEN, "K31"]), ("健康課", [MEN, "K31"]), ("女性活躍課", [WOMEN])],
)
def test_each_part_is_asked_for_of_its_own_department(
    department: str | None, asked: list[str]
) -> None:
    assert [one.code for one in form_of(department).asked_indicators] == asked


def test_figures_are_taken_by_the_code_or_the_name_of_a_part() -> None:
    row = filled_row("", 8, {VALUE: 84.3})
    name = WrittenCell("実績", "B8", "健康寿命（女）")
    named = replace(row, cells={FormColumn.NAME: name, **row.cells})
    rows = (filled_row(MEN, 7, {VALUE: 80.4}), named)
    answer = check_return(form_of(), FilledForm(rows=rows))
    assert {code: str(one.value) for code, one in answer.actuals.items()} == {
        MEN: "80.4",
        WOMEN: "84.3",
    }


def test_a_row_of_the_whole_is_answered_with_its_parts() -> None:
    rows = (filled_row(CODE, 7, {VALUE: 80.4}), filled_row(MEN, 8, {VALUE: 80.4}))
    answer = check_return(form_of(), FilledForm(rows=rows))
    [finding] = [one for one in answer.findings if one.code == "row_of_parts"]
    assert finding.facts["parts"] == FactList((f"{MEN} 男", f"{WOMEN} 女"))
    assert list(answer.actuals) == [MEN]


def test_returns_count_each_part() -> None:
    none: list[Submission] = []
    statuses = return_statuses(plan_of_parts(), none, 2026, TODAY)
    counted = {one.department: (one.reported, one.asked) for one in statuses}
    assert counted == {"健康課": (2, 2), "女性活躍課": (1, 1)}


def test_parts_of_one_name_and_figures_of_a_part_are_doubted() -> None:
    plan = plan_of_parts({"name: 女": "name: 男", "value: 84.1": "value: 841"})
    doubts = doubts_about_plan(plan, TODAY)
    places = {doubt.location[:4] for doubt in doubts}
    assert ("indicators", 0, "parts", 1) in places
    assert doubts_about_plan(plan_of_parts(), TODAY) == []


def test_the_workbook_has_a_row_for_each_part() -> None:
    book = opened_form(form_of())
    sheet = book.worksheets[1] if len(book.worksheets) > 1 else book.active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert CODE not in cells
    assert any(cell.startswith("健康寿命（男）") for cell in cells)
    assert any("ほかの内訳とまとめて判定" in cell for cell in cells)
