"""The label of the target on a line chart."""

from dataclasses import replace

from dxkpi.charts.label_sides import free_side, goal_side, outer_side
from dxkpi.charts.label_spacing import LABEL_GAP
from dxkpi.charts.plane import Label, Plane
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.wording.chart_captions import target_label
from dxkpi.wording.language import Language

_OPENED, _SMALL = 15, 12


def opened_goal_labels(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Label]:
    """The target on the far side of the path: above one to rise to, below one to sink to.

    Where it has been met, its label makes way for the figure's.
    """
    text = target_label(course.indicator, language, unit=True)
    labels: list[Label] = _range_label(course, plane, text, _OPENED)
    for year, value in course.goal.items():
        here = plane.pixel(value)
        label = Label(year, here, text, "target", _OPENED, bold=True)
        if _is_met(course, plane, year):
            labels.append(_met_goal_label(course, plane, label))
        else:
            y = here + (_OPENED + 5) * outer_side(course)
            labels.append(replace(label, y=y))
    return labels


def trend_goal_labels(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Label]:
    """As in an opened chart; a target still ahead stands on the side that the trend leaves free."""
    return [
        _clear_of_trend(label, course, plane)
        for label in opened_goal_labels(course, plane, language)
    ]


def small_goal_labels(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Label]:
    """The target of a small multiple: its figure alone, ending beside its mark."""
    text = target_label(course.indicator, language, with_deadline=False, unit=False)
    labels: list[Label] = _range_label(course, plane, text, _SMALL)
    for year, value in course.goal.items():
        y = plane.pixel(value) + 13 * outer_side(course)
        labels.append(Label(year, y, text, "target", _SMALL, anchor="right", dx=14))
    return labels


def _range_label(
    course: FigureCourse, plane: Plane, text: str, size: int
) -> list[Label]:
    """A range stands above its upper end, or below its lower one where figures lie above."""
    if course.target_range is None:
        return []
    low, high = course.target_range
    figures_lie_above = any(value > high for value in course.known.values())
    y = plane.pixel(low) + size + 2 if figures_lie_above else plane.pixel(high) - size
    is_opened = size == _OPENED
    last = course.years[-1]
    return [Label(last, y, text, "target", size, is_opened, "right", dx=14)]


def opened_direction_label(course: FigureCourse, language: Language) -> list[Label]:
    """A target without a figure stands in the upper right corner."""
    if not course.has_direction_only:
        return []
    text = target_label(course.indicator, language)
    last = course.years[-1]
    return [Label(last, 22, text, "target", _OPENED, True, "right", dx=14)]


def small_direction_label(course: FigureCourse, language: Language) -> list[Label]:
    """The same in a small multiple, without its deadline."""
    if not course.has_direction_only:
        return []
    text = target_label(course.indicator, language, with_deadline=False)
    last = course.years[-1]
    return [Label(last, 10, text, "target", _SMALL, False, "right", dx=14)]


def _clear_of_trend(label: Label, course: FigureCourse, plane: Plane) -> Label:
    if label.year in course.known:
        return label
    side = goal_side(course, plane, label.year)
    return replace(label, y=plane.pixel(course.goal[label.year]) + 20 * side)


def _is_met(course: FigureCourse, plane: Plane, year: int) -> bool:
    """Whether the figure of the target's year lies so close that their labels would touch."""
    if year not in course.known:
        return False
    distance = plane.pixel(course.known[year]) - plane.pixel(course.goal[year])
    return abs(distance) < LABEL_GAP


def _met_goal_label(course: FigureCourse, plane: Plane, label: Label) -> Label:
    """The label of a target that has been met: right of the last figure, else on the
    side that the figure's leaves free.
    """
    if label.year == max(course.known):
        return replace(label, y=label.y - 1, anchor="left", dx=13)
    side, lean = free_side(course, plane, label.year)
    return replace(label, y=label.y - side * 20, dx=-lean)
