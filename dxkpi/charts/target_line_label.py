"""The name of the line that leads to the target, where it can be read."""

from collections.abc import Collection
from dataclasses import replace

from dxkpi.charts.label_sides import ABOVE, BELOW, goal_side, outer_side
from dxkpi.charts.plane import Label, Plane
from dxkpi.charts.trend_ends import goal_ends_chart
from dxkpi.rules import Forecast
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.wording.language import Language
from dxkpi.wording.targets import expected_text

_FAR = 30


def target_line_labels(
    course: FigureCourse,
    plane: Plane,
    outlook: Forecast | None,
    taken: Collection[int],
    language: Language,
) -> list[Label]:
    """The line to the target by its name: with its next value where it runs free, else
    where it is far from the actuals.

    In the years that are `taken` something else stands near the line.
    """
    _ = language.gettext
    free = _free_years(course, taken)
    if course.ahead and free:
        middle = free[(len(free) - 1) // 2]
        return [_label_along(course, plane, middle, BELOW, _("target line"))]
    if free:
        year = free[0]
        side = _free_side_of_line(course, plane, year, outlook)
        value = expected_text(course.indicator, course.path[year], language)
        text = _("target line {value}", value=value)
        label = _label_along(course, plane, year, side, text)
        if outlook is None:
            return [label]
        narrow = _label_at_last_figure(course, plane, language)
        return [replace(label, room="wide"), *narrow]

    widest = _widest_gap_year(course, plane)
    if widest is None:
        return []
    side = _side_away_from_actual(course, plane, widest)
    return [_label_along(course, plane, widest, side, _("target line"))]


def _label_along(
    course: FigureCourse, plane: Plane, year: int, side: int, text: str
) -> Label:
    """A text beside the line in a year, beginning or ending there, so that the line
    leads away from it.
    """
    y = plane.pixel(course.path[year]) + 17 * side
    if side == -outer_side(course):
        return Label(year, y, text, "path", 12, anchor="left", dx=6)
    return Label(year, y, text, "path", 12, anchor="right", dx=-6)


def _label_at_last_figure(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Label]:
    """The name alone, for a narrow chart: there the range of the outlook stands over the
    years behind the last figure.
    """
    last = max(course.known)
    if last not in course.path:
        return []
    side = _side_away_from_actual(course, plane, last)
    text = language.gettext("target line")
    label = _label_along(course, plane, last, side, text)
    return [replace(label, room="narrow")]


def _years_of_line(course: FigureCourse) -> list[int]:
    """The years of the line before the target's."""
    return [year for year in course.path if year not in course.goal]


def _free_years(course: FigureCourse, taken: Collection[int]) -> list[int]:
    """The years of the line after the last figure in which nothing else stands."""
    last = max(course.known)
    free: list[int] = []
    for year in _years_of_line(course):
        is_occupied = year in course.gaps or year in taken
        if year > last and not is_occupied:
            free.append(year)
    return free


def _free_side_of_line(
    course: FigureCourse, plane: Plane, year: int, outlook: Forecast | None
) -> int:
    """The outer side of the line where nothing stands there; else the one that the
    target's label leaves free, or the one away from the outlook.
    """
    here = plane.pixel(course.path[year])
    if _is_outer_side_free(course, plane, year, outlook):
        return outer_side(course)
    for goal_year, value in course.goal.items():
        if abs(plane.pixel(value) - here) < _FAR:
            return -goal_side(course, plane, goal_year)
    if outlook is not None and _is_above(outlook, plane, year, here):
        return BELOW
    return ABOVE


def _is_outer_side_free(
    course: FigureCourse, plane: Plane, year: int, outlook: Forecast | None
) -> bool:
    """Whether neither the target's label nor the last figure nor the outlook stands on
    the side of the line where the target lies.
    """
    last = max(course.known)
    if outlook is None or last not in course.path or not goal_ends_chart(course):
        return False
    outer = outer_side(course)
    outlook_is_above = _is_above(outlook, plane, year, plane.pixel(course.path[year]))
    outlook_is_outside = outlook_is_above == (outer == ABOVE)
    is_away = _side_away_from_actual(course, plane, last) == outer
    return is_away and not outlook_is_outside


def _is_above(outlook: Forecast, plane: Plane, year: int, height: float) -> bool:
    """Whether the outlook for a year lies higher than that."""
    for estimate in outlook.estimates:
        if estimate.fiscal_year == year:
            return plane.pixel(estimate.centre) < height
    return False


def _widest_gap_year(course: FigureCourse, plane: Plane) -> int | None:
    """The year in which line and actual lie farthest apart; None where they are close
    in all of them.
    """
    gaps: dict[int, float] = {}
    for year in _years_of_line(course):
        if year in course.known:
            line, actual = course.path[year], course.known[year]
            gaps[year] = abs(plane.pixel(actual) - plane.pixel(line))
    if not gaps:
        return None
    widest = max(gaps, key=lambda year: gaps[year])
    return widest if gaps[widest] >= _FAR else None


def _side_away_from_actual(course: FigureCourse, plane: Plane, year: int) -> int:
    actual, line = plane.pixel(course.known[year]), plane.pixel(course.path[year])
    return BELOW if actual < line else ABOVE
