"""What was retired keeps its figures in the store, and the history says who retired it."""

from collections.abc import Iterator

import pytest

from dxkpi.plan import Plan, RetirementReason
from dxkpi.store import Store, writing
from tests.support.databases import Prepared
from tests.support.retired import MERGED, retire


@pytest.fixture
def store(stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(stores.store([sample_plan]))
    yield opened
    opened.close()


def test_it_comes_back_as_it_was_stored(store: Store, sample_plan: Plan) -> None:
    measure = sample_plan.measures[0]
    place = f"{measure.number}/{measure.initiatives[0].number}"
    plan = retire(retire(sample_plan, "K03", 2027, MERGED), place, 2026)
    writing.save_plans(store, [plan], "鈴木", "plan.yaml")
    assert store.plan(plan.key) == plan
    writing.save_plans(store, [sample_plan], "鈴木", "plan.yaml")
    assert store.plan(plan.key) == sample_plan


def test_the_history_says_since_when_and_why(store: Store, sample_plan: Plan) -> None:
    plan = retire(sample_plan, "K03", 2027, MERGED)
    writing.save_plans(store, [plan], "鈴木", "plan.yaml")
    steps = [step for step in store.history(plan.key) if step.wording is not None]
    assert {
        step.wording.path[2:]: (step.wording.old, step.wording.new, step.who)
        for step in steps
        if step.wording is not None
    } == {
        ("retired", "fiscal_year"): (None, 2027, "鈴木"),
        ("retired", "because"): (None, RetirementReason.MERGED, "鈴木"),
        ("retired", "note"): (None, "K05に統合", "鈴木"),
    }
