"""The one path of a target to reach: from the baseline through the points on the way to
the target, straight between two of them.

The plan states each year's own target, and it holds for its year. The path goes through
those that lead on: never behind the point before, never beyond the target. A point that
would make the path turn back shapes nothing but its own year.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from dxkpi.plan import Direction, Indicator, ReachTarget
from dxkpi.text.rounding import decimal_of


class PathPoint(NamedTuple):
    """A figure that the path goes through, at the end of a fiscal year."""

    fiscal_year: int
    value: Decimal


def value_on_path(
    indicator: Indicator,
    target: ReachTarget,
    fiscal_year: int,
    since: int | None = None,
) -> Decimal | None:
    """What is expected at the end of a fiscal year: the year's own target, else the
    value on the path; from the deadline on the target.

    The path begins in the baseline's year, or `since` another one with the baseline's
    value. None before it begins, and where a survey was changed since the baseline.
    Exact up to 28 digits.
    """
    if fiscal_year in target.yearly:
        return target.yearly[fiscal_year]
    if fiscal_year >= target.fiscal_year:
        return target.value

    points = path_points(indicator, target, since)
    start = points[0].fiscal_year
    asked_since = (
        start if indicator.baseline is None else indicator.baseline.fiscal_year
    )
    if fiscal_year < start or not indicator.asks_alike(asked_since, fiscal_year):
        return None
    for earlier, later in pairwise(points):
        if earlier.fiscal_year <= fiscal_year < later.fiscal_year:
            return _between(earlier, later, fiscal_year)
    return None


def path_points(
    indicator: Indicator, target: ReachTarget, since: int | None = None
) -> tuple[PathPoint, ...]:
    """Where the path goes through, in order of years; the target comes last.

    It begins at the baseline (`since` another year with its value), without one at the
    first point that leads to the target.
    """
    end = PathPoint(target.fiscal_year, target.value)
    baseline = indicator.baseline
    points: list[PathPoint] = []
    if baseline is not None:
        start = baseline.fiscal_year if since is None else since
        points.append(PathPoint(start, baseline.value))
    way = _way_of_path(indicator, target)
    for point in _stated_points(indicator, target, since):
        turns_back = bool(points) and way.is_better(points[-1].value, point.value)
        goes_too_far = way.is_better(point.value, end.value)
        if not turns_back and not goes_too_far:
            points.append(point)
    return (*points, end)


def years_beside_path(indicator: Indicator, target: ReachTarget) -> frozenset[int]:
    """The years whose own target the path does not go through."""
    on_path = {point.fiscal_year for point in path_points(indicator, target)}
    return frozenset(target.yearly.keys() - on_path)


def _stated_points(
    indicator: Indicator, target: ReachTarget, since: int | None
) -> Iterator[PathPoint]:
    """The plan's own figures after the path's start and before the deadline, in order."""
    baseline = indicator.baseline
    start = since
    if start is None and baseline is not None:
        start = baseline.fiscal_year
    for year, value in sorted(target.yearly.items()):
        is_after_start = baseline is None or start is None or year > start
        if is_after_start and year < target.fiscal_year:
            yield PathPoint(year, value)


def _way_of_path(indicator: Indicator, target: ReachTarget) -> Direction:
    """Which way the path runs: as its two ends lie, else as the figure is to go."""
    baseline = indicator.baseline
    if baseline is None or baseline.value == target.value:
        return indicator.direction
    if target.value > baseline.value:
        return Direction.HIGHER
    return Direction.LOWER


def _between(earlier: PathPoint, later: PathPoint, fiscal_year: int) -> Decimal:
    """The straight line between two points at the end of a fiscal year."""
    years_gone = fiscal_year - earlier.fiscal_year
    all_years = later.fiscal_year - earlier.fiscal_year
    way = Fraction(later.value) - Fraction(earlier.value)
    share = Fraction(years_gone, all_years)
    return decimal_of(Fraction(earlier.value) + way * share)
