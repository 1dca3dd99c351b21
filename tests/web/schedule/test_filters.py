"""What narrows the schedule."""

import re

import pytest

from tests.support.apptest import Open, charts_of
from tests.support.gantt import entry_tips


@pytest.mark.parametrize(
    ("key", "value", "left"),
    [
        ("schedule_policy", "3", ["3-1", "3-2", "3-3"]),
        ("schedule_department", "人事課", ["3-1"]),
        ("schedule_item", "companion", ["1-4", "1-5"]),
    ],
)
def test_filters_narrow_the_schedule(
    visit: Open, key: str, value: str, left: list[str]
) -> None:
    at = visit("schedule", city="999997")
    at.selectbox(key=key).set_value(value).run()
    shown = dict.fromkeys(tip["measure"] for tip in entry_tips(charts_of(at)))
    assert [re.sub("^[★◆] ", "", name).split(" ")[0] for name in shown] == left


def test_what_is_typed_is_found_in_entries_initiatives_and_departments(
    visit: Open,
) -> None:
    at = visit("schedule", city="999997")
    for typed, number in (
        ("ガバメントクラウドへ", "2-1"),
        ("手数料", "1-3"),
        ("ＲＰＡ", "2-2"),
        ("生涯学習課", "1-4"),
    ):
        at.text_input(key="schedule_search").set_value(typed).run()
        assert {tip["measure"].split(" ")[1] for tip in entry_tips(charts_of(at))} == {
            number
        }
    at.text_input(key="schedule_search").set_value("存在しない工程").run()
    assert charts_of(at) == []
    assert "この条件に合う施策はありません" in at.info[0].value
