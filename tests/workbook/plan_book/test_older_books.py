"""Books made before the plan was changed: both sides' changes stay, conflicts are asked."""

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from dxkpi.findings import FactList, Finding, Phrase
from dxkpi.plan import Plan
from dxkpi.plan.document import check_document
from dxkpi.plan.document_changes import changes_in_document
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_problem import ProblemCode, UnreadablePlan, position_name
from dxkpi.plan.document_source import DocumentSource
from dxkpi.plan.older_rows import merge_older_rows
from dxkpi.plan.put_rows import DocumentOfRows
from dxkpi.plan.row_matches import exact_place
from dxkpi.store.drafts import plain_data
from dxkpi.workbook.plan_book.book_writing import plan_book
from tests.support.plan_books import (
    Book,
    changed_book,
    column_number,
    reading_of,
    row_with,
)
from tests.support.plan_strategies import plans

Data = dict[str, Any]
WITHOUT_SHRINKING = [Phase.explicit, Phase.reuse, Phase.generate]
"""A book takes half a second, and making a failing plan small would take many."""


@pytest.fixture
def base(sample_plan: Plan) -> Data:
    """The plan as it was when the book was made."""
    return dict(plain_data(plan_as_data(sample_plan)))


@pytest.fixture
def present(base: Data) -> Data:
    """The plan as it is now, for others to change."""
    return deepcopy(base)


@pytest.fixture
def merged(sample_plan: Plan, base: Data) -> Callable[..., DocumentOfRows]:
    """What a book that somebody changed makes of the plan as it is now."""

    def merge(
        present: Data,
        change: Callable[[Book], None] = lambda book: None,
        answers: dict[tuple[str, str], str] | None = None,
    ) -> DocumentOfRows:
        rows = reading_of(changed_book(sample_plan, change)).rows
        return merge_older_rows(base, present, rows, answers)

    return merge


def indicator(data: Data, code: str) -> Data:
    return next(item for item in data["indicators"] if item["code"] == code)


def questions(merged: DocumentOfRows) -> list[Finding]:
    return [finding for finding in merged.findings if finding.choices]


def write(code: str, heading: str, value: Any) -> Callable[[Book], None]:
    """Write into the row of an indicator."""

    def change(book: Book) -> None:
        sheet = book["指標"]
        row, column = row_with(sheet, code), column_number(sheet, heading)
        sheet.cell(row, column).value = value

    return change


