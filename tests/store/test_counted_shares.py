"""Shares with their two counts in a store: kept, followed, and forgotten beside surveys."""

from decimal import Decimal
from typing import Any

from sqlalchemy import text

from dxkpi.plan import Actual, Plan, Survey
from dxkpi.store import FigureKind, Store, writing
from dxkpi.store.engine import read_connection
from tests.support.counted import FIELDS, counts_of, online_share
from tests.support.registered_surveys import code_of, plan_of
from tests.support.shipped_cities import key_of
from tests.support.stored import current_plan, register_figures

YEAR = 2026


def counted(value: str, part: int, whole: int) -> Actual:
    return Actual(
        fiscal_year=YEAR,
        value=Decimal(value),
        numerator=Decimal(part),
        denominator=Decimal(whole),
    )


def with_share(store: Store, city: str, **changed: Any) -> Plan:
    """Put a share with its counts in the place of an indicator of the city's plan."""
    plan = current_plan(store, city)
    own, *others = plan.indicators
    share = online_share(
        **{"code": own.code, "measure": own.measure, "policy": own.policy, **changed}
    )
    loaded = plan.model_copy(update={"indicators": (share, *others)})
    writing.save_plans(store, [loaded], "佐藤", "plan.yaml")
    return loaded


def test_a_plan_comes_back_with_all_its_counts(store: Store, city: str) -> None:
    references = [{"series": "県", "fiscal_year": 2024, **counted_fields()}]
    loaded = with_share(store, city, references=references)
    assert current_plan(store, city).indicators[0] == loaded.indicators[0]


def counted_fields() -> dict[str, Any]:
    fields = dict(FIELDS["actuals"][1])
    del fields["fiscal_year"]
    return fields


def test_other_counts_of_the_same_rate_are_a_step_of_the_history(
    store: Store, city: str
) -> None:
    code = with_share(store, city).indicators[0].code
    register_figures(store, city, {code: counted("89.6", 163, 182)})
    register_figures(store, city, {code: counted("89.6", 326, 364)}, file="訂正.xlsx")
    steps = [
        step
        for step in store.history(key_of(city), code)
        if (step.kind, step.fiscal_year) == (FigureKind.ACTUAL, YEAR)
    ]
    assert [step.new for step in steps] == [Decimal("89.6"), Decimal("89.6")]
    assert [step.after and step.after.counts for step in steps] == [
        counts_of(163, 182),
        counts_of(326, 364),
    ]
    writing.withdraw_return(store, 2, "田中", "誤り")
    share = current_plan(store, city).indicators[0]
    assert share.actual(YEAR) == counted("89.6", 163, 182)


def test_the_same_counts_are_no_change(store: Store, city: str) -> None:
    plan = with_share(store, city)
    assert writing.save_plans(store, [plan], "佐藤", "plan.yaml") is None


def test_no_superseded_counts_stay_where_a_survey_stands(
    store: Store, city: str
) -> None:
    code = code_of(store, city)
    plan = plan_of(store, city)
    surveyed = plan.indicator(code)
    assert surveyed is not None
    counts = online_share().counts
    changed = surveyed.model_copy(update={"counts": counts, "unit": "%"})
    others = tuple(one for one in plan.indicators if one.code != code)
    plan = plan.model_copy(update={"indicators": (changed, *others)})
    survey = Survey(
        question="実感しますか", tally={"はい": 66, "いいえ": 34}, counted=("はい",)
    )
    first = counted("50.0", 50, 100)
    last = Actual(fiscal_year=YEAR, value=Decimal("66.0"), survey=survey)
    for actual in (first, last):
        written = plan.with_actuals({code: actual})
        writing.save_plans(store, [written], "佐藤", "plan.yaml")

    query = "select count(*) from figure where numerator is not null"
    with read_connection(store.engine) as connection:
        assert connection.execute(text(query)).scalar() == 0
