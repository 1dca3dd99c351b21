"""Actuals in a document that is worked on: those of the store stand there by reference.

A figure that was taken back to guard people must not live on in a copy, and one that is
registered meanwhile must count. So work in progress holds figures of its own only, and
names those that the plan has: `{"fiscal_year": 2025, "as_stored": "K01"}`.
"""

from collections.abc import Collection, Iterator
from typing import Any

from dxkpi.plan.document_changes import AS_STORED, changes_at, is_reference
from dxkpi.plan.document_parts import copied_data, objects_in
from dxkpi.plan.document_problem import Location


def with_references(data: Any, but: Collection[tuple[str, int]] = ()) -> Any:
    """A plan's document with references in place of its actuals, but for those of these
    codes and years.
    """
    referring = copied_data(data)
    for measured in _measured(referring):
        actuals = objects_in(measured.get("actuals"))
        if actuals:
            code = measured.get("code")
            measured["actuals"] = [
                actual
                if (code, actual.get("fiscal_year")) in but
                else {"fiscal_year": actual.get("fiscal_year"), AS_STORED: code}
                for actual in actuals
            ]
    return referring


def with_stored_actuals(data: Any, stored: Any) -> Any:
    """A document with the actuals that the plan has in place of their references.

    One that the plan does not have any more is left out. `stored` is the plan's document.
    """
    known = _known_actuals(stored)
    filled = copied_data(data)
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
            copied_data(actual) for actual in kept if actual is not None
        ]
    return filled


def with_references_where_same(data: Any, stored: Any) -> Any:
    """A document with references in place of the actuals that the plan has alike."""
    known = _known_actuals(stored)
    referring = copied_data(data)
    for measured in _measured(referring):
        code = measured.get("code")
        for n, actual in enumerate(measured.get("actuals") or ()):
            if not isinstance(actual, dict) or is_reference(actual):
                continue
            year = actual.get("fiscal_year")
            stored_actual = known.get((code, str(year)))
            if stored_actual is not None and not changes_at((), stored_actual, actual):
                measured["actuals"][n] = {"fiscal_year": year, AS_STORED: code}
    return referring


def actual_around(location: Location) -> Location | None:
    """The location of the actual that something is, or is inside of; None elsewhere."""
    for position, part in enumerate(location[:-1]):
        if part == "actuals":
            return location[: position + 2]
    return None


def _known_actuals(stored: Any) -> dict[tuple[Any, str], dict[str, Any]]:
    """The actuals of a plan's document by code and year."""
    return {
        (measured.get("code"), str(actual.get("fiscal_year"))): actual
        for measured in _measured(stored)
        for actual in objects_in(measured.get("actuals"))
    }


def _measured(data: Any) -> Iterator[dict[str, Any]]:
    """The indicators and their parts of data that need not be a sound plan."""
    if not isinstance(data, dict):
        return
    for indicator in objects_in(data.get("indicators")):
        yield indicator
        yield from objects_in(indicator.get("parts"))
