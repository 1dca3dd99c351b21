"""Books that hold part of a plan: what they do not say stays, and is never somebody else's."""

from decimal import Decimal
from typing import Any

import pytest
from openpyxl.styles import Font

from dxkpi.findings import FactList
from dxkpi.plan import Plan
from dxkpi.plan.document import check_document
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_problem import ProblemCode, UnreadablePlan, position_name
from dxkpi.plan.document_source import DocumentSource
from dxkpi.workbook.plan_book.book_writing import plan_book
from dxkpi.workbook.reader import WorkbookReader
from tests.support.parts import plan_of_parts
from tests.support.plan_books import (
    Book,
    book_of_tables,
    changed_book,
    document_of,
    plan_of_book,
    reading_of,
    row_with,
    saved,
)

Data = dict[str, Any]
CODES = ("K02", "K03", "K04", "K05")
REMOVED = {("book_rows_gone", "指標"): "remove_rows"}


@pytest.fixture
def stored(sample_plan: Plan) -> Data:
    return plan_as_data(sample_plan)


@pytest.fixture
def parted() -> Data:
    """A plan with an indicator of parts."""
    return plan_as_data(plan_of_parts())


def indicator(data: Data, code: str) -> Data:
    return next(item for item in data["indicators"] if item["code"] == code)


def figures(data: Data, code: str) -> dict[str, Any]:
    return {
        str(actual["fiscal_year"]): actual["value"]
        for actual in indicator(data, code)["actuals"]
    }


def codes(merged: Any) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.cell) for finding in merged.findings]


def test_rows_without_parts_leave_the_parts_of_the_plan(parted: Data) -> None:
    head = ["コード", "指標名", "単位"]
    book = book_of_tables({"指標": [head, ["K30", "健康寿命", "歳"]]})
    merged = document_of(book, parted)
    whole = indicator(merged.data, "K30")
    assert whole["unit"] == "歳"
    assert [part["code"] for part in whole["parts"]] == ["K30a", "K30b"]


def test_rows_of_parts_alone_leave_the_indicators_of_the_plan(parted: Data) -> None:
    head = ["コード", "指標名", "内訳の元"]
    book = book_of_tables({"指標": [head, ["K30a", "男性", "K30"]]})
    merged = document_of(book, parted)
    assert ("book_renamed", "B2") in codes(merged)
    names = [part["name"] for part in indicator(merged.data, "K30")["parts"]]
    assert names == ["男性", "女"]
    assert len(merged.data["indicators"]) == len(parted["indicators"])


def test_parts_that_somebody_deleted_from_the_book_are_asked_about(
    parted: Data,
) -> None:
    def change(book: Book) -> None:
        sheet = book["指標"]
        for code in ("K30b", "K30a"):
            sheet.delete_rows(row_with(sheet, code))

    book = changed_book(plan_of_parts(), change)
    merged = document_of(book, parted)
    assert codes(merged)[0] == ("book_rows_gone", None)
    assert len(indicator(merged.data, "K30")["parts"]) == 2
    removed = document_of(book, parted, REMOVED)
    assert indicator(removed.data, "K30")["parts"] == []


def test_years_without_a_column_keep_their_targets(stored: Data) -> None:
    head = ["指標コード", "区分", "R5", "R6"]
    book = book_of_tables({"目標": [head, ["K02", "現在", 85, None]]})
    target = indicator(document_of(book, stored).data, "K02")["target"]
    assert target["yearly"] == {
        "2023": Decimal(85),
        "2025": Decimal(130),
        "2026": Decimal(145),
    }


def test_a_target_before_a_change_that_is_deleted_takes_no_others_place(
    stored: Data,
) -> None:
    def former(decided: str, value: str) -> Data:
        target = {"rule": "reach", "value": Decimal(value), "fiscal_year": 2027}
        return {"decided": decided, "reason": f"見直し{decided}", "target": target}

    changes = [("2024-01", "40"), ("2024-06", "50"), ("2025-01", "55")]
    indicator(stored, "K01")["former_targets"] = [former(*each) for each in changes]
    plan = check_document(stored, DocumentSource("")).plan

    def delete(book: Book) -> None:
        sheet = book["目標"]
        sheet.delete_rows(row_with(sheet, "見直し2024-06"))

    def correct(book: Book) -> None:
        sheet = book["目標"]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "見直し2024-06":
                    cell.value = "制度改正"

    def days(data: Data) -> list[tuple[str, str]]:
        former = indicator(data, "K01")["former_targets"]
        return [(each["decided"], each["reason"]) for each in former]

    before = plan_as_data(plan)
    book = changed_book(plan, delete)
    assert days(document_of(book, before).data) == days(before)
    removed = document_of(book, before, {("book_rows_gone", "目標"): "remove_rows"})
    assert days(removed.data) == [days(before)[0], days(before)[2]]
    corrected = document_of(changed_book(plan, correct), before)
    assert (codes(corrected), days(corrected.data)[1]) == ([], ("2024-06", "制度改正"))


