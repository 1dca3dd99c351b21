"""Whatever is done to a form's rows, columns and sheets: the figures read are those filled in, or a finding says why not."""

import io
from dataclasses import dataclass
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.plan import Plan
from dxkpi.returns import CheckedReturn, FilledForm, FormColumn, ReturnForm
from dxkpi.returns.checking import check_return
from dxkpi.returns.form_columns import ACTUALS_SHEET
from dxkpi.workbook import template
from dxkpi.workbook.template.layout import HEADING_ROW
from tests.support.forms import fill
from tests.support.sheet_changes import (
    Change,
    copy_blank_sheet,
    copy_column,
    copy_sheet,
    delete_column,
    delete_row,
    hide,
    insert_column,
    insert_row,
    merge,
    rename,
    swap,
    without_origin,
)
from tests.support.workbooks import read_form, saved_workbook

WRITTEN = {"K13": 99.5, "K16": 30, "K17": 11.25, "K18": 4, "K19": 18}


HEAD, LAST_ROW, LAST_COLUMN = HEADING_ROW, HEADING_ROW + len(WRITTEN), 15


OF_ALL = {
    "not_the_form",
    "column_missing",
    "column_twice",
    "two_years",
    "nothing_filled",
    "nothing_of_this",
    "unknown_code",
}


ROWS, COLUMNS = st.integers(1, LAST_ROW + 2), st.integers(1, LAST_COLUMN + 1)


_BODY = st.integers(HEAD + 1, LAST_ROW).map(lambda row: (row, 0))


_COLUMN = COLUMNS.map(lambda column: (0, column))


CHANGES = st.one_of(
    st.builds(insert_row, ROWS),
    st.builds(insert_column, COLUMNS),
    st.builds(delete_row, ROWS),
    st.builds(delete_column, COLUMNS),
    st.builds(hide, ROWS, COLUMNS),
    st.builds(swap, _BODY, _BODY, rows=st.just(True)),
    st.builds(swap, _COLUMN, _COLUMN, rows=st.just(False)),
    st.builds(copy_column, COLUMNS, COLUMNS),
    st.builds(merge, ROWS, COLUMNS, st.integers(0, 2), st.integers(0, 2)),
    st.builds(
        rename, st.sampled_from(["実績 (2)", "Sheet1", "R8実績", "工程 ", "x" * 20])
    ),
    st.builds(copy_sheet),
    st.builds(copy_blank_sheet, st.just(WRITTEN.values())),
    st.builds(without_origin),
)


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


@pytest.fixture(scope="module")
def filled_in(sample_plan: Plan) -> Given:
    form = ReturnForm(sample_plan, 2026, "人事課", 7, 2025)
    return Given(
        form,
        fill(
            template.form_workbook(form),
            {code: {FormColumn.VALUE: value} for code, value in WRITTEN.items()},
        ),
    )


@given(st.lists(CHANGES, min_size=1, max_size=5))
@settings(max_examples=120)
def test_the_figures_read_are_the_figures_filled_in_or_a_finding_says_why_not(
    filled_in: Given, changes: list[Change]
) -> None:
    filled, answer = filled_in.after(changes)
    findings = (*filled.findings, *answer.findings)
    kinds = {finding.code for finding in findings}
    for code, value in WRITTEN.items():
        entry = answer.actuals.get(code)
        if entry is not None and entry.value is not None:
            assert entry.value == Decimal(str(value))
        else:
            assert kinds & OF_ALL or code in {finding.place for finding in findings}


@pytest.mark.parametrize(
    "changes",
    [
        [insert_row(1), insert_row(1), insert_row(HEAD + 4)],
        [insert_column(1), insert_column(12)],
        [hide(7, 11)],
        [swap((0, 1), (0, 11), rows=False), swap((7, 0), (9, 0), rows=True)],
        [delete_row(1), delete_column(3)],
        [merge(1, 1, 0, 8), merge(4, 11, 0, 4)],
        [merge(HEAD + 1, 2, 4, 0)],
        [copy_sheet()],
        [copy_blank_sheet(WRITTEN.values())],
        [rename("R8人事課")],
        [without_origin()],
        [copy_column(11, 3)],
    ],
)
def test_what_is_often_done_to_a_form_changes_no_figure(
    filled_in: Given, changes: list[Change]
) -> None:
    _filled, answer = filled_in.after(changes)
    assert {code: entry.value for code, entry in answer.actuals.items()} == {
        code: Decimal(str(value)) for code, value in WRITTEN.items()
    }


def test_a_row_that_was_deleted_is_told(filled_in: Given) -> None:
    _filled, answer = filled_in.after([delete_row(HEAD + 1)])
    assert ("row_missing", "K13") in {
        (finding.code, finding.place) for finding in answer.findings
    }


def test_two_copies_that_say_different_things_are_not_chosen_between(
    filled_in: Given,
) -> None:
    def change(book: openpyxl.Workbook, sheet: Worksheet) -> None:
        book.copy_worksheet(sheet).cell(HEAD + 1, 11).value = 77

    _filled, answer = filled_in.after([change])
    assert "duplicate_row" in {finding.code for finding in answer.findings}
    assert "K13" not in answer.actuals
