"""速報 or 確定: how final everything of a plan is that is in."""

from datetime import date
from functools import cache

from dxkpi.plan import Plan, PlanKey
from dxkpi.returns.finality import PlanFinality, plan_finality, with_shared_finality
from dxkpi.store import Store


def read_finality(
    store: Store, plan: Plan, day: date, known_at: int | None = None
) -> PlanFinality:
    """How final everything is that is in, also the figures that other plans of the city
    have for it; `known_at`: as of a revision, `day` the one on which it is looked at.
    """

    @cache
    def plan_beside(plan_id: str) -> Plan | None:
        return store.plan(PlanKey(plan.key.city, plan_id))

    def finality_of(each: Plan) -> PlanFinality:
        return plan_finality(each, store.reviews(each.key, known_at), day)

    return with_shared_finality(plan, finality_of(plan), plan_beside, finality_of)
