"""Books as they come back from offices: marked up, printed page by page, made by hand."""

from decimal import Decimal
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.findings import FactList
from dxkpi.plan import Plan
from dxkpi.plan.document import check_document
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_problem import ProblemCode, UnreadablePlan, position_name
from dxkpi.plan.document_source import DocumentSource
from dxkpi.plan.put_rows import DocumentOfRows
from dxkpi.workbook.plan_book.book_writing import plan_book
from dxkpi.workbook.reader import WorkbookReader
from tests.support.plan_books import (
    Book,
    book_of_tables,
    changed_book,
    column_number,
    document_of,
    plan_of_book,
    reading_of,
    row_with,
)

Data = dict[str, Any]
ABOUT = [
    ["団体コード", "472123"],
    ["都道府県", "沖縄県"],
    ["団体名", "豊見城市"],
    ["計画の名称", "豊見城市DX推進計画"],
    ["最初の年度", "R8"],
    ["最後の年度", "R12"],
]


@pytest.fixture
def stored(sample_plan: Plan) -> Data:
    return plan_as_data(sample_plan)


def mark_up(sheet: Worksheet) -> None:
    """Hide, colour, comment and freeze, as whoever checks a sheet does."""
    sheet.freeze_panes = "C6"
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[6].hidden = True
    sheet.auto_filter.ref = "A4:C9"
    sheet.auto_filter.add_filter_column(0, ["K01"])
    sheet["A5"].comment = Comment("確認済み", "課長")
    sheet["A5"].fill = PatternFill("solid", fgColor="FFFF00")


def test_filters_hidden_rows_comments_and_colours_change_nothing(
    sample_plan: Plan, stored: Data
) -> None:
    def change(book: Book) -> None:
        for sheet in book.worksheets:
            if sheet.title not in ("dxkpi-plan", "記入要領"):
                mark_up(sheet)

    assert plan_of_book(changed_book(sample_plan, change), stored) == sample_plan


def test_a_title_above_the_headings_and_columns_of_ones_own_change_nothing(
    sample_plan: Plan, stored: Data
) -> None:
    def change(book: Book) -> None:
        sheet = book["指標"]
        sheet.insert_cols(3)
        sheet["C4"], sheet["C5"] = "課内メモ", "要確認"
        sheet.insert_rows(1, 2)
        sheet["A1"] = "見本市DX推進計画　指標一覧（案）"

    assert plan_of_book(changed_book(sample_plan, change), stored) == sample_plan


def test_headings_set_from_the_top_down_are_read(
    sample_plan: Plan, stored: Data
) -> None:
    def change(book: Book) -> None:
        for cell in book["指標"][4]:
            if cell.value is not None:
                cell.value = "\n".join(str(cell.value))
                cell.alignment = Alignment(textRotation=255)

    assert plan_of_book(changed_book(sample_plan, change), stored) == sample_plan


def test_full_width_digits_are_digits(sample_plan: Plan, stored: Data) -> None:
    def change(book: Book) -> None:
        sheet = book["指標"]
        sheet.cell(5, column_number(sheet, "目標値")).value = "７５．５％"
        sheet.cell(5, column_number(sheet, "目標年度")).value = "Ｒ９"

    plan = plan_of_book(changed_book(sample_plan, change), stored)
    target = plan.indicators[0].target
    assert target is not None
    assert (target.value, target.fiscal_year) == (Decimal("75.5"), 2027)


@pytest.mark.parametrize("title", ["見本市DX推進計画", "－ 3 －", None])
def test_headings_of_a_new_page_and_what_stands_above_them_are_no_rows(
    title: str | None, sample_plan: Plan, stored: Data
) -> None:
    def change(book: Book) -> None:
        for name, first in (("指標", 8), ("実績・参考値", 9)):
            sheet = book[name]
            headings = [cell.value for cell in sheet[4]]
            sheet.insert_rows(first, 2)
            above = sheet["A1"].value if name != "指標" else title
            sheet.cell(first, 1).value = above if title else None
            for place, heading in enumerate(headings, start=1):
                sheet.cell(first + 1, place).value = heading

    assert plan_of_book(changed_book(sample_plan, change), stored) == sample_plan


def test_a_lone_text_that_no_headings_follow_is_told(stored: Data) -> None:
    rows = [["指標コード", "指標名", "単位"], ["K01", "利用率", "%"], ["－ 3 －"]]
    merged = document_of(book_of_tables({"指標": rows}), stored)
    assert problems(merged) == [(ProblemCode.MISSING, "指標!B3")]


