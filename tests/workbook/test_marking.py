"""The form that comes back: marked where something is to be mended, otherwise as it was."""

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from dxkpi.findings import Finding, make_finding
from dxkpi.plan import Plan
from dxkpi.returns import ReturnForm
from dxkpi.returns.checking import check_return
from dxkpi.returns.form_columns import ACTUALS_SHEET, SCHEDULE_SHEET
from dxkpi.wording.findings import finding_text
from dxkpi.wording.language import Language
from dxkpi.workbook import styling, template
from dxkpi.workbook.marking import mark_workbook
from dxkpi.workbook.reader import WorkbookReader
from dxkpi.workbook.refusals import Refused
from tests.support.marked_forms import (
    BLANK,
    FINDINGS,
    RANGE,
    finding_at,
    mark_return,
    sheet_of,
)
from tests.support.speaking import speak
from tests.support.workbooks import changed_workbook


def sentence(finding: Finding) -> str:
    return finding_text(finding, Language.JAPANESE)


def test_the_cells_are_coloured_and_say_why(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    sheet = sheet_of(mark_return(filled_in, return_form))
    assert sheet["K9"].fill.start_color.rgb.endswith(styling.ERROR)
    assert sheet["K9"].border.left.color.rgb.endswith(styling.ERROR_EDGE)
    assert sheet["K6"].fill.start_color.rgb.endswith(styling.HELD)
    assert sheet["K7"].fill.start_color.rgb.endswith(styling.INPUT)
    assert (
        sheet["K9"].comment.text
        == f"【確認結果】\n× {sentence(BLANK)}\n△ {sentence(RANGE)}"
    )
    assert sheet["Q5"].value == styling.RESULT_HEADING
    assert sheet["Q9"].value == f"× K9 {sentence(BLANK)}\n△ K9 {sentence(RANGE)}"
    assert sheet["A3"].value == (
        "× 赤いセル1か所を直し、もう一度登録してください。△ 濃い黄色のセル1か所は登録の画面で確かめられます。"
        "理由は右端の「確認結果」とセルのコメントにあります。"
    )
    assert sheet.print_area == "'実績'!$A$1:$Q$12"


def test_what_concerns_no_cell_is_said_above_the_table(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    twice = make_finding(
        "column_twice", sheet=SCHEDULE_SHEET, heading="進捗", cells="F5、G5"
    )
    which_year = make_finding("which_year")
    marked_ = mark_return(filled_in, return_form, (twice, which_year))
    assert sheet_of(marked_)["A3"].value == f"× {sentence(which_year)}"
    assert sheet_of(marked_, SCHEDULE_SHEET)["A3"].value == f"× {sentence(twice)}"
    assert sheet_of(marked_)["Q5"].value is None


def test_what_was_filled_in_is_not_changed(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    before, after = sheet_of(filled_in), sheet_of(mark_return(filled_in, return_form))
    for row in before.iter_rows(min_row=6, max_row=10, max_col=13):
        for cell in row:
            assert after[cell.coordinate].value == cell.value
            assert after[cell.coordinate].number_format == cell.number_format
            assert after[cell.coordinate].protection.locked == cell.protection.locked


def test_the_reader_gives_it_back_and_reads_the_same_again(
    return_form: ReturnForm, filled_in: bytes, reader: WorkbookReader
) -> None:
    before = reader.read_form(filled_in)
    given_back = reader.mark_form(filled_in, check_return(return_form, before))
    after = reader.read_form(given_back)
    assert (after.rows, after.entry_rows, after.origin) == (
        before.rows,
        before.entry_rows,
        before.origin,
    )
    twice = reader.mark_form(given_back, check_return(return_form, after))
    once, again = sheet_of(given_back), sheet_of(twice)
    assert [[cell.value for cell in row] for row in once.iter_rows()] == [
        [cell.value for cell in row] for row in again.iter_rows()
    ]


def test_their_own_formatting_and_comments_are_kept(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    def work(book: Any) -> None:
        sheet = book[ACTUALS_SHEET]
        sheet["O8"].font = Font(name="Meiryo", italic=True, size=14)
        sheet["O8"].fill = PatternFill("solid", start_color="CCFFCC")
        sheet["O8"].comment = Comment("あとで確認", "山田")
        sheet["K9"].comment = Comment("数えなおす", "山田")
        sheet.column_dimensions["O"].width = 77
        book.create_sheet("メモ")["B2"] = "集計の元"

    once = mark_return(changed_workbook(filled_in, work), return_form)
    after = sheet_of(once)
    assert (after["O8"].font.name, after["O8"].font.italic) == ("Meiryo", True)
    assert after["O8"].fill.start_color.rgb.endswith("CCFFCC")
    assert after["O8"].comment.text == "あとで確認"
    assert after["K9"].comment.text.startswith("数えなおす\n【確認結果】\n×")
    assert after.column_dimensions["O"].width == 77
    assert sheet_of(once, "メモ")["B2"].value == "集計の元"
    assert (
        sheet_of(mark_return(once, return_form, ()))["K9"].comment.text == "数えなおす"
    )


def test_a_second_round_takes_the_first_marks_away(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    again = sheet_of(
        mark_return(mark_return(filled_in, return_form), return_form, FINDINGS[2:])
    )
    assert again["K9"].comment is None
    assert again["K9"].fill.start_color.rgb.endswith(styling.INPUT)
    assert again["Q9"].value is None
    assert [cell.value for cell in again[5]].count(styling.RESULT_HEADING) == 1


def test_a_mended_form_looks_as_it_did_when_it_was_new(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    fresh, after = (
        sheet_of(filled_in),
        sheet_of(mark_return(mark_return(filled_in, return_form), return_form, ())),
    )
    assert after["A3"].value == fresh["A3"].value
    for row in fresh.iter_rows():
        for cell in row:
            other = after[cell.coordinate]
            for style in (
                "fill",
                "border",
                "font",
                "alignment",
                "protection",
                "number_format",
            ):
                assert repr(getattr(other, style)) == repr(getattr(cell, style)), (
                    cell.coordinate,
                    style,
                )
    assert {cell.value for cell in after["Q"]} == {None}


def test_dropdowns_colours_and_the_judging_formula_are_there_again(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    fresh_form, marked_form = (
        template.form_workbook(return_form),
        mark_return(filled_in, return_form),
    )
    for name in (ACTUALS_SHEET, SCHEDULE_SHEET):
        fresh, after = sheet_of(fresh_form, name), sheet_of(marked_form, name)
        assert [after.cell(row, 14).value for row in range(6, 11)] == [
            fresh.cell(row, 14).value for row in range(6, 11)
        ]
        rules = [
            [
                (str(one.sqref), one.type, one.formula1, one.prompt)
                for one in sheet.data_validations.dataValidation
            ]
            for sheet in (fresh, after)
        ]
        assert rules[0] == rules[1]
        areas = [
            [
                (str(area.sqref), area.rules[0].formula)
                for area in sheet.conditional_formatting
            ]
            for sheet in (fresh, after)
        ]
        assert areas[0] == areas[1]


def test_rows_and_columns_that_were_moved_are_marked_where_they_are(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    def move(book: Any) -> None:
        book[ACTUALS_SHEET].insert_cols(1, 2)
        book[ACTUALS_SHEET].insert_rows(1, 3)

    moved = (finding_at("blank", "M12"),)
    after = sheet_of(mark_return(changed_workbook(filled_in, move), return_form, moved))
    assert after["S8"].value == styling.RESULT_HEADING
    assert after["S12"].value.startswith("× M12")
    assert after["P9"].value.startswith("=IF(ISNUMBER($M9)")
    assert after["C6"].value.startswith("× 赤いセル1か所")


def test_a_table_of_their_own_is_marked_without_moving_anything(
    return_form: ReturnForm,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "報告"
    sheet.append(["番号", "実績", "備考のようなもの"])
    sheet.append(["K13", "集計中", None, "欄外のメモ"])
    saved = io.BytesIO()
    book.save(saved)
    findings = (finding_at("blank", "B2", "報告"),)
    after = sheet_of(mark_return(saved.getvalue(), return_form, findings), "報告")
    assert (after["B2"].value, after["D2"].value) == ("集計中", "欄外のメモ")
    assert after["E2"].value.startswith("× B2")
    assert after["B2"].comment.text.startswith("【確認結果】")
    assert after["A1"].value == "番号"


def test_a_merged_cell_is_marked_where_its_value_stands(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    def merge(book: Any) -> None:
        for area in ("K9:K10", "N6:N8", "Q9:R12"):
            book[ACTUALS_SHEET].merge_cells(area)

    merged = changed_workbook(filled_in, merge)
    findings = (finding_at("blank", "K10"),)
    after = sheet_of(mark_return(merged, return_form, findings))
    assert after["K9"].fill.start_color.rgb.endswith(styling.ERROR)
    assert after["Q9"].value.startswith("× K9")


def test_what_is_no_workbook_at_all_is_refused() -> None:
    with pytest.raises((Refused, KeyError, OSError)):
        mark_workbook(b"PK\x03\x04nothing", [], [])


def test_its_words_are_japanese_on_an_english_screen(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    speak("en")
    assert sheet_of(mark_return(filled_in, replace(return_form)))[
        "A3"
    ].value.startswith("× 赤いセル")


def test_a_form_whose_codes_are_written_in_full_width_letters_is_dressed_again(
    sample_plan: Plan,
) -> None:
    own = sample_plan.indicators[0].model_copy(update={"code": "Ｋ①"})
    return_form = ReturnForm(
        sample_plan.model_copy(update={"indicators": (own,)}), 2025, None, 7, 2025
    )
    fresh = template.form_workbook(return_form)
    assert (
        sheet_of(mark_return(fresh, return_form))["N6"].value
        == sheet_of(fresh)["N6"].value
    )


def test_a_row_that_the_plan_does_not_know_is_not_taken_for_the_headings(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    strange = changed_workbook(
        filled_in, lambda book: book[ACTUALS_SHEET].__setitem__("A6", "K99")
    )
    findings = (finding_at("unknown_code", "A6", value="K99"),)
    after = sheet_of(mark_return(strange, return_form, findings))
    assert after["Q5"].value == styling.RESULT_HEADING
    assert after["Q6"].value == f"× A6 {sentence(findings[0])}"
    mended = sheet_of(
        mark_return(mark_return(strange, return_form, findings), return_form, ())
    )
    assert mended["A6"].fill.fill_type is None


def test_a_column_of_their_own_with_our_heading_is_left_alone(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    def check_themselves(book: Any) -> None:
        book[ACTUALS_SHEET]["Q5"] = styling.RESULT_HEADING
        book[ACTUALS_SHEET]["Q9"] = "課長確認済み"

    after = sheet_of(
        mark_return(changed_workbook(filled_in, check_themselves), return_form)
    )
    assert after["Q9"].value == "課長確認済み"
    assert after["R9"].value.startswith("× K9")
