"""What a page remembers of one reader: its state, its widgets' keys, what goes with a plan."""

from dataclasses import dataclass, field

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dxkpi.web.common.session import (
    WidgetKeys,
    forget_plan_widgets,
    page_state,
    state_key,
)


@dataclass
class PageState:
    opened: str | None = None
    words: list[str] = field(default_factory=list)


@dataclass
class OtherState:
    opened: str | None = None


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What the session holds, at first nothing."""
    held: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", held)
    return held


def test_a_page_begins_with_a_new_state(session: dict[str, object]) -> None:
    assert page_state(PageState) == PageState()
    assert list(session) == [state_key(PageState)]


def test_what_a_page_changes_of_its_state_is_there_next_time(
    session: dict[str, object],
) -> None:
    page_state(PageState).opened = "K01"
    page_state(PageState).words.append("窓口")
    assert page_state(PageState) == PageState("K01", ["窓口"])
    assert page_state(PageState) is session[state_key(PageState)]


def test_each_class_of_state_has_a_value_of_its_own(session: dict[str, object]) -> None:
    page_state(PageState).opened = "K01"
    assert page_state(OtherState) == OtherState()
    assert state_key(PageState) != state_key(OtherState)


def test_two_sessions_share_no_state() -> None:
    def page() -> None:
        import streamlit

        from dxkpi.web.common.notices import add_notice, take_notices

        streamlit.text(",".join(take_notices()))
        add_notice("said")

    first = AppTest.from_function(page).run()
    assert first.run().text[0].value == "said"
    assert AppTest.from_function(page).run().text[0].value == ""


def test_a_key_begins_with_its_page_and_tells_its_widget_from_others() -> None:
    upload, survey = WidgetKeys("upload"), WidgetKeys("survey")
    assert upload.key("back") == "upload_back"
    assert upload.key("choice", 3, "blank", "C7") == "upload_choice_3_blank_C7"
    assert len({upload.key("back"), survey.key("back"), upload.key("back", 1)}) == 3


def test_widgets_of_a_plan_forget_what_they_hold_when_the_plan_changes(
    session: dict[str, object],
) -> None:
    keys = WidgetKeys("plan")
    session |= {
        keys.key("year"): 2025,
        keys.key("policy"): "1",
        keys.key("department"): "総務課",
        keys.key("search"): "窓口",
        keys.key("department", 3): "総務課",
    }
    page_state(PageState).opened = "K01"
    forget_plan_widgets()
    assert set(session) == {
        keys.key("search"),
        keys.key("department", 3),
        state_key(PageState),
    }
