"""Decisions of the headquarters for tests."""

from dataclasses import replace
from typing import Any

from dxkpi import actions
from dxkpi.actions import Actor, ChangeDecision, Identification, TypedDecision
from dxkpi.plan import Decision, DecisionState, DecisionSubject, PlanKey
from dxkpi.store import Store

SECRETARIAT = Actor("企画課 鈴木", Identification.TYPED)
GUIDE = Decision(
    number="1",
    fiscal_year=2025,
    decided="2026-05-27",
    text="窓口で電子申請を案内する",
    indicator="K01",
    department="市民課",
    until="2026-12",
)
TRAIN = Decision(
    number="2",
    fiscal_year=2025,
    decided="2026-05",
    text="全課で操作研修を行う",
    state=DecisionState.CARRIED_OUT,
    outcome="9月に全課で行った",
)
TYPED_GUIDE = TypedDecision(
    text="窓口で電子申請を案内する",
    fiscal_year=2025,
    decided="令和8年5月27日",
    subject=DecisionSubject(indicator="K01"),
    department="市民課",
    until="R8.12",
)


def typed(**fields: Any) -> TypedDecision:
    """The typed decision with other fields."""
    return replace(TYPED_GUIDE, **fields)


def record(store: Store, plan: PlanKey, **fields: Any) -> Decision:
    """A typed decision put on record, as it is kept."""
    decision = actions.parse_decision(typed(**fields))
    command = ChangeDecision(plan, None, decision)
    written = actions.change_decision(store, command, SECRETARIAT)
    assert written is not None
    return written


def change(store: Store, plan: PlanKey, before: Decision, **fields: Any) -> Decision:
    """A decision changed, as it is kept."""
    command = ChangeDecision(plan, before, before.changed(**fields))
    written = actions.change_decision(store, command, SECRETARIAT)
    assert written is not None
    return written
