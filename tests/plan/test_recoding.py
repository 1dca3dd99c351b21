"""An indicator that has another code is told as that, and not as gone and new."""

from dxkpi.plan import Plan
from dxkpi.plan.difference import PlanChange, changes_between, lost_between
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_facts import text_changes
from dxkpi.store.drafts import plain_data


def recoded(plan: Plan, code: str, new_code: str, **changed: object) -> Plan:
    indicators = tuple(
        each.model_copy(update={"code": new_code, **changed})
        if each.code == code
        else each
        for each in plan.indicators
    )
    return plan.model_copy(update={"indicators": indicators})


def test_a_new_code_is_one_change(sample_plan: Plan) -> None:
    changes = changes_between(sample_plan, recoded(sample_plan, "K03", "K93"))
    assert PlanChange(("indicator", "K93", "code"), "K03", "K93") in changes
    others = [change for change in changes if change.path[-1] != "code"]
    assert [change.path for change in others] == [("plan", "indicators")] * len(others)
    assert not any(change.loses_actual for change in changes)


def test_what_was_reported_under_the_former_code_is_asked_about(
    sample_plan: Plan,
) -> None:
    k03 = sample_plan.indicator("K03")
    assert k03 is not None
    lost = lost_between(sample_plan, recoded(sample_plan, "K03", "K93"))
    values = [actual for actual in k03.actuals if actual.value is not None]
    assert sum(change.path[-1] == "value" for change in lost) == len(values)
    assert lost_between(None, sample_plan) == ()


def test_what_else_changed_of_it_is_told_under_the_new_code(sample_plan: Plan) -> None:
    after = recoded(sample_plan, "K03", "K93", definition="別の定義")
    k03 = sample_plan.indicator("K03")
    assert k03 is not None
    changes = changes_between(sample_plan, after)
    told = PlanChange(("indicator", "K93", "definition"), k03.definition, "別の定義")
    assert told in changes


def test_another_name_makes_it_another_indicator(sample_plan: Plan) -> None:
    after = recoded(sample_plan, "K03", "K93", name="別の指標")
    changes = changes_between(sample_plan, after)
    assert not any(change.path[-1] == "code" for change in changes)
    assert any(change.loses_actual for change in changes)


def test_two_of_one_name_are_not_guessed_at(sample_plan: Plan) -> None:
    k03 = sample_plan.indicator("K03")
    assert k03 is not None
    twin = k03.model_copy(update={"code": "K94"})
    both = (*recoded(sample_plan, "K03", "K93").indicators, twin)
    after = sample_plan.model_copy(update={"indicators": both})
    changes = changes_between(sample_plan, after)
    assert not any(change.path[-1] == "code" for change in changes)


def test_the_history_of_the_text_tells_it_so(sample_plan: Plan) -> None:
    after = recoded(sample_plan, "K03", "K93", definition="別の定義")
    old, new = (plain_data(plan_as_data(plan)) for plan in (sample_plan, after))
    told = {change.path: (change.old, change.new) for change in text_changes(old, new)}
    k03 = sample_plan.indicator("K03")
    assert k03 is not None
    told.pop(("plan", "indicators"), None)
    assert told == {
        ("indicator", "K93", "code"): ("K03", "K93"),
        ("indicator", "K93", "definition"): (k03.definition, "別の定義"),
    }
