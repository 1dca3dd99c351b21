"""What a form asks for where figures come out late or not every year, and what it takes."""

from datetime import date
from typing import Any

import pytest

from dxkpi.plan import Indicator
from dxkpi.returns import FilledForm, FilledRow, FormColumn, ReturnForm, WrittenCell
from dxkpi.returns.checking import check_return
from dxkpi.returns.status import Returned, return_statuses
from tests.support.late_figures import (
    EVERY_SECOND_YEAR,
    IN_DECEMBER,
    IN_MAY,
    NOVEMBER,
    form_of,
    kpi,
)


def handed_in(form: ReturnForm, value: str | None, month: str | None = None) -> Any:
    cells = {
        FormColumn.CODE: WrittenCell("実績", "A5", "K01"),
        FormColumn.VALUE: WrittenCell("実績", "K5", value),
        FormColumn.AS_OF: WrittenCell("実績", "L5", month),
        FormColumn.MISSING: WrittenCell("実績", "M5", None),
        FormColumn.NOTE: WrittenCell("実績", "N5", None),
    }
    row = FilledRow("K01", cells)
    other_cells = {
        FormColumn.CODE: WrittenCell("実績", "A6", "K02"),
        FormColumn.VALUE: WrittenCell("実績", "K6", 20),
        FormColumn.NOTE: WrittenCell("実績", "N6", "計画どおり"),
    }
    other = FilledRow("K02", other_cells)
    return check_return(form, FilledForm(rows=(row, other)))


def codes(checked: Any) -> set[str]:
    return {finding.code for finding in checked.findings}


@pytest.mark.parametrize(
    ("one", "fiscal_year", "today", "year"),
    [
        (kpi(), 2024, IN_MAY, 2024),
        (kpi(**NOVEMBER), 2024, IN_MAY, 2023),
        (kpi(**NOVEMBER), 2024, IN_DECEMBER, 2024),
        (kpi({2024: 5}, **NOVEMBER), 2024, IN_MAY, 2024),
        (kpi(**EVERY_SECOND_YEAR), 2023, IN_MAY, 2023),
        (kpi(**EVERY_SECOND_YEAR), 2024, IN_MAY, 2023),
    ],
)
def test_a_form_asks_for_the_latest_figure_that_can_be_there(
    one: Indicator, fiscal_year: int, today: date, year: int
) -> None:
    form = form_of(one, fiscal_year=fiscal_year, today=today)
    assert form.asked_indicators == (one,)
    assert form.figure_year(one) == year


@pytest.mark.parametrize(
    ("one", "fiscal_year", "today"),
    [
        (kpi({2023: 30}, **EVERY_SECOND_YEAR), 2024, IN_MAY),
        (kpi(**NOVEMBER), 2021, date(2022, 5, 20)),  # its last one is the baseline
        (kpi(published={"month": 3, "years_after": 3}), 2021, date(2022, 5, 20)),
    ],
)
def test_nothing_is_asked_where_no_figure_can_be_there(
    one: Indicator, fiscal_year: int, today: date
) -> None:
    form = form_of(one, fiscal_year=fiscal_year, today=today)
    assert form.indicators == (one,)
    assert form.asked_indicators == ()


@pytest.mark.parametrize(
    ("value", "month", "year"),
    [
        ("28.5", None, 2023),
        ("R5年 28.5", None, 2023),
        ("28.5（令和5年度）", None, 2023),
        ("令和6年度 28.5", None, 2024),
        ("28.5", "R5.10", 2023),
        ("28.5", "R6.10", 2024),
    ],
)
def test_a_late_figure_is_registered_for_its_own_year(
    value: str, month: str | None, year: int
) -> None:
    form = form_of(kpi(**NOVEMBER), kpi(code="K02"))
    checked = handed_in(form, value, month)
    actual = checked.actuals["K01"]
    assert (actual.fiscal_year, str(actual.value)) == (year, "28.5")
    assert ("late_figure" in codes(checked)) is (year == 2023)
    assert "figure_of_other_year" not in codes(checked)
    years = {one.fiscal_year for one in checked.changes if one.place == "K01"}
    assert years == {year}


def test_a_figure_of_another_year_is_still_asked_about_where_figures_come_in_time() -> (
    None
):
    checked = handed_in(form_of(kpi(), kpi(code="K02")), "R5年 28.5")
    assert "figure_of_other_year" in codes(checked)


def test_a_blank_row_is_no_mistake_where_no_figure_can_be_there() -> None:
    known = kpi({2023: 30}, **EVERY_SECOND_YEAR)
    checked = handed_in(form_of(known, kpi(code="K02")), None)
    assert [finding.place for finding in checked.findings] == []
    assert set(checked.actuals) == {"K02"}


def test_the_returns_of_a_department_count_what_can_be_there() -> None:
    late, surveyed, usual = (
        kpi({2023: 28}, **NOVEMBER),
        kpi({2023: 30}, **{**EVERY_SECOND_YEAR, "code": "K02"}),
        kpi(code="K03"),
    )
    plan = form_of(late, surveyed, usual).plan
    nothing: tuple[Returned, ...] = ()
    [status] = return_statuses(plan, nothing, 2024, IN_MAY)
    assert (status.asked, status.reported, status.open) == (2, 1, 1)
    [later] = return_statuses(plan, nothing, 2024, IN_DECEMBER)
    assert (later.asked, later.reported, later.open) == (2, 0, 2)
