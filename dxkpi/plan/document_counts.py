"""Shares that a document states by their two counts: 163/182, or the counts alone."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dxkpi.plan.dated_figure import ShareCounts
from dxkpi.plan.document_parts import indicators_in, objects_in
from dxkpi.plan.fields import MOST_DECIMALS, Figure
from dxkpi.plan.unit import share_whole
from dxkpi.text.written_counts import written_counts


def part_counts(figure: dict[str, Any], counted_unit: str) -> None:
    """163/182 is 163 of 182, and 89.6%（163/182）also the share that stands there."""
    value = figure.get("value")
    if not isinstance(value, str):
        return
    counts = written_counts(value, counted_unit)
    if counts is None:
        return
    figure.setdefault("numerator", counts.numerator)
    figure.setdefault("denominator", counts.denominator)
    figure["value"] = counts.rate


def fill_shares_of_counts(data: dict[str, Any]) -> None:
    """Give every figure that states its two counts alone the share that they make."""
    for _place, indicator in indicators_in(data):
        unit, decimals = indicator.get("unit"), indicator.get("decimals", 0)
        whole = share_whole(unit) if isinstance(unit, str) else None
        if whole is None or decimals not in range(MOST_DECIMALS + 1):
            continue
        for figure in _figures_without_value(indicator):
            counts = _counts_of(figure)
            if counts is not None:
                figure["value"] = counts.share(whole, decimals)


def _figures_without_value(indicator: dict[str, Any]) -> Iterator[dict[str, Any]]:
    formers = objects_in(indicator.get("former_targets"))
    figures = [
        indicator.get("baseline"),
        *(former.get("baseline") for former in formers),
    ]
    figures += objects_in(indicator.get("actuals"))
    figures += objects_in(indicator.get("references"))
    for figure in objects_in(figures):
        if figure.get("value") is None and figure.get("missing") is None:
            yield figure


def _counts_of(figure: dict[str, Any]) -> ShareCounts | None:
    """The two counts of a figure; None where they make no share, which is refused later."""
    numerator = _figure(figure.get("numerator"))
    denominator = _figure(figure.get("denominator"))
    if numerator is None or denominator is None or denominator <= 0:
        return None
    return ShareCounts(numerator, denominator)


def _figure(value: Any) -> Decimal | None:
    """A number that a figure may be; None for any other, as 1e999999999."""
    try:
        return _FIGURE.validate_python(value)
    except ValidationError:
        return None


_FIGURE: TypeAdapter[Decimal] = TypeAdapter(Figure)
