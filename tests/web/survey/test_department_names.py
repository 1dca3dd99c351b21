"""Names of 課, and groups that are too small."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from dxkpi.store import Store
from tests.support import answered
from tests.support.survey_page import (
    is_disabled,
    page_text,
    press_register,
    recorded_survey,
    widget,
)


def test_a_section_written_otherwise_waits_for_somebodys_word_which_can_be_changed(
    bring: Callable[..., AppTest], store: Store
) -> None:
    at = bring(answered.but(answered.answers(), 3, section="会計"))
    assert (
        "「会計」（1件、4行目）という課は登録がありません。「会計課」のことですか。"
        in page_text(at)
    )
    assert is_disabled(at)
    at = widget(at, "selectbox", "name", "会計").set_value("総務課").run()
    assert "◎ 確かめました" in page_text(at)
    at = widget(at, "selectbox", "name", "会計").set_value(None).run()
    assert is_disabled(at)
    at = widget(at, "selectbox", "name", "会計").set_value("会計課").run()
    press_register(at)
    assert all(
        "会計" not in group.names for group in recorded_survey(store).departments
    )


def test_small_sections_are_shown_together_as_they_would_be_stored(
    bring: Callable[..., AppTest],
) -> None:
    at = bring()
    assert "＊ 防災課・会計課" in page_text(at)
    assert "＊ 回答が5人に満たない区分を含むため" in page_text(at)
