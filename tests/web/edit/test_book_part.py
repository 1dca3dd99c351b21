"""計画ブック of a draft on the screen: taken away, filled in, put back as one step."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import ChangeDraft, NewPlan, StartDraft
from dxkpi.plan.document_changes import ABSENT, value_at
from dxkpi.plan.document_problem import Location
from dxkpi.store import PlanDraft
from dxkpi.workbook.plan_book.book_origin import DraftAtStep
from dxkpi.workbook.plan_book.book_writing import book_of_draft, plan_book
from tests.support.apptest import Open, words
from tests.support.opened_rounds import SECRETARIAT
from tests.support.returned import opened

MIHON, PLAN = "999997", "dx-2023"
URUMA = "472131"
TARGET = ("indicators", "K01", "target", "value")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Change = Callable[[Workbook], None]


@pytest.fixture
def draft(own_store: Path) -> int:
    """A draft of 見本市's plan that somebody has begun."""
    with opened(own_store) as store:
        return actions.start_draft(store, StartDraft(MIHON, PLAN), SECRETARIAT).number


@pytest.fixture
def page(draft: int, visit: Open) -> AppTest:
    return visit("edit", draft=str(draft), edit_part="book")


def draft_of(path: Path, number: int) -> PlanDraft:
    with opened(path) as store:
        return store.draft(number)


def book_of(path: Path, number: int, change: Change = lambda book: None) -> bytes:
    """The draft's book as somebody filled it in."""
    with opened(path) as store:
        data = actions.compare_draft(store, number).data
        key = store.draft(number).listed.key
    content = book_of_draft("計画", data, key, None)
    book = load_workbook(io.BytesIO(content))
    change(book)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def put_in(at: AppTest, content: bytes) -> AppTest:
    at.file_uploader[0].set_value([("計画ブック.xlsx", content, _XLSX)]).run()
    assert not at.exception
    return at


def take(at: AppTest) -> AppTest:
    at.button(key="edit_book_take").click().run()
    assert not at.exception
    return at


def write(book: Workbook, sheet: str, code: str, heading: str, value: str) -> None:
    """Write into the row of a code, under a heading."""
    cells = book[sheet]
    for row in cells.iter_rows():
        headings = {str(cell.value): cell.column for cell in row}
        if heading in headings and row[0].row is not None:
            column = headings[heading]
            break
    for row in cells.iter_rows():
        if any(cell.value == code for cell in row):
            cells.cell(row[0].row or 1, column or 1, value)
            return
    raise AssertionError(code)


def test_the_drafts_own_book_changes_nothing(
    own_store: Path, draft: int, page: AppTest
) -> None:
    at = put_in(page, book_of(own_store, draft))
    assert "下書きはもうこの内容です。" in words(at)
    assert at.button(key="edit_book_take").disabled


def test_what_a_book_changes_is_shown_and_becomes_one_step_that_is_undone(
    own_store: Path, draft: int, page: AppTest
) -> None:
    def change(book: Workbook) -> None:
        write(book, "指標", "K01", "目標値", "50%")
        write(book, "指標", "K02", "指標名", "別の名前")

    at = put_in(page, book_of(own_store, draft, change))
    assert draft_of(own_store, draft).listed.step == 0
    answer(at, "book_renamed", "rename")
    take(at)
    changed = draft_of(own_store, draft)
    assert changed.listed.step == 1
    assert value_at(changed.data, TARGET) == 50
    assert value_at(changed.data, ("indicators", "K02", "name")) == "別の名前"
    at.button(key="edit_undo").click().run()
    assert draft_of(own_store, draft).data["indicators"][0]["target"]["value"] == 60


def answer(at: AppTest, code: str, choice: str) -> None:
    [asked] = [
        group for group in at.button_group if f"book_answer_{code}" in str(group.key)
    ]
    asked.set_value(choice).run()
    assert not at.exception


