"""What the secretariat made final is changed as a correction alone, with its reason."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

import pytest

from dxkpi import actions
from dxkpi.actions import (
    ConfirmItems,
    ExaminedReturn,
    LoadPlans,
    RegisterReturn,
    ReturnItems,
)
from dxkpi.findings import FiscalYear
from dxkpi.plan import Plan, YearlyReport
from dxkpi.plan.review import figure_key, initiative_key
from dxkpi.returns import CheckedReturn
from dxkpi.rules import ReportedYear, with_reported_year
from dxkpi.store import NewRemark, SeenItem, Store, StoreError, StoreFault
from tests.support.databases import Prepared
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.returned import answer, person
from tests.support.returns_page import codes_of

CITY, OWN, YEAR = "999997", "人事課", 2025
SATO = person("佐藤")


@pytest.fixture
def store(sqlite_stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan]))
    open_round(opened, sample_plan.key, is_reviewed=True)
    yield opened
    opened.close()


@pytest.fixture
def final(store: Store, sample_plan: Plan) -> str:
    """The code of a figure of 人事課 that is final."""
    code = codes_of(sample_plan, OWN)[0]
    stood_at = store.review(sample_plan.key, YEAR).changed_in[figure_key(code), YEAR]
    seen = SeenItem(figure_key(code), YEAR, stood_at)
    command = ConfirmItems(sample_plan.key, YEAR, (seen,))
    actions.confirm_items(store, command, SECRETARIAT)
    return code


def typed(checked: CheckedReturn) -> ExaminedReturn:
    return ExaminedReturn(None, checked, checked.findings)


def changed(store: Store, code: str) -> ExaminedReturn:
    return typed(answer(store, CITY, YEAR, OWN, {code: 97}))


def test_a_return_that_changes_it_needs_a_reason(
    store: Store, final: str, sample_plan: Plan
) -> None:
    for blank in ("", " \n"):
        command = RegisterReturn(changed(store, final), blank)
        with pytest.raises(StoreError) as error:
            actions.register_return(store, command, SATO)
        assert error.value.fault is StoreFault.IS_FINAL
        assert error.value.facts == {"year": FiscalYear(YEAR, era_only=True)}
    assert store.submissions(sample_plan.key) == ()
    command = RegisterReturn(changed(store, final), " 転記の\n誤り ")
    made = actions.register_return(store, command, SATO)
    assert made.correction == "転記の 誤り"
    assert not store.review(sample_plan.key, YEAR).is_confirmed(figure_key(final), YEAR)


def test_what_is_not_final_needs_none(
    store: Store, final: str, sample_plan: Plan
) -> None:
    other = codes_of(sample_plan, OWN)[1]
    command = RegisterReturn(changed(store, other))
    assert actions.register_return(store, command, SATO).correction is None


def test_what_was_sent_back_since_needs_none(
    store: Store, final: str, sample_plan: Plan
) -> None:
    remark = NewRemark(figure_key(final), "もう一度見てください。")
    returning = ReturnItems(sample_plan.key, YEAR, (remark,))
    actions.return_items(store, returning, SECRETARIAT)
    command = RegisterReturn(changed(store, final))
    assert actions.register_return(store, command, SATO).correction is None


def test_a_plan_that_changes_it_needs_a_reason(
    store: Store, final: str, sample_plan: Plan
) -> None:
    indicator = sample_plan.indicator(final)
    assert indicator is not None
    old = indicator.actual(YEAR)
    assert old is not None
    new = old.model_copy(update={"value": Decimal(97)})
    plan = sample_plan.with_actuals({final: new})
    loading = partial(LoadPlans, (plan,), source="changed")
    with pytest.raises(StoreError) as error:
        actions.load_plans(store, loading(), SATO)
    assert error.value.fault is StoreFault.IS_FINAL
    assert actions.load_plans(store, loading(correction="転記の誤り"), SATO)


def test_a_plan_that_changes_a_final_report_needs_a_reason(
    store: Store, sample_plan: Plan
) -> None:
    reported = with_report(sample_plan, "窓口3か所で始めた。")
    actions.load_plans(store, LoadPlans((reported,), source="reported"), SATO)
    item = initiative_key("1-1", "1")
    stood_at = store.review(sample_plan.key, YEAR).changed_in[item, YEAR]
    seen = (SeenItem(item, YEAR, stood_at),)
    confirming = ConfirmItems(sample_plan.key, YEAR, seen)
    actions.confirm_items(store, confirming, SECRETARIAT)
    changed_plan = with_report(sample_plan, "窓口4か所で始めた。")
    loading = partial(LoadPlans, (changed_plan,), source="changed")
    with pytest.raises(StoreError) as error:
        actions.load_plans(store, loading(), SATO)
    assert error.value.fault is StoreFault.IS_FINAL
    assert actions.load_plans(store, loading(correction="転記の誤り"), SATO)


def with_report(plan: Plan, done: str) -> Plan:
    report = YearlyReport(fiscal_year=YEAR, done=done)
    return with_reported_year(plan, ReportedYear(YEAR, {("1-1", "1"): report}, {}))
