"""The parts of a document that is not checked yet, and may hold anything anywhere."""

from collections.abc import Iterator
from typing import Any


def indicators_in(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The indicators; something else in place of one is an empty one."""
    indicators = data.get("indicators")
    for indicator in indicators if isinstance(indicators, list) else ():
        yield indicator if isinstance(indicator, dict) else {}


def objects_in(values: Any) -> list[dict[str, Any]]:
    """The objects of a list; what is none is reported by its own rule."""
    if not isinstance(values, list):
        return []
    return [value for value in values if isinstance(value, dict)]