def test_while_something_is_asked_nothing_enters(
    own_store: Path, draft: int, page: AppTest
) -> None:
    def change(book: Workbook) -> None:
        write(book, "指標", "K02", "指標名", "別の名前")

    at = put_in(page, book_of(own_store, draft, change))
    assert at.button(key="edit_book_take").disabled
    assert "確かめるところが1か所残っています。" in words(at)
    answer(at, "book_renamed", "rename")
    assert not at.button(key="edit_book_take").disabled


def test_rows_that_were_left_out_stay_unless_somebody_says_otherwise(
    own_store: Path, draft: int, page: AppTest
) -> None:
    def change(book: Workbook) -> None:
        for sheet in book.worksheets:
            rows = [
                row[0].row or 1
                for row in sheet.iter_rows()
                if any(cell.value == "K02" for cell in row)
            ]
            for row in reversed(rows):
                sheet.delete_rows(row)

    at = put_in(page, book_of(own_store, draft, change))
    assert at.button(key="edit_book_take").disabled
    while at.button(key="edit_book_take").disabled:
        asked = [group for group in at.button_group if "rows_gone" in str(group.key)]
        next(each for each in asked if each.value is None).set_value(
            "remove_rows"
        ).run()
    take(at)
    codes = [each["code"] for each in draft_of(own_store, draft).data["indicators"]]
    assert "K02" not in codes
    assert "K01" in codes


def test_a_cell_that_cannot_be_read_is_told_with_its_place(
    own_store: Path, draft: int, page: AppTest
) -> None:
    def change(book: Workbook) -> None:
        write(book, "指標", "K01", "目標値", "だいたい半分")

    at = put_in(page, book_of(own_store, draft, change))
    [told] = [
        warning.value for warning in at.warning if "だいたい半分" in warning.value
    ]
    assert "指標\\!" in told
    take(at)
    assert value_at(draft_of(own_store, draft).data, TARGET) == "だいたい半分"


def test_the_book_of_another_plan_is_refused(
    own_store: Path, draft: int, page: AppTest
) -> None:
    with opened(own_store) as store:
        keys = [listed.key for listed in store.listed_plans()]
        other = store.plan(next(key for key in keys if key.city != MIHON))
    at = put_in(page, plan_book(other, 1))
    assert "団体コード" in at.error[0].value
    assert at.button(key="edit_book_take").disabled


def test_a_file_that_is_no_book_is_told(page: AppTest) -> None:
    at = put_in(page, b"PK no workbook")
    assert at.error
    assert at.file_uploader


def test_a_new_plan_is_begun_with_a_filled_book(own_store: Path, visit: Open) -> None:
    book = load_workbook(io.BytesIO(plan_book(None)))
    sheet = book["指標"]
    headings = {
        str(cell.value): cell.column for row in sheet.iter_rows() for cell in row
    }
    row = next(
        cell.row
        for line in sheet.iter_rows()
        for cell in line
        if cell.value == "指標名"
    )
    for heading, value in (
        ("指標名", "電子申請の割合"),
        ("単位", "%"),
        ("目標値", "58.2%（R4）→ 70%（R9）"),
    ):
        sheet.cell((row or 1) + 1, headings[heading] or 1, value)
    packed = io.BytesIO()
    book.save(packed)
    with opened(own_store) as store:
        start = StartDraft(URUMA, new=NewPlan("うるま市DX推進計画"))
        number = actions.start_draft(store, start, SECRETARIAT).number
    at = visit("edit", draft=str(number), edit_part="book")
    put_in(at, packed.getvalue())
    take(at)
    [indicator] = draft_of(own_store, number).data["indicators"]
    assert (indicator["code"], indicator["name"]) == ("K01", "電子申請の割合")


