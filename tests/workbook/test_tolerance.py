"""Whatever is done to a form's rows, columns and sheets: the figures read are those filled in, or a finding says why not."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.plan import Plan
from dxkpi.returns import CheckedReturn, FilledForm, FormColumn, ReturnForm
from dxkpi.returns.checking import check_return
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    ORIGIN_SHEET,
    TOTALS_SHEET,
    TotalsPart,
)
from dxkpi.workbook import template
from dxkpi.workbook.template.layout import HEADING_ROW
from tests.support.forms import fill, fill_totals
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

Change = Callable[[openpyxl.Workbook, Worksheet], None]
ROWS, COLUMNS = st.integers(1, LAST_ROW + 2), st.integers(1, LAST_COLUMN + 1)


def insert_row(at: int) -> Change:
    return lambda _book, sheet: sheet.insert_rows(at)


def insert_column(at: int) -> Change:
    return lambda _book, sheet: sheet.insert_cols(at)


def delete_row(at: int) -> Change:
    return lambda _book, sheet: sheet.delete_rows(at)


def delete_column(at: int) -> Change:
    return lambda _book, sheet: sheet.delete_cols(at)


def hide(row: int, column: int) -> Change:
    def change(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].hidden = True

    return change


def swap(one: tuple[int, int], other: tuple[int, int], *, rows: bool) -> Change:
    """Two rows below the headings, or two columns, in each other's place."""

    def change(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        for n in range(1, (sheet.max_column if rows else sheet.max_row) + 1):
            a = sheet.cell(one[0], n) if rows else sheet.cell(n, one[1])
            b = sheet.cell(other[0], n) if rows else sheet.cell(n, other[1])
            if not isinstance(a, openpyxl.cell.MergedCell) and not isinstance(
                b, openpyxl.cell.MergedCell
            ):
                a.value, b.value = b.value, a.value

    return change


def copy_column(source: int, target: int) -> Change:
    def change(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.insert_cols(target)
        at = source + (source >= target)
        for row in range(1, sheet.max_row + 1):
            cell = sheet.cell(row, target)
            if not isinstance(cell, openpyxl.cell.MergedCell):
                cell.value = sheet.cell(row, at).value

    return change


def merge(row: int, column: int, down: int, right: int) -> Change:
    """Merged cells keep the value at their top left and lose the others."""
    return lambda _book, sheet: sheet.merge_cells(
        start_row=row,
        start_column=column,
        end_row=row + down,
        end_column=column + right,
    )


def rename(name: str) -> Change:
    def change(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.title = name

    return change


def copy_sheet() -> Change:
    def change(book: openpyxl.Workbook, sheet: Worksheet) -> None:
        book.copy_worksheet(sheet)

    return change


def copy_blank_sheet() -> Change:
    """A copy, in which the figures were taken out again."""

    def change(book: openpyxl.Workbook, sheet: Worksheet) -> None:
        copied = book.copy_worksheet(sheet)
        for row in copied.iter_rows():
            for cell in row:
                if cell.value in WRITTEN.values():
                    cell.value = None

    return change


def without_origin() -> Change:
    def change(book: openpyxl.Workbook, _sheet: Worksheet) -> None:
        if ORIGIN_SHEET in book.sheetnames:
            book.remove(book[ORIGIN_SHEET])

    return change


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
    st.builds(copy_blank_sheet),
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
@settings(max_examples=120, deadline=None)
def test_the_figures_read_are_the_figures_filled_in_or_a_finding_says_why_not(
    filled_in: Given, changes: list[Change]
) -> None:
    filled, answer = filled_in.after(changes)
    findings = (*filled.findings, *answer.findings)
    kinds = {one.code for one in findings}
    for code, value in WRITTEN.items():
        entry = answer.actuals.get(code)
        if entry is not None and entry.value is not None:
            assert entry.value == Decimal(str(value))
        else:
            assert kinds & OF_ALL or code in {one.place for one in findings}


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
        [copy_blank_sheet()],
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
    assert ("row_missing", "K13") in {(one.code, one.place) for one in answer.findings}


def test_two_copies_that_say_different_things_are_not_chosen_between(
    filled_in: Given,
) -> None:
    def change(book: openpyxl.Workbook, sheet: Worksheet) -> None:
        book.copy_worksheet(sheet).cell(HEAD + 1, 11).value = 77

    _filled, answer = filled_in.after([change])
    assert "duplicate_row" in {one.code for one in answer.findings}
    assert "K13" not in answer.actuals


# The sheet of a staff survey's totals


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


def unmerged(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
    """As openpyxl moves no merged areas, they go before rows or columns do."""
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))


def below(_book: openpyxl.Workbook, sheet: Worksheet) -> None:
    """The departments beneath the choices instead of beside them."""
    sheet.move_range("E10:H60", rows=12, cols=-4)


def write(ref: str, value: Any) -> Change:
    return lambda _book, sheet: sheet.__setitem__(ref, value)


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
        [copy_blank_sheet()],
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

    assert "totals_sheets" in {one.code for one in after(counted, [change]).findings}


def test_a_column_of_the_totals_that_is_gone_is_told(counted: Given) -> None:
    for at, heading in (
        (1, "選択肢"),
        (3, "回答数"),
        (6, "対象者数"),
        (8, "実感と答えた数"),
    ):
        told = [
            one
            for one in after(counted, [unmerged, delete_column(at)]).findings
            if one.code == "column_missing"
        ]
        assert heading in [one.facts["heading"] for one in told]


_OF_DEPARTMENTS = st.integers(5, 8).map(lambda column: (0, column))
SHIFTS = st.one_of(
    st.builds(insert_row, st.integers(1, 16)),
    st.builds(insert_column, st.integers(1, 9)),
    st.builds(delete_row, st.integers(1, 16)),
    st.builds(delete_column, st.integers(1, 9)),
    st.builds(swap, _OF_DEPARTMENTS, _OF_DEPARTMENTS, rows=st.just(False)),
)


@given(st.lists(SHIFTS, min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_counts_are_taken_for_no_others_unless_a_column_is_told_to_be_missing(
    counted: Given, changes: list[Change]
) -> None:
    filled = after(counted, [unmerged, *changes])
    totals = filled.totals
    if totals is None or "column_missing" in {one.code for one in filled.findings}:
        return
    known = {name: (mark, n) for name, mark, n in CHOICES}
    for name, mark, count in totals.choices:
        if name.value in known:
            assert mark.value in (known[str(name.value)][0], None)
            assert count.value in (known[str(name.value)][1], None)
    for name, *cells in totals.departments:
        own = next((row for row in DEPARTMENTS if row[0] == name.value), None)
        if own is not None:
            assert all(
                cell.value in (n, None) for cell, n in zip(cells, own[1:], strict=True)
            )
