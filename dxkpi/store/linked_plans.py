"""Which plans show figures of other plans of their city: a change of these is one of theirs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, or_, select

from dxkpi.plan import FormerIndicator, PlanKey, SharedIndicator
from dxkpi.store.rows import update_rows
from dxkpi.store.tables import INDICATOR, PLAN


def stamp_linked_plans(
    connection: Connection, revision: int, plan_ids: Iterable[int]
) -> None:
    """Mark the plans as changed whose indicators go on from one of these plans' or share
    its figures, be it by way of a third plan.

    What the headquarters decided is no figure: it moves the stamp of its own plan alone.
    """
    changed = set(plan_ids)
    showing = _plans_that_show(changed, _plans_shown_by_plan(connection, changed))
    stamped = [{"id": number, "changed_in": revision} for number in sorted(showing)]
    update_rows(connection, PLAN, "id", stamped)


def _plans_that_show(
    changed: Collection[int], shown_by_plan: Mapping[int, Collection[int]]
) -> set[int]:
    """The plans from which a link leads to a changed one."""
    reached = set(changed)
    while True:
        further = {
            plan_id
            for plan_id, shown in shown_by_plan.items()
            if plan_id not in reached and not reached.isdisjoint(shown)
        }
        if not further:
            return reached.difference(changed)
        reached |= further


def _plans_shown_by_plan(
    connection: Connection, plan_ids: Collection[int]
) -> Mapping[int, Collection[int]]:
    """Of each plan with linked indicators, in the cities of these plans, the plans that
    they name.
    """
    i, p = INDICATOR.c, PLAN.c
    cities = select(p.municipality_code).where(p.id.in_(plan_ids))
    of_cities = p.municipality_code.in_(cities)
    keys = select(p.municipality_code, p.code, p.id).where(of_cities)
    numbers = {
        PlanKey(row.municipality_code, row.code): row.id
        for row in connection.execute(keys)
    }
    is_linked = or_(i.continues.is_not(None), i.shares.is_not(None))
    linked = (
        select(p.municipality_code, p.follows, i.plan_id, i.continues, i.shares)
        .join(PLAN, p.id == i.plan_id)
        .where(of_cities, i.retired_in.is_(None), is_linked)
    )
    shown: dict[int, set[int]] = defaultdict(set)
    for row in connection.execute(linked):
        for code in _plans_named_by(row.follows, row.continues, row.shares):
            number = numbers.get(PlanKey(row.municipality_code, code))
            if number is not None:
                shown[row.plan_id].add(number)
    return shown


def _plans_named_by(
    follows: str | None,
    continues: FormerIndicator | None,
    shares: SharedIndicator | None,
) -> Iterable[str]:
    """The ids of the plans that a linked indicator names; its own plan may follow one."""
    if continues is not None:
        former = continues.plan or follows
        if former is not None:
            yield former
    if shares is not None:
        yield shares.plan
