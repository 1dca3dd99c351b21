"""The yearly form: what a department is asked for, as a value and as the workbook that
is handed out.
"""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from dxkpi import fiscal
from dxkpi.actions.rounds import deadlines_of_year, register_of_year
from dxkpi.plan import Plan, PlanKey
from dxkpi.returns import ReturnForm, departments_asked
from dxkpi.rules import PROFILES, profile_of
from dxkpi.settings import settings
from dxkpi.store import Revision, Store


def return_form(
    store: Store, key: PlanKey, fiscal_year: int, department: str | None, today: date
) -> ReturnForm:
    """What a department (None: all) is asked for a fiscal year, as the store stands.

    The store must have the plan.
    """
    of_city = [one for one in store.listed_plans() if one.city.code == key.city]
    last_change = next(listed.revision for listed in of_city if listed.key == key)
    plan = plan_at(store, key, last_change)
    form = form_of_plan(store, plan, last_change, fiscal_year, department, today)
    return replace(form, is_one_of_several=len(of_city) > 1)


def return_forms(
    store: Store, key: PlanKey, fiscal_year: int, today: date
) -> tuple[ReturnForm, ...]:
    """The form of each department; that of the whole city where the plan names none."""
    whole = return_form(store, key, fiscal_year, None, today)
    departments = departments_asked(whole.plan, whole.register, fiscal_year)
    if not departments:
        return (whole,)
    return tuple(replace(whole, department=name) for name in departments)


def form_of_plan(
    store: Store,
    plan: Plan,
    last_change: Revision,
    fiscal_year: int,
    department: str | None,
    today: date,
) -> ReturnForm:
    """The form that asks for a plan as it stands since its last change."""
    return ReturnForm(
        plan,
        fiscal_year,
        department,
        last_change.number,
        fiscal.last_closed_year(today),
        store.progress(plan.key, fiscal_year),
        profile_of(plan, PROFILES[settings().profile]),
        register=register_of_year(store, plan, fiscal_year, today),
        changed_at=last_change.at,
        today=today,
        deadlines=deadlines_of_year(store, plan.key, fiscal_year),
    )


@lru_cache(maxsize=1)
def plan_at(store: Store, key: PlanKey, _last_change: Revision) -> Plan:
    """A plan as of its last change, kept while returns come in one after another."""
    plan = store.plan(key)
    if plan is None:
        raise LookupError(f"the plan {key} is gone")
    return plan


def form_workbook(form: ReturnForm) -> bytes:
    """The form as an Excel workbook, with the deadline of its department, and the contact
    and the address of the screen that are configured.
    """
    # brings openpyxl and numpy, which the server need not load before it answers
    from dxkpi.workbook import template

    return template.form_workbook(
        form,
        form.deadline,
        settings().contact,
        settings().smallest_group,
        settings().upload_address(form.plan.key, form.fiscal_year),
    )
