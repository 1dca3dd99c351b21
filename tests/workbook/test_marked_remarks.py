"""The form that comes back with what the secretariat remarked, each on its cell."""

from typing import Any

import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from dxkpi.plan.review import ItemKind
from dxkpi.returns import ReturnForm
from dxkpi.returns.form_columns import ACTUALS_SHEET, FormColumn
from dxkpi.returns.remark_columns import COLUMNS_TO_REMARK_ON
from dxkpi.returns.round_items import RemarkOnRow
from dxkpi.workbook import template
from dxkpi.workbook.messages import CellMark
from dxkpi.workbook.reader import WorkbookReader
from dxkpi.workbook.return_marks import marks_of_remarks
from tests.support.marked_forms import sheet_of
from tests.support.workbooks import changed_workbook

TEXT = "なぜですか。"


def marks_on(content: bytes, form: ReturnForm, *remarks: RemarkOnRow) -> list[CellMark]:
    with WorkbookReader() as reader:
        filled = reader.read_form(content)
    return list(marks_of_remarks(form, filled, remarks).marks)


def place_of(mark: CellMark) -> tuple[int, int]:
    """The row and the column of a marked cell."""
    assert mark.cell is not None
    return coordinate_to_tuple(mark.cell)


def first_code(form: ReturnForm) -> str:
    return form.asked_indicators[0].code


@pytest.mark.parametrize(
    ("column", "heading"),
    [
        (FormColumn.VALUE, "実績値"),
        (FormColumn.AS_OF, "時点"),
        (FormColumn.NOTE, "要因"),
        (FormColumn.COUNTERMEASURE, "対応"),
    ],
)
def test_the_very_cell_is_marked(
    return_form: ReturnForm, filled_in: bytes, column: FormColumn, heading: str
) -> None:
    code = first_code(return_form)
    remark = RemarkOnRow(ItemKind.FIGURE, code, TEXT, column)
    with WorkbookReader() as reader:
        filled = reader.read_form(filled_in)
        marked = reader.mark_remarks(filled_in, return_form, [remark])
    [row] = [row for row in filled.rows if row.code == code]
    sheet = sheet_of(marked)
    commented = {
        cell.coordinate: cell.comment.text
        for line in sheet.iter_rows()
        for cell in line
        if cell.comment is not None
    }
    ref = row.cells[column].ref
    assert commented == {ref: f"【確認結果】\n△ 【{heading}】{TEXT}"}


def test_a_remark_on_the_whole_row_stands_on_its_first_cell(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    code = first_code(return_form)
    [mark] = marks_on(filled_in, return_form, RemarkOnRow(ItemKind.FIGURE, code, TEXT))
    [at_value] = marks_on(
        filled_in,
        return_form,
        RemarkOnRow(ItemKind.FIGURE, code, TEXT, FormColumn.VALUE),
    )
    assert (mark.sheet, mark.cell, mark.message) == (
        ACTUALS_SHEET,
        at_value.cell,
        TEXT,
    )


def test_a_column_that_was_moved_is_marked_where_it_is(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    def move(book: Any) -> None:
        book[ACTUALS_SHEET].insert_cols(1)

    remark = RemarkOnRow(
        ItemKind.FIGURE, first_code(return_form), TEXT, FormColumn.NOTE
    )
    [before] = marks_on(filled_in, return_form, remark)
    [after] = marks_on(changed_workbook(filled_in, move), return_form, remark)
    (row, column), moved = place_of(before), place_of(after)
    assert moved == (row, column + 1)


def test_a_column_that_their_file_does_not_have_is_marked_on_the_rows_first_cell(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    code = first_code(return_form)

    def rename(book: Any) -> None:
        for line in book[ACTUALS_SHEET].iter_rows():
            for cell in line:
                if cell.value == "対応":
                    cell.value = "独自の欄"

    content = changed_workbook(filled_in, rename)
    there, missing = marks_on(
        content,
        return_form,
        RemarkOnRow(ItemKind.FIGURE, code, TEXT, FormColumn.VALUE),
        RemarkOnRow(ItemKind.FIGURE, code, TEXT, FormColumn.COUNTERMEASURE),
    )
    assert (missing.sheet, missing.cell) == (there.sheet, there.cell)
    assert missing.message == f"【対応】{TEXT}"


def test_a_file_with_one_column_for_causes_and_responses_is_marked_in_it(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    code = first_code(return_form)

    def join_columns(book: Any) -> None:
        for line in book[ACTUALS_SHEET].iter_rows():
            for cell in line:
                if cell.value == "要因":
                    cell.value = "要因・今後の対応"
                elif cell.value == "対応":
                    cell.value = "独自の欄"

    content = changed_workbook(filled_in, join_columns)
    on_cause, on_response = marks_on(
        content,
        return_form,
        RemarkOnRow(ItemKind.FIGURE, code, TEXT, FormColumn.NOTE),
        RemarkOnRow(ItemKind.FIGURE, code, TEXT, FormColumn.COUNTERMEASURE),
    )
    assert on_response.cell == on_cause.cell
    assert on_response.message == f"【対応】{TEXT}"


def test_each_kind_of_thing_has_all_its_columns_in_the_fresh_form(
    return_form: ReturnForm,
) -> None:
    content = template.form_workbook(return_form)
    with WorkbookReader() as reader:
        filled = reader.read_form(content)
    rows = {
        ItemKind.FIGURE: filled.rows,
        ItemKind.ENTRY: filled.entry_rows,
        ItemKind.INITIATIVE: filled.report_rows,
    }
    assert set(rows) == set(COLUMNS_TO_REMARK_ON)
    for kind, columns in COLUMNS_TO_REMARK_ON.items():
        for row in rows[kind]:
            assert set(columns) <= set(row.cells)
