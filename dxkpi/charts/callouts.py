"""The labels on a line chart: every figure beside its own mark, none on top of another.

Heights are pixels from the top: a larger one lies lower.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from dxkpi.charts.former_targets import former_target_labels
from dxkpi.charts.label_sides import free_side, height_after, outer_side
from dxkpi.charts.label_spacing import pushed_apart
from dxkpi.charts.line_ends import LineEnd, end_labels
from dxkpi.charts.plane import Label, Plane
from dxkpi.charts.target_labels import (
    opened_direction_label,
    opened_goal_labels,
    small_direction_label,
    small_goal_labels,
    trend_goal_labels,
)
from dxkpi.charts.target_line_label import target_line_labels
from dxkpi.charts.trend_ends import goal_ends_chart
from dxkpi.rules import Forecast
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.wording.chart_captions import known_label, start_word
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language
from dxkpi.wording.targets import expected_text


def opened_labels(
    course: FigureCourse,
    plane: Plane,
    ends: Sequence[LineEnd],
    selected_year: int,
    language: Language,
) -> list[Label]:
    """All labels of an opened indicator; those at the right are pushed apart."""
    at_the_right = [
        *end_labels(plane, ends),
        *opened_goal_labels(course, plane, language),
        *_expected_labels(course, plane, selected_year, language),
    ]
    heights = pushed_apart([label.y for label in at_the_right])
    pushed = [
        replace(label, y=y) for label, y in zip(at_the_right, heights, strict=True)
    ]
    return [
        *_ahead_labels(course, plane, language),
        *_gap_labels(course, plane, language),
        *_point_labels(course, plane, ends, selected_year, language),
        *pushed,
        *_former_labels(course, plane, language),
        *opened_direction_label(course, language),
    ]


def trend_labels(
    course: FigureCourse,
    plane: Plane,
    selected_year: int,
    outlook: Forecast | None,
    taken: Collection[int],
    language: Language,
) -> list[Label]:
    """The labels of a trend: its figures, the target, and the line that leads there by name.

    In the years that are `taken` something else stands near the line.
    """
    return [
        *_ahead_labels(course, plane, language),
        *_gap_labels(course, plane, language),
        *target_line_labels(course, plane, outlook, taken, language),
        *_trend_goal_labels(course, plane, language),
        *_point_labels(course, plane, (), selected_year, language),
        *opened_direction_label(course, language),
    ]


def _trend_goal_labels(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Label]:
    """The target, unless it ends the chart, where it has a label of its own."""
    if goal_ends_chart(course):
        return []
    return trend_goal_labels(course, plane, language)


def small_labels(course: FigureCourse, plane: Plane, language: Language) -> list[Label]:
    """The labels of a small multiple: the baseline, the target and the reason for a gap."""
    return [
        *_small_gap_labels(course, plane, language),
        *small_goal_labels(course, plane, language),
        *small_direction_label(course, language),
        *small_baseline_label(course, plane, language),
    ]


def _former_labels(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Label]:
    """What was promised before, clear of the present target's label."""
    goals = opened_goal_labels(course, plane, language)
    former = former_target_labels(course, plane, language)
    heights = pushed_apart([label.y for label in (*goals, *former)])[len(goals) :]
    return [replace(label, y=y) for label, y in zip(former, heights, strict=True)]


def gap_value(course: FigureCourse, plane: Plane, year: int) -> float:
    """Where the mark of a missing figure stands: on the path, between its neighbours,
    else below the value axis.

    Never on the axis itself, where it would read as zero.
    """
    if year in course.path:
        return float(course.path[year])
    earlier = [known for known in course.known if known < year]
    later = [known for known in course.known if known > year]
    if not earlier or not later:
        return plane.value(plane.band[1] + 13)

    before, after = max(earlier), min(later)
    low, high = float(course.known[before]), float(course.known[after])
    return low + (high - low) * (year - before) / (after - before)


