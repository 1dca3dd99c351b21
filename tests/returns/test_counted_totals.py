"""The cells of a sheet of totals: what is counted from them, and each mistake at its cell."""

import io
from datetime import date

import openpyxl
import pytest

from dxkpi.returns import ReturnForm
from dxkpi.returns.form_columns import TOTALS_SHEET
from dxkpi.workbook import styling
from dxkpi.workbook.reader import WorkbookReader
from tests.support.forms import fill_totals
from tests.support.survey_totals import (
    CHOICES,
    DEPARTMENTS,
    FIELDS,
    Cells,
    checked_totals,
    errors_of_totals,
    findings_of_totals,
    realisation_code,
    survey_in,
    with_cells,
)


def test_a_small_rest_is_no_section_of_its_own(
    form: ReturnForm, blank_form: bytes
) -> None:
    left = DEPARTMENTS[0][2] + DEPARTMENTS[1][2]
    rows = (*DEPARTMENTS[:2], ("会計課", 100, 180 - left - 3, 20))
    answer = checked_totals(form, fill_totals(blank_form, FIELDS, CHOICES, rows))
    assert "totals_small_rest" in {
        code for code, _cell in errors_of_totals(form, answer)
    }


def test_numbers_are_read_as_offices_write_them(
    form: ReturnForm, filled_in: bytes
) -> None:
    written = {
        "B7": "３００人",
        "C11": "５０",
        "C13": "60件",
        "F11": " 100 名",
        "B11": "◯",
        "B6": date(2027, 3, 12),
    }
    answer = checked_totals(form, with_cells(filled_in, written))
    assert survey_in(form, answer) == survey_in(form, checked_totals(form, filled_in))
    assert {
        one.cell for one in findings_of_totals(form, answer) if one.code == "read_as"
    } == {
        "B7",
        "C11",
        "C13",
        "F11",
    }


def test_what_is_not_known_is_told(form: ReturnForm, filled_in: bytes) -> None:
    answer = checked_totals(form, with_cells(filled_in, {"B7": None, "B8": None}))
    assert (survey_in(form, answer).invited, survey_in(form, answer).blanks) == (
        None,
        0,
    )
    assert {"survey_asked_unknown", "totals_no_blanks"} <= {
        one.code for one in findings_of_totals(form, answer)
    }


def test_a_right_sum_is_no_choice(form: ReturnForm, filled_in: bytes) -> None:
    with_sums = with_cells(
        filled_in, {"A15": "合計", "C15": 193, "E14": "計", "G14": 180, "H14": 120}
    )
    assert survey_in(form, checked_totals(form, with_sums)) == survey_in(
        form, checked_totals(form, filled_in)
    )


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"B5": None}, ("totals_question", "B5")),
        ({"B6": "そのうち"}, ("as_of_unreadable", "B6")),
        ({"B6": "R8.3.12"}, ("as_of_other_year", "B6")),
        ({"B7": "約300人"}, ("totals_not_whole", "B7")),
        ({"B7": 150}, ("survey_too_many_in_all", "B7")),
        ({"B8": "－"}, ("totals_not_whole", "B8")),
        ({"C11": 50.5}, ("totals_not_whole", "C11")),
        ({"C11": -50}, ("totals_not_whole", "C11")),
        ({"C11": "多数"}, ("totals_not_whole", "C11")),
        ({"C13": None}, ("totals_needed", "C13")),
        ({"A13": None}, ("totals_no_name", "A13")),
        ({"A13": "そう思う"}, ("totals_twice", "A13")),
        ({"A13": "無回答"}, ("totals_blank_choice", "A13")),
        ({"B13": "？"}, ("totals_unknown_mark", "B13")),
        ({"B11": None, "B12": None}, ("totals_no_mark", "B11")),
        ({"C11": 0, "C12": 0, "C13": 0}, ("survey_no_answers", "C11")),
        ({"A15": "合計", "C15": 170}, ("totals_sum", "C15")),
        ({"E14": "計", "G14": 179, "H14": 120}, ("totals_sum", "G14")),
        ({"E12": " 市民 課"}, ("totals_twice", "E12")),
        ({"G11": 101}, ("survey_too_many", "G11")),
        ({"H11": 81}, ("totals_felt", "H11")),
        ({"H11": None}, ("totals_needed", "H11")),
        ({"F11": "x"}, ("totals_not_whole", "F11")),
        ({"G11": 90}, ("totals_departments", "G11")),
        ({"H11": 20}, ("totals_departments_felt", "G11")),
    ],
)
def test_a_mistake_is_told_at_its_cell_and_nothing_is_taken(
    form: ReturnForm, filled_in: bytes, cells: Cells, found: tuple[str, str]
) -> None:
    answer = checked_totals(form, with_cells(filled_in, cells))
    assert found in errors_of_totals(form, answer)
    assert not answer.accepted
    assert realisation_code(form) not in answer.actuals


def test_mistakes_do_not_hide_each_other(form: ReturnForm, filled_in: bytes) -> None:
    cells = {"B6": "そのうち", "B8": "x", "B13": "？", "H11": 81}
    assert {
        cell
        for _code, cell in errors_of_totals(
            form, checked_totals(form, with_cells(filled_in, cells))
        )
    } == set(cells)


def test_mistakes_are_marked_in_the_workbook_and_unmarked_in_the_next_round(
    form: ReturnForm, filled_in: bytes
) -> None:
    wrong = with_cells(filled_in, {"B8": "x", "H11": 81})
    with WorkbookReader() as reader:
        marked = reader.mark_form(wrong, checked_totals(form, wrong))
        sheet = openpyxl.load_workbook(io.BytesIO(marked))[TOTALS_SHEET]
        assert sheet["H11"].fill.start_color.rgb.endswith(styling.ERROR)
        assert sheet["H11"].comment is not None
        assert sheet["I4"].value == styling.RESULT_HEADING
        assert str(sheet["I11"].value).startswith("× H11 ")
        assert str(sheet["A3"].value).startswith("×")
        assert str(sheet["F6"].value).startswith("=IF(")
        mended = with_cells(marked, {"B8": 4, "H11": 60})
        answer = checked_totals(form, mended)
        assert errors_of_totals(form, answer) == set()
        sheet = openpyxl.load_workbook(io.BytesIO(reader.mark_form(mended, answer)))[
            TOTALS_SHEET
        ]
    assert sheet["H11"].fill.start_color.rgb.endswith(styling.INPUT)
    assert sheet["B8"].fill.start_color.rgb.endswith(styling.INPUT)
    assert sheet["A10"].fill.start_color.rgb.endswith(styling.INPUT_HEADER)
    assert sheet["H11"].comment is None
