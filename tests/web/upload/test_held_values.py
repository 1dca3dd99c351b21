"""A figure that is held: the right one can be typed in its place."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.store import Store
from tests.support.apptest import Open
from tests.support.shipped_cities import key_of
from tests.support.upload_page import (
    CITY,
    GOOD,
    VALUE,
    YEAR,
    Filled,
    page_text,
    press_button,
    pressable_buttons,
    recorded_value,
    with_name,
)

WHY_NOT_LEFT = "このままでは確認を事務局に頼めません"
HELD = {**GOOD, "K13": {VALUE: 101.2}}


@pytest.fixture
def held(bring: Callable[..., AppTest], form: Filled) -> AppTest:
    """A form with one figure that is held."""
    return bring(form(HELD))


def type_right_figure(at: AppTest, figure: str) -> AppTest:
    if at.radio:
        at = at.radio[0].set_value("type").run()
    [box] = [b for b in at.text_input if str(b.key).startswith("upload_typed")]
    return box.set_value(figure).run()


def test_the_right_figure_is_typed_and_registered(held: AppTest, store: Store) -> None:
    at = type_right_figure(held, "98.9")
    assert at.header[0].value == "登録できます。5件の値が変わります。"
    assert "様式の値は「101.2」です" in page_text(at)
    at = press_button(with_name(at), "register")
    assert recorded_value(store, "K13") == Decimal("98.9")
    assert "画面で入力 98.9（様式の値は 101.2）" in page_text(at)
    [submission] = store.submissions(key_of(CITY))
    assert submission.file == "様式1.xlsx"


def test_who_mends_the_form_is_told_how_it_comes_back(held: AppTest) -> None:
    at = held.radio[0].set_value("").run()
    assert (
        "様式のK6を直して保存し、下の「戻る」からもう一度選んでください"
        in page_text(at)
    )


def test_the_history_says_that_it_was_typed(
    held: AppTest, store: Store, visit: Open
) -> None:
    press_button(with_name(type_right_figure(held, "98.9")), "register")
    at = visit("changes", city=CITY, year=str(YEAR))
    text = page_text(at)
    assert text.count("画面で入力（様式の値 → 入力した値）: 101.2 → 98.9") == 1


@pytest.mark.parametrize("figure", ["１０２．４", "0.989"])
def test_what_is_typed_is_asked_about_like_any_other_cell(
    held: AppTest, figure: str
) -> None:
    at = type_right_figure(held, figure)
    assert at.header[0].value == "1か所を確かめると登録できます。"
    assert "register" not in pressable_buttons(at)
    assert [choice for choice in at.radio[0].options if "正しい値" in choice] == []


def test_what_cannot_be_read_is_to_be_mended_where_it_was_typed(held: AppTest) -> None:
    at = type_right_figure(held, "たくさん")
    assert at.header[0].value == "1か所を直すと登録できます。"
    at = type_right_figure(at, "98.9")
    assert at.header[0].value.startswith("登録できます。")


def test_the_form_s_value_can_be_taken_back(held: AppTest) -> None:
    at = press_button(type_right_figure(held, "98.9"), "form_value")
    assert at.header[0].value == "1か所を確かめると登録できます。"
    assert "101.2% は100%を超えています" in page_text(at)


def test_a_file_that_was_typed_over_cannot_wait_for_the_secretariat_without_it(
    bring: Callable[..., AppTest], form: Filled
) -> None:
    at = bring(form({**HELD, "K17": {VALUE: 0.098}}))
    assert "hold" in pressable_buttons(at)
    assert WHY_NOT_LEFT not in page_text(at)
    at = type_right_figure(at, "98.9")
    assert at.header[0].value == "1か所を確かめると登録できます。"
    assert "hold" not in pressable_buttons(at)
    assert WHY_NOT_LEFT in page_text(at)
    at = press_button(at, "form_value")
    assert "hold" in pressable_buttons(at)