@pytest.mark.parametrize(
    "edits",
    [
        {TARGET: "だいたい半分"},
        {("indicators", "K01", "baseline", "fiscal_year"): "来年"},
        {("indicators", "K01", "unit"): ABSENT, ("indicators", "K01", "decimals"): "x"},
        {("policies", "1", "name"): ABSENT},
        {("policies", "1", "number"): ABSENT},
        {("indicators", "K01", "target", "yearly"): {"来年": "多め"}},
        {("indicators", "K01", "target", "rule"): "だんだん"},
    ],
)
def test_a_draft_with_something_wrong_goes_out_as_a_book_and_comes_back(
    own_store: Path, draft: int, visit: Open, edits: dict[Any, Any]
) -> None:
    with opened(own_store) as store:
        actions.change_draft(store, ChangeDraft(draft, 0, edits), SECRETARIAT)
    at = visit("edit", draft=str(draft), edit_part="book")
    put_in(at, book_of(own_store, draft))
    assert not at.error


def test_what_was_edited_on_screen_after_the_book_was_taken_stays(
    own_store: Path, draft: int, page: AppTest
) -> None:
    """The book is taken after a first edit; then a second one is made on the screen."""
    edit(own_store, draft, UNIT, "割合")
    book = taken_book(
        own_store, draft, lambda book: write(book, "指標", "K02", "単位", "手続")
    )
    edit(own_store, draft, TARGET, 65)
    at = put_in(page, book)
    take(at)
    data = draft_of(own_store, draft).data
    assert value_at(data, UNIT) == "割合"
    assert value_at(data, TARGET) == 65
    assert value_at(data, ("indicators", "K02", "unit")) == "手続"


def test_what_screen_and_book_changed_otherwise_is_asked_with_both_values(
    own_store: Path, draft: int, page: AppTest
) -> None:
    book = taken_book(
        own_store, draft, lambda book: write(book, "指標", "K01", "単位", "割合")
    )
    edit(own_store, draft, UNIT, "率")
    at = put_in(page, book)
    assert at.button(key="edit_book_take").disabled
    [options] = [
        group.options for group in at.button_group if "conflict" in str(group.key)
    ]
    assert list(options) == ["ブックの「割合」にする", "今の「率」のままにする"]
    answer(at, "book_conflict", "take_book")
    take(at)
    assert value_at(draft_of(own_store, draft).data, UNIT) == "割合"


def test_the_book_of_a_plan_to_be_leaves_what_was_edited_on_screen_since(
    own_store: Path, visit: Open
) -> None:
    with opened(own_store) as store:
        start = StartDraft(URUMA, new=NewPlan("うるま市DX推進計画"))
        number = actions.start_draft(store, start, SECRETARIAT).number
        data = store.draft(number).data
    content = book_of_draft("計画", data, None, None, DraftAtStep(number, 0))
    book = load_workbook(io.BytesIO(content))
    line = next(row for row in book["計画"].iter_rows() if row[0].value == "出典")
    book["計画"].cell(line[0].row or 1, 2).value = "市の計画書"
    packed = io.BytesIO()
    book.save(packed)
    edit(own_store, number, ("plan", "title"), "うるま市DX計画（改）")
    at = visit("edit", draft=str(number), edit_part="book")
    put_in(at, packed.getvalue())
    take(at)
    plan = draft_of(own_store, number).data["plan"]
    assert (plan["title"], plan["source"]) == ("うるま市DX計画（改）", "市の計画書")


UNIT = ("indicators", "K01", "unit")


def edit(path: Path, number: int, location: Location, value: Any) -> None:
    """Change the draft as on the screen."""
    with opened(path) as store:
        step = store.draft(number).listed.step
        command = ChangeDraft(number, step, {location: value})
        actions.change_draft(store, command, SECRETARIAT)


def taken_book(path: Path, number: int, change: Change) -> bytes:
    """The book that the page gives of the draft, as somebody filled it in."""
    with opened(path) as store:
        compared = actions.compare_draft(store, number)
    assert compared.seen is not None
    listed = compared.draft.listed
    state = DraftAtStep(number, listed.step)
    content = book_of_draft(
        "計画", compared.data, listed.key, compared.seen.number, state
    )
    book = load_workbook(io.BytesIO(content))
    change(book)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