def test_every_shipped_plan_comes_back_from_its_own_book_as_it_was(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        data = dict(plain_data(plan_as_data(plan)))
        rows = reading_of(plan_book(plan)).rows
        merged = merge_older_rows(data, data, rows)
        assert merged.findings == ()
        assert changes_in_document(data, merged.data) == ()


@given(plans(), plans())
@settings(max_examples=15, deadline=None, phases=WITHOUT_SHRINKING)
def test_a_book_that_nobody_changed_takes_nothing_of_the_plan_of_today_back(
    then: Plan, now: Plan
) -> None:
    base, present = (dict(plain_data(plan_as_data(each))) for each in (then, now))
    merged = merge_older_rows(base, present, reading_of(plan_book(then)).rows)
    assert questions(merged) == []
    assert merged.data == present


def test_what_others_changed_stays_beside_what_the_book_changed(
    present: Data, merged: Callable[..., DocumentOfRows]
) -> None:
    indicator(present, "K01")["target"]["value"] = Decimal(65)
    indicator(present, "K02")["unit"] = "手続"
    present["policies"][0]["measures"][0]["description"] = "新しい説明"
    after = merged(present, write("K01", "単位", "％"))
    [told] = after.findings
    assert (told.code, told.facts["n"]) == ("book_older_merged", 3)
    assert indicator(after.data, "K01")["target"]["value"] == 65
    assert indicator(after.data, "K01")["unit"] == "％"
    assert indicator(after.data, "K02")["unit"] == "手続"
    changes = changes_in_document(present, after.data)
    assert [change.location for change in changes] == [("indicators", "K01", "unit")]


@pytest.mark.parametrize(
    ("answer", "value"), [(None, 65), ("keep_stored", 65), ("take_book", 70)]
)
def test_what_both_changed_is_asked_at_its_cell_with_both_values(
    answer: str | None,
    value: int,
    present: Data,
    merged: Callable[..., DocumentOfRows],
) -> None:
    indicator(present, "K01")["target"]["value"] = Decimal(65)
    answers = {("book_conflict", "指標!P5"): answer} if answer else {}
    after = merged(present, write("K01", "目標値", 70), answers)
    [asked] = questions(after)
    assert (asked.code, exact_place(asked)) == ("book_conflict", "指標!P5")
    assert asked.facts["subject"] == "K01 オンライン申請の利用率 目標値"
    values = (asked.facts["before"], asked.value, asked.facts["stored"])
    assert values == ("60.0", "70.0", "65")
    assert indicator(after.data, "K01")["target"]["value"] == value


def test_what_both_changed_alike_is_not_asked(
    present: Data, merged: Callable[..., DocumentOfRows]
) -> None:
    indicator(present, "K01")["target"]["value"] = Decimal(70)
    after = merged(present, write("K01", "目標値", "70%"))
    assert questions(after) == []
    assert changes_in_document(present, after.data) == ()


def test_indicators_that_others_added_are_not_asked_about_as_gone(
    present: Data, merged: Callable[..., DocumentOfRows]
) -> None:
    new = {"code": "K90", "name": "後から加えた指標", "unit": "件"}
    present["indicators"].append(new)
    after = merged(present, write("K01", "単位", "％"))
    assert questions(after) == []
    assert indicator(after.data, "K90") == new


def new_row(code: str | None, name: str) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        sheet = book["指標"]
        row = row_with(sheet, "R01") + 1
        for heading, value in (("指標コード", code), ("指標名", name), ("単位", "人")):
            sheet.cell(row, column_number(sheet, heading)).value = value

    return change


@pytest.mark.parametrize("code", [None, "K22"])
def test_a_new_row_does_not_take_the_code_that_others_gave_away(
    code: str | None, present: Data, merged: Callable[..., DocumentOfRows]
) -> None:
    present["indicators"].append({"code": "K22", "name": "先の指標", "unit": "件"})
    after = merged(present, new_row(code, "ブックの指標"))
    taken = next(each for each in after.findings if each.code == "book_code_taken")
    assert (taken.value, taken.facts["name"]) == ("K22", "先の指標")
    assert indicator(after.data, "K22")["name"] == "先の指標"
    assert indicator(after.data, "K23")["name"] == "ブックの指標"


def test_an_indicator_that_both_added_is_one_with_what_either_says(
    present: Data, merged: Callable[..., DocumentOfRows]
) -> None:
    new = {"code": "K22", "name": "同じ指標", "unit": "件", "quote": "原文"}
    present["indicators"].append(new)
    after = merged(present, new_row("K22", "同じ指標"))
    [asked] = questions(after)
    assert (asked.value, asked.facts["stored"]) == ("人", "件")
    assert asked.facts["before"] is Phrase.BLANK
    assert indicator(after.data, "K22")["quote"] == "原文"
    assert len(after.data["indicators"]) == len(present["indicators"])


def test_an_indicator_that_others_took_away_comes_back_only_by_an_answer(
    present: Data, merged: Callable[..., DocumentOfRows]
) -> None:
    present["indicators"] = present["indicators"][1:]
    left = [each["code"] for each in present["indicators"]]
    after = merged(present, write("K02", "単位", "手続"))
    assert [each["code"] for each in after.data["indicators"]] == left
    change = write("K01", "目標値", 70)
    asked = merged(present, change)
    [question] = questions(asked)
    assert question.facts["stored"] is Phrase.TAKEN_AWAY
    assert [each["code"] for each in asked.data["indicators"]] == left
    answers = {("book_conflict", "指標!P5"): "take_book"}
    taken = merged(present, change, answers)
    assert indicator(taken.data, "K01")["target"]["value"] == 70


def test_what_the_book_takes_away_and_others_changed_is_asked(
    present: Data, merged: Callable[..., DocumentOfRows]
) -> None:
    indicator(present, "K01")["target"]["value"] = Decimal(65)

    def change(book: Book) -> None:
        book["指標"].delete_rows(5)

    answers = {("book_rows_gone", "指標"): "remove_rows"}
    asked = merged(present, change, answers)
    question = questions(asked)[-1]
    assert exact_place(question) == "indicators/K01"
    assert question.value is Phrase.TAKEN_AWAY
    assert indicator(asked.data, "K01")["target"]["value"] == 65
    answers["book_conflict", "indicators/K01"] = "take_book"
    removed = merged(present, change, answers)
    assert "K01" not in [each["code"] for each in removed.data["indicators"]]


def test_problems_stand_at_the_cells_of_the_book_whatever_others_put_before_them(
    present: Data, merged: Callable[..., DocumentOfRows]
) -> None:
    new = {"code": "K90", "name": "先に並ぶ指標", "unit": "件"}
    present["indicators"].insert(0, new)
    after = merged(present, write("K02", "目標値", "たくさん"))
    with pytest.raises(UnreadablePlan) as error:
        check_document(after.data, DocumentSource("", after.positions))
    problems = [(at.code, position_name(at.position)) for at in error.value.problems]
    assert problems == [(ProblemCode.DECIMAL_PARSING, "指標!P6")]


def test_figures_that_were_registered_meanwhile_stay(
    present: Data, merged: Callable[..., DocumentOfRows]
) -> None:
    new = {"fiscal_year": 2026, "value": Decimal(33)}
    indicator(present, "K01")["actuals"].append(new)
    indicator(present, "K01")["actuals"][0]["value"] = Decimal(23)
    after = merged(present, write("K01", "単位", "％"))
    assert questions(after) == []
    assert (
        indicator(after.data, "K01")["actuals"] == indicator(present, "K01")["actuals"]
    )


def test_names_of_several_are_told_in_a_conflict(
    present: Data, merged: Callable[..., DocumentOfRows]
) -> None:
    code = "K02"
    present_one = indicator(present, code)
    present_one["department"] = None
    present_one["departments"] = ["企画課", "総務課"]
    after = merged(present, write(code, "担当課", "市民課、税務課"))
    [asked] = questions(after)
    assert asked.value == FactList(("市民課", "税務課"))
