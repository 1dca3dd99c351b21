"""Which decisions of the headquarters are a department's to carry out."""

import re
from collections.abc import Iterator

from dxkpi.plan import Decision, Plan
from dxkpi.returns.departments import DepartmentRegister

_BETWEEN_NAMES = re.compile(r"\s*[、，,;；\n]\s*")


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

    Several 課 stand in one text: 人事課、総務課. A space may be part of a name (企画部
    情報課): it parts names only where each of them is known.
    """
    if decision.department is not None:
        return tuple(_names_in(decision.department, plan))
    if decision.indicator is not None:
        indicator = plan.indicator(decision.indicator)
        return plan.departments_of(indicator) if indicator else ()
    measure = plan.measure(decision.measure)
    return measure.departments if measure else ()


def _names_in(text: str, plan: Plan) -> Iterator[str]:
    known = _known_names(plan)
    for part in _BETWEEN_NAMES.split(text):
        words = part.split()
        if part not in known and known.issuperset(words):
            yield from words
        else:
            yield part


def _known_names(plan: Plan) -> set[str]:
    """Every name of a department that the plan or the city's register has."""
    names = {department.name for department in plan.municipality.departments}
    for measure in plan.measures:
        names.update(measure.departments)
    for indicator in plan.collected_indicators:
        names.update(plan.departments_of(indicator))
    return names
