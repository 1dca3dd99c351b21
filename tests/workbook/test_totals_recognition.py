"""The sheet of a staff survey's totals is found again whatever was done to its rows and columns."""

import io
from dataclasses import dataclass
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.plan import Plan
from dxkpi.returns import CheckedReturn, FilledForm, ReturnForm
from dxkpi.returns.checking import check_return
from dxkpi.returns.form_columns import ACTUALS_SHEET, TOTALS_SHEET, TotalsPart
from dxkpi.workbook import template
from tests.support.forms import fill_totals
from tests.support.sheet_changes import (
    Change,
    copy_blank_sheet,
    copy_sheet,
    delete_column,
    delete_row,
    hide,
    insert_column,
    insert_row,
    merge,
    rename,
    swap,
    unmerged,
    without_origin,
    write,
)
from tests.support.workbooks import read_form, saved_workbook

WRITTEN = {"K13": 99.5, "K16": 30, "K17": 11.25, "K18": 4, "K19": 18}


@dataclass(frozen=True, repr=False)
class Given:
    """A form, and the workbook that came of it."""

    form: ReturnForm
    content: bytes

    def after(self, changes: list[Change]) -> tuple[FilledForm, CheckedReturn]:
        book = openpyxl.load_workbook(io.BytesIO(self.content), rich_text=True)
        sheet = book[ACTUALS_SHEET]
        assert isinstance(sheet, Worksheet)
        for change in changes:
            change(book, sheet)
        filled = read_form(saved_workbook(book))
        return filled, check_return(self.form, filled)


FIELDS = {
    TotalsPart.QUESTION: "進んだと感じるか",
    TotalsPart.HELD: "R9.3.12",
    TotalsPart.STAFF: 300,
    TotalsPart.BLANKS: 4,
}


CHOICES = (("そう思う", "○", 120), ("思わない", None, 60))


DEPARTMENTS = (("市民課", 100, 80, 60), ("人事課", 80, 60, 40), ("総務課", 60, 40, 20))


@pytest.fixture(scope="module")
def counted(sample_plan: Plan) -> Given:
    form = ReturnForm(sample_plan, 2026, "デジタル推進課", 7, 2025)
    return Given(
        form, fill_totals(template.form_workbook(form), FIELDS, CHOICES, DEPARTMENTS)
    )


def said(filled: FilledForm) -> tuple[list[Any], list[list[Any]], list[list[Any]]]:
    """What stands in the cells of the totals, without blank rows."""
    totals = filled.totals
    assert totals is not None
    fields = [
        cell.value
        for cell in (totals.question, totals.held, totals.staff, totals.blanks)
    ]
    choices, departments = (
        [
            [cell.value for cell in row]
            for row in rows
            if any(cell.value is not None for cell in row)
        ]
        for rows in (totals.choices, totals.departments)
    )
    return fields, choices, departments


def after(given: Given, changes: list[Change]) -> FilledForm:
    book = openpyxl.load_workbook(io.BytesIO(given.content), rich_text=True)
    sheet = book[TOTALS_SHEET]
    assert isinstance(sheet, Worksheet)
    for change in changes:
        change(book, sheet)
    return read_form(saved_workbook(book))


def below(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
    """The departments beneath the choices instead of beside them."""
    sheet.move_range("E10:H60", rows=12, cols=-4)


@pytest.mark.parametrize(
    "changes",
    [
        [],
        [unmerged, insert_row(1), insert_row(8), insert_row(12), insert_row(15)],
        [unmerged, insert_column(1), insert_column(4), insert_column(7)],
        [unmerged, delete_column(4), delete_row(4)],
        [hide(6, 2), hide(12, 7)],
        [unmerged, swap((0, 5), (0, 7), rows=False)],
        [unmerged, swap((0, 2), (0, 3), rows=False)],
        [swap((11, 0), (12, 0), rows=True)],
        [unmerged, below],
        [merge(1, 1, 0, 6), merge(4, 1, 0, 6)],
        [rename("R8アンケート")],
        [copy_sheet()],
        [copy_blank_sheet(WRITTEN.values())],
        [without_origin()],
        [write("A7", "対象者数\n（全体）："), write("H10", "実感と\n答えた数")],
    ],
)
def test_what_is_often_done_to_the_totals_changes_none(
    counted: Given, changes: list[Change]
) -> None:
    fields, choices, departments = said(after(counted, changes))
    assert fields == list(FIELDS.values())
    assert sorted(choices) == sorted([name, mark, n] for name, mark, n in CHOICES)
    assert sorted(departments) == sorted(map(list, DEPARTMENTS))


def test_two_sheets_of_totals_that_differ_are_not_chosen_between(
    counted: Given,
) -> None:
    def change(book: openpyxl.Workbook, sheet: Worksheet) -> None:
        book.copy_worksheet(sheet)["C11"] = 119

    assert "totals_sheets" in {
        finding.code for finding in after(counted, [change]).findings
    }


def test_a_column_of_the_totals_that_is_gone_is_told(counted: Given) -> None:
    for at, heading in (
        (1, "選択肢"),
        (3, "回答数"),
        (6, "対象者数"),
        (8, "実感と答えた数"),
    ):
        told = [
            finding
            for finding in after(counted, [unmerged, delete_column(at)]).findings
            if finding.code == "column_missing"
        ]
        assert heading in [finding.facts["heading"] for finding in told]


_OF_DEPARTMENTS = st.integers(5, 8).map(lambda column: (0, column))


SHIFTS = st.one_of(
    st.builds(insert_row, st.integers(1, 16)),
    st.builds(insert_column, st.integers(1, 9)),
    st.builds(delete_row, st.integers(1, 16)),
    st.builds(delete_column, st.integers(1, 9)),
    st.builds(swap, _OF_DEPARTMENTS, _OF_DEPARTMENTS, rows=st.just(False)),
)


@given(st.lists(SHIFTS, min_size=1, max_size=4))
@settings(max_examples=25)
def test_counts_are_taken_for_no_others_unless_a_column_is_told_to_be_missing(
    counted: Given, changes: list[Change]
) -> None:
    filled = after(counted, [unmerged, *changes])
    totals = filled.totals
    if totals is None or "column_missing" in {
        finding.code for finding in filled.findings
    }:
        return
    known = {name: (mark, n) for name, mark, n in CHOICES}
    for name, mark, count in totals.choices:
        if name.value in known:
            assert mark.value in (known[str(name.value)][0], None)
            assert count.value in (known[str(name.value)][1], None)
    for name, *cells in totals.departments:
        expected_row = next((row for row in DEPARTMENTS if row[0] == name.value), None)
        if expected_row is not None:
            assert all(
                cell.value in (n, None)
                for cell, n in zip(cells, expected_row[1:], strict=True)
            )
