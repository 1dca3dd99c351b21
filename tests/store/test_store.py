"""The store to be read."""

from typing import Any

from sqlalchemy import event

from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.city_departments import CityDepartment
from dxkpi.store import NO_CITY, Store, writing
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
    questions = questions_to(cold)
    cold.revision()
    cold.listed_plans()
    cold.plans([plan.key for plan in shipped_plans.values()])
    cold.revision()
    cold.close()
    assert len(questions) == 3


def test_a_city_is_read_once_until_somebody_writes(
    empty_store: Store, sample_plan: Plan, city: str
) -> None:
    writing.save_plans(empty_store, [sample_plan], "tester", "test")
    clock = ManualClock()
    store = Store(empty_store.url, clock)
    register = store.municipality(city)
    assert register == sample_plan.municipality
    questions = questions_to(store)
    narrowed = store.within(NO_CITY)
    assert narrowed.municipality(city) is store.municipality(city) is register
    assert questions == []
    department = CityDepartment(name="人事課")
    changed = register.model_copy(update={"departments": (department,)})
    plan = sample_plan.model_copy(update={"municipality": changed})
    writing.save_plans(empty_store, [plan], "tester", "test")
    clock.pass_seconds(2)
    assert store.municipality(city) == changed
    store.close()


def questions_to(store: Store) -> list[str]:
    """What a store's database is asked from now on, beside which cities are reached."""
    questions: list[str] = []

    def note(*details: Any) -> None:
        if SETTING not in details[2]:
            questions.append(details[2])

    event.listen(store.engine, "before_cursor_execute", note)
    return questions
