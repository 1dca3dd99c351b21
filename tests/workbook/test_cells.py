"""Every kind of cell is read as it was written."""

from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from dxkpi.plan import Plan
from dxkpi.returns import FormColumn, ReturnForm, WrittenCell
from dxkpi.workbook import template
from tests.support.hostile import edited, rows_after
from tests.support.workbooks import read_form, saved_workbook, values_by_code

HALF_PAST_NINE = datetime(2026, 3, 31, 9, 30)  # noqa: DTZ001 (a spreadsheet knows no time zones)


HEADINGS = ("番号", "指標", "R8実績値", "時点", "未報告の理由", "要因・今後の対応")


@pytest.fixture
def form(sample_plan: Plan) -> bytes:
    return template.form_workbook(ReturnForm(sample_plan, 2026, "人事課", 7, 2025))


def one_value(
    value: Any, number_format: str | None = None, **options: Any
) -> WrittenCell:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for column, text in enumerate(HEADINGS, start=1):
        sheet.cell(1, column, text)
    sheet["A2"] = "K01"
    sheet["C2"].value = value
    if number_format:
        sheet["C2"].number_format = number_format
    for name, option in options.items():
        setattr(book, name, option)
    (row,) = read_form(saved_workbook(book)).rows
    return row.cells[FormColumn.VALUE]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (64.4, None, 64.4),
        (1234, None, 1234),
        ("６４．４％", None, "６４．４％"),
        (" 64.4 ", "@", " 64.4 "),
        ("二行\nの字", None, "二行\nの字"),
        ("𠮷野家󠄀", None, "𠮷野家󠄀"),
        (True, None, True),
        (date(2026, 3, 31), None, date(2026, 3, 31)),
        (HALF_PAST_NINE, None, HALF_PAST_NINE),
        ("#DIV/0!", None, "#DIV/0!"),
        (CellRichText("12", TextBlock(InlineFont(b=True), "※")), None, "12※"),
    ],
)
def test_a_cell_is_read_as_it_was_written(
    value: Any, number_format: str | None, expected: Any
) -> None:
    cell = one_value(value, number_format)
    assert cell.value == expected
    assert type(cell.value) is type(expected)
    assert (cell.sheet, cell.ref, cell.percent, cell.formula) == (
        "Sheet",
        "C2",
        False,
        False,
    )


def test_a_number_stored_as_seventeen_digits_is_the_number_that_was_typed(
    form: bytes,
) -> None:
    content = rows_after(
        [
            '<row r="6"><c r="A6"><v>1</v></c><c r="K6"><v>0.64400000000000002</v></c></row>'
        ]
    )(form)
    assert values_by_code(read_form(content).rows, FormColumn.VALUE)["1"] == 0.644


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [
        ("0%", True),
        ("0.00%", True),
        ("0.0%;[Red]-0.0%", True),
        ('0.0"%"', False),
        (r"0.0\%", False),
        ("General", False),
    ],
)
def test_a_cell_that_shows_a_percentage_says_so(
    number_format: str, percent: bool
) -> None:
    assert one_value(0.75, number_format).percent is percent


def test_a_day_of_the_calendar_that_begins_in_1904_is_the_same_day() -> None:
    assert one_value(date(2026, 3, 31), epoch=CALENDAR_MAC_1904).value == date(
        2026, 3, 31
    )


def test_a_formula_gives_its_last_result_and_says_so(form: bytes) -> None:
    row = '<row r="700"><c r="A700" t="inlineStr"><is><t>X1</t></is></c><c r="K700"{}><f>SUM(A1:A2)</f>{}</c></row>'
    for kind, result, value in (
        ("", "<v>12.5</v>", 12.5),
        ("", "<v></v>", None),
        ("", "", None),
        (' t="str"', "<v></v>", ""),
        (' t="str"', "<v>12件</v>", "12件"),
        (' t="e"', "<v>#REF!</v>", "#REF!"),
        (' t="b"', "<v>1</v>", True),
    ):
        content = rows_after([row.format(kind, result)])(form)
        cell = read_form(content).rows[-1].cells[FormColumn.VALUE]
        assert (cell.value, cell.formula) == (value, True)


def test_readings_in_kana_are_no_part_of_a_text(form: bytes) -> None:
    inline = "<is><r><t>要因</t></r><r><t>あり</t></r><rPh sb='0' eb='2'><t>ヨウイン</t></rPh><phoneticPr fontId='1'/></is>"
    content = rows_after(
        [
            f'<row r="700"><c r="A700" t="inlineStr"><is><t>X1</t></is></c><c r="O700" t="inlineStr">{inline}</c></row>'
        ]
    )(form)
    assert values_by_code(read_form(content).rows, FormColumn.NOTE)["X1"] == "要因あり"


def test_text_in_utf_16_and_a_wrong_dimension_change_nothing(form: bytes) -> None:
    content = edited(
        form,
        "xl/worksheets/sheet1.xml",
        lambda text: f'<?xml version="1.0" encoding="utf-16"?>{text}',
        "utf-16",
    )
    assert read_form(content).rows == read_form(form).rows
