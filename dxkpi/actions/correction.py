"""訂正: what is written into a plan that is over, or changes what is final, and why.

A concluded plan is read-only unless somebody says that he corrects it, and so is what
the secretariat confirmed. Every action that writes into a plan asks here, beside
`permit`, and keeps the reason with what it writes.
"""

from collections.abc import Iterable, Iterator

from dxkpi import fiscal
from dxkpi.findings import FiscalYear
from dxkpi.plan import Plan
from dxkpi.plan.review import ItemKey, entry_item, figure_key, initiative_key
from dxkpi.returns import CheckedReturn
from dxkpi.rules import is_concluded, report_subjects
from dxkpi.store import Store, StoreError, StoreFault


def is_read_only(plan: Plan) -> bool:
    """Whether a plan is concluded by today."""
    return is_concluded(plan.about, fiscal.last_closed_year(fiscal.today()))


def required_correction(plans: Iterable[Plan], reason: str) -> str | None:
    """The reason to keep with a write into these plans; None where none is concluded.

    Raises `StoreError` (PLAN_IS_OVER) where one is, and no reason is given.
    """
    concluded = [plan for plan in plans if is_read_only(plan)]
    if not concluded:
        return None
    in_one_line = _in_one_line(reason)
    if not in_one_line:
        last_year = concluded[0].about.last_fiscal_year
        year = FiscalYear(last_year, era_only=True) if last_year else ""
        raise StoreError(StoreFault.PLAN_IS_OVER, year=year)
    return in_one_line


def changes_what_is_final(store: Store, checked: CheckedReturn) -> bool:
    """Whether a return changes a thing that the secretariat confirmed as it stands, and
    did not send back since.
    """
    form = checked.form
    changed = dict.fromkeys(_changed_items(checked))
    years = {form.fiscal_year, *(year for _item, year in changed)}
    return any(
        store.is_any_final(form.plan.key, year, changed) for year in sorted(years)
    )


def correction_of_return(
    store: Store, checked: CheckedReturn, reason: str
) -> str | None:
    """The reason to keep with a return; None where it needs none.

    Raises `StoreError` (PLAN_IS_OVER, or IS_FINAL) where it needs one and none is given.
    """
    of_plan = required_correction([checked.form.plan], reason)
    if of_plan is not None or not changes_what_is_final(store, checked):
        return of_plan
    in_one_line = _in_one_line(reason)
    if not in_one_line:
        year = FiscalYear(checked.form.fiscal_year, era_only=True)
        raise StoreError(StoreFault.IS_FINAL, year=year)
    return in_one_line


def correction_of_plans(
    store: Store, changed: Iterable[tuple[Plan, Plan]], reason: str
) -> str | None:
    """The reason to keep with plans, each as it stands and as it will; None where it needs
    none. Raises as `correction_of_return`.
    """
    pairs = list(changed)
    of_plans = required_correction([before for before, _after in pairs], reason)
    if of_plans is not None:
        return of_plans
    years = [year for pair in pairs for year in _years_of_final_things(store, *pair)]
    if not years:
        return None
    in_one_line = _in_one_line(reason)
    if not in_one_line:
        year = FiscalYear(years[0], era_only=True)
        raise StoreError(StoreFault.IS_FINAL, year=year)
    return in_one_line


def _years_of_final_things(store: Store, before: Plan, after: Plan) -> Iterator[int]:
    """The years of the rounds in which a figure or a report is final that the new plan
    changes.
    """
    changed = [*_changed_figures(before, after), *_changed_reports(before, after)]
    for round_year in before.fiscal_years if changed else ():
        if store.is_any_final(before.key, round_year, changed):
            yield round_year


def _changed_figures(before: Plan, after: Plan) -> Iterator[tuple[ItemKey, int]]:
    for old in before.collected_indicators:
        new = after.indicator(old.code)
        for actual in old.actuals:
            year = actual.fiscal_year
            if new is None or new.actual(year) != actual:
                yield figure_key(old.code), year


def _changed_reports(before: Plan, after: Plan) -> Iterator[tuple[ItemKey, int]]:
    new_subjects = {subject.key: subject for subject in report_subjects(after)}
    for old in report_subjects(before):
        new = new_subjects.get(old.key)
        for report in old.reports:
            year = report.fiscal_year
            if new is None or new.report(year) != report:
                yield initiative_key(*old.key), year


def _in_one_line(reason: str) -> str:
    return " ".join(reason.split())


def _changed_items(checked: CheckedReturn) -> Iterator[tuple[ItemKey, int]]:
    """Every thing that a return changes, with its year."""
    year = checked.form.fiscal_year
    for code, actual in checked.actuals.items():
        yield figure_key(code), actual.fiscal_year
    for entry in checked.progress:
        yield entry_item(*entry), year
    if checked.reported_year is not None:
        for subject in checked.reported_year.reports:
            yield initiative_key(*subject), year
