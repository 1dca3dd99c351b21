"""Departments that a draft gives another name, and the city's other plans that still name
them by the former one: a draft changes the texts of its own plan alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dxkpi.actions.other_plans import other_plans_of_city
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.document_names import is_name_field
from dxkpi.plan.document_parts import objects_in
from dxkpi.store import DraftStep, Store


class NamedElsewhere(NamedTuple):
    """The former name of a department in another plan: at these measures and indicators."""

    plan: Plan
    former: str
    name: str
    places: tuple[str, ...]


def renamed_departments(steps: Sequence[DraftStep], data: Any) -> dict[str, str]:
    """The former names of the departments that steps of a draft renamed, with those that
    they have in its document now.
    """
    city = data.get("municipality") if isinstance(data, dict) else None
    departments = city.get("departments") if isinstance(city, dict) else None
    present = {str(each.get("name")) for each in objects_in(departments)}
    names: dict[str, str] = {}
    for step in steps:
        for change in step.changes:
            is_department = change.location[:2] == ("municipality", "departments")
            if is_department and is_name_field(change.location):
                _rename(names, str(change.old), str(change.new))
    return {
        former: name
        for former, name in names.items()
        if name in present and former not in present
    }


def _rename(names: dict[str, str], old: str, new: str) -> None:
    """Note a renaming; one of what was renamed before is one from its first name."""
    firsts = [first for first, name in names.items() if name == old]
    names[firsts[0] if firsts else old] = new


def named_elsewhere(
    store: Store, key: PlanKey, renamed: Mapping[str, str]
) -> tuple[NamedElsewhere, ...]:
    """Where other plans of the city name departments by their former names."""
    if not renamed:
        return ()
    return tuple(
        NamedElsewhere(other, former, name, places)
        for other in other_plans_of_city(store, key)
        for former, name in renamed.items()
        if (places := tuple(_places(other, former)))
    )


def _places(plan: Plan, department: str) -> Iterator[str]:
    """The numbers of the measures and codes of the indicators that name a department."""
    for measure in plan.measures:
        if department in measure.departments:
            yield measure.number
    for indicator in plan.measured_indicators:
        if department in indicator.own_departments:
            yield indicator.code
