"""Drafts of plans in the store: begun, changed step by step, ended; and who reaches them."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dxkpi.plan import Plan
from dxkpi.plan.document_changes import ABSENT, DocumentChange, with_changes
from dxkpi.store import (
    CityReach,
    DraftStep,
    NewDraft,
    NewStep,
    PlanDraft,
    PlanDraftState,
    Store,
    StoreError,
    StoreFault,
    draft_writing,
    writing,
)
from dxkpi.store.drafts import plain_data
from dxkpi.store.engine import read_connection
from dxkpi.store.tables import DRAFT, DRAFT_STEP, REVISION
from dxkpi.store.writing import PlanWriter

CITY = "999997"
BASE = {
    "plan": {"title": "DX推進計画"},
    "indicators": [{"code": "K01", "target": {"value": Decimal("75.0")}}],
}
TITLE = ("plan", "title")
Steps = Sequence[DraftStep]


def begin(store: Store, plan: str | None = "dx-2023") -> int:
    return draft_writing.start_draft(store, NewDraft(CITY, plan, 1, BASE, BASE), "佐藤")


def change(store: Store, number: int, new: Any, who: str = "鈴木") -> PlanDraft:
    def make(draft: PlanDraft, _steps: Steps) -> NewStep:
        title = draft.data["plan"]["title"]
        changes = (DocumentChange(TITLE, title, new),)
        return NewStep(changes, with_changes(draft.data, changes))

    return draft_writing.change_draft(store, number, make, who)


def test_a_draft_holds_its_document_digit_for_digit(empty_store: Store) -> None:
    number = begin(empty_store)
    draft = empty_store.draft(number)
    assert draft.base == draft.data == BASE
    assert str(draft.data["indicators"][0]["target"]["value"]) == "75.0"
    listed = draft.listed
    assert (listed.number, listed.city, listed.plan) == (1, CITY, "dx-2023")
    assert (listed.title, listed.begun_by, listed.step) == ("DX推進計画", "佐藤", 0)
    assert listed.state is PlanDraftState.OPEN
    assert listed.changed_at == listed.begun_at


def test_years_that_are_keys_become_text() -> None:
    assert plain_data({"yearly": {2027: Decimal("1.50")}, "notes": ("a",)}) == {
        "yearly": {"2027": Decimal("1.50")},
        "notes": ["a"],
    }


def test_each_step_says_who_changed_what(empty_store: Store) -> None:
    number = begin(empty_store, None)
    change(empty_store, number, "第2次計画")
    after = change(empty_store, number, ABSENT, "高橋")
    assert "title" not in after.data["plan"]
    assert (after.listed.step, after.listed.changed_by) == (2, "高橋")
    assert after.listed.title == ""
    first, second = empty_store.draft_steps(number)
    assert (first.number, first.who) == (1, "鈴木")
    assert first.changes == (DocumentChange(TITLE, "DX推進計画", "第2次計画"),)
    assert second.changes == (DocumentChange(TITLE, "第2次計画", ABSENT),)
    assert empty_store.draft_steps(number, after=1) == (second,)


def test_a_step_that_changes_nothing_is_none(empty_store: Store) -> None:
    number = begin(empty_store)
    after = draft_writing.change_draft(empty_store, number, lambda *_: None, "鈴木")
    assert after.listed.step == 0
    assert empty_store.draft_steps(number) == ()


def test_steps_are_no_revisions(empty_store: Store) -> None:
    change(empty_store, begin(empty_store), "第2次計画")
    with read_connection(empty_store.engine) as connection:
        assert connection.execute(select(REVISION.c.id)).all() == []
    assert empty_store.verify().is_sound


def test_what_a_discarded_draft_held_is_gone(empty_store: Store) -> None:
    number = begin(empty_store)
    change(empty_store, number, "第2次計画")
    draft_writing.discard_draft(empty_store, number, "高橋")
    assert empty_store.drafts(CITY) == ()
    with read_connection(empty_store.engine) as connection:
        [row] = connection.execute(select(DRAFT.c.base, DRAFT.c.document))
        assert tuple(row) == (None, None)
        assert connection.execute(select(DRAFT_STEP)).all() == []
    listed = empty_store.listed_draft(number)
    assert listed is not None
    assert (listed.state, listed.ended_by) == (PlanDraftState.DISCARDED, "高橋")
    with pytest.raises(StoreError) as error:
        change(empty_store, number, "x")
    assert error.value.fault is StoreFault.DRAFT_ENDED
    assert error.value.facts["who"] == "高橋"


def test_a_registered_draft_is_the_plan_and_names_its_write(
    empty_store: Store, sample_plan: Plan
) -> None:
    number = begin(empty_store, None)
    writer = PlanWriter("佐藤", "typed", None)
    store = empty_store
    with pytest.raises(StoreError, match=StoreFault.CHANGED_SINCE_SEEN):
        draft_writing.register_draft(store, number, 1, sample_plan, None, writer)
    revision = draft_writing.register_draft(store, number, 0, sample_plan, None, writer)
    assert revision is not None
    assert store.plan(sample_plan.key) == sample_plan
    listed = store.listed_draft(number)
    assert listed is not None
    assert (listed.state, listed.registered_in) == (PlanDraftState.REGISTERED, 1)
    assert listed.key == sample_plan.key
    assert store.verify().is_sound


def test_a_draft_is_not_registered_over_a_plan_that_changed_meanwhile(
    empty_store: Store, sample_plan: Plan
) -> None:
    writer = PlanWriter("佐藤", "typed", None)
    first, second = begin(empty_store, None), begin(empty_store, None)
    store = empty_store
    draft_writing.register_draft(store, first, 0, sample_plan, None, writer)
    with pytest.raises(StoreError, match=StoreFault.CHANGED_SINCE_SEEN):
        draft_writing.register_draft(store, second, 0, sample_plan, None, writer)
    seen = store.last_change(sample_plan.key)
    unchanged = draft_writing.register_draft(
        store, second, 0, sample_plan, seen, writer
    )
    assert unchanged is None
    assert store.draft(second).listed.state is PlanDraftState.OPEN


def test_a_draft_of_another_city_is_out_of_reach(empty_store: Store) -> None:
    number = begin(empty_store)
    other = empty_store.within(CityReach(frozenset({"472123"})))
    assert other.drafts() == ()
    assert other.listed_draft(number) is None
    assert other.draft_steps(number) == ()
    with pytest.raises(StoreError, match=StoreFault.UNKNOWN_DRAFT):
        other.draft(number)
    with pytest.raises(StoreError, match=StoreFault.UNKNOWN_DRAFT):
        change(other, number, "x")
    with pytest.raises(StoreError, match=StoreFault.OUT_OF_REACH):
        begin(other)
    own = empty_store.within(CityReach(frozenset({CITY})))
    assert [listed.number for listed in own.drafts()] == [number]
    second = begin(own, None)
    assert change(own, second, "次の計画").listed.step == 1
    assert [step.number for step in own.draft_steps(second)] == [1]
    draft_writing.discard_draft(own, second, "鈴木")


def test_backup_and_restoring_keep_drafts(
    empty_store: Store, sample_plan: Plan, tmp_path: Path
) -> None:
    number = begin(empty_store)
    change(empty_store, number, "第2次計画")
    copy = tmp_path / "copy.sqlite3"
    empty_store.back_up(copy)
    draft_writing.discard_draft(empty_store, number, "高橋")
    writing.restore_store(empty_store, copy, "管理者")
    draft = empty_store.draft(number)
    assert draft.data["plan"]["title"] == "第2次計画"
    assert [step.who for step in empty_store.draft_steps(number)] == ["鈴木"]


def test_a_registration_can_be_noted_as_taken_back_once(
    empty_store: Store, sample_plan: Plan
) -> None:
    store, writer = empty_store, PlanWriter("佐藤", "typed", None)
    number = begin(store, None)
    about = sample_plan.about.model_copy(update={"title": "改定した計画"})
    revised = sample_plan.model_copy(update={"about": about})
    draft_writing.register_draft(store, number, 0, revised, None, writer)
    seen = store.last_change(sample_plan.key)
    assert seen is not None
    back = (store, number, sample_plan, seen, "誤り", writer)
    revision = draft_writing.take_back_draft(*back)
    assert revision is not None
    listed = store.listed_draft(number)
    assert listed is not None
    assert (listed.state, listed.taken_back_in) == (PlanDraftState.TAKEN_BACK, 2)
    assert listed.taken_back_because == "誤り"
    with pytest.raises(StoreError, match=StoreFault.DRAFT_NOT_REGISTERED):
        draft_writing.take_back_draft(store, number, revised, revision, "x", writer)
    assert store.plan(sample_plan.key) == sample_plan
