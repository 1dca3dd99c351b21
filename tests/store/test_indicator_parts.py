"""Parts of an indicator in the store: kept, registered, withdrawn and known as of a day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dxkpi.plan import Plan
from dxkpi.returns import ReturnForm
from dxkpi.store import FigureKind, Store, writing
from dxkpi.store.engine import write_transaction
from dxkpi.store.tables import REVISION
from tests.support.parts import CODE, MEN, WOMEN, plan_of_parts
from tests.support.returned import put_on_record
from tests.support.stored import return_of

YEAR = 2027
FIRST, SECOND, THIRD = date(2027, 4, 1), date(2027, 7, 1), date(2027, 9, 1)


def save(store: Store, plan: Plan, day: date | None = None) -> None:
    writing.save_plans(store, [plan], "tester", "plan.yaml")
    if day is not None:
        at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
        with write_transaction(store.engine) as connection:
            last = REVISION.c.id == store_revision(store)
            connection.execute(REVISION.update().where(last).values(at=at))


def store_revision(store: Store) -> int:
    return store.revision().number


def stored(store: Store, plan: Plan) -> Plan:
    kept = store.plan(plan.key)
    assert kept is not None
    return kept


def register(store: Store, plan: Plan, figures: dict[str, str]) -> None:
    form = ReturnForm(stored(store, plan), YEAR, None, store_revision(store), YEAR)
    put_on_record(store, return_of(form, figures), "健康課 佐藤", "f.xlsx", b"x")


def steps(
    store: Store, plan: Plan, code: str
) -> Sequence[tuple[str | None, int | None]]:
    return [
        (step.indicator, step.fiscal_year)
        for step in store.history(plan.key, code)
        if step.kind is FigureKind.ACTUAL
    ]


def test_a_plan_comes_back_with_its_parts(empty_store: Store) -> None:
    plan = plan_of_parts()
    save(empty_store, plan)
    assert stored(empty_store, plan) == plan


def test_a_figure_is_registered_of_a_part(empty_store: Store) -> None:
    plan = plan_of_parts()
    save(empty_store, plan)
    register(empty_store, plan, {WOMEN: "84.5"})
    kept = stored(empty_store, plan)
    women, men = kept.indicator(WOMEN), kept.indicator(MEN)
    assert women is not None
    assert women.actuals[-1].value == Decimal("84.5")
    assert men == plan.indicator(MEN)
    assert steps(empty_store, plan, WOMEN) == [(WOMEN, 2026), (WOMEN, YEAR)]


def test_the_history_of_an_indicator_is_that_of_its_parts(empty_store: Store) -> None:
    plan = plan_of_parts()
    save(empty_store, plan)
    assert steps(empty_store, plan, CODE) == [(MEN, 2026), (WOMEN, 2026)]
    assert steps(empty_store, plan, MEN) == [(MEN, 2026)]


@pytest.mark.parametrize(
    "changes",
    [
        {"name: 男": "name: 男性"},
        {"value: 81.5": "value: 82.5"},
        {"code: K30a": "code: K30m"},
    ],
)
def test_a_plan_of_before_is_known_with_the_parts_of_then(
    empty_store: Store, changes: dict[str, str]
) -> None:
    before, after = plan_of_parts(), plan_of_parts(changes)
    save(empty_store, before, FIRST)
    save(empty_store, after, SECOND)
    assert stored(empty_store, after) == after
    for day, plan in ((FIRST, before), (SECOND, after)):
        known = empty_store.plan_on(before.key, day)
        assert known is not None
        assert known.plan == plan


def test_an_indicator_that_is_parted_later_was_whole_before(empty_store: Store) -> None:
    after = plan_of_parts()
    whole = after.indicators[0].model_copy(update={"parts": ()})
    others = after.indicators[1:]
    before = after.model_copy(update={"indicators": (whole, *others)})
    save(empty_store, before, FIRST)
    save(empty_store, after, SECOND)
    known = empty_store.plan_on(before.key, FIRST)
    assert known is not None
    assert known.plan == before
    save(empty_store, before, THIRD)
    assert stored(empty_store, before) == before
    known = empty_store.plan_on(before.key, SECOND)
    assert known is not None
    assert known.plan == after
