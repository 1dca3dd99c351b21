"""Indicators that consist of parts: one row for each part, which stand in their plan's
document under the indicator that they are judged with.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from dxkpi.plan import IndicatorPart
from dxkpi.store.rows import Fields


def with_nested_parts(
    indicators: Sequence[Fields], judged_with: Sequence[str | None]
) -> list[Fields]:
    """The indicators with their parts in them. `judged_with` is of each the code of the
    one that it is a part of; a part whose indicator is not there stands by itself.
    """
    whole_by_code: dict[str, Fields] = {}
    for fields, code_of_whole in zip(indicators, judged_with, strict=True):
        if code_of_whole is None:
            whole_by_code[fields["code"]] = fields
    nested = []
    for fields, code_of_whole in zip(indicators, judged_with, strict=True):
        whole = whole_by_code.get(code_of_whole or "")
        if whole is None:
            nested.append(fields)
        else:
            whole.setdefault("parts", []).append(_part(fields))
    return nested


def each_measured(indicators: Sequence[Any]) -> Iterator[Any]:
    """Each indicator and each of their parts, as fields."""
    for fields in indicators:
        yield fields
        yield from fields.get("parts", ())


def _part(fields: Fields) -> Fields:
    return {name: fields[name] for name in IndicatorPart.model_fields}
