"""Codes of which a spreadsheet has made days."""

from datetime import date
from typing import Any

import pytest

from dxkpi.returns import FormColumn
from dxkpi.returns.form_columns import SCHEDULE_SHEET
from tests.support.workbooks import read_form, values_by_code, workbook_of_rows


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1-2", "1-2"),
        ("１－２", "1-2"),
        ("1−2", "1-2"),
        (" K01 ", "K01"),
        (7, "7"),
        (7.0, "7"),
        (date(2026, 1, 2), "1-2"),
        (date(2026, 12, 31), "12-31"),
        (date(1932, 1, 1), "1-32"),
        (date(2001, 2, 3), "1-2-3"),
    ],
)
def test_a_number_that_the_spreadsheet_made_a_day_of_is_that_number(
    value: Any, code: str
) -> None:
    assert [
        row.code
        for row in read_form(workbook_of_rows([["番号", "実績値"], [value, 1]])).rows
    ] == [code]


def test_an_entry_of_the_schedule_that_became_a_day_is_that_entry() -> None:
    rows = [
        ["番号", "進捗", "進捗率", "コメント"],
        [date(2001, 2, 3), "完了", None, None],
        ["1-2/4", "完了", None, None],
    ]
    filled_form = read_form(workbook_of_rows(rows, SCHEDULE_SHEET))
    assert values_by_code(filled_form.entry_rows, FormColumn.STATE) == {
        "1-2/3": "完了",
        "1-2/4": "完了",
    }
