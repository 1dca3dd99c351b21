"""A plan that a registered draft brought is taken back while nothing came of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dxkpi import actions
from dxkpi.actions import (
    ChangeDraft,
    DraftFault,
    LoadPlans,
    NewPlan,
    OpenRound,
    RegisterDraft,
    StartDraft,
    TakeBackDraft,
    WrongDraft,
    preview_taking_back,
)
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.document_problem import Location
from dxkpi.store import PlanDraftState, Store, StoreError, StoreFault
from tests.support.databases import Prepared
from tests.support.returned import person
from tests.support.shipped_cities import MIHON

SATO = person("企画課 佐藤")
KEY = PlanKey(MIHON, "reform-2027")
INDICATOR = {"name": "指標", "unit": "件", "decimals": 0, "official": True}


@pytest.fixture
def store(stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(stores.store([sample_plan]))
    yield opened
    opened.close()


@pytest.fixture
def number(store: Store) -> int:
    """A registered draft that brought a plan of one indicator."""
    new = NewPlan("見本市行政改革大綱", first_fiscal_year=2027, last_fiscal_year=2030)
    draft = actions.start_draft(store, StartDraft(MIHON, new=new), SATO).number
    command = ChangeDraft(draft, 0, {("indicators", "+"): INDICATOR})
    step = actions.change_draft(store, command, SATO).listed.step
    actions.register_draft(store, RegisterDraft(draft, step), SATO)
    assert store.plan(KEY) is not None
    return draft


def take_back(store: Store, number: int, reason: str = "別の市の計画だった") -> None:
    actions.take_back_draft(store, TakeBackDraft(number, reason), SATO)


def keys(store: Store) -> list[str]:
    return [listed.id for listed in store.listed_plans()]


def test_the_plan_is_gone_and_what_it_held_is_a_draft_again(
    store: Store, number: int
) -> None:
    was = store.plan(KEY)
    assert preview_taking_back(store, number).after is None
    take_back(store, number)
    assert store.plan(KEY) is None
    assert store.last_change(KEY) is None
    assert keys(store) == ["dx-2023"]
    [again] = store.drafts(MIHON)
    assert again.plan is None
    actions.register_draft(store, RegisterDraft(again.number, 0), SATO)
    assert store.plan(KEY) == was
    assert sorted(keys(store)) == ["dx-2023", KEY.id]


def test_a_backup_does_not_tell_of_a_plan_that_was_taken_back(
    store: Store, number: int, tmp_path: Path
) -> None:
    before = store.back_up(tmp_path / "before.sqlite3")
    take_back(store, number)
    after = store.back_up(tmp_path / "after.sqlite3")
    assert (len(before.plans), len(after.plans)) == (2, 1)
    assert set(after.plans) < set(before.plans)


def test_who_took_it_back_and_why_is_kept(store: Store, number: int) -> None:
    take_back(store, number)
    listed = store.listed_draft(number)
    assert listed is not None
    assert listed.state is PlanDraftState.TAKEN_BACK
    assert listed.taken_back_in == store.revision().number
    assert listed.taken_back_because == "別の市の計画だった"


def test_the_plan_stands_where_one_looks_back_to_it(store: Store, number: int) -> None:
    was, listed = store.plan(KEY), store.listed_draft(number)
    take_back(store, number)
    assert listed is not None
    assert listed.registered_in is not None
    assert store.plan_known_at(KEY, listed.registered_in) == was
    assert store.plan_known_at(KEY, listed.registered_in + 1) is None


def test_the_chain_holds_it(store: Store, number: int) -> None:
    take_back(store, number)
    assert not list(store.verify().defects)
    [again] = store.drafts(MIHON)
    actions.register_draft(store, RegisterDraft(again.number, 0), SATO)
    assert not list(store.verify().defects)


def test_a_reason_is_needed(store: Store, number: int) -> None:
    with pytest.raises(StoreError) as error:
        take_back(store, number, " ")
    assert error.value.fault is StoreFault.NO_REASON
    assert store.plan(KEY) is not None


def test_a_plan_that_was_changed_since_stays(store: Store, number: int) -> None:
    draft = actions.start_draft(store, StartDraft(*KEY), SATO).number
    edits: dict[Location, str] = {("indicators", "K01", "name"): "別の名"}
    step = actions.change_draft(store, ChangeDraft(draft, 0, edits), SATO).listed.step
    actions.register_draft(store, RegisterDraft(draft, step), SATO)
    assert fault(store, number) is DraftFault.NEW_PLAN_IN_USE
    take_back(store, draft)
    assert fault(store, number) is DraftFault.NEW_PLAN_IN_USE


def test_a_plan_whose_round_was_opened_stays(store: Store, number: int) -> None:
    actions.open_round(store, OpenRound(KEY, 2027, date(2028, 5, 20)), SATO)
    assert fault(store, number) is DraftFault.NEW_PLAN_IN_USE


def test_a_plan_that_another_follows_stays(store: Store, number: int) -> None:
    plan = store.plan(KEY)
    assert plan is not None
    about = plan.about.model_copy(update={"id": "reform-2031", "follows": KEY.id})
    after = plan.model_copy(update={"about": about})
    actions.load_plans(store, LoadPlans((after,), "plan.yaml"), SATO)
    assert fault(store, number) is DraftFault.NEW_PLAN_FOLLOWED


def fault(store: Store, number: int) -> DraftFault:
    with pytest.raises(WrongDraft) as error:
        preview_taking_back(store, number)
    return error.value.fault
