"""Rounds of 見本市's year 2025 for tests."""

from datetime import date
from typing import Any

from dxkpi import actions
from dxkpi.actions import Actor, Identification, OpenRound
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.round import Round
from dxkpi.store import Store

SECRETARIAT = Actor("デジタル推進課 鈴木", Identification.TYPED)
FIGURES, SCHEDULE = date(2026, 5, 15), date(2026, 5, 29)


def open_round(store: Store, plan: PlanKey, **words: Any) -> Round:
    """The round of 2025, until 15 May, the schedule until 29 May."""
    said = {"deadline": FIGURES, "schedule_deadline": SCHEDULE} | words
    return actions.open_round(store, OpenRound(plan, 2025, **said), SECRETARIAT)


def plan_of_two_departments(plan: Plan) -> Plan:
    """見本市's plan with three figures, which nobody reported for 2025 yet: two of 人事課
    (K13, K16), one of 総務課 (K10).
    """
    asked = []
    for indicator in plan.indicators:
        if indicator.code in ("K10", "K13", "K16"):
            earlier = tuple(a for a in indicator.actuals if a.fiscal_year < 2025)
            alone = {"actuals": earlier, "measure": None, "policy": None}
            asked.append(indicator.model_copy(update=alone))
    parts = {"policies": (), "indicators": tuple(asked), "decisions": ()}
    return plan.model_copy(update=parts)
