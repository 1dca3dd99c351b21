"""What was filled in, found again in a returned workbook, and whose form it is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.plan import Plan
from dxkpi.returns import FilledForm, FormColumn, FormOrigin, ReturnForm
from dxkpi.returns.form_columns import ACTUALS_SHEET, ORIGIN_SHEET
from dxkpi.workbook import template
from dxkpi.workbook.reader import WorkbookReader
from tests.support.forms import fill
from tests.support.workbooks import (
    changed_workbook,
    read_form,
    values_by_code,
    workbook_of_rows,
)

FIXTURES = Path(__file__).parents[1] / "fixtures"


FILLED: Mapping[str, Mapping[FormColumn, Any]] = {
    "K13": {
        FormColumn.VALUE: 99.5,
        FormColumn.AS_OF: "R9.3",
        FormColumn.NOTE: "要因は\n二行",
    },
    "K16": {FormColumn.VALUE: 30},
    "K17": {FormColumn.VALUE: "１２．３％"},
    "K18": {FormColumn.MISSING: "集計中"},
    "K19": {FormColumn.VALUE: 0.21, FormColumn.NOTE: "-3件は対象外"},
    "3-1/1": {FormColumn.STATE: "実施中", FormColumn.PERCENT: 40},
}


HEADINGS = ("番号", "指標", "R8実績値", "時点", "未報告の理由", "要因・今後の対応")


@pytest.fixture
def form(sample_plan: Plan) -> bytes:
    return template.form_workbook(ReturnForm(sample_plan, 2026, "人事課", 7, 2025))


def actuals(book: openpyxl.Workbook) -> Worksheet:
    sheet = book[ACTUALS_SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet


def codes(filled_form: FilledForm) -> list[str]:
    return [finding.code for finding in filled_form.findings]


def test_a_filled_form_is_read_with_its_origin(form: bytes) -> None:
    own = {**FILLED["K16"], FormColumn.COUNTERMEASURE: "研修を増やす"}
    filled_form = read_form(fill(form, {**FILLED, "K16": own}))
    assert filled_form.findings == ()
    assert filled_form.origin == FormOrigin(
        "999997",
        2026,
        "人事課",
        7,
        plan="dx-2023",
        plan_title="見本市DX推進計画",
    )
    assert (filled_form.year, filled_form.city_name, filled_form.department) == (
        2026,
        "見本市",
        "人事課",
    )
    assert values_by_code(filled_form.rows, FormColumn.VALUE) == {
        "K13": 99.5,
        "K16": 30,
        "K17": "１２．３％",
        "K18": None,
        "K19": 0.21,
    }
    assert values_by_code(filled_form.rows, FormColumn.MISSING)["K18"] == "集計中"
    assert values_by_code(filled_form.rows, FormColumn.NOTE)["K13"] == "要因は\n二行"
    assert values_by_code(filled_form.entry_rows, FormColumn.STATE) == {
        "3-1/1": "実施中",
        "3-1/2": None,
    }
    assert values_by_code(filled_form.entry_rows, FormColumn.PERCENT)["3-1/1"] == 40
    assert filled_form.rows[0].cells[FormColumn.NOTE].ref == "O6"
    countermeasures = values_by_code(filled_form.rows, FormColumn.COUNTERMEASURE)
    assert countermeasures["K16"] == "研修を増やす"
    assert filled_form.rows[0].cells[FormColumn.COUNTERMEASURE].ref == "P6"


@pytest.mark.parametrize(
    "path", sorted(FIXTURES.glob("form-*.xlsx")), ids=lambda path: path.stem
)
def test_a_form_saved_by_another_program_reads_the_same(path: Path) -> None:
    with WorkbookReader() as reader:
        filled_form = reader.read_form(path.read_bytes())
    assert filled_form.findings == ()
    assert filled_form.origin == FormOrigin(
        "999997", 2026, "人事課", 7, plan_title="見本市DX推進計画"
    )
    for column in FormColumn:
        written = {code: row[column] for code, row in FILLED.items() if column in row}
        assert (
            written.items()
            <= (
                values_by_code(filled_form.rows, column)
                | values_by_code(filled_form.entry_rows, column)
            ).items()
        )


def test_a_column_that_is_gone_is_told(form: bytes) -> None:
    filled_form = read_form(
        changed_workbook(form, lambda book: actuals(book).delete_cols(12))
    )
    assert [(finding.code, finding.sheet) for finding in filled_form.findings] == [
        ("column_missing", ACTUALS_SHEET)
    ]
    assert filled_form.findings[0].facts == {"heading": "時点"}
    assert FormColumn.AS_OF not in filled_form.rows[0].cells


def test_only_columns_of_other_years_are_refused(form: bytes) -> None:
    filled_form = read_form(
        changed_workbook(form, lambda book: actuals(book).delete_cols(11))
    )
    assert [(finding.code, finding.cell) for finding in filled_form.findings] == [
        ("two_years", "I5")
    ]


def test_a_sheet_of_an_earlier_year_beside_the_form_is_left_alone(form: bytes) -> None:
    def copy(book: openpyxl.Workbook) -> None:
        earlier = book.copy_worksheet(actuals(book))
        earlier.title = "R7実績"
        earlier["K5"] = "R7実績値"
        earlier["K6"] = 1

    filled_form = read_form(changed_workbook(fill(form, FILLED), copy))
    assert codes(filled_form) == []
    assert [row.code for row in filled_form.rows] == ["K13", "K16", "K17", "K18", "K19"]


def test_a_hidden_sheet_is_read_only_where_no_other_is(form: bytes) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        actuals(book).sheet_state = "hidden"

    def copy(book: openpyxl.Workbook) -> None:
        book.copy_worksheet(actuals(book)).title = "写し"
        actuals(book).sheet_state = "hidden"

    filled = fill(form, FILLED)
    assert read_form(changed_workbook(filled, hide)).rows == read_form(filled).rows
    filled_form = read_form(changed_workbook(filled, copy))
    assert {row.cells[FormColumn.CODE].sheet for row in filled_form.rows} == {"写し"}
    assert codes(filled_form) == ["read_from_sheet"]


def test_a_row_without_a_number_is_kept_only_if_something_is_written_in_it(
    form: bytes,
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        actuals(book)["A6"] = None
        actuals(book)["A8"] = None
        actuals(book)["K8"] = None

    filled_form = read_form(changed_workbook(fill(form, FILLED), change))
    assert [row.code for row in filled_form.rows] == ["", "K16", "K18", "K19"]
    assert filled_form.rows[0].cells[FormColumn.VALUE].value == 99.5


def test_without_the_hidden_sheet_the_title_says_whose_it_is(form: bytes) -> None:
    filled_form = read_form(
        changed_workbook(form, lambda book: book.remove(book[ORIGIN_SHEET]))
    )
    assert filled_form.origin is None
    assert (filled_form.year, filled_form.city_name, filled_form.department) == (
        2026,
        "見本市",
        "人事課",
    )


def test_a_hidden_sheet_that_was_altered_is_not_relied_on(form: bytes) -> None:
    def alter(book: openpyxl.Workbook) -> None:
        hidden = book[ORIGIN_SHEET]
        (cell,) = [
            row[1] for row in hidden.iter_rows() if row[0].value == "fiscal_year"
        ]
        cell.value = "2027"

    filled_form = read_form(changed_workbook(form, alter))
    assert (filled_form.origin, codes(filled_form)) == (None, ["origin_altered"])
    assert filled_form.year == 2026


def test_without_a_title_the_latest_year_among_the_headings_is_the_forms() -> None:
    filled_form = read_form(
        workbook_of_rows([["番号", "R6実績", "R7実績"], ["K01", 1, 2]])
    )
    assert filled_form.year == 2025
    assert values_by_code(filled_form.rows, FormColumn.VALUE) == {"K01": 2}


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["こんにちは"]],
        [["氏名", "住所"], ["山田", "東京"]],
        [["No", "状況", "備考"], [1, "済", None], [2, "未", "急ぐ"]],
        [["番号", "備考"], [1, "x"]],
    ],
)
def test_another_workbook_is_not_the_form(rows: list[list[Any]]) -> None:
    filled_form = read_form(workbook_of_rows(rows, "Sheet1"))
    assert codes(filled_form) == ["not_the_form"]
    assert (filled_form.rows, filled_form.entry_rows) == ((), ())


def test_a_form_whose_rows_are_gone_has_nothing_filled_in() -> None:
    assert "nothing_filled" in codes(
        read_form(workbook_of_rows([["番号", *HEADINGS[2:]]]))
    )
