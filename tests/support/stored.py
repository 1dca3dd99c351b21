"""A store's returns and plans as the tests of the store make them and look at them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dxkpi.plan import Actual, BarState, Indicator, Missing, Plan, Progress
from dxkpi.returns import CheckedReturn, ReturnForm
from dxkpi.store import Store, Submission
from tests.support.listed import last_change
from tests.support.returned import put_on_record
from tests.support.shipped_cities import key_of

YEAR = 2026


FILE, CONTENT = "実績様式-令和8年度.xlsx", b"PK\x03\x04 a workbook"


Said = Decimal | int | str | Missing | Actual


def form_of(
    store: Store, city: str, department: str | None = None, year: int = YEAR
) -> ReturnForm:
    revision = last_change(store, city)
    return ReturnForm(
        current_plan(store, city),
        year,
        department,
        revision,
        2026,
        store.progress(key_of(city), year),
    )


def current_plan(store: Store, city: str) -> Plan:
    plan = store.plan(key_of(city))
    assert plan is not None
    return plan


def actual_saying(value: Said, year: int = YEAR) -> Actual:
    if isinstance(value, Actual):
        return value
    if isinstance(value, Missing):
        return Actual(fiscal_year=year, missing=value)
    return Actual(fiscal_year=year, value=Decimal(value))


def return_of(
    form: ReturnForm,
    figures: Mapping[str, Said],
    bars: Mapping[int, Progress] | None = None,
) -> CheckedReturn:
    """An answer that changes these figures by code, and these entries of the schedule by their place in the form."""
    progress = {
        form.schedule_entries[n].key: entry for n, entry in (bars or {}).items()
    }
    actuals = {
        code: actual_saying(value, form.fiscal_year) for code, value in figures.items()
    }
    return CheckedReturn(form, (), (), actuals, progress)


def register_figures(
    store: Store,
    city: str,
    figures: Mapping[str, Said],
    bars: Mapping[int, Progress] | None = None,
    *,
    who: str = "人事 佐藤",
    file: str | None = FILE,
    content: bytes | None = None,
) -> Submission:
    """A registered return of the whole city; its file is another for other figures, unless its content is given."""
    kept = (content or f"{figures}{bars}".encode()) if file else None
    return put_on_record(
        store, return_of(form_of(store, city), figures, bars), who, file, kept
    )


def stored_actual(
    store: Store, city: str, code: str, year: int = YEAR
) -> Actual | None:
    indicator = current_plan(store, city).indicator(code)
    assert indicator is not None
    return indicator.actual(year)


def stored_value(store: Store, city: str, code: str) -> object:
    entry = stored_actual(store, city, code)
    return entry.value if entry else None


def plan_without(plan: Plan, code: str) -> Plan:
    return plan.model_copy(
        update={"indicators": tuple(i for i in plan.indicators if i.code != code)}
    )


def plan_with_indicator(plan: Plan, code: str, **changed: Any) -> Plan:
    """The plan with one indicator otherwise, as a plan document that is loaded again would have it."""

    def one(indicator: Indicator) -> Indicator:
        return (
            indicator.model_copy(update=changed)
            if indicator.code == code
            else indicator
        )

    return plan.model_copy(update={"indicators": tuple(map(one, plan.indicators))})


def entry_progress(
    state: BarState,
    percent: int | None = None,
    comment: str | None = None,
    year: int = YEAR,
) -> Progress:
    return Progress(
        fiscal_year=year,
        state=state,
        percent=None if percent is None else Decimal(percent),
        comment=comment,
    )


def plan_with_actual(plan: Plan, code: str, year: int, value: str) -> Plan:
    """The plan with one figure more, or another in its place."""

    def changed(indicator: Indicator) -> Indicator:
        if indicator.code != code:
            return indicator
        others = tuple(a for a in indicator.actuals if a.fiscal_year != year)
        return indicator.model_copy(
            update={
                "actuals": (*others, Actual(fiscal_year=year, value=Decimal(value)))
            }
        )

    return plan.model_copy(update={"indicators": tuple(map(changed, plan.indicators))})
