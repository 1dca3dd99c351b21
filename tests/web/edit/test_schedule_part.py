"""工程 in 計画の編集: bars changed by year beside their picture, each problem at its row."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import ChangeDraft, StartDraft
from dxkpi.plan.document_changes import ABSENT, value_at
from dxkpi.plan.document_problem import Location
from tests.support.apptest import Open, words
from tests.support.opened_rounds import SECRETARIAT
from tests.support.returned import opened

MEASURE = ("policies", "1", "measures", "1-1")
SCHEDULE = (*MEASURE, "schedule")
LABELS = ["窓口予約・書かない窓口の導入", "窓口予約の開始", "全庁への展開", "R7末"]
Show = Callable[[], AppTest]


@pytest.fixture
def draft(own_store: Path) -> int:
    with opened(own_store) as store:
        start = StartDraft("999997", "dx-2023")
        return actions.start_draft(store, start, SECRETARIAT).number


@pytest.fixture
def show(draft: int, visit: Open) -> Show:
    def open_schedule() -> AppTest:
        return visit("edit", draft=str(draft), edit_part="schedule")

    return open_schedule


def change(path: Path, draft: int, edits: dict[Location, Any]) -> None:
    """Let somebody else change the draft."""
    with opened(path) as store:
        step = len(store.draft_steps(draft))
        actions.change_draft(store, ChangeDraft(draft, step, edits), SECRETARIAT)


def entries(path: Path, draft: int) -> list[dict[str, Any]]:
    with opened(path) as store:
        found = value_at(store.draft(draft).data, SCHEDULE)
    return [] if found is ABSENT else found


def entry(path: Path, draft: int, position: int) -> tuple[Any, ...]:
    item = entries(path, draft)[position]
    return (item["kind"], item["label"], item.get("start"), item.get("end"))


def choose(at: AppTest, label: str, value: Any) -> AppTest:
    next(box for box in at.selectbox if box.label == label).select(value).run()
    assert not at.exception
    return at


def press(at: AppTest, key: str) -> AppTest:
    next(button for button in at.button if str(button.key).endswith(key)).click().run()
    assert not at.exception
    return at


def drawn(at: AppTest) -> str:
    """The picture with its data."""
    [chart] = at.get("vega_lite_chart")
    return str(chart.proto)


def labels_drawn(at: AppTest) -> list[str]:
    """The labels of the opened measure that are in the picture."""
    [chart] = at.get("vega_lite_chart")
    spec = json.dumps(json.loads(chart.proto.spec), ensure_ascii=False)
    data = spec + "".join(
        frame.data.data.decode("utf-8", "ignore") for frame in chart.proto.datasets
    )
    return [label for label in LABELS if label in data]


def said(at: AppTest) -> str:
    return words(at).replace("\\", "")


def test_a_bar_is_changed_by_its_years_and_the_picture_follows(
    own_store: Path, draft: int, show: Show
) -> None:
    at = show()
    before = drawn(at)
    choose(at, "工程1の終わり", 2026)
    assert entry(own_store, draft, 0) == ("bar", LABELS[0], 2023, 2026)
    assert drawn(at) != before
    with opened(own_store) as store:
        key = store.draft(draft).listed.key
        assert key is not None
        plan = store.plan(key)
    assert plan is not None
    assert plan.measures[0].schedule[0].end == 2024


def test_words_are_changed_and_the_row_keeps_its_fields(
    own_store: Path, draft: int, show: Show
) -> None:
    at = show()
    field = next(box for box in at.text_input if box.label == "工程1の工程")
    field.input("窓口予約の準備").run()
    assert entry(own_store, draft, 0)[1] == "窓口予約の準備"
    choose(at, "工程1の始まり", 2024)
    assert entry(own_store, draft, 0) == ("bar", "窓口予約の準備", 2024, 2024)


def test_an_end_before_its_begin_is_told_at_its_row_and_the_rest_is_drawn(
    own_store: Path, draft: int, show: Show
) -> None:
    at = choose(show(), "工程1の終わり", 2022)
    assert entry(own_store, draft, 0) == ("bar", LABELS[0], 2023, 2022)
    assert "工程の始まりが終わりより後になっています。" in said(at)
    assert "1件の工程は、直すまで図に出ません。" in said(at)
    assert LABELS[0] not in labels_drawn(at)
    assert LABELS[2] in labels_drawn(at)
    assert "工程表 :red-badge[1]" in str(at.button_group)


def test_years_outside_the_plan_are_told_and_keep_it_from_nothing(
    own_store: Path, draft: int, show: Show
) -> None:
    at = choose(show(), "工程3の終わり", 2030)
    assert "計画の期間（令和5～9年度）より後に終わります。" in said(at)
    at = choose(at, "工程1の始まり", 2020)
    assert "計画の期間（令和5～9年度）より前に始まります。" in said(at)
    assert "直すまで" not in said(at)
    assert entry(own_store, draft, 2)[2:] == (2025, 2030)


def test_an_entry_is_added_moved_and_taken_out(
    own_store: Path, draft: int, show: Show
) -> None:
    at = press(show(), "entry_add")
    assert entry(own_store, draft, 4) == ("bar", "（新しい工程）", None, None)
    assert "年度がないので、図には出ません。" in said(at)
    press(at, "_4_move-1")
    moved = [item["label"] for item in entries(own_store, draft)]
    assert moved == [*LABELS[:3], "（新しい工程）", LABELS[3]]
    press(at, "_3_remove")
    assert [item["label"] for item in entries(own_store, draft)] == LABELS


def test_a_milestone_has_one_year_and_a_deadline_only_its_end(
    own_store: Path, draft: int, show: Show
) -> None:
    at = choose(show(), "工程1の種別", "milestone")
    assert entry(own_store, draft, 0) == ("milestone", LABELS[0], 2024, 2024)
    assert "工程1の始まり" not in [box.label for box in at.selectbox]
    choose(at, "工程1の終わり", 2026)
    assert entry(own_store, draft, 0) == ("milestone", LABELS[0], 2026, 2026)
    choose(at, "工程3の種別", "deadline")
    assert entry(own_store, draft, 2) == ("deadline", LABELS[2], None, 2027)
    choose(at, "工程3の種別", "bar")
    assert entry(own_store, draft, 2) == ("bar", LABELS[2], None, 2027)


def test_the_bars_are_drawn_while_something_else_is_wrong(
    own_store: Path, draft: int, show: Show
) -> None:
    change(own_store, draft, {("indicators", "K01", "target", "value"): "だいたい半分"})
    assert labels_drawn(show()) == LABELS
