"""A plan that is over takes corrections alone, each with its reason."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from dxkpi import actions
from dxkpi.actions import (
    ExaminedReturn,
    LoadPlans,
    RegisterReturn,
    ReportProgress,
    SlipCorrection,
    WithdrawReturn,
)
from dxkpi.findings import FiscalYear
from dxkpi.plan import BarState, Plan, Progress
from dxkpi.returns import CheckedReturn
from dxkpi.store import Store, StoreError, StoreFault
from tests.support.databases import Prepared
from tests.support.returned import answer, person
from tests.support.stored import form_of, return_of

YEAR = 2020
SATO = person("佐藤")


@pytest.fixture
def ended_plan(sample_plan: Plan) -> Plan:
    """見本市's plan as if it had ended long ago."""
    years = {"first_fiscal_year": 2019, "last_fiscal_year": YEAR, "established": None}
    about = sample_plan.about.model_copy(update=years)
    return sample_plan.model_copy(update={"about": about})


@pytest.fixture
def store(sqlite_stores: Prepared, ended_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([ended_plan]))
    yield opened
    opened.close()


@pytest.fixture
def checked(store: Store, city: str) -> CheckedReturn:
    return answer(store, city, YEAR, None, {"K01": 3})


def typed(checked: CheckedReturn) -> ExaminedReturn:
    return ExaminedReturn(None, checked, checked.findings)


def refused(action: Callable[[], Any]) -> StoreError:
    with pytest.raises(StoreError) as error:
        action()
    return error.value


def test_figures_are_refused_without_a_reason(
    store: Store, checked: CheckedReturn, ended_plan: Plan
) -> None:
    for blank in ("", " \n"):
        command = RegisterReturn(typed(checked), blank)
        error = refused(partial(actions.register_return, store, command, SATO))
        assert error.fault is StoreFault.PLAN_IS_OVER
        assert error.facts == {"year": FiscalYear(2020, era_only=True)}
    assert store.submissions(ended_plan.key) == ()
    assert store.revision().number == 1


def test_the_reason_is_kept_with_the_figures_and_told_in_the_history(
    store: Store, checked: CheckedReturn, ended_plan: Plan
) -> None:
    command = RegisterReturn(typed(checked), " 転記の\n誤り ")
    made = actions.register_return(store, command, SATO)
    assert made.correction == "転記の 誤り"
    assert store.submission(made.number) == made
    steps = [step for step in store.history(ended_plan.key) if step.submission]
    assert [(step.indicator, step.correction) for step in steps] == [
        ("K01", "転記の 誤り")
    ]


def test_progress_and_withdrawals_ask_for_it_too(
    store: Store, city: str, ended_plan: Plan
) -> None:
    form = form_of(store, city, year=YEAR)
    done = Progress(fiscal_year=YEAR, state=BarState.DONE)
    progress = typed(return_of(form, {}, {0: done}))
    error = refused(
        lambda: actions.report_progress(store, ReportProgress(progress), SATO)
    )
    assert error.fault is StoreFault.PLAN_IS_OVER
    made = actions.report_progress(store, ReportProgress(progress, "報告の漏れ"), SATO)
    assert made.correction == "報告の漏れ"

    blank = WithdrawReturn(made.number, " ")
    error = refused(lambda: actions.withdraw_return(store, blank, SATO))
    assert error.fault is StoreFault.PLAN_IS_OVER
    command = WithdrawReturn(made.number, "別の工程だった")
    withdrawn = actions.withdraw_return(store, command, SATO)
    assert withdrawn.submission.withdrawn_reason == "別の工程だった"
    last = store.history(ended_plan.key)[-1]
    assert (last.withdrawal, last.correction) == (True, "別の工程だった")


def test_a_load_that_changes_the_plan_asks_for_it(
    store: Store, ended_plan: Plan
) -> None:
    about = ended_plan.about.model_copy(update={"edition": "正誤表"})
    changed = ended_plan.model_copy(update={"about": about})
    same = LoadPlans((ended_plan,), "plan.yaml")
    assert actions.load_plans(store, same, SATO) is None
    error = refused(
        lambda: actions.load_plans(store, LoadPlans((changed,), "plan.yaml"), SATO)
    )
    assert error.fault is StoreFault.PLAN_IS_OVER
    word = SlipCorrection("版の誤り")
    command = LoadPlans((changed,), "plan.yaml", word=word)
    assert actions.load_plans(store, command, SATO) is not None
    assert store.plan(ended_plan.key) == changed


def test_a_plan_that_is_over_may_be_loaded_for_the_first_time(
    store: Store, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans["472123"]
    years = {"first_fiscal_year": 2018, "last_fiscal_year": YEAR, "established": None}
    about = plan.about.model_copy(update=years)
    ended = plan.model_copy(update={"about": about})
    assert actions.load_plans(store, LoadPlans((ended,), "old.yaml"), SATO) is not None


def test_a_plan_that_runs_asks_for_no_reason(
    sqlite_stores: Prepared, sample_plan: Plan, city: str
) -> None:
    running = Store(sqlite_stores.store([sample_plan]))
    checked = answer(running, city, 2025, None, {"K01": 3})
    made = actions.register_return(running, RegisterReturn(typed(checked), "?"), SATO)
    assert made.correction is None
    running.close()
