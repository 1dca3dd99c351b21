"""Books as people hand them in: part of the sheets, moved columns, figures in words."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.plan import Comparator, Plan, TargetRule, document
from dxkpi.plan.document import check_document
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_problem import ProblemCode, SheetCell, UnreadablePlan
from dxkpi.plan.document_source import DocumentSource
from dxkpi.plan.put_rows import DocumentOfRows
from dxkpi.workbook.plan_book.book_writing import plan_book
from dxkpi.workbook.reader import Unreadable, WorkbookReader
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
from tests.support.plan_documents import PLAN

ABOUT = [
    ["団体コード", "472123"],
    ["都道府県", "沖縄県"],
    ["団体名", "豊見城市"],
    ["計画の名称", "豊見城市DX推進計画"],
    ["最初の年度", "R8"],
    ["最後の年度", "R12"],
]


@pytest.fixture
def small() -> Plan:
    return document.parse_plan(PLAN)


def stored(plan: Plan) -> dict[str, Any]:
    return plan_as_data(plan)


def problems_of(merged: DocumentOfRows) -> list[tuple[str, ProblemCode]]:
    """The cells and codes of all that is wrong."""
    with pytest.raises(UnreadablePlan) as error:
        check_document(merged.data, DocumentSource("計画.xlsx", merged.positions))
    cells = []
    for problem in error.value.problems:
        assert isinstance(problem.position, SheetCell)
        place = f"{problem.position.sheet}!{problem.position.name}"
        cells.append((place, problem.code))
    return cells


def codes_of(merged: DocumentOfRows) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.cell) for finding in merged.findings]


# A new plan


def test_figures_are_read_as_people_write_them() -> None:
    rows: list[list[Any]] = [
        ["KPI", "単位", "現状値", "目標値", "数え方"],
        ["利用率", "％", "58.2%（R6）→ 70%（R9）", None, None],
        ["件数", "件", "1,200件（令和7年度）", "1,500件以上（R12）", None],
        ["採用", "人", None, "5年間で100人", "年間"],
        ["満足度", "%", "７９．５％（R7）", "毎年度80%以上", None],
    ]
    plan = plan_of_book(book_of_tables({"計画": ABOUT, "指標": rows}))
    rate, count, hired, satisfied = plan.indicators
    assert [indicator.code for indicator in plan.indicators] == [
        "K01",
        "K02",
        "K03",
        "K04",
    ]
    assert rate.baseline is not None
    assert (rate.baseline.value, rate.baseline.fiscal_year) == (Decimal("58.2"), 2024)
    assert rate.target is not None
    assert (rate.target.value, rate.target.fiscal_year) == (Decimal(70), 2027)
    assert count.target is not None
    assert (count.target.value, count.target.comparator) == (
        Decimal(1500),
        Comparator.AT_LEAST,
    )
    assert hired.target is not None
    assert hired.target.rule is TargetRule.TOTAL
    assert (hired.target.since, hired.target.fiscal_year) == (2026, 2030)
    assert satisfied.target is not None
    assert satisfied.target.rule is TargetRule.KEEP
    assert satisfied.target.value == 80


def test_a_year_in_the_heading_is_that_of_the_figures_under_it() -> None:
    rows: list[list[Any]] = [
        ["第3章 指標"],
        [],
        [
            "所管課",
            "指標の名称",
            "単位",
            "現状値（R6）",
            "目標値(令和12年度)",
            "備考欄",
        ],
        ["市民課", "利用率", "%", 58.2, 70, "x"],
    ]
    plan = plan_of_book(book_of_tables({"計画": ABOUT, "Sheet1": rows}))
    [indicator] = plan.indicators
    assert indicator.department == "市民課"
    assert indicator.baseline is not None
    assert (indicator.baseline.fiscal_year, indicator.decimals) == (2024, 1)
    assert indicator.target is not None
    assert indicator.target.fiscal_year == 2030


def test_codes_and_numbers_of_new_rows_are_given() -> None:
    tables: dict[str, list[list[str | None]]] = {
        "計画": [list(line) for line in ABOUT],
        "基本方針・施策": [
            ["区分", "番号", "名称"],
            ["基本方針", None, "市民サービス"],
            ["施策", None, "オンライン化"],
            ["施策", None, "窓口"],
            ["基本方針", None, "行政運営"],
            ["施策", None, "内部事務"],
        ],
        "取組": [
            ["施策の番号", "取組名"],
            ["1-1", "電子申請"],
            [None, "決済"],
            ["内部事務", "RPA"],
        ],
    }
    plan = plan_of_book(book_of_tables(tables))
    assert [policy.number for policy in plan.policies] == ["1", "2"]
    assert [measure.number for measure in plan.measures] == ["1-1", "1-2", "2-1"]
    first, _second, third = plan.measures
    assert [(i.number, i.name) for i in first.initiatives] == [
        ("1", "電子申請"),
        ("2", "決済"),
    ]
    assert [i.name for i in third.initiatives] == ["RPA"]


def test_what_is_missing_is_told_at_its_cell() -> None:
    merged = document_of(plan_book(None))
    assert problems_of(merged) == [
        ("計画!B5", ProblemCode.MISSING),
        ("計画!B6", ProblemCode.MISSING),
        ("計画!B7", ProblemCode.MISSING),
        ("計画!B9", ProblemCode.MISSING),
    ]


def test_a_percentage_of_the_spreadsheet_is_in_percent() -> None:
    def change(book: Book) -> None:
        sheet = book["指標"]
        cell = sheet.cell(5, column_number(sheet, "現状値"))
        cell.value, cell.number_format = 0.582, "0.0%"
        sheet.cell(5, column_number(sheet, "単位")).value = "%"

    plan = plan_of_book(changed_book(document.parse_plan(PLAN), change))
    assert plan.indicators[0].baseline is not None
    assert plan.indicators[0].baseline.value == Decimal("58.2")


def test_text_that_looks_like_a_formula_stays_text(small: Plan) -> None:
    indicator = small.indicators[0].model_copy(
        update={"name": '=HYPERLINK("http://x")'}
    )
    plan = small.model_copy(update={"indicators": (indicator,)})
    assert plan_of_book(plan_book(plan)) == plan


# Over a stored plan


def test_the_sheet_of_indicators_alone_leaves_the_rest_as_it_is(small: Plan) -> None:
    def change(book: Book) -> None:
        for name in book.sheetnames:
            if name != "指標":
                del book[name]
        sheet = book["指標"]
        sheet.title = "KPI一覧"
        sheet.cell(5, column_number(sheet, "目標値")).value = "80%"
        sheet.cell(5, column_number(sheet, "単位")).value = "%"
        sheet.cell(6, column_number(sheet, "指標名")).value = "新しい件数"

    content = changed_book(small, change)
    merged = document_of(content, stored(small))
    assert merged.findings == ()
    plan = check_document(merged.data, DocumentSource("x", merged.positions)).plan
    changed, new = plan.indicators
    assert changed.target is not None
    assert changed.target.value == 80
    assert (changed.actuals, changed.references) == (
        small.indicators[0].actuals,
        small.indicators[0].references,
    )
    assert changed.target.yearly == {2027: Decimal("66.5")}
    assert (new.code, new.name) == ("K02", "新しい件数")
    assert plan.policies == small.policies


def test_a_sheet_of_the_plan_that_was_left_empty_takes_nothing_away() -> None:
    stored = {"municipality": {"name": "みなと市"}, "plan": {"title": "DX推進計画"}}
    merged = document_of(changed_book(None, lambda book: None), stored)
    assert merged.data["municipality"] == {"name": "みなと市"}
    assert merged.data["plan"] == {"title": "DX推進計画"}


def test_moved_columns_are_found_by_their_headings(small: Plan) -> None:
    def change(book: Book) -> None:
        sheet = book["指標"]
        for row in sheet.iter_rows(min_row=4, max_row=6):
            values = [cell.value for cell in row]
            for cell, value in zip(row, reversed(values), strict=True):
                cell.value = value

    assert plan_of_book(changed_book(small, change), stored(small)) == small


def test_a_renamed_row_is_asked_about_and_keeps_its_figures(small: Plan) -> None:
    def change(book: Book) -> None:
        sheet = book["指標"]
        sheet.cell(5, column_number(sheet, "指標名")).value = "オンライン利用率"

    merged = document_of(changed_book(small, change), stored(small))
    assert codes_of(merged) == [("book_renamed", "B5")]
    [finding] = merged.findings
    assert [choice.key for choice in finding.choices] == ["rename", "add_as_new"]
    [indicator] = merged.data["indicators"]
    assert (indicator["code"], indicator["name"]) == ("K01", "オンライン利用率")
    assert indicator["actuals"]


def test_a_row_that_is_another_gets_a_code_and_the_stored_one_stays(
    small: Plan,
) -> None:
    def change(book: Book) -> None:
        sheet = book["指標"]
        sheet.cell(5, column_number(sheet, "指標名")).value = "別の指標"
        del book["実績・参考値"]
        del book["目標"]
        del book["指標の補足"]

    answers = {("book_renamed", "B5"): "add_as_new"}
    merged = document_of(changed_book(small, change), stored(small), answers)
    codes = [(each["code"], each["name"]) for each in merged.data["indicators"]]
    assert sorted(codes) == [("K01", "利用率"), ("K02", "別の指標")]
    assert [code for code, _cell in codes_of(merged)] == [
        "book_renamed",
        "book_rows_gone",
    ]


def test_the_same_name_with_another_code_keeps_the_code_of_the_store(
    small: Plan,
) -> None:
    def change(book: Book) -> None:
        sheet = book["指標"]
        sheet.cell(5, 1).value = "A-1"
        for name in ("実績・参考値", "目標", "指標の補足"):
            del book[name]

    merged = document_of(changed_book(small, change), stored(small))
    assert codes_of(merged) == [("book_recoded", "A5")]
    assert [each["code"] for each in merged.data["indicators"]] == ["K01"]
    assert merged.data["indicators"][0]["actuals"]


def test_a_row_without_its_code_is_known_by_its_name(small: Plan) -> None:
    def change(book: Book) -> None:
        book["指標"].cell(5, 1).value = None

    assert plan_of_book(changed_book(small, change), stored(small)) == small


def test_a_moved_measure_is_asked_about() -> None:
    plan = document.parse_plan(
        PLAN.replace(
            "indicators:\n",
            "  - {number: '2', name: 行政運営, measures: []}\nindicators:\n",
        )
    )

    def change(book: Book) -> None:
        sheet = book["基本方針・施策"]
        row = row_with(sheet, "オンライン化")
        sheet.cell(row, column_number(sheet, "属する基本方針")).value = "2"
        book["指標"].cell(5, column_number(book["指標"], "基本方針の番号")).value = "2"

    content = changed_book(plan, change)
    merged = document_of(content, stored(plan))
    assert codes_of(merged)[0][0] == "book_moved"
    first, second = merged.data["policies"]
    assert (first["measures"], len(second["measures"])) == ([], 1)
    stays = document_of(content, stored(plan), {("book_moved", "1-1"): "stay"})
    first, second = stays.data["policies"]
    assert len(first["measures"]) == 1


def test_rows_that_are_gone_stay_until_somebody_says_otherwise(small: Plan) -> None:
    def change(book: Book) -> None:
        sheet = book["実績・参考値"]
        sheet.delete_rows(row_with(sheet, "実績"))

    content = changed_book(small, change)
    merged = document_of(content, stored(small))
    assert merged.findings == ()  # no other actual is on the sheet that could miss one
    more = small.with_actuals(
        {"K01": small.indicators[0].actuals[0].model_copy(update={"fiscal_year": 2027})}
    )
    merged = document_of(plan_book(small), stored(more))
    [finding] = merged.findings
    assert (finding.code, finding.sheet) == ("book_rows_gone", "実績・参考値")
    assert len(merged.data["indicators"][0]["actuals"]) == 2
    answers = {("book_rows_gone", "実績・参考値"): "remove_rows"}
    merged = document_of(plan_book(small), stored(more), answers)
    assert len(merged.data["indicators"][0]["actuals"]) == 1


def test_a_measure_that_is_taken_away_leaves_no_indicator_behind(small: Plan) -> None:
    def change(book: Book) -> None:
        sheet = book["基本方針・施策"]
        row = row_with(sheet, "オンライン化")
        sheet.cell(row, column_number(sheet, "番号")).value = "1-9"
        sheet.cell(row, column_number(sheet, "名称")).value = "別の施策"
        del book["取組"]
        del book["工程"]

    answers = {("book_rows_gone", "基本方針・施策"): "remove_rows"}
    merged = document_of(changed_book(small, change), stored(small), answers)
    assert problems_of(merged) == [("指標!D5", ProblemCode.NO_SUCH_MEASURE)]


def test_a_code_that_is_used_twice_is_told_at_the_second(small: Plan) -> None:
    def change(book: Book) -> None:
        sheet = book["指標"]
        sheet.cell(6, 1).value = "K01"
        sheet.cell(6, column_number(sheet, "指標名")).value = "もう一つ"

    merged = document_of(changed_book(small, change), stored(small))
    assert problems_of(merged) == [("指標!A6", ProblemCode.INDICATOR_TWICE)]


def test_a_figure_of_no_indicator_is_told_at_its_cell(small: Plan) -> None:
    def change(book: Book) -> None:
        book["実績・参考値"].cell(5, 1).value = "K99"

    merged = document_of(changed_book(small, change), stored(small))
    assert ("book_no_owner", "A5") in codes_of(merged)


def test_what_cannot_be_read_is_told_at_its_cell(small: Plan) -> None:
    def change(book: Book) -> None:
        sheet = book["指標"]
        sheet.cell(5, column_number(sheet, "目標値")).value = "たくさん"
        sheet.cell(5, column_number(sheet, "目標年度")).value = "そのうち"
        sheet.cell(5, column_number(sheet, "よい向き")).value = "上か下"

    merged = document_of(changed_book(small, change), stored(small))
    assert [code for _cell, code in problems_of(merged)] == [
        ProblemCode.ENUM,
        ProblemCode.DECIMAL_PARSING,
        ProblemCode.NOT_A_YEAR,
    ]


def test_headings_may_take_two_lines() -> None:
    rows: list[list[Any]] = [
        ["指標名", "単位", "現状値", None, "目標", None],
        [None, None, "基準値", "基準年度", "目標値", "目標年度"],
        ["利用率", "%", 58.2, "R6", 70, "R12"],
    ]
    [indicator] = plan_of_book(book_of_tables({"計画": ABOUT, "KPI": rows})).indicators
    assert indicator.baseline is not None
    assert indicator.baseline.fiscal_year == 2024
    assert indicator.target is not None
    assert indicator.target.fiscal_year == 2030


def test_a_field_of_former_targets_in_the_present_row_is_told(small: Plan) -> None:
    def change(book: Book) -> None:
        sheet = book["目標"]
        sheet.cell(5, column_number(sheet, "変更の理由")).value = "制度改正"

    [finding] = reading_of(changed_book(small, change)).findings
    assert (finding.code, finding.facts["heading"]) == (
        "book_former_field",
        "変更の理由",
    )


def test_a_target_that_two_sheets_say_otherwise_is_told(small: Plan) -> None:
    def change(book: Book) -> None:
        sheet = book["目標"]
        sheet.cell(5, column_number(sheet, "目標値")).value = 99

    merged = document_of(changed_book(small, change), stored(small))
    assert [code for code, _cell in codes_of(merged)] == ["book_two_values"]


def test_a_word_that_is_no_choice_and_a_formula_without_result_are_told(
    small: Plan,
) -> None:
    def change(book: Book) -> None:
        sheet = book["実績・参考値"]
        sheet.cell(5, column_number(sheet, "区分")).value = "見込み"
        sheet = book["指標"]
        sheet.cell(5, column_number(sheet, "目標値")).value = "=1+1"
        sheet.cell(5, column_number(sheet, "現状値")).value = "#REF!"

    findings = reading_of(changed_book(small, change)).findings
    assert {(finding.code, finding.cell) for finding in findings} == {
        ("book_error_value", "M5"),
        ("book_no_result", "P5"),
        ("book_unknown_kind", "C5"),
    }


# Files


def test_two_sheets_with_one_table_are_told() -> None:
    rows = [["指標名", "単位"], ["利用率", "%"]]
    content = book_of_tables({"計画": ABOUT, "指標": rows, "指標（旧）": rows})
    [finding] = reading_of(content).findings
    assert (finding.code, finding.sheet) == ("book_table_twice", "指標（旧）")


def test_a_workbook_without_a_table_of_a_plan_is_told() -> None:
    [finding] = reading_of(book_of_tables({"Sheet1": [["a", "b"], [1, 2]]})).findings
    assert finding.code == "book_no_tables"


def test_a_thousand_indicators_are_read() -> None:
    rows: list[list[Any]] = [["指標コード", "指標名", "単位", "現状値（R6）"]]
    rows += [[f"K{n:04}", f"指標{n}", "件", n] for n in range(1, 1001)]
    plan = plan_of_book(book_of_tables({"計画": ABOUT, "指標": rows}))
    assert len(plan.indicators) == 1000


def test_more_rows_than_any_plan_has_are_refused_and_not_passed_over() -> None:
    rows: list[list[Any]] = [["指標コード", "指標名", "単位"]]
    rows += [[f"K{n}", f"指標{n}", "件"] for n in range(12_500)]
    content = book_of_tables({"計画": ABOUT, "指標": rows})
    with WorkbookReader() as reader, pytest.raises(Unreadable) as refused:
        reader.read_plan_book(content)
    assert refused.value.finding.code == "too_much_inside"


def test_a_file_that_is_no_workbook_is_refused() -> None:
    with WorkbookReader() as reader, pytest.raises(Unreadable) as refused:
        reader.read_plan_book(b"municipality: {}")
    assert refused.value.finding.code == "text_file"
