"""What an item of a plan document holds, counted: that goes with it where it is removed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from dxkpi.plan.document_changes import ABSENT, value_at
from dxkpi.plan.document_parts import objects_in
from dxkpi.plan.document_problem import Location


class HeldThing(StrEnum):
    """What is counted, in the order in which it is told."""

    FIGURES = "figures"
    REPORTS = "reports"
    MARKS = "marks"
    FORMER_TARGETS = "former_targets"
    REFERENCES = "references"
    MEASURES = "measures"
    INITIATIVES = "initiatives"
    ENTRIES = "entries"
    INDICATORS = "indicators"


_LISTS = {
    "reports": HeldThing.REPORTS,
    "marks": HeldThing.MARKS,
    "former_targets": HeldThing.FORMER_TARGETS,
    "references": HeldThing.REFERENCES,
    "measures": HeldThing.MEASURES,
    "initiatives": HeldThing.INITIATIVES,
    "schedule": HeldThing.ENTRIES,
}
_HOLDERS = ("measures", "initiatives", "parts")


def item_contents(data: Any, location: Location) -> Mapping[HeldThing, int]:
    """How many of each thing an item of a document holds; only what there is.

    The indicators are those that name it as their measure or policy; they lose that name.
    """
    item = value_at(data, location)
    counts: Counter[HeldThing] = Counter()
    if item is not ABSENT:
        _count_inside(item, counts)
        counts[HeldThing.INDICATORS] += len(list(_naming(data, location)))
    return {thing: counts[thing] for thing in HeldThing if counts[thing]}


def _count_inside(item: Mapping[str, Any], counts: Counter[HeldThing]) -> None:
    figures = objects_in(item.get("actuals"))
    counts[HeldThing.FIGURES] += sum(1 for each in figures if _has_figure(each))
    for name, thing in _LISTS.items():
        counts[thing] += len(objects_in(item.get(name)))
    for name in _HOLDERS:
        for inner in objects_in(item.get(name)):
            _count_inside(inner, counts)


def _has_figure(actual: Mapping[str, Any]) -> bool:
    return any(
        actual.get(name) is not None for name in ("value", "numerator", "survey")
    )


def _naming(data: Any, location: Location) -> Iterator[Mapping[str, Any]]:
    """The indicators that name a policy or measure."""
    field = {"policies": "policy", "measures": "measure"}.get(str(location[-2]))
    for indicator in objects_in(value_at(data, ("indicators",))):
        if field is not None and str(indicator.get(field)) == str(location[-1]):
            yield indicator
