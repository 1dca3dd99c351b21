"""The history of a plan's text: what was changed in it, old → new, when and by whom."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from dxkpi.plan import CityDepartment, Plan, PlanKey
from dxkpi.plan.document_facts import text_changes
from dxkpi.plan.tree import Certainty, ScheduleKind
from dxkpi.store import HistoryStep, Store, writing
from dxkpi.store.history_step import StepTopic
from tests.support.databases import Prepared
from tests.support.shipped_cities import MIHON
from tests.support.stored import register_figures


@pytest.fixture
def store(stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(stores.store([sample_plan]))
    yield opened
    opened.close()


@pytest.fixture
def key(sample_plan: Plan) -> PlanKey:
    return sample_plan.key


def save(store: Store, plan: Plan, who: str = "鈴木") -> None:
    writing.save_plans(store, [plan], who, "plan.yaml")


def texts(store: Store, key: PlanKey, code: str | None = None) -> list[HistoryStep]:
    return [step for step in store.history(key, code) if step.wording is not None]


def facts(steps: list[HistoryStep]) -> dict[tuple[str | int, ...], tuple[Any, Any]]:
    return {
        step.wording.path: (step.wording.old, step.wording.new)
        for step in steps
        if step.wording is not None
    }


def with_measure(plan: Plan, **changed: Any) -> Plan:
    """The plan with the first measure changed."""
    first, *others = plan.policies
    measure, *measures = first.measures
    policy = first.model_copy(
        update={"measures": (measure.model_copy(update=changed), *measures)}
    )
    return plan.model_copy(update={"policies": (policy, *others)})


def test_loading_a_plan_first_is_no_change_of_its_text(
    store: Store, key: PlanKey
) -> None:
    assert texts(store, key) == []


def test_title_notes_names_and_departments_are_told_old_and_new(
    store: Store, key: PlanKey, sample_plan: Plan
) -> None:
    about = sample_plan.about.model_copy(update={"title": "新計画", "notes": ("注",)})
    first, *others = sample_plan.indicators
    named = first.model_copy(update={"name": "利用率", "department": "税務課"})
    plan = with_measure(sample_plan, name="窓口改革", departments=("市民課",))
    plan = plan.model_copy(update={"about": about, "indicators": (named, *others)})
    save(store, plan)
    steps = texts(store, key)
    assert facts(steps) == {
        ("plan", "title"): ("見本市DX推進計画", "新計画"),
        ("plan", "notes"): (sample_plan.about.notes, ("注",)),
        ("measure", "1-1", "name"): ("フロントヤード改革の推進", "窓口改革"),
        ("measure", "1-1", "departments"): (("市民課", "関係各課"), ("市民課",)),
        ("indicator", "K01", "name"): ("オンライン申請の利用率", "利用率"),
        ("indicator", "K01", "department"): ("市民課", "税務課"),
    }
    assert {(step.revision, step.who, step.source) for step in steps} == {
        (2, "鈴木", "plan.yaml")
    }
    assert {step.topic for step in steps} == {StepTopic.WORDING}
    assert {step.place for step in steps} == {"", "1-1", "K01"}


def test_the_schedule_is_told_entry_by_entry(
    store: Store, key: PlanKey, sample_plan: Plan
) -> None:
    entries = sample_plan.measures[0].schedule
    bar = entries[0].model_copy(update={"end": 2025, "certainty": Certainty.INFERRED})
    save(store, with_measure(sample_plan, schedule=(bar, *entries[2:])))
    place = ("measure", "1-1", "schedule", "窓口予約・書かない窓口の導入")
    assert facts(texts(store, key)) == {
        (*place, "end"): (2024, 2025),
        (*place, "certainty"): (Certainty.STATED, Certainty.INFERRED),
        ("measure", "1-1", "schedule", "窓口予約の開始", "label"): (
            "窓口予約の開始",
            None,
        ),
    }


def test_what_is_retired_or_comes_is_one_change_by_its_name(
    store: Store, key: PlanKey, sample_plan: Plan
) -> None:
    first, second, *others = sample_plan.indicators
    moved = (second, first, *others)
    save(store, sample_plan.model_copy(update={"indicators": moved}))
    [order] = texts(store, key)
    assert order.wording is not None
    assert order.wording.path == ("plan", "indicators")
    assert order.wording.new[:2] == ("K02", "K01")
    third, *rest = others
    save(store, sample_plan.model_copy(update={"indicators": (first, second, *rest)}))
    save(store, sample_plan)
    gone, back = [step for step in texts(store, key) if step.indicator == third.code]
    assert gone.wording is not None
    assert back.wording is not None
    assert (gone.revision, gone.wording.old, gone.wording.new) == (3, third.name, None)
    assert (back.revision, back.wording.old, back.wording.new) == (4, None, third.name)


def test_figures_and_promises_are_told_by_their_own_steps_alone(
    store: Store, key: PlanKey, sample_plan: Plan
) -> None:
    first, *others = sample_plan.indicators
    assert first.target is not None
    target = first.target.model_copy(update={"value": Decimal(65)})
    changed = first.model_copy(update={"target": target, "references": ()})
    save(store, sample_plan.model_copy(update={"indicators": (changed, *others)}))
    register_figures(store, MIHON, {"K01": 55})
    assert texts(store, key) == []


def test_the_register_of_the_city_is_told_in_each_of_its_plans(
    store: Store, key: PlanKey, sample_plan: Plan
) -> None:
    other = sample_plan.model_copy(
        update={"about": sample_plan.about.model_copy(update={"id": "other"})}
    )
    save(store, other)
    departments = (CityDepartment(name="市民課"),)
    city = other.municipality.model_copy(update={"departments": departments})
    save(store, other.model_copy(update={"municipality": city}), "高橋")
    for each in (key, other.key):
        [step] = texts(store, each)
        assert step.who == "高橋"
        assert facts([step]) == {
            ("municipality", "department", "市民課", "name"): (None, "市民課")
        }


def test_of_one_indicator_only_its_own_text_is_told(
    store: Store, key: PlanKey, sample_plan: Plan
) -> None:
    named = [
        indicator.model_copy(update={"name": f"{indicator.name}（新）"})
        for indicator in sample_plan.indicators
    ]
    save(store, sample_plan.model_copy(update={"indicators": tuple(named)}))
    [step] = texts(store, key, "K02")
    assert facts([step]) == {
        ("indicator", "K02", "name"): (
            sample_plan.indicators[1].name,
            named[1].name,
        )
    }


def test_what_never_was_a_plan_is_told_as_well() -> None:
    old = {"policies": [{"number": "1", "name": "a"}]}
    entry = {"kind": "bar", "label": "導入", "start": 2024}
    measure = {"number": "1-1", "name": "m", "schedule": [entry]}
    new = {"policies": [{"number": "1", "name": "a", "measures": [measure]}]}
    [added] = text_changes(old, new)
    assert (added.path, added.old, added.new) == (("measure", "1-1", "name"), None, "m")
    later = {**measure, "schedule": [{**entry, "kind": "milestone"}]}
    newer = {"policies": [{"number": "1", "name": "a", "measures": [later]}]}
    [kind] = text_changes(new, newer)
    assert (kind.old, kind.new) == (ScheduleKind.BAR, ScheduleKind.MILESTONE)
