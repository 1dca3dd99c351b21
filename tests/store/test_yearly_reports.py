"""Yearly reports and the city's own marks as they are kept."""

import pytest
from sqlalchemy import text

from dxkpi.plan import InitiativeState, Judge, OwnMark, Plan, YearlyReport
from dxkpi.rules import ReportedYear, with_reported_year
from dxkpi.store import Store, StoreError, writing
from dxkpi.store.engine import write_transaction
from tests.support import databases
from tests.support.plan_values import without_yearly_reports

REPORT = YearlyReport(
    fiscal_year=2025,
    state=InitiativeState.REVISED,
    done="窓口3か所で始めた。",
    results="待ち時間が短くなった。",
    difficulties="支所の回線。",
    next_steps="広げる。",
)
MARK = OwnMark(
    fiscal_year=2025,
    by=Judge.DEPARTMENT,
    mark="○",
    text="計画どおり。",
    decided="2026-05",
)
KEY = ("1-1", "1")


def said(plan: Plan, year: int = 2025) -> Plan:
    """The plan with a report and a mark of an initiative, and marks of all else."""
    plan = with_reported_year(
        without_yearly_reports(plan), ReportedYear(year, {KEY: REPORT}, {KEY: MARK})
    )
    experts = (OwnMark(fiscal_year=2024, by=Judge.EXPERTS, text="よい。"), MARK)
    [indicator, *others] = plan.indicators
    [policy, *more] = plan.policies
    [measure, *rest] = policy.measures
    measure = measure.model_copy(update={"marks": experts, "reports": (REPORT,)})
    policy = policy.model_copy(update={"marks": experts, "measures": (measure, *rest)})
    return plan.model_copy(
        update={
            "indicators": (indicator.model_copy(update={"marks": experts}), *others),
            "policies": (policy, *more),
        }
    )


def rows(store: Store, table: str) -> list[tuple[int, int | None]]:
    """When each row of a table came and went."""
    query = text(f"select recorded_in, superseded_in from {table} order by id")
    with store.engine.connect() as connection:
        return [(row[0], row[1]) for row in connection.execute(query)]


def test_they_come_back_as_they_were_saved(
    empty_store: Store, sample_plan: Plan
) -> None:
    plan = said(sample_plan)
    writing.save_plans(empty_store, [plan], "tester", "plan.yaml")
    assert empty_store.plan(plan.key) == plan
    assert repr(empty_store.plan(plan.key)) == repr(plan)
    assert writing.save_plans(empty_store, [plan], "tester", "plan.yaml") is None


def test_what_changes_supersedes_and_what_stays_is_left(
    empty_store: Store, sample_plan: Plan
) -> None:
    plan = said(sample_plan)
    writing.save_plans(empty_store, [plan], "tester", "plan.yaml")
    other = REPORT.model_copy(update={"done": "5か所で始めた。"})
    changed = with_reported_year(plan, ReportedYear(2025, {KEY: other}))
    writing.save_plans(empty_store, [changed], "tester", "plan.yaml")
    assert rows(empty_store, "yearly_report") == [(1, None), (1, 2), (2, None)]
    assert set(rows(empty_store, "own_mark")) == {(1, None)}
    bare = without_yearly_reports(plan)
    writing.save_plans(empty_store, [bare], "tester", "plan.yaml")
    assert empty_store.plan(plan.key) == bare
    assert rows(empty_store, "yearly_report") == [(1, 3), (1, 2), (2, 3)]


@pytest.mark.parametrize(
    "statement",
    [
        "update yearly_report set state = 'great'",
        "update yearly_report set fiscal_year = 1800",
        "update yearly_report set plan_id = 99",
        "update yearly_report set superseded_in = recorded_in",
        """update yearly_report set state = null, done = null, results = null,
        difficulties = null, next_steps = null""",
        "update own_mark set \"by\" = 'mayor'",
        "update own_mark set marked = 'plan'",
        "update own_mark set mark = null, text = null",
        """insert into own_mark select id + 100, plan_id, marked, place, initiative,
        position, fiscal_year, "by", mark, text, decided, recorded_in, superseded_in
        from own_mark""",
    ],
)
def test_the_database_itself_refuses_what_makes_no_sense(
    empty_store: Store, sample_plan: Plan, statement: str
) -> None:
    plan = said(sample_plan)
    writing.save_plans(empty_store, [plan], "tester", "plan.yaml")
    with (
        pytest.raises(StoreError),
        write_transaction(empty_store.engine) as connection,
    ):
        connection.execute(text(statement))
    assert empty_store.plan(plan.key) == plan


def test_a_store_without_their_tables_is_upgraded(
    empty_store: Store, sample_plan: Plan
) -> None:
    plan = databases.without_countermeasures(without_yearly_reports(sample_plan))
    writing.save_plans(empty_store, [plan], "tester", "plan.yaml")
    databases.lower(empty_store, "0011")
    empty_store.migrate()
    assert empty_store.plan(plan.key) == plan
    writing.save_plans(empty_store, [said(plan)], "tester", "plan.yaml")
    assert empty_store.plan(plan.key) == said(plan)
