"""Actuals in a document that is worked on: those of the store stand there by reference.

A figure that was taken back to guard people must not live on in a copy, and one that is
registered meanwhile must count. So work in progress holds figures of its own only, and
names those that the plan has: `{"fiscal_year": 2025, "as_stored": "K01"}`.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from dxkpi.plan.document_parts import objects_in
from dxkpi.plan.document_problem import Location

AS_STORED = "as_stored"
"""The field of a reference: the code under which the plan has the figure."""


def is_reference(actual: Any) -> bool:
    """Whether an actual only names one of the plan."""
    return isinstance(actual, dict) and AS_STORED in actual


def with_references(data: Any) -> Any:
    """A plan's document with references in place of its actuals."""
    referring = deepcopy(data)
    for measured in _measured(referring):
        actuals = objects_in(measured.get("actuals"))
        if actuals:
            code = measured.get("code")
            measured["actuals"] = [
                {"fiscal_year": actual.get("fiscal_year"), AS_STORED: code}
                for actual in actuals
            ]
    return referring


def with_stored_actuals(data: Any, stored: Any) -> Any:
    """A document with the actuals that the plan has in place of their references.

    One that the plan does not have any more is left out. `stored` is the plan's document.
    """
    known = {
        (measured.get("code"), str(actual.get("fiscal_year"))): actual
        for measured in _measured(stored)
        for actual in objects_in(measured.get("actuals"))
    }
    filled = deepcopy(data)
    for measured in _measured(filled):
        actuals = measured.get("actuals")
        if not isinstance(actuals, list) or not any(map(is_reference, actuals)):
            continue
        kept = [
            known.get((actual[AS_STORED], str(actual.get("fiscal_year"))))
            if is_reference(actual)
            else actual
            for actual in actuals
        ]
        measured["actuals"] = [
            deepcopy(actual) for actual in kept if actual is not None
        ]
    return filled


def actual_around(location: Location) -> Location | None:
    """The location of the actual that something is inside of; None elsewhere."""
    for length in range(2, len(location)):
        if location[length - 2] == "actuals" and length > 2:
            return location[:length]
    return None


def _measured(data: Any) -> Iterator[dict[str, Any]]:
    """The indicators and their parts of data that need not be a sound plan."""
    if not isinstance(data, dict):
        return
    for indicator in objects_in(data.get("indicators")):
        yield indicator
        yield from objects_in(indicator.get("parts"))
