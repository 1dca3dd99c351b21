"""The calendar of deadlines that the schedule's page offers."""

from datetime import date

import pytest
from icalendar import Calendar
from streamlit.testing.v1 import AppTest

from dxkpi.web.common import cached
from dxkpi.web.common.view import View
from dxkpi.web.schedule import calendar_file
from dxkpi.wording.language import Language
from tests.support.apptest import Open
from tests.support.shipped_cities import key_of
from tests.support.speaking import speak


@pytest.fixture(autouse=True)
def japanese() -> None:
    speak("ja")


def calendar_buttons(at: AppTest) -> list[str]:
    return [
        button.proto.label
        for button in at.get("download_button")
        if "カレンダー" in button.proto.label
    ]


def test_the_schedule_offers_the_calendar_of_the_department_that_is_chosen(
    visit: Open,
) -> None:
    at = visit("schedule", city="999997")
    assert calendar_buttons(at) == ["全ての期限（カレンダー用）"]
    at.selectbox(key="schedule_department").set_value("人事課").run()
    assert calendar_buttons(at) == ["人事課の期限（カレンダー用）"]
    assert not at.exception


def test_where_the_plan_states_no_end_there_is_no_calendar(visit: Open) -> None:
    at = visit("schedule", city="472123")
    assert calendar_buttons(at) == ["全ての期限（カレンダー用）"]
    at.selectbox(key="schedule_department").set_value("会計課").run()
    assert calendar_buttons(at) == []


@pytest.mark.usefixtures("own_store")
def test_the_file_from_the_page_carries_the_moment_of_the_plan_s_last_change() -> None:
    listed = cached.listed_plans()[key_of("999997")]
    view = View(listed, cached.plan(listed), 2025, (2025,), date(2026, 11, 21))
    calendar = Calendar.from_ical(
        calendar_file.calendar_file(view, "人事課", Language.JAPANESE)
    )
    assert listed.revision.at is not None
    assert {event.DTSTAMP for event in calendar.events} == {
        listed.revision.at.replace(microsecond=0)
    }
