"""The staff that were asked, and the day of the survey."""

from collections.abc import Callable
from datetime import date

from streamlit.testing.v1 import AppTest

from dxkpi.store import Store
from tests.support import answered
from tests.support.survey_page import (
    YEAR,
    draft_of,
    is_disabled,
    page_text,
    press_register,
    recorded_actual,
    recorded_survey,
    type_staff,
    widget,
)


def test_staff_and_day_are_kept_and_give_the_response(
    bring: Callable[..., AppTest], store: Store
) -> None:
    at = widget(bring(), "number_input", "invited").set_value(400).run()
    at = widget(at, "date_input", "held", YEAR).set_value(date(2026, 11, 20)).run()
    at = type_staff(at, {0: 37})
    assert "53.0%" in page_text(at)
    press_register(at)
    entry = recorded_actual(store)
    assert entry is not None
    assert entry.as_of == "2026-11-20"
    survey = recorded_survey(store)
    assert survey.invited == 400
    assert {
        group.names[0]: group.invited for group in survey.departments if group.invited
    } == {"総務課": 37}


def test_a_day_to_come_is_told_and_nothing_can_be_registered(
    bring: Callable[..., AppTest],
) -> None:
    at = widget(bring(), "date_input", "held", YEAR).set_value(date(2026, 11, 22)).run()
    assert "調査日（令和8年11月22日）が今日より後です。" in page_text(at)
    assert is_disabled(at)


def test_a_section_with_two_numbers_in_the_table_is_told(
    bring: Callable[..., AppTest],
) -> None:
    at = bring()
    editor = draft_of(at).staff_tables[answered.SECTION].editor_key
    at.session_state[editor] = {
        "edited_rows": {0: {"staff": 37}},
        "added_rows": [{"name": "総務課", "staff": 38}],
        "deleted_rows": [],
    }
    assert "総務課の対象者数が2通りあります（37、38）。" in page_text(at.run())
    assert is_disabled(at)


def test_a_day_of_another_fiscal_year_is_told(bring: Callable[..., AppTest]) -> None:
    at = widget(bring(), "date_input", "held", YEAR).set_value(date(2026, 3, 31)).run()
    assert "令和8年3月31日は令和8年度 (2026)の日ではありません。" in page_text(at)
    assert "③ 確かめる" not in page_text(at)


def test_the_numbers_of_last_year_are_taken_over_only_when_asked_for(
    bring: Callable[..., AppTest],
) -> None:
    at = bring()
    assert "前回の調査：622人" in page_text(at)
    assert widget(at, "number_input", "invited").value is None
    at = type_staff(at, {1: 30})
    at = widget(at, "button", "take").click().run()
    assert "18課の合計 612人" in page_text(
        at
    )  # those of last year are 608, and 30 instead of 26 was typed
    at = widget(at, "button", "sum").click().run()
    assert widget(at, "number_input", "invited").value == 612


def test_what_was_typed_is_there_again_after_another_screen(
    bring: Callable[..., AppTest],
) -> None:
    at = type_staff(
        widget(bring(), "number_input", "invited").set_value(400).run(), {0: 37}
    )
    at = (
        at.switch_page("../../pages/help.py")
        .run()
        .switch_page("../../pages/survey.py")
        .run()
    )
    assert widget(at, "number_input", "invited").value == 400
    assert "1課の合計 37人" in page_text(at)


def test_more_answers_than_staff_are_refused(bring: Callable[..., AppTest]) -> None:
    at = widget(bring(), "number_input", "invited").set_value(100).run()
    assert "回答212件が対象者数（全体）の100人を超えています。" in page_text(at)
    assert is_disabled(at)
    assert "直すところが1か所残っている" in page_text(at)
