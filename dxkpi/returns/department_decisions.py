"""Which decisions of the headquarters are a department's to carry out."""

import re

from dxkpi.plan import Decision, Plan
from dxkpi.returns.departments import DepartmentRegister

_BETWEEN_NAMES = re.compile(r"\s*[、，,]\s*|\s+")


def decisions_of_department(
    plan: Plan, department: str, register: DepartmentRegister
) -> tuple[Decision, ...]:
    """The decisions that a department carries out, under its present or a former name.

    Where a decision names nobody, it is for those who have its indicator or measure.
    """
    return tuple(
        decision
        for decision in plan.decisions
        if register.is_asked(department, departments_of_decision(plan, decision))
    )


def departments_of_decision(plan: Plan, decision: Decision) -> tuple[str, ...]:
    """Who carries out a decision, as it or else the plan says; () where neither does.

    Several 課 stand in one text: 人事課、総務課.
    """
    if decision.department is not None:
        return tuple(_BETWEEN_NAMES.split(decision.department))
    if decision.indicator is not None:
        indicator = plan.indicator(decision.indicator)
        return plan.departments_of(indicator) if indicator else ()
    measure = plan.measure(decision.measure)
    return measure.departments if measure else ()
