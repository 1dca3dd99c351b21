"""The form's tables are found by their headings, wherever these stand."""

from typing import Any

import pytest

from dxkpi.returns import FilledForm, FormColumn
from dxkpi.returns.form_columns import ACTUALS_SHEET
from tests.support.workbooks import read_form, values_by_code, workbook_of_rows


def codes(filled_form: FilledForm) -> list[str]:
    return [finding.code for finding in filled_form.findings]


def test_headings_are_found_by_their_meaning() -> None:
    rows = [
        ["令和８年度　指標の実績"],
        [],
        [
            "No",
            "指標名",
            "備考",
            "R7実績",
            "実績の時点",
            "令和８年度\n実績値",
            "要因分析・今後の対応",
        ],
        ["Ｋ０１", "x", None, 1, "R9.3", 2, "n"],
    ]
    filled_form = read_form(workbook_of_rows(rows, "集計"))
    assert filled_form.year == 2026
    assert values_by_code(filled_form.rows, FormColumn.VALUE) == {"K01": 2}
    assert values_by_code(filled_form.rows, FormColumn.AS_OF) == {"K01": "R9.3"}
    assert values_by_code(filled_form.rows, FormColumn.NOTE) == {"K01": "n"}
    assert codes(filled_form) == ["read_from_sheet", "column_missing"]


@pytest.mark.parametrize(
    "lines",
    [
        [["番号", "R7", "R8", "時点"], [None, "実績値", "実績値", None]],
        [[None, "R7", "R8", None], ["番号", "実績値", "実績値", "時点"]],
        [[None, "実績値", None, "時点"], ["番号", "R7実績", "R8実績", None]],
        [["番号", "R7実績", "R8", "時点"], [None, None, "実績", None]],
    ],
)
def test_headings_may_be_written_in_two_lines(lines: list[list[Any]]) -> None:
    filled_form = read_form(
        workbook_of_rows([["令和8年度実績"], *lines, ["K01", 1, 2, "R9.3"]])
    )
    assert values_by_code(filled_form.rows, FormColumn.VALUE) == {"K01": 2}
    assert values_by_code(filled_form.rows, FormColumn.AS_OF) == {"K01": "R9.3"}


def test_a_year_may_stand_over_several_headings() -> None:
    rows = [
        ["番号", "R7", None, "R8", None],
        [None, "実績値", "x", "時点", "実績値"],
        ["K01", 1, 0, "R9.3", 2],
    ]
    assert values_by_code(read_form(workbook_of_rows(rows)).rows, FormColumn.VALUE) == {
        "K01": 2
    }


def test_headings_that_are_repeated_further_down_begin_the_table_again() -> None:
    rows = [
        ["番号", "実績値", "時点"],
        ["K01", 1, "R9.3"],
        [],
        ["番号", "時点", "実績値"],
        ["K02", "R9.2", 2],
    ]
    filled_form = read_form(workbook_of_rows(rows))
    assert values_by_code(filled_form.rows, FormColumn.VALUE) == {"K01": 1, "K02": 2}
    assert values_by_code(filled_form.rows, FormColumn.AS_OF) == {
        "K01": "R9.3",
        "K02": "R9.2",
    }


def test_a_column_that_is_there_twice_is_not_chosen_between() -> None:
    filled_form = read_form(
        workbook_of_rows([["番号", "実績値", "実績値"], ["K01", 1, 2]])
    )
    (twice,) = [
        finding for finding in filled_form.findings if finding.code == "column_twice"
    ]
    assert (twice.sheet, twice.cell) == (ACTUALS_SHEET, "C1")
    assert FormColumn.VALUE not in filled_form.rows[0].cells


def test_a_copy_of_a_column_that_says_the_same_does_no_harm() -> None:
    filled_form = read_form(
        workbook_of_rows([["番号", "実績値", "実績値"], ["K01", 1, 1]])
    )
    assert values_by_code(filled_form.rows, FormColumn.VALUE) == {"K01": 1}
    assert "column_twice" not in codes(filled_form)


def test_our_own_heading_counts_before_another_of_the_same_meaning() -> None:
    filled_form = read_form(
        workbook_of_rows([["No.", "番号", "実績値"], [1, "K01", 5]])
    )
    assert values_by_code(filled_form.rows, FormColumn.VALUE) == {"K01": 5}


@pytest.mark.parametrize(
    ("headings", "missing"),
    [
        (("要因・今後の対応",), []),
        (("R8 要因と今後の対応",), []),
        (("要因", "対応"), []),
        (("今後の対応", "要因分析"), []),
        (("要因・今後の対応", "対応策"), []),
        (("要因",), ["対応"]),
        (("対応",), ["要因"]),
    ],
)
def test_a_column_for_both_texts_is_that_of_the_causes_and_lacks_nothing(
    headings: tuple[str, ...], missing: list[str]
) -> None:
    rows = [
        ["番号", "R8実績値", "時点", "未報告の理由", *headings],
        ["K01", 1, "R9.3", None, *headings],
    ]
    filled_form = read_form(workbook_of_rows(rows))
    told = [
        f.facts["heading"] for f in filled_form.findings if f.code != "read_from_sheet"
    ]
    assert told == missing
    [row] = filled_form.rows
    texts = (FormColumn.NOTE, FormColumn.COUNTERMEASURE)
    found = [str(row.cells[text].value) for text in texts if text in row.cells]
    assert sorted(found) == sorted(headings)
