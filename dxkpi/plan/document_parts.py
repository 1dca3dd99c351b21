"""The parts of a document that is not checked yet, and may hold anything anywhere."""

from collections.abc import Iterator
from typing import Any

from dxkpi.plan.document_problem import Location

_OF_FIGURES = ("unit", "decimals", "counts")
"""What says how figures are written; a part has it from its indicator."""


def indicators_in(data: dict[str, Any]) -> Iterator[tuple[Location, dict[str, Any]]]:
    """The indicators and their parts, each with its place; what is none is left out."""
    indicators = data.get("indicators")
    for n, indicator in enumerate(indicators if isinstance(indicators, list) else ()):
        if not isinstance(indicator, dict):
            continue
        place: Location = ("indicators", n)
        yield place, indicator
        inherited = {name: indicator[name] for name in _OF_FIGURES if name in indicator}
        parts = indicator.get("parts")
        for m, part in enumerate(parts if isinstance(parts, list) else ()):
            if isinstance(part, dict):
                yield (*place, "parts", m), inherited | part


def copied_data(value: Any) -> Any:
    """A document's data, or a part of it, whose objects and lists are others' no more."""
    if isinstance(value, dict):
        return {name: copied_data(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [copied_data(item) for item in value]
    return value


def objects_in(values: Any) -> list[dict[str, Any]]:
    """The objects of a list; what is none is reported by its own rule."""
    if not isinstance(values, list):
        return []
    return [value for value in values if isinstance(value, dict)]
