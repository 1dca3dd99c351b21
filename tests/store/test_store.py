"""The store to be read."""

from sqlalchemy import event

from dxkpi.plan import Plan, PlanKey
from dxkpi.store import Store, writing
from dxkpi.store.reach import SETTING
from tests.support.clock import ManualClock


def test_unknown_municipalities_have_no_plan(empty_store: Store) -> None:
    assert empty_store.plan(PlanKey("000000", "dx")) is None
    assert empty_store.listed_plans() == ()
    assert empty_store.revision().number == 0


def test_a_cold_page_needs_three_statements_and_their_number_does_not_grow(
    empty_store: Store, shipped_plans: dict[str, Plan]
) -> None:
    writing.save_plans(empty_store, list(shipped_plans.values()), "tester", "test")
    cold = Store(empty_store.url, ManualClock())
    statements: list[str] = []
    event.listen(
        cold.engine, "before_cursor_execute", lambda *a: statements.append(a[2])
    )
    cold.revision()
    cold.listed_plans()
    cold.plans([plan.key for plan in shipped_plans.values()])
    cold.revision()
    cold.close()
    questions = [statement for statement in statements if SETTING not in statement]
    assert len(questions) == 3
