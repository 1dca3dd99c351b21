"""The target ledger in the store: kept whole, superseded, told by the history."""

import pytest

from dxkpi import actions
from dxkpi.actions import LoadPlans, SlipCorrection, TargetDecision, UnexplainedTargets
from dxkpi.plan import Plan
from dxkpi.plan.document import parse_plan
from dxkpi.store import HistoryStep, Store, writing
from tests.support.plan_documents import PLAN
from tests.support.returned import person

REVISED = TargetDecision("2027-03-18", "制度改正", "本部会議")


@pytest.fixture
def plan() -> Plan:
    return parse_plan(PLAN)


def with_target(value: str) -> Plan:
    return parse_plan(PLAN.replace("value: 75.0", f"value: {value}"))


def load(store: Store, plan: Plan, word: actions.ChangeWord | None = None) -> None:
    actions.load_plans(
        store, LoadPlans((plan,), "plan.yaml", word=word), person("佐藤")
    )


def changes(store: Store, plan: Plan) -> list[HistoryStep]:
    return [step for step in store.history(plan.key) if step.former is not None]


def test_a_changed_target_is_not_stored_without_a_word(
    empty_store: Store, plan: Plan
) -> None:
    load(empty_store, plan)
    with pytest.raises(UnexplainedTargets) as error:
        load(empty_store, with_target("70.0"))
    assert [change.after.code for change in error.value.changes] == ["K01"]
    assert empty_store.plan(plan.key) == plan


def test_a_revision_and_a_correction_stay_with_the_indicator(
    empty_store: Store, plan: Plan
) -> None:
    load(empty_store, plan)
    load(empty_store, with_target("70.0"), REVISED)
    load(empty_store, with_target("71.0"), SlipCorrection("転記誤り"))
    stored = empty_store.plan(plan.key)
    assert stored is not None
    first, second = stored.indicators[0].former_targets
    assert first.target == plan.indicators[0].target
    assert (first.decided, first.by, first.reason) == (
        "2027-03-18",
        "本部会議",
        "制度改正",
    )
    assert (second.correction, second.is_revision) == ("転記誤り", False)
    load(empty_store, stored)
    load(empty_store, with_target("71.0"))
    assert empty_store.plan(plan.key) == stored


def test_a_document_with_its_own_ledger_needs_no_word(
    empty_store: Store, plan: Plan
) -> None:
    load(empty_store, plan)
    [indicator] = with_target("70.0").indicators
    entry = {"target": plan.indicators[0].target, "correction": "転記誤り"}
    told = parse_plan(PLAN).model_copy(
        update={
            "indicators": (
                type(indicator).model_validate(
                    indicator.model_dump() | {"former_targets": [entry]}
                ),
            )
        }
    )
    load(empty_store, told)
    assert empty_store.plan(plan.key) == told


def test_the_history_tells_who_recorded_a_change_and_why(
    empty_store: Store, plan: Plan
) -> None:
    load(empty_store, plan)
    load(empty_store, with_target("70.0"), REVISED)
    [step] = changes(empty_store, plan)
    assert (step.indicator, step.who, step.source) == ("K01", "佐藤", "plan.yaml")
    assert step.former is not None
    assert step.former.reason == "制度改正"
    assert changes(empty_store, plan) == [
        step for step in empty_store.history(plan.key, "K01") if step.former
    ]


def test_an_entry_that_is_reworded_supersedes_the_former_words(
    empty_store: Store, plan: Plan
) -> None:
    load(empty_store, plan)
    load(empty_store, with_target("70.0"), REVISED)
    stored = empty_store.plan(plan.key)
    assert stored is not None
    [indicator] = stored.indicators
    [entry] = indicator.former_targets
    reworded = entry.model_copy(update={"reason": "対象の変更"})
    changed = stored.model_copy(
        update={
            "indicators": (
                indicator.model_copy(update={"former_targets": (reworded,)}),
            )
        }
    )
    load(empty_store, changed)
    assert empty_store.plan(plan.key) == changed
    assert [step.former for step in changes(empty_store, plan)] == [entry, reworded]


def test_a_return_leaves_the_ledger_as_it_is(empty_store: Store, plan: Plan) -> None:
    load(empty_store, plan)
    load(empty_store, with_target("70.0"), REVISED)
    stored = empty_store.plan(plan.key)
    assert stored is not None
    writing.save_plans(empty_store, [stored], "佐藤", "again")
    assert empty_store.plan(plan.key) == stored