# What goes with a row that is taken away


def test_the_rows_of_an_indicator_that_is_taken_away_go_with_it(
    sample_plan: Plan, stored: Data
) -> None:
    book = changed_book(sample_plan, lambda book: book["指標"].delete_rows(5))
    asked = document_of(book, stored)
    [finding] = asked.findings
    assert finding.facts["rows"] == 11
    assert finding.facts["sheets"] == FactList(("指標の補足", "実績・参考値"))
    assert figures(asked.data, "K01").keys() == {"R5", "R6", "R7"}
    removed = document_of(book, stored, REMOVED)
    assert codes(removed) == [("book_rows_gone", None)]
    left = [each["code"] for each in removed.data["indicators"]]
    assert left == [each["code"] for each in stored["indicators"][1:]]


def test_the_rows_of_a_measure_that_is_taken_away_go_with_it_but_no_indicator(
    sample_plan: Plan, stored: Data
) -> None:
    def change(book: Book) -> None:
        sheet = book["基本方針・施策"]
        sheet.delete_rows(row_with(sheet, "1-1"))

    book = changed_book(sample_plan, change)
    answers = {("book_rows_gone", "基本方針・施策"): "remove_rows"}
    removed = document_of(book, stored, answers)
    [finding] = removed.findings
    assert finding.facts["rows"] == 7
    assert finding.facts["sheets"] == FactList(("取組", "工程"))
    measures = [each["number"] for each in removed.data["policies"][0]["measures"]]
    assert measures[:1] == ["1-2"]
    with pytest.raises(UnreadablePlan) as error:
        check_document(removed.data, DocumentSource("", removed.positions))
    problems = [(at.code, position_name(at.position)) for at in error.value.problems]
    assert problems == [
        (ProblemCode.NO_SUCH_MEASURE, "指標!D7"),
        (ProblemCode.NO_SUCH_MEASURE, "指標!D11"),
    ]


def test_rows_under_the_code_of_a_new_one_do_not_go_with_the_former(
    stored: Data,
) -> None:
    tables: dict[str, list[list[Any]]] = {
        "指標": [["コード", "指標名"], ["K01", "別の指標"]],
        "実績・参考値": [
            ["指標コード", "区分", "年度", "値"],
            ["K01", "実績", "R7", 7],
        ],
    }
    answers = {("book_renamed", "B2"): "add_as_new"} | REMOVED
    merged = document_of(book_of_tables(tables), stored, answers)
    assert ("book_key_of_two", "A2") in codes(merged)


# Codes that are not those of the store


def test_figures_under_a_code_of_two_indicators_are_nobodys(stored: Data) -> None:
    tables: dict[str, list[list[Any]]] = {
        "指標": [["コード", "指標名"], ["K01", "別の指標"]],
        "実績・参考値": [
            ["指標コード", "区分", "年度", "値"],
            ["K01", "実績", "R7", 7],
        ],
    }
    answers = {("book_renamed", "B2"): "add_as_new"}
    merged = document_of(book_of_tables(tables), stored, answers)
    assert ("book_key_of_two", "A2") in codes(merged)
    assert figures(merged.data, "K01") == figures(stored, "K01")


def test_figures_stand_under_the_code_that_their_book_gives(stored: Data) -> None:
    name = indicator(stored, "K05")["name"]
    tables: dict[str, list[list[Any]]] = {
        "指標": [["コード", "指標名"], ["Z99", name]],
        "実績・参考値": [
            ["指標コード", "区分", "年度", "値"],
            ["Z99", "実績", "R12", 7],
        ],
    }
    merged = document_of(book_of_tables(tables), stored)
    assert ("book_recoded", "A2") in codes(merged)
    assert figures(merged.data, "K05")["R12"] == 7


def test_codes_that_were_counted_anew_take_no_others_history(stored: Data) -> None:
    names = [item["name"] for item in stored["indicators"][:4]]
    rows = [
        ["K01", "新しい指標"],
        *(list(each) for each in zip(CODES, names, strict=True)),
    ]
    book = book_of_tables({"指標": [["コード", "指標名"], *rows]})
    merged = document_of(book, stored)
    recoded = [("book_recoded", f"A{row}") for row in range(3, 7)]
    assert codes(merged) == [*recoded, ("book_rows_gone", None)]
    kept = merged.data["indicators"]
    assert [item["name"] for item in kept[1:5]] == names
    assert [item["code"] for item in kept[1:5]] == ["K01", "K02", "K03", "K04"]
    assert (kept[0]["name"], kept[0]["code"]) == ("新しい指標", "K22")


