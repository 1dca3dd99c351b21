"""組織改編: a form that was handed out to a department of another time.

The city's register and the installation's file say what it became; the form is then taken
as that of the department of now, and that is told.
"""

from dataclasses import dataclass, replace
from datetime import date

from dxkpi.actions.rounds import register_of_year
from dxkpi.findings import FactList, Finding, make_finding
from dxkpi.plan import Plan
from dxkpi.returns import (
    DepartmentRegister,
    FilledForm,
    collective_names,
    departments_asked,
)
from dxkpi.store import Store


@dataclass(frozen=True)
class KnownDepartments:
    """The departments of a plan that are asked for a year's report, and what is said of
    others.
    """

    plan: Plan
    register: DepartmentRegister

    @property
    def names(self) -> tuple[str, ...]:
        """The departments of which forms are taken in: those who are asked, and 全課 and
        the like, who were handed forms by earlier versions.
        """
        asked = departments_asked(self.plan, self.register)
        return tuple(dict.fromkeys((*asked, *collective_names(self.plan))))

    def present(self, former: str) -> tuple[str, ...]:
        """What a department of another time is now, as far as it is asked."""
        return tuple(
            name for name in self.register.successors(former) if name in self.names
        )


@dataclass(frozen=True)
class FollowedForm:
    """A filled form with its department as it is called now, and what is told of that."""

    filled: FilledForm
    findings: tuple[Finding, ...] = ()


def known_departments(
    store: Store, plan: Plan, fiscal_year: int, today: date
) -> KnownDepartments:
    """The departments that are asked for the report of a year."""
    register = register_of_year(store, plan, fiscal_year, today)
    return KnownDepartments(plan, register)


def follow_reorganisation(known: KnownDepartments, filled: FilledForm) -> FollowedForm:
    """The form with the department that its own one became, where it is one alone."""
    former = _department_of(filled)
    if not former or former in known.names:
        return FollowedForm(filled)
    successors = known.present(former)
    if not successors:
        return FollowedForm(filled)
    if len(successors) > 1:
        told = make_finding(
            "department_divided", value=former, departments=FactList(successors)
        )
        return FollowedForm(filled, (told,))
    is_later = former in known.register.later
    code = "department_before" if is_later else "department_became"
    told = make_finding(code, value=former, department=successors[0])
    return FollowedForm(_of_department(filled, successors[0]), (told,))


def _department_of(filled: FilledForm) -> str | None:
    if filled.origin is not None:
        return filled.origin.department
    return filled.department


def _of_department(filled: FilledForm, department: str) -> FilledForm:
    if filled.origin is None:
        return replace(filled, department=department)
    return replace(filled, origin=replace(filled.origin, department=department))
