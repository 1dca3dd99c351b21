"""What is found in a returned workbook: every kind of cell, headings and rows wherever they are, whose form it is."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.plan import Plan
from dxkpi.returns import (
    FilledForm,
    FilledRow,
    FormColumn,
    FormOrigin,
    ReturnForm,
    WrittenCell,
)
from dxkpi.returns.form_columns import ACTUALS_SHEET, ORIGIN_SHEET, SCHEDULE_SHEET
from dxkpi.workbook import template
from dxkpi.workbook.reader import WorkbookReader
from tests.support.forms import fill
from tests.support.hostile import edited, rows_after
from tests.support.workbooks import (
    changed_workbook,
    read_form,
    saved_workbook,
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
HALF_PAST_NINE = datetime(2026, 3, 31, 9, 30)  # noqa: DTZ001 (a spreadsheet knows no time zones)
HEADINGS = ("番号", "指標", "R8実績値", "時点", "未報告の理由", "要因・今後の対応")


def sheet_of(rows: Sequence[Any], title: str = ACTUALS_SHEET) -> bytes:
    return workbook_of_rows(rows, title)


@pytest.fixture
def form(sample_plan: Plan) -> bytes:
    return template.form_workbook(ReturnForm(sample_plan, 2026, "人事課", 7, 2025))


def actuals(book: openpyxl.Workbook) -> Worksheet:
    sheet = book[ACTUALS_SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet


def values(rows: tuple[FilledRow, ...], column: FormColumn) -> dict[str, Any]:
    return {
        row.code: row.cells[column].value
        for row in rows
        if row.code and column in row.cells
    }


def codes(found: FilledForm) -> list[str]:
    return [one.code for one in found.findings]


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


# Cells


@pytest.mark.parametrize(
    ("value", "number_format", "found"),
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
    value: Any, number_format: str | None, found: Any
) -> None:
    cell = one_value(value, number_format)
    assert cell.value == found
    assert type(cell.value) is type(found)
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
    assert values(read_form(content).rows, FormColumn.VALUE)["1"] == 0.644


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
    cell = '<row r="700"><c r="A700" t="inlineStr"><is><t>X1</t></is></c><c r="K700"{}><f>SUM(A1:A2)</f>{}</c></row>'
    for kind, result, value in (
        ("", "<v>12.5</v>", 12.5),
        ("", "<v></v>", None),
        ("", "", None),
        (' t="str"', "<v></v>", ""),
        (' t="str"', "<v>12件</v>", "12件"),
        (' t="e"', "<v>#REF!</v>", "#REF!"),
        (' t="b"', "<v>1</v>", True),
    ):
        found = (
            read_form(rows_after([cell.format(kind, result)])(form))
            .rows[-1]
            .cells[FormColumn.VALUE]
        )
        assert (found.value, found.formula) == (value, True)


def test_readings_in_kana_are_no_part_of_a_text(form: bytes) -> None:
    inline = "<is><r><t>要因</t></r><r><t>あり</t></r><rPh sb='0' eb='2'><t>ヨウイン</t></rPh><phoneticPr fontId='1'/></is>"
    content = rows_after(
        [
            f'<row r="700"><c r="A700" t="inlineStr"><is><t>X1</t></is></c><c r="O700" t="inlineStr">{inline}</c></row>'
        ]
    )(form)
    assert values(read_form(content).rows, FormColumn.NOTE)["X1"] == "要因あり"


# Where things stand


def test_a_filled_form_is_read_with_its_origin(form: bytes) -> None:
    found = read_form(fill(form, FILLED))
    assert found.findings == ()
    assert found.origin == FormOrigin("999997", 2026, "人事課", 7)
    assert (found.year, found.city_name, found.department) == (2026, "見本市", "人事課")
    assert values(found.rows, FormColumn.VALUE) == {
        "K13": 99.5,
        "K16": 30,
        "K17": "１２．３％",
        "K18": None,
        "K19": 0.21,
    }
    assert values(found.rows, FormColumn.MISSING)["K18"] == "集計中"
    assert values(found.rows, FormColumn.NOTE)["K13"] == "要因は\n二行"
    assert values(found.bars, FormColumn.STATE) == {"3-1/1": "実施中", "3-1/2": None}
    assert values(found.bars, FormColumn.PERCENT)["3-1/1"] == 40
    assert found.rows[0].cells[FormColumn.NOTE].ref == "O6"


@pytest.mark.parametrize(
    "path", sorted(FIXTURES.glob("form-*.xlsx")), ids=lambda path: path.stem
)
def test_a_form_saved_by_another_program_reads_the_same(path: Path) -> None:
    with WorkbookReader() as reader:
        found = reader.read_form(path.read_bytes())
    assert found.findings == ()
    assert found.origin == FormOrigin("999997", 2026, "人事課", 7)
    for column in FormColumn:
        written = {code: row[column] for code, row in FILLED.items() if column in row}
        assert (
            written.items()
            <= (values(found.rows, column) | values(found.bars, column)).items()
        )


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
    found = read_form(sheet_of(rows, "集計"))
    assert found.year == 2026
    assert values(found.rows, FormColumn.VALUE) == {"K01": 2}
    assert values(found.rows, FormColumn.AS_OF) == {"K01": "R9.3"}
    assert values(found.rows, FormColumn.NOTE) == {"K01": "n"}
    assert codes(found) == ["read_from_sheet", "column_missing"]


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
    found = read_form(sheet_of([["令和8年度実績"], *lines, ["K01", 1, 2, "R9.3"]]))
    assert values(found.rows, FormColumn.VALUE) == {"K01": 2}
    assert values(found.rows, FormColumn.AS_OF) == {"K01": "R9.3"}


def test_a_year_may_stand_over_several_headings() -> None:
    rows = [
        ["番号", "R7", None, "R8", None],
        [None, "実績値", "x", "時点", "実績値"],
        ["K01", 1, 0, "R9.3", 2],
    ]
    assert values(read_form(sheet_of(rows)).rows, FormColumn.VALUE) == {"K01": 2}


def test_headings_that_are_repeated_further_down_begin_the_table_again() -> None:
    rows = [
        ["番号", "実績値", "時点"],
        ["K01", 1, "R9.3"],
        [],
        ["番号", "時点", "実績値"],
        ["K02", "R9.2", 2],
    ]
    found = read_form(sheet_of(rows))
    assert values(found.rows, FormColumn.VALUE) == {"K01": 1, "K02": 2}
    assert values(found.rows, FormColumn.AS_OF) == {"K01": "R9.3", "K02": "R9.2"}


def test_a_column_that_is_there_twice_is_not_chosen_between() -> None:
    found = read_form(sheet_of([["番号", "実績値", "実績値"], ["K01", 1, 2]]))
    (twice,) = [one for one in found.findings if one.code == "column_twice"]
    assert (twice.sheet, twice.cell) == (ACTUALS_SHEET, "C1")
    assert FormColumn.VALUE not in found.rows[0].cells


def test_a_copy_of_a_column_that_says_the_same_does_no_harm() -> None:
    found = read_form(sheet_of([["番号", "実績値", "実績値"], ["K01", 1, 1]]))
    assert values(found.rows, FormColumn.VALUE) == {"K01": 1}
    assert "column_twice" not in codes(found)


def test_our_own_heading_counts_before_another_of_the_same_meaning() -> None:
    found = read_form(sheet_of([["No.", "番号", "実績値"], [1, "K01", 5]]))
    assert values(found.rows, FormColumn.VALUE) == {"K01": 5}


def test_a_column_that_is_gone_is_told(form: bytes) -> None:
    found = read_form(
        changed_workbook(form, lambda book: actuals(book).delete_cols(12))
    )
    assert [(one.code, one.sheet) for one in found.findings] == [
        ("column_missing", ACTUALS_SHEET)
    ]
    assert found.findings[0].facts == {"heading": "時点"}
    assert FormColumn.AS_OF not in found.rows[0].cells


def test_only_columns_of_other_years_are_refused(form: bytes) -> None:
    found = read_form(
        changed_workbook(form, lambda book: actuals(book).delete_cols(11))
    )
    assert [(one.code, one.cell) for one in found.findings] == [("two_years", "I5")]


def test_a_sheet_of_an_earlier_year_beside_the_form_is_left_alone(form: bytes) -> None:
    def copy(book: openpyxl.Workbook) -> None:
        earlier = book.copy_worksheet(actuals(book))
        earlier.title = "R7実績"
        earlier["K5"] = "R7実績値"
        earlier["K6"] = 1

    found = read_form(changed_workbook(fill(form, FILLED), copy))
    assert codes(found) == []
    assert [row.code for row in found.rows] == ["K13", "K16", "K17", "K18", "K19"]


def test_a_hidden_sheet_is_read_only_where_no_other_is(form: bytes) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        actuals(book).sheet_state = "hidden"

    def copy(book: openpyxl.Workbook) -> None:
        book.copy_worksheet(actuals(book)).title = "写し"
        actuals(book).sheet_state = "hidden"

    filled = fill(form, FILLED)
    assert read_form(changed_workbook(filled, hide)).rows == read_form(filled).rows
    found = read_form(changed_workbook(filled, copy))
    assert {row.cells[FormColumn.CODE].sheet for row in found.rows} == {"写し"}
    assert codes(found) == ["read_from_sheet"]


def test_a_row_without_a_number_is_kept_only_if_something_is_written_in_it(
    form: bytes,
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        actuals(book)["A6"] = None
        actuals(book)["A8"] = None
        actuals(book)["K8"] = None

    found = read_form(changed_workbook(fill(form, FILLED), change))
    assert [row.code for row in found.rows] == ["", "K16", "K18", "K19"]
    assert found.rows[0].cells[FormColumn.VALUE].value == 99.5


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
        row.code for row in read_form(sheet_of([["番号", "実績値"], [value, 1]])).rows
    ] == [code]


def test_an_entry_of_the_schedule_that_became_a_day_is_that_entry() -> None:
    rows = [
        ["番号", "進捗", "進捗率", "コメント"],
        [date(2001, 2, 3), "完了", None, None],
        ["1-2/4", "完了", None, None],
    ]
    found = read_form(sheet_of(rows, SCHEDULE_SHEET))
    assert values(found.bars, FormColumn.STATE) == {"1-2/3": "完了", "1-2/4": "完了"}


# Whose form it is


def test_without_the_hidden_sheet_the_title_says_whose_it_is(form: bytes) -> None:
    found = read_form(
        changed_workbook(form, lambda book: book.remove(book[ORIGIN_SHEET]))
    )
    assert found.origin is None
    assert (found.year, found.city_name, found.department) == (2026, "見本市", "人事課")


def test_a_hidden_sheet_that_was_altered_is_not_relied_on(form: bytes) -> None:
    def alter(book: openpyxl.Workbook) -> None:
        hidden = book[ORIGIN_SHEET]
        (cell,) = [
            row[1] for row in hidden.iter_rows() if row[0].value == "fiscal_year"
        ]
        cell.value = "2027"

    found = read_form(changed_workbook(form, alter))
    assert (found.origin, codes(found)) == (None, ["origin_altered"])
    assert found.year == 2026


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("令和7年度 DX推進計画 実績様式", 2025),
        ("R7 実績様式", 2025),
        ("Ｒ７年度 実績", 2025),
        ("2025年度実績報告", 2025),
        ("DX推進計画（令和8年度～令和12年度）令和9年度実績", 2027),
        ("令和元年度　実績", 2019),
        ("提出期限 令和8年5月15日", None),
        ("実績", None),
    ],
)
def test_the_year_is_read_from_the_title(title: str, year: int | None) -> None:
    assert read_form(sheet_of([[title], ["番号", "実績値"], ["K01", 1]])).year == year


def test_without_a_title_the_latest_year_among_the_headings_is_the_forms() -> None:
    found = read_form(sheet_of([["番号", "R6実績", "R7実績"], ["K01", 1, 2]]))
    assert found.year == 2025
    assert values(found.rows, FormColumn.VALUE) == {"K01": 2}


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
    found = read_form(sheet_of(rows, "Sheet1"))
    assert codes(found) == ["not_the_form"]
    assert (found.rows, found.bars) == ((), ())


def test_a_form_whose_rows_are_gone_has_nothing_filled_in() -> None:
    assert "nothing_filled" in codes(read_form(sheet_of([["番号", *HEADINGS[2:]]])))


def test_text_in_utf_16_and_a_wrong_dimension_change_nothing(form: bytes) -> None:
    content = edited(
        form,
        "xl/worksheets/sheet1.xml",
        lambda text: f'<?xml version="1.0" encoding="utf-16"?>{text}',
        "utf-16",
    )
    assert read_form(content).rows == read_form(form).rows
