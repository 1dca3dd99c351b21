"""A second return of the same person: one table of what it corrects, and one answer."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from dxkpi.returns.form_columns import FormColumn
from dxkpi.store import Store
from tests.support.shipped_cities import key_of
from tests.support.upload_page import (
    CITY,
    GOOD,
    NOTE,
    VALUE,
    Filled,
    choose_files,
    page_text,
    press_button,
    pressable_buttons,
    recorded_value,
    state_of,
    with_name,
)

CORRECTED = {
    **GOOD,
    "K16": {VALUE: 25, NOTE: "研修を増やした"},
    "K19": {VALUE: 19},
}


def choose_again(bring: Callable[..., AppTest], form: Filled) -> AppTest:
    """Register a form, then choose it again with two figures mended."""
    first, second = form(), form(CORRECTED)
    at = press_button(with_name(bring(first)), "register")
    at = press_button(at, "another")
    return choose_files(at, second)


def codes_held(at: AppTest) -> list[str]:
    [draft] = state_of(at).files.values()
    assert draft.answer is not None
    examined = draft.answer.examined
    return [finding.code for finding in examined.findings if finding.is_open]


def test_all_that_is_corrected_stands_in_one_table_with_one_answer(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = choose_again(bring, form)
    assert codes_held(at) == ["corrects_own_return"]
    assert "register" not in pressable_buttons(at)
    assert "の訂正です：2件が変わります" in page_text(at)
    [table] = [one.value for one in at.table if "前回の提出" in one.value.columns]
    rows = {
        (row["訂正するもの"].split()[0], row["前回の提出"], row["今回（訂正後）"])
        for _n, row in table.iterrows()
    }
    assert rows == {
        ("K16", "24人", "**25人**"),
        ("K16", "研修を増やす", "**研修を増やした**"),
        ("K19", "18件", "**19件**"),
    }
    [question] = at.radio
    at = press_button(question.set_value("correct").run(), "register")
    assert recorded_value(store, "K16") == 25
    last, first = store.submissions(key_of(CITY))
    assert (last.who, first.who) == ("人事課 佐藤", "人事課 佐藤")
    assert [kept.code for kept in last.confirmations] == ["corrects_own_return"]


def test_a_colleague_is_asked_about_each_figure(
    bring: Callable[..., AppTest], form: Filled
) -> None:
    at = choose_again(bring, form)
    at = with_name(at, "人事課 鈴木")
    assert codes_held(at) == ["changed_meanwhile"] * 3


def test_what_was_answered_is_asked_again_once_somebody_changed_it(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = choose_again(bring, form)
    at = at.radio[0].set_value("correct").run()
    assert codes_held(at) == []
    other = bring(form({"K13": {VALUE: 98}}))
    press_button(with_name(other, "人事課 鈴木"), "register")
    assert recorded_value(store, "K13") == 98
    at = at.run()
    assert "corrects_own_return" in codes_held(at)


def test_a_form_that_was_taken_after_the_return_asks_nothing(
    bring: Callable[..., AppTest], form: Filled
) -> None:
    fresh = press_button(with_name(bring(form())), "register")
    at = press_button(fresh, "another")
    again = form({"K16": {VALUE: 26, FormColumn.NOTE: "研修を増やす"}})
    at = choose_files(at, again)
    assert codes_held(at) == []
    assert "の訂正です：1件が変わります" in page_text(at)
