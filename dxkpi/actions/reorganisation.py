"""組織改編: a form that was handed out to a department of former years.

The secretariat's register says what it became (`DXKPI_DEPARTMENTS`); the form is then
taken as that of the department of now, and that is told.
"""

from dataclasses import dataclass, replace

from dxkpi.findings import FactList, Finding, make_finding
from dxkpi.plan import Plan
from dxkpi.returns import FilledForm, collective_names, departments_asked
from dxkpi.settings import settings


@dataclass(frozen=True)
class FollowedForm:
    """A filled form with its department as it is called now, and what is told of that."""

    filled: FilledForm
    findings: tuple[Finding, ...] = ()


def known_departments(plan: Plan) -> tuple[str, ...]:
    """The departments of which forms are taken in: those who are asked, and 全課 and the
    like, who were handed forms by earlier versions.
    """
    register = settings().register_of(plan.municipality.code)
    names = (*departments_asked(plan, register), *collective_names(plan))
    return tuple(dict.fromkeys(names))


def follow_reorganisation(plan: Plan, filled: FilledForm) -> FollowedForm:
    """The form with the department that its own one became, where it is one alone."""
    former = _department_of(filled)
    known = known_departments(plan)
    if not former or former in known:
        return FollowedForm(filled)
    register = settings().register_of(plan.municipality.code)
    successors = [name for name in register.successors(former) if name in known]
    if not successors:
        return FollowedForm(filled)
    if len(successors) > 1:
        names = FactList(tuple(successors))
        told = make_finding("department_divided", value=former, departments=names)
        return FollowedForm(filled, (told,))
    told = make_finding("department_became", value=former, department=successors[0])
    return FollowedForm(_of_department(filled, successors[0]), (told,))


def _department_of(filled: FilledForm) -> str | None:
    if filled.origin is not None:
        return filled.origin.department
    return filled.department


def _of_department(filled: FilledForm, department: str) -> FilledForm:
    if filled.origin is None:
        return replace(filled, department=department)
    return replace(filled, origin=replace(filled.origin, department=department))
