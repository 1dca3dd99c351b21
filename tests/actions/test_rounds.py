"""A round opened, changed and extended, and what else goes by it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    AssignDepartments,
    ChangeRound,
    ExtendDeadline,
    Identification,
    NoteTakenForm,
    NotPermitted,
    OpenRound,
    RoundFault,
    WrongRound,
)
from dxkpi.plan import Plan
from dxkpi.plan.round import Round
from dxkpi.settings import settings
from dxkpi.store import Store, StoreError, StoreFault
from tests.support.databases import Prepared
from tests.support.opened_rounds import FIGURES, SCHEDULE, SECRETARIAT, open_round

TODAY, MAY_22 = date(2026, 5, 20), date(2026, 5, 22)
NOBODY = Actor("", Identification.TYPED)


@pytest.fixture
def store(
    sqlite_stores: Prepared, sample_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    monkeypatch.setenv("DXKPI_SUBMISSION_DEADLINE", "06-30")
    settings.cache_clear()
    opened = Store(sqlite_stores.store([sample_plan]))
    yield opened
    opened.close()
    settings.cache_clear()


def extension(plan: Plan, **words: Any) -> ExtendDeadline:
    extended = ExtendDeadline(plan.key, 2025, "人事課", MAY_22, "担当の異動")
    return replace(extended, **words)


def faults(action: Callable[[], Any]) -> tuple[RoundFault, ...]:
    with pytest.raises(WrongRound) as error:
        action()
    return error.value.faults


def test_where_no_round_is_open_the_usual_deadline_counts(
    store: Store, sample_plan: Plan
) -> None:
    usual = actions.deadlines_of_year(store, sample_plan.key, 2025)
    assert usual.of_figures("人事課") == date(2026, 6, 30)
    open_round(store, sample_plan.key)
    opened = actions.deadlines_of_year(store, sample_plan.key, 2025)
    assert (opened.of_figures(), opened.of_schedule()) == (FIGURES, SCHEDULE)
    later = actions.deadlines_of_year(store, sample_plan.key, 2026)
    assert later.of_figures() == date(2027, 6, 30)


def test_the_form_of_a_department_says_its_own_deadline(
    store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key)
    actions.extend_deadline(store, extension(sample_plan), SECRETARIAT)
    forms = actions.return_forms(store, sample_plan.key, 2025, TODAY)
    by_name = {form.department: form.deadline for form in forms}
    assert by_name["人事課"] == MAY_22
    assert by_name["総務課"] == FIGURES
    without_figures = [form.deadline for form in forms if not form.indicators]
    assert without_figures
    assert set(without_figures) == {SCHEDULE}


def test_who_answers_for_all_departments_gets_a_form(
    store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key)
    before = actions.return_forms(store, sample_plan.key, 2025, TODAY)
    assert "会計課" not in [form.department for form in before]
    command = AssignDepartments(
        sample_plan.key, 2025, "全課", (" 会計課 ", "総務課", "会計課")
    )
    changed = actions.assign_departments(store, command, SECRETARIAT)
    assert changed.assignments[0].departments == ("会計課", "総務課")
    after = actions.return_forms(store, sample_plan.key, 2025, TODAY)
    assert "会計課" in [form.department for form in after]


def test_opening_twice_alike_is_one_round_and_another_is_refused(
    store: Store, sample_plan: Plan
) -> None:
    opened = open_round(store, sample_plan.key)
    assert open_round(store, sample_plan.key) == opened
    with pytest.raises(StoreError) as error:
        open_round(store, sample_plan.key, is_reviewed=True)
    assert error.value.fault is StoreFault.ROUND_IS_OPEN


def test_a_round_is_changed_and_what_was_granted_stays(
    store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key)
    extended = actions.extend_deadline(store, extension(sample_plan), SECRETARIAT)
    command = ChangeRound(sample_plan.key, 2025, SCHEDULE, SCHEDULE, is_reviewed=True)
    changed = actions.change_round(store, command, SECRETARIAT)
    assert changed == Round(
        2025, SCHEDULE, None, is_reviewed=True, extensions=extended.extensions
    )


def test_an_extension_is_taken_back(store: Store, sample_plan: Plan) -> None:
    opened = open_round(store, sample_plan.key)
    actions.extend_deadline(store, extension(sample_plan), SECRETARIAT)
    back = extension(sample_plan, until=None, reason="")
    assert actions.extend_deadline(store, back, SECRETARIAT) == opened


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"department": "水道局"}, RoundFault.NO_SUCH_DEPARTMENT),
        ({"until": FIGURES}, RoundFault.EXTENSION_NOT_LATER),
        ({"reason": " "}, RoundFault.NO_REASON),
        ({"reason": "長" * 201}, RoundFault.REASON_TOO_LONG),
        ({"reason": "a\x00"}, RoundFault.NO_REASON),
    ],
)
def test_what_is_wrong_with_an_extension(
    store: Store, sample_plan: Plan, words: dict[str, Any], fault: RoundFault
) -> None:
    opened = open_round(store, sample_plan.key)
    command = extension(sample_plan, **words)
    wrong = faults(lambda: actions.extend_deadline(store, command, SECRETARIAT))
    assert wrong == (fault,)
    assert store.round(sample_plan.key, 2025) == opened


@pytest.mark.parametrize(
    ("named", "departments", "fault"),
    [
        ("人事課", ("総務課",), RoundFault.NOT_COLLECTIVE),
        ("全課", ("関係各課",), RoundFault.WRONG_DEPARTMENT),
        ("全課", ("長" * 61,), RoundFault.WRONG_DEPARTMENT),
        ("全課", (" ",), RoundFault.WRONG_DEPARTMENT),
    ],
)
def test_what_is_wrong_with_an_assignment(
    store: Store,
    sample_plan: Plan,
    named: str,
    departments: tuple[str, ...],
    fault: RoundFault,
) -> None:
    open_round(store, sample_plan.key)
    command = AssignDepartments(sample_plan.key, 2025, named, departments)
    wrong = faults(lambda: actions.assign_departments(store, command, SECRETARIAT))
    assert wrong == (fault,)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"fiscal_year": 2050}, RoundFault.YEAR_NOT_OF_PLAN),
        ({"deadline": date(2026, 2, 28)}, RoundFault.DEADLINE_OUT_OF_PLACE),
        ({"deadline": date(2206, 5, 15)}, RoundFault.DEADLINE_OUT_OF_PLACE),
        ({"schedule_deadline": date(2025, 5, 29)}, RoundFault.DEADLINE_OUT_OF_PLACE),
    ],
)
def test_what_is_wrong_with_a_round(
    store: Store, sample_plan: Plan, words: dict[str, Any], fault: RoundFault
) -> None:
    command = replace(OpenRound(sample_plan.key, 2025, FIGURES), **words)
    wrong = faults(lambda: actions.open_round(store, command, SECRETARIAT))
    assert wrong == (fault,)
    assert store.round(sample_plan.key, 2025) is None


def test_nothing_is_changed_of_a_round_that_was_not_opened(
    store: Store, sample_plan: Plan
) -> None:
    with pytest.raises(StoreError) as error:
        actions.extend_deadline(store, extension(sample_plan), SECRETARIAT)
    assert error.value.fault is StoreFault.NO_ROUND


def test_whoever_has_no_name_takes_a_form_and_opens_no_round(
    store: Store, sample_plan: Plan
) -> None:
    command = OpenRound(sample_plan.key, 2025, FIGURES)
    with pytest.raises(NotPermitted):
        actions.open_round(store, command, NOBODY)
    open_round(store, sample_plan.key)
    taking = NoteTakenForm(sample_plan.key, 2025, "人事課")
    actions.note_taken_form(store, taking, NOBODY)
    [taken] = store.taken_forms(sample_plan.key, 2025)
    assert (taken.department, taken.who) == ("人事課", "")
