"""What the headquarters decided, put on record, changed and taken out."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    ChangeDecision,
    DecisionFault,
    Identification,
    NotPermitted,
    Refusal,
    TypedDecision,
    WrongDecision,
)
from dxkpi.plan import Decision, DecisionState, DecisionSubject, Plan
from dxkpi.store import Store, StoreError, StoreFault
from tests.support.databases import Prepared
from tests.support.decided import GUIDE, SECRETARIAT, change, record, typed


@pytest.fixture
def plan(sample_plan: Plan) -> Plan:
    return sample_plan.model_copy(update={"decisions": ()})


@pytest.fixture
def store(sqlite_stores: Prepared, plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([plan]))
    yield opened
    opened.close()


def stored(store: Store, plan: Plan) -> tuple[Decision, ...]:
    read = store.plan(plan.key)
    assert read is not None
    return read.decisions


def faults(action: Callable[[], Any]) -> tuple[DecisionFault, ...]:
    with pytest.raises(WrongDecision) as error:
        action()
    return error.value.faults


def test_what_was_typed_is_put_on_record(store: Store, plan: Plan) -> None:
    assert record(store, plan.key) == GUIDE
    assert stored(store, plan) == (GUIDE,)
    [step] = [step for step in store.history(plan.key) if step.decision]
    assert (step.who, step.source) == ("企画課 鈴木", "typed on the screen")


def test_the_same_twice_changes_nothing(store: Store, plan: Plan) -> None:
    record(store, plan.key)
    revision = store.revision()
    assert record(store, plan.key) == GUIDE
    assert change(store, plan.key, GUIDE) == GUIDE
    assert store.revision() == revision


def test_its_state_is_changed_and_it_is_taken_out(store: Store, plan: Plan) -> None:
    record(store, plan.key)
    done = change(store, plan.key, GUIDE, state=DecisionState.CARRIED_OUT)
    assert stored(store, plan) == (done,)
    command = ChangeDecision(plan.key, done, None)
    assert actions.change_decision(store, command, SECRETARIAT) is None
    assert stored(store, plan) == ()


def test_whoever_saw_an_older_one_is_told(store: Store, plan: Plan) -> None:
    record(store, plan.key)
    change(store, plan.key, GUIDE, state=DecisionState.ONGOING)
    with pytest.raises(StoreError) as error:
        change(store, plan.key, GUIDE, state=DecisionState.CARRIED_OUT)
    assert error.value.fault is StoreFault.DECISION_CHANGED


def test_nobody_writes_without_a_name(store: Store, plan: Plan) -> None:
    command = ChangeDecision(plan.key, None, GUIDE)
    with pytest.raises(NotPermitted) as error:
        actions.change_decision(store, command, Actor("", Identification.TYPED))
    assert error.value.refusal is Refusal.NAMELESS
    assert stored(store, plan) == ()


def test_a_plan_that_is_over_asks_for_a_reason(
    sqlite_stores: Prepared, plan: Plan
) -> None:
    years = {"first_fiscal_year": 2019, "last_fiscal_year": 2020, "established": None}
    about = plan.about.model_copy(update=years)
    ended = plan.model_copy(update={"about": about})
    store = Store(sqlite_stores.store([ended]))
    command = ChangeDecision(ended.key, None, GUIDE)
    with pytest.raises(StoreError) as error:
        actions.change_decision(store, command, SECRETARIAT)
    assert error.value.fault is StoreFault.PLAN_IS_OVER
    command = ChangeDecision(ended.key, None, GUIDE, correction="書き漏らし")
    assert actions.change_decision(store, command, SECRETARIAT) == GUIDE
    store.close()


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("令和8年12月", "2026-12"),
        ("Ｒ８．１２．２０", "2026-12-20"),
        ("2026-12-20", "2026-12-20"),
        ("令和8年度末", "2027-03"),
        ("令和8年度", "2027-03"),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(until: str, expected: str | None) -> None:
    assert actions.parse_decision(typed(until=until)).until == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"text": " \n"}, DecisionFault.NO_TEXT),
        ({"text": "長" * 301}, DecisionFault.TEXT_TOO_LONG),
        ({"outcome": "長" * 301}, DecisionFault.OUTCOME_TOO_LONG),
        ({"department": "課" * 61}, DecisionFault.DEPARTMENT_TOO_LONG),
        ({"text": "a\0b"}, DecisionFault.UNSTORABLE),
        ({"decided": ""}, DecisionFault.NO_DECIDED),
        ({"decided": "五月"}, DecisionFault.DECIDED_UNREADABLE),
        ({"decided": "令和7年度"}, DecisionFault.DECIDED_UNREADABLE),
        ({"decided": "2099-01", "until": ""}, DecisionFault.DECIDED_TO_COME),
        ({"until": "年内"}, DecisionFault.UNTIL_UNREADABLE),
        ({"until": "2026"}, DecisionFault.UNTIL_UNREADABLE),
        ({"until": "R8.2.30"}, DecisionFault.UNTIL_UNREADABLE),
        ({"until": "R8.4"}, DecisionFault.UNTIL_EARLIER),
    ],
)
def test_what_cannot_be_recorded_is_told(
    fields: dict[str, str], expected: DecisionFault
) -> None:
    assert faults(lambda: actions.parse_decision(typed(**fields))) == (expected,)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    wrong = typed(text="", decided="?", until="?")
    assert faults(lambda: actions.parse_decision(wrong)) == (
        DecisionFault.NO_TEXT,
        DecisionFault.DECIDED_UNREADABLE,
        DecisionFault.UNTIL_UNREADABLE,
    )


@pytest.mark.parametrize(
    "subject",
    [
        DecisionSubject("K999"),
        DecisionSubject(measure="9-9"),
        DecisionSubject(measure="1-1", initiative="99"),
    ],
)
def test_a_decision_is_about_something_of_the_plan(
    store: Store, plan: Plan, subject: DecisionSubject
) -> None:
    wrong = faults(lambda: record(store, plan.key, subject=subject))
    assert wrong == (DecisionFault.NO_SUCH_SUBJECT,)


def test_a_typed_decision_is_what_it_was_made_of() -> None:
    parsed = actions.parse_decision(TypedDecision.of(GUIDE))
    assert parsed.changed(number="1") == GUIDE


def test_lines_are_joined() -> None:
    assert actions.parse_decision(typed(text=" 研修を\n 行う ")).text == "研修を 行う"