def small_baseline_label(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Label]:
    """The baseline on the side that the line leaves free."""
    labels: list[Label] = []
    for year in course.start:
        here = plane.pixel(course.known[year])
        after = height_after(course, plane, year)
        line_goes_down = after is not None and after > here
        y = here - 13 if line_goes_down else here + 14
        text = known_label(course.indicator, year, language)
        labels.append(Label(year, y, text, "muted", 12))
    return labels


def _expected_labels(
    course: FigureCourse, plane: Plane, selected_year: int, language: Language
) -> list[Label]:
    """What is expected of the chosen year, and of the first one after the last figure."""
    if course.ahead or course.has_direction_only or not course.known:
        return []
    years: set[int] = set()
    if _is_judged_by_path(course, selected_year):
        years.add(selected_year)
    next_year = _first_free_year(course)
    if next_year is not None:
        years.add(next_year)
    years -= set(course.goal)
    return [_expected_label(course, plane, year, language) for year in sorted(years)]


def _is_judged_by_path(course: FigureCourse, year: int) -> bool:
    if year in course.start or year in course.gaps:
        return False
    return year in course.path


def _expected_label(
    course: FigureCourse, plane: Plane, year: int, language: Language
) -> Label:
    value = course.path[year]
    text = language.gettext(
        "expected {value}", value=expected_text(course.indicator, value, language)
    )
    y = plane.pixel(value) - 15 * outer_side(course)
    return Label(year, y, text, "path", 12, anchor="left", dx=6)


def _first_free_year(course: FigureCourse) -> int | None:
    """The first year of the path after the last figure that is no gap."""
    last = max(course.known)
    for year in course.path:
        if year > last and year not in course.gaps:
            return year
    return None


def _ahead_labels(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Label]:
    """The steps that lie ahead, each with its expected value."""
    labels: list[Label] = []
    for year, value in course.ahead.items():
        text = expected_text(course.indicator, value, language)
        y = plane.pixel(value) - 18
        labels.append(Label(year, y, text, "path", 13, optional=True))
    return labels


def _gap_labels(course: FigureCourse, plane: Plane, language: Language) -> list[Label]:
    """Why a figure is missing, beneath its mark."""
    labels: list[Label] = []
    for year, reason in course.gaps.items():
        here = plane.pixel(gap_value(course, plane, year))
        is_below_axis = here > plane.band[1]
        distance = 13 if is_below_axis else 17
        word = term_label(reason, language)
        labels.append(Label(year, here + distance, word, "muted", 12))
    return labels


def _small_gap_labels(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Label]:
    """The same in a small multiple, only on the path after the last figure."""
    labels: list[Label] = []
    for year, reason in course.gaps.items():
        is_past = year < max(course.known, default=year)
        if year in course.path and not is_past:
            y = plane.pixel(gap_value(course, plane, year)) + 15
            labels.append(Label(year, y, term_label(reason, language), "muted", 12))
    return labels


def _point_labels(
    course: FigureCourse,
    plane: Plane,
    ends: Sequence[LineEnd],
    selected_year: int,
    language: Language,
) -> list[Label]:
    """The figure of each point on its free side, unless it stands at the line's end; the
    baseline with its word.
    """
    at_line_end = {end.year for end in ends if end.is_actual}
    labels: list[Label] = []
    for year, value in course.known.items():
        here = plane.pixel(value)
        side, lean = free_side(course, plane, year)
        if year not in at_line_end:
            is_selected = year == selected_year
            figure = _figure_label(course, year, language, is_selected=is_selected)
            labels.append(replace(figure, y=here + side * figure.y, dx=lean))
        if year in course.start:
            distance = 17 if year in at_line_end else 34
            y = here + side * distance
            word = start_word(course.indicator, language)
            labels.append(Label(year, y, word, "muted", 12, dx=lean))
    return labels


def _figure_label(
    course: FigureCourse, year: int, language: Language, *, is_selected: bool
) -> Label:
    """A figure as large as its year deserves; `y` is its distance from the point."""
    is_baseline = year in course.start
    return Label(
        year,
        19 if is_selected else 17,
        known_label(course.indicator, year, language),
        "actual",
        size=16 if is_selected else 14,
        bold=True,
        optional=not (is_selected or is_baseline),
    )