def test_years_may_stand_in_a_second_line_below_the_figures() -> None:
    rows: list[list[Any]] = [
        ["指標名", "現状値", None, "目標値", "担当課"],
        [None, "（R6）", "単位", "令和12年度", None],
        ["利用率", 58.2, "%", 70, "市民課"],
        ["件数", 2024, "件", 3000, "市民課"],
    ]
    rate, count = plan_of_book(book_of_tables({"計画": ABOUT, "KPI": rows})).indicators
    for indicator in (rate, count):
        assert indicator.baseline is not None
        assert indicator.target is not None
        years = (indicator.baseline.fiscal_year, indicator.target.fiscal_year)
        assert years == (2024, 2030)
    assert (rate.unit, count.unit) == ("%", "件")


def test_a_figure_below_a_heading_is_no_year() -> None:
    rows: list[list[Any]] = [["指標名", "現状値", "単位"], [None, 2024, None]]
    book = book_of_tables({"計画": ABOUT, "KPI": rows})
    assert problems(document_of(book))[0] == (ProblemCode.MISSING, "KPI!A2")


def test_twenty_rows_pasted_into_the_empty_book_are_a_plan() -> None:
    headings = ("指標名", "単位", "現状値", "目標値", "担当課")

    def paste(book: Book) -> None:
        about, sheet = book["計画"], book["指標"]
        for name, value in ABOUT:
            about.cell(row_with(about, name), 2).value = value
        for n in range(20):
            row = (f"利用率{n}", "％", "50.5%（R6）", "７０%（R12）", "市民課")
            for heading, value in zip(headings, row, strict=True):
                sheet.cell(5 + n, column_number(sheet, heading)).value = value

    plan = plan_of_book(changed_book(None, paste))
    assert [each.code for each in plan.indicators] == [f"K{n:02}" for n in range(1, 21)]
    last = plan.indicators[-1]
    assert (last.name, last.department, last.decimals) == ("利用率19", "市民課", 1)
    assert last.target is not None
    assert (last.target.value, last.target.fiscal_year) == (Decimal(70), 2030)


def test_a_target_before_its_baseline_is_told_at_its_year(
    sample_plan: Plan, stored: Data
) -> None:
    def change(book: Book) -> None:
        sheet = book["指標"]
        sheet.cell(5, column_number(sheet, "目標年度")).value = "R3"

    merged = document_of(changed_book(sample_plan, change), stored)
    assert problems(merged) == [(ProblemCode.BASELINE_LATE, "指標!R5")]


def test_figures_and_references_that_are_gone_from_one_sheet_are_one_question(
    sample_plan: Plan, stored: Data
) -> None:
    def change(book: Book) -> None:
        sheet = book["実績・参考値"]
        kinds = [sheet.cell(row, 3).value for row in range(5, 15)]
        sheet.delete_rows(5 + kinds.index("参考値"))
        sheet.delete_rows(5 + kinds.index("実績"))

    book = changed_book(sample_plan, change)
    [asked] = document_of(book, stored).findings
    assert (asked.code, asked.facts["n"]) == ("book_rows_gone", 2)
    names = asked.facts["names"]
    assert isinstance(names, FactList)
    assert len(names.items) == 2
    answers = {("book_rows_gone", "実績・参考値"): "remove_rows"}
    removed = document_of(book, stored, answers).data["indicators"][0]
    assert len(removed["actuals"]) == len(stored["indicators"][0]["actuals"]) - 1
    assert len(removed["references"]) == len(stored["indicators"][0]["references"]) - 1


def test_five_thousand_rows_are_read() -> None:
    rows: list[list[Any]] = [["指標コード", "指標名", "単位"]]
    rows += [[f"K{n}", f"指標{n}", "件"] for n in range(5_000)]
    with WorkbookReader() as reader:
        reading = reader.read_plan_book(book_of_tables({"計画": ABOUT, "指標": rows}))
    assert (len(reading.rows), reading.findings) == (5_001, ())


def test_tables_turned_on_their_side_are_told() -> None:
    rows = [["コード", "K01", "K02"], ["指標名", "利用率", "件数"], ["単位", "%", "件"]]
    [finding] = reading_of(book_of_tables({"指標": rows})).findings
    assert finding.code == "book_no_tables"


def test_a_book_of_a_plan_of_today_asks_nothing(sample_plan: Plan) -> None:
    assert reading_of(plan_book(sample_plan)).findings == ()


def problems(merged: DocumentOfRows) -> list[tuple[ProblemCode, str]]:
    """The codes and cells of all that is wrong."""
    with pytest.raises(UnreadablePlan) as error:
        check_document(merged.data, DocumentSource("", merged.positions))
    return [(at.code, position_name(at.position)) for at in error.value.problems]