def test_entries_under_the_number_of_two_measures_are_nobodys(stored: Data) -> None:
    tables: dict[str, list[list[Any]]] = {
        "基本方針・施策": [
            ["区分", "番号", "名称", "属する基本方針"],
            ["施策", "1-1", "別の施策", "1"],
        ],
        "工程": [["施策の番号", "種別", "工程"], ["1-1", "期間", "新しい工程"]],
    }
    answers = {("book_renamed", "C2"): "add_as_new"}
    merged = document_of(book_of_tables(tables), stored, answers)
    assert ("book_key_of_two", "A2") in codes(merged)
    assert "新しい工程" not in str(merged.data)


def test_a_draft_whose_items_lack_their_codes_takes_a_book(stored: Data) -> None:
    del indicator(stored, "K05")["code"]
    del stored["policies"][0]["number"]
    head = ["区分", "番号", "名称"]
    tables: dict[str, list[list[Any]]] = {
        "基本方針・施策": [head, ["基本方針", "9", "新しい方針"]],
        "指標": [["コード", "指標名"], ["K01", None]],
    }
    merged = document_of(book_of_tables(tables), stored)
    assert len(merged.data["indicators"]) == len(stored["indicators"])
    assert all(policy.get("number") for policy in merged.data["policies"])


# Cells


def test_formulas_without_result_are_told_wherever_they_stand(
    sample_plan: Plan,
) -> None:
    def change(book: Book) -> None:
        sheet = book["計画"]
        row = row_with(sheet, "最後の年度")
        sheet.cell(row, 2).value = '="R"&12'

    reading = reading_of(changed_book(sample_plan, change))
    assert [(each.code, each.sheet) for each in reading.findings] == [
        ("book_no_result", "計画")
    ]
    head = ["指標コード", "区分", "R5", "R6"]
    years = book_of_tables({"目標": [head, ["K02", "現在", "=80+1", "#REF!"]]})
    assert [(each.code, each.cell) for each in reading_of(years).findings] == [
        ("book_no_result", "C2"),
        ("book_error_value", "D2"),
    ]


def test_a_cell_in_percent_has_the_digits_that_it_shows(sample_plan: Plan) -> None:
    book = Book()
    sheet = book.active
    assert sheet is not None
    sheet.title = "指標"
    sheet.append(["コード", "指標名", "現状値", "目標値"])
    sheet.append(["K01", "オンライン申請の利用率", 0.58, 0.6])
    for name in ("C2", "D2"):
        sheet[name].number_format = "0.0%"
    plan = plan_of_book(saved(book), plan_as_data(sample_plan))
    rate = plan.indicator("K01")
    assert rate is not None
    assert rate.baseline is not None
    assert rate.target is not None
    assert [str(rate.baseline.value), str(rate.target.value)] == ["58.0", "60.0"]


def test_a_merged_cell_beside_several_rows_is_of_each(stored: Data) -> None:
    book = Book()
    sheet = book.active
    assert sheet is not None
    sheet.title = "指標"
    for row in (
        ["施策の番号", "指標名", "単位", "担当課", "目標値"],
        ["1-1", "新A", "%", "企画課", "60（R9）"],
        [None, "新B", None, None, None],
        [None, None, None, "総務課", None],
        ["1-2", "新C", "件", None, None],
    ):
        sheet.append(row)
    for cells in ("A2:A4", "B3:B4", "C2:C3", "D2:D3", "E2:E3"):
        sheet.merge_cells(cells)
    merged = document_of(saved(book), stored)
    new = [each for each in merged.data["indicators"] if "新" in each.get("name", "")]
    assert [each["measure"] for each in new] == ["1-1", "1-1", "1-2"]
    assert [each.get("unit") for each in new] == ["%", "%", "件"]
    assert [each.get("department") for each in new] == ["企画課", "企画課", None]
    assert ["target" in each for each in new] == [True, False, False]


def test_cells_that_look_otherwise_than_they_are_are_told() -> None:
    book = Book()
    sheet = book.active
    assert sheet is not None
    sheet.title = "指標"
    sheet.append(["コード", "指標名", "現状値", "目標値"])
    sheet.append(["K01", "経費", 12_345_678, 58])
    sheet.append(["K02", "廃止した指標", 0.58, 70])
    sheet["C2"].number_format = "#,##0,"
    sheet["D2"].number_format = '0"%"'
    sheet["C3"].number_format = "0.0%"
    sheet["B3"].font = Font(strike=True)
    with WorkbookReader() as reader:
        findings = reader.read_plan_book(saved(book)).findings
    assert {(each.code, each.cell) for each in findings} == {
        ("book_shown_scaled", "C2"),
        ("book_struck_out", "B3"),
    }


def test_a_text_that_no_cell_can_hold_stays_whole(stored: Data) -> None:
    long = "申請の多い手続から始める。" * 3000
    stored["policies"][0]["measures"][0]["description"] = long
    plan = check_document(stored, DocumentSource("")).plan
    assert plan_of_book(plan_book(plan), plan_as_data(plan)) == plan
