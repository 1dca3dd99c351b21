"""Rounds as they are kept, and who took which form."""

from dataclasses import replace
from datetime import date

import pytest

from dxkpi.plan import Plan
from dxkpi.plan.round import Assignment, Extension, Round
from dxkpi.store import Store, writing

OPENED = Round(2025, date(2026, 5, 15), date(2026, 5, 29), is_reviewed=True)
EXTENDED = replace(
    OPENED,
    extensions=(
        Extension(department="人事課", until=date(2026, 5, 22), reason="担当の異動"),
    ),
    assignments=(Assignment(named="全課", departments=("企画課", "総務課")),),
)


@pytest.fixture
def plan(empty_store: Store, sample_plan: Plan) -> Plan:
    writing.save_plans(empty_store, [sample_plan], "tester", "plan.yaml")
    return sample_plan


def write(store: Store, plan: Plan, changed: Round, who: str = "鈴木") -> Round:
    return writing.change_round(
        store, plan.key, changed.fiscal_year, lambda _before: changed, who, "typed"
    )


def test_a_round_comes_back_as_it_was_written(empty_store: Store, plan: Plan) -> None:
    assert empty_store.round(plan.key, 2025) is None
    assert write(empty_store, plan, EXTENDED) == EXTENDED
    assert empty_store.round(plan.key, 2025) == EXTENDED
    assert empty_store.round(plan.key, 2026) is None


def test_who_opened_it_stays_when_somebody_else_changes_it(
    empty_store: Store, plan: Plan
) -> None:
    write(empty_store, plan, OPENED)
    changed = write(empty_store, plan, EXTENDED, "山田")
    assert changed.opening is not None
    assert changed.opening.who == "鈴木"
    assert empty_store.round(plan.key, 2025, 2) == OPENED
    assert empty_store.round(plan.key, 2025, 1) is None


def test_each_change_is_in_the_history_of_the_plan(
    empty_store: Store, plan: Plan
) -> None:
    before = empty_store.history(plan.key)
    write(empty_store, plan, OPENED)
    write(empty_store, plan, EXTENDED, "山田")
    first, second = empty_store.history(plan.key)[len(before) :]
    assert (first.who, first.is_round, first.fiscal_year) == ("鈴木", True, 2025)
    assert first.before is None
    assert first.after is not None
    assert first.after.round == OPENED
    assert second.before is not None
    assert second.after is not None
    assert (second.before.round, second.after.round) == (OPENED, EXTENDED)


def test_the_same_again_is_no_write_and_another_changes_the_plan(
    empty_store: Store, plan: Plan
) -> None:
    write(empty_store, plan, OPENED)
    revision = empty_store.revision()
    write(empty_store, plan, OPENED)
    assert empty_store.revision() == revision
    [listed] = empty_store.listed_plans()
    assert listed.revision == revision
    assert repr(empty_store.plan(plan.key)) == repr(plan)


def test_a_form_is_noted_once_for_each_person_while_a_round_is_open(
    empty_store: Store, plan: Plan
) -> None:
    writing.note_taken_form(empty_store, plan.key, 2025, "人事課", "佐藤")
    assert empty_store.taken_forms(plan.key, 2025) == ()
    write(empty_store, plan, OPENED)
    for department, who in [("人事課", "佐藤"), ("人事課", "佐藤"), (None, "事務局")]:
        writing.note_taken_form(empty_store, plan.key, 2025, department, who)
    taken = empty_store.taken_forms(plan.key, 2025)
    assert [(form.department, form.who) for form in taken] == [
        ("人事課", "佐藤"),
        (None, "事務局"),
    ]
