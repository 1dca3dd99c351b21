"""Decisions of the headquarters as they are kept."""

from pathlib import Path

import pytest
from sqlalchemy import text

from dxkpi.plan import Decision, Plan
from dxkpi.store import Store, StoreError, StoreFault, writing
from dxkpi.store.engine import write_transaction
from tests.support import databases
from tests.support.decided import GUIDE, TRAIN


def with_decisions(plan: Plan, *decisions: Decision) -> Plan:
    return plan.model_copy(update={"decisions": decisions})


def write(
    store: Store, plan: Plan, before: Decision | None, after: Decision | None
) -> Decision | None:
    return writing.change_decision(store, plan.key, before, after, "鈴木", "typed")


def rows(store: Store) -> list[tuple[str, int, int | None]]:
    query = text("select number, recorded_in, superseded_in from decision order by id")
    with store.engine.connect() as connection:
        return [(row[0], row[1], row[2]) for row in connection.execute(query)]


@pytest.fixture
def plan(empty_store: Store, sample_plan: Plan) -> Plan:
    """見本市's plan with two decisions, stored."""
    decided = with_decisions(sample_plan, GUIDE, TRAIN)
    writing.save_plans(empty_store, [decided], "tester", "plan.yaml")
    return decided


def stored(store: Store, plan: Plan) -> tuple[Decision, ...]:
    read = store.plan(plan.key)
    assert read is not None
    return read.decisions


def test_they_come_back_as_they_were_saved(empty_store: Store, plan: Plan) -> None:
    assert repr(empty_store.plan(plan.key)) == repr(plan)
    assert writing.save_plans(empty_store, [plan], "tester", "plan.yaml") is None


def test_a_load_supersedes_what_changed_and_leaves_what_stays(
    empty_store: Store, plan: Plan
) -> None:
    done = GUIDE.changed(state="carried_out")
    changed = with_decisions(plan, TRAIN, done)
    writing.save_plans(empty_store, [changed], "tester", "plan.yaml")
    assert stored(empty_store, plan) == (TRAIN, done)
    assert rows(empty_store) == [("1", 1, 2), ("2", 1, None), ("1", 2, None)]
    writing.save_plans(empty_store, [with_decisions(plan)], "tester", "plan.yaml")
    assert stored(empty_store, plan) == ()
    assert {superseded for _, _, superseded in rows(empty_store)} == {2, 3}


def test_a_new_one_gets_a_number_that_none_ever_had(
    empty_store: Store, plan: Plan
) -> None:
    assert write(empty_store, plan, TRAIN, None) is None
    written = write(empty_store, plan, None, TRAIN)
    assert written == TRAIN.changed(number="3")
    assert stored(empty_store, plan) == (GUIDE, written)


def test_a_changed_one_keeps_its_number_and_its_place(
    empty_store: Store, plan: Plan
) -> None:
    before = empty_store.revision()
    after = GUIDE.changed(state="ongoing", until="2027-03")
    assert write(empty_store, plan, GUIDE, after) == after
    assert stored(empty_store, plan) == (after, TRAIN)
    assert empty_store.revision().number == before.number + 1
    [listed] = empty_store.listed_plans()
    assert listed.revision == empty_store.revision()


@pytest.mark.parametrize("after", [GUIDE.changed(state="ongoing"), None])
def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    empty_store: Store, plan: Plan, after: Decision | None
) -> None:
    write(empty_store, plan, GUIDE, GUIDE.changed(state="given_up"))
    revision = empty_store.revision()
    with pytest.raises(StoreError) as error:
        write(empty_store, plan, GUIDE, after)
    assert error.value.fault is StoreFault.DECISION_CHANGED
    assert empty_store.revision() == revision
    assert stored(empty_store, plan)[0].state == "given_up"


def test_the_history_tells_each_step(empty_store: Store, plan: Plan) -> None:
    after = GUIDE.changed(state="carried_out", fiscal_year=2026)
    write(empty_store, plan, GUIDE, after)
    write(empty_store, plan, after, None)
    steps = [step for step in empty_store.history(plan.key) if step.decision == "1"]
    told = [
        (
            step.before and step.before.decision,
            step.after and step.after.decision,
            step.who,
            step.place,
        )
        for step in steps
    ]
    assert told == [
        (None, GUIDE, "tester", "#1"),
        (GUIDE, after, "鈴木", "#1"),
        (after, None, "鈴木", "#1"),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "update decision set state = 'great'",
        "update decision set fiscal_year = 1800",
        "update decision set plan_id = 99",
        "update decision set superseded_in = recorded_in",
        "update decision set measure = '1-1' where number = '1'",
        """insert into decision select id + 100, plan_id, number, position, fiscal_year,
        decided, text, indicator, measure, initiative, department, until, state, outcome,
        recorded_in, superseded_in from decision""",
    ],
)
def test_the_database_itself_refuses_what_makes_no_sense(
    empty_store: Store, plan: Plan, statement: str
) -> None:
    with (
        pytest.raises(StoreError),
        write_transaction(empty_store.engine) as connection,
    ):
        connection.execute(text(statement))
    assert empty_store.plan(plan.key) == plan


def test_a_store_without_the_table_is_upgraded(
    empty_store: Store, sample_plan: Plan
) -> None:
    plan = with_decisions(sample_plan)
    writing.save_plans(empty_store, [plan], "tester", "plan.yaml")
    databases.lower(empty_store, "0023")
    empty_store.migrate()
    assert empty_store.plan(plan.key) == plan
    assert write(empty_store, plan, None, GUIDE) == GUIDE


def test_a_backup_has_them(empty_store: Store, plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "copy.sqlite3"
    empty_store.back_up(file)
    write(empty_store, plan, GUIDE, None)
    writing.restore_store(empty_store, file, "鈴木")
    assert stored(empty_store, plan) == (GUIDE, TRAIN)
