"""The labels on a line chart: every figure beside its own mark, none on top of another.

Heights are pixels from the top: a larger one lies lower. A side is −1 above a mark and 1 below it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dxkpi.charts.label_spacing import LABEL_GAP, freer_side, pushed_apart
from dxkpi.charts.plane import Label, Plane
from dxkpi.plan import Indicator
from dxkpi.rules import Forecast
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording.chart_captions import known_label, target_label
from dxkpi.wording.figures import number_text
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language
from dxkpi.wording.targets import expected_text

ABOVE, BELOW = -1, 1

_NAME_EMS = 8
_FAR, _CLOSE, _CLOSE_YEARS = 30, 40, 3
_LEVEL = 12  # pixels of rise below which a line counts as level


@dataclass(frozen=True)
class LineEnd:
    """The label at the right end of a line."""

    year: int
    value: Decimal
    text: str
    role: str

    @property
    def is_actual(self) -> bool:
        """Whether it ends the line of the actuals, not one for comparison."""
        return self.role == "actual"


def line_ends(course: FigureCourse, place: str, language: Language) -> list[LineEnd]:
    """A name and the last figure for each line: the references, and the actuals once
    they have left the baseline.
    """
    ends: list[LineEnd] = []
    for name, figures in course.references.items():
        last = max(figures)
        number = number_text(course.indicator, figures[last], language)
        text = f"{cut_to_width(name, _NAME_EMS)} {number}"
        ends.append(LineEnd(last, figures[last], text, "muted"))
    if course.known and not course.ahead:
        last = max(course.known)
        number = known_label(course.indicator, last, language)
        text = f"{cut_to_width(place, _NAME_EMS)} {number}".strip()
        ends.append(LineEnd(last, course.known[last], text, "actual"))
    return ends


def right_margin(course: FigureCourse, ends: Sequence[LineEnd]) -> int:
    """Room in pixels for the labels at the right, less the years (36 px at least) that
    lie behind them.
    """
    margin = 34.0
    for end in ends:
        room_behind = 36 * (course.years[-1] - end.year)
        margin = max(margin, text_width(end.text, 14, bold=True) + 20 - room_behind)
    return round(margin)


def opened_labels(
    course: FigureCourse,
    plane: Plane,
    ends: Sequence[LineEnd],
    selected_year: int,
    language: Language,
) -> list[Label]:
    """All labels of an opened indicator; those at the right are pushed apart."""
    at_the_right = [
        *_end_labels(plane, ends),
        *_goal_labels(course, plane, 15, language),
        *_next_expected_label(course, plane, language),
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
        *_direction_label(course, 15, 22, language),
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
    goals = [
        _clear_of_trend(label, course, plane)
        for label in _goal_labels(course, plane, 15, language)
    ]
    return [
        *_ahead_labels(course, plane, language),
        *_gap_labels(course, plane, language),
        *_line_name_label(course, plane, outlook, taken, language),
        *goals,
        *_point_labels(course, plane, (), selected_year, language),
        *_direction_label(course, 15, 22, language),
    ]


def _clear_of_trend(label: Label, course: FigureCourse, plane: Plane) -> Label:
    """The target's label on the side that the trend leaves free, while the target is
    still ahead.
    """
    if label.year in course.known:
        return label
    side = goal_side(course, plane, label.year)
    return replace(label, y=plane.pixel(course.goal[label.year]) + 20 * side)


def small_labels(course: FigureCourse, plane: Plane, language: Language) -> list[Label]:
    """The labels of a small multiple: the baseline, the target and the reason for a gap."""
    labels = [
        *_gap_labels(course, plane, language),
        *_goal_labels(course, plane, 12, language),
        *_direction_label(course, 12, 10, language),
    ]
    for year in course.start:
        here = plane.pixel(course.known[year])
        _before, after = _neighbours(course, plane, year)
        line_goes_down = after is not None and after > here
        y = here - 13 if line_goes_down else here + 14
        text = known_label(course.indicator, year, language)
        labels.append(Label(year, y, text, "muted", 12))
    return labels


def goal_side(course: FigureCourse, plane: Plane, year: int) -> int:
    """On which side of the target its label stands: away from the path, else from a
    last figure that comes close.
    """
    last = max(course.known)
    distance = plane.pixel(course.known[last]) - plane.pixel(course.goal[year])
    if abs(distance) < _CLOSE and 0 < year - last <= _CLOSE_YEARS:
        side, _lean = _free_side(course, plane, last)
        return -side
    return _outer_side(course)


def gap_value(course: FigureCourse, plane: Plane, year: int) -> float:
    """Where the mark of a missing figure stands: on the path, between its neighbours,
    else below the value axis.

    Never on the axis itself, where it would read as zero.
    """
    if year in course.path:
        return float(course.path[year])
    before = max((known for known in course.known if known < year), default=None)
    after = min((known for known in course.known if known > year), default=None)
    if before is None or after is None:
        return plane.value(plane.band[1] + 13)
    low, high = float(course.known[before]), float(course.known[after])
    return low + (high - low) * (year - before) / (after - before)


def _outer_side(course: FigureCourse) -> int:
    """The side of the target that the path does not come from."""
    return BELOW if course.falls_to_its_target else ABOVE


def _end_labels(plane: Plane, ends: Iterable[LineEnd]) -> list[Label]:
    return [
        Label(
            end.year,
            plane.pixel(end.value),
            end.text,
            end.role,
            size=14 if end.is_actual else 13,
            bold=end.is_actual,
            anchor="left",
            dx=13,
        )
        for end in ends
    ]


def _goal_labels(
    course: FigureCourse, plane: Plane, size: int, language: Language
) -> list[Label]:
    """The target's label on the far side of the path: above a target to rise to, below
    one to sink to.
    """
    is_opened = size > 12
    text = target_label(
        course.indicator, language, with_deadline=is_opened, unit=is_opened
    )
    labels: list[Label] = []
    for year, value in course.goal.items():
        here = plane.pixel(value)
        label = Label(year, here, text, "target", size, bold=is_opened)
        if not is_opened:
            y = here + 13 * _outer_side(course)
            labels.append(replace(label, y=y, anchor="right", dx=14))
        elif _is_met(course, plane, year):
            labels.append(_met_goal_label(course, plane, label))
        else:
            y = here + (size + 5) * _outer_side(course)
            labels.append(replace(label, y=y))
    return labels


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
    side, lean = _free_side(course, plane, label.year)
    return replace(label, y=label.y - side * 20, dx=-lean)


def _direction_label(
    course: FigureCourse, size: int, y: float, language: Language
) -> list[Label]:
    """A target without a figure stands in the upper right corner."""
    if not course.has_direction_only:
        return []
    is_opened = size > 12
    text = target_label(course.indicator, language, with_deadline=is_opened)
    last = course.years[-1]
    return [Label(last, y, text, "target", size, is_opened, "right", dx=14)]


def _next_expected_label(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Label]:
    """What is expected of the first year after the last figure."""
    _ = language.gettext
    if course.ahead or course.has_direction_only or not course.known:
        return []
    year = _first_free_year(course)
    if year is None or year in course.goal:
        return []
    value = course.path[year]
    expected = expected_text(course.indicator, value, language)
    text = _("expected {value}", value=expected)
    y = plane.pixel(value) - 15 * _outer_side(course)
    return [Label(year, y, text, "path", 12, anchor="left", dx=6)]


def _first_free_year(course: FigureCourse) -> int | None:
    """The first year of the path after the last figure that is no gap."""
    last = max(course.known)
    for year in course.path:
        if year > last and year not in course.gaps:
            return year
    return None


def _line_name_label(
    course: FigureCourse,
    plane: Plane,
    outlook: Forecast | None,
    taken: Collection[int],
    language: Language,
) -> list[Label]:
    """The line to the target by its name: with its next value where it runs free, else
    where it is far from the actuals.
    """
    _ = language.gettext
    line = _line_heights(course, plane)
    last = max(course.known)
    free = [y for y in line if y > last and y not in course.gaps and y not in taken]
    text = _("target line")
    if course.ahead and free:
        year = free[(len(free) - 1) // 2]
        side = BELOW
    elif free:
        year = free[0]
        side = _free_side_of_line(course, plane, year, outlook)
        value = expected_text(course.indicator, course.path[year], language)
        text = _("target line {value}", value=value)
    else:
        widest = _widest_gap_year(course, plane)
        if widest is None:
            return []
        year = widest
        actual_is_above = plane.pixel(course.known[year]) < line[year]
        side = BELOW if actual_is_above else ABOVE

    label = Label(year, line[year] + 17 * side, text, "path", 12)
    if side == -_outer_side(course):
        return [replace(label, anchor="left", dx=6)]
    return [replace(label, anchor="right", dx=-6)]


def _line_heights(course: FigureCourse, plane: Plane) -> dict[int, float]:
    """Where the line to the target runs in each year before the target's."""
    heights: dict[int, float] = {}
    for year, value in course.path.items():
        if year not in course.goal:
            heights[year] = plane.pixel(value)
    return heights


def _free_side_of_line(
    course: FigureCourse, plane: Plane, year: int, outlook: Forecast | None
) -> int:
    """The side of the line that the target's label leaves free, else the one away from
    the outlook.
    """
    here = plane.pixel(course.path[year])
    for goal_year, value in course.goal.items():
        if abs(plane.pixel(value) - here) < _FAR:
            return -goal_side(course, plane, goal_year)
    if outlook is not None:
        for estimate in outlook.estimates:
            if estimate.fiscal_year == year and plane.pixel(estimate.centre) < here:
                return BELOW
    return ABOVE


def _widest_gap_year(course: FigureCourse, plane: Plane) -> int | None:
    """The year in which line and actual lie farthest apart; None where they are close
    in all of them.
    """
    line = _line_heights(course, plane)
    gaps: dict[int, float] = {}
    for year, value in course.known.items():
        if year in line:
            gaps[year] = abs(plane.pixel(value) - line[year])
    widest = max(gaps, key=lambda year: gaps[year], default=None)
    if widest is None or gaps[widest] < _FAR:
        return None
    return widest


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
    """Why a figure is missing; a small multiple says so only on the path after the last figure."""
    is_small = plane.height < 200
    labels: list[Label] = []
    for year, reason in course.gaps.items():
        here = plane.pixel(gap_value(course, plane, year))
        if is_small:
            is_past = year < max(course.known, default=year)
            if year not in course.path or is_past:
                continue
            distance = 15
        else:
            is_below_axis = here > plane.band[1]
            distance = 13 if is_below_axis else 17
        word = term_label(reason, language)
        labels.append(Label(year, here + distance, word, "muted", 12))
    return labels


def _point_labels(
    course: FigureCourse,
    plane: Plane,
    ends: Sequence[LineEnd],
    selected_year: int,
    language: Language,
) -> list[Label]:
    """The figure of each point on its free side; the last one stands in the label at
    the line's end.
    """
    _ = language.gettext
    at_line_end = {end.year for end in ends if end.is_actual}
    labels: list[Label] = []
    for year, value in course.known.items():
        here = plane.pixel(value)
        side, lean = _free_side(course, plane, year)
        is_baseline = year in course.start
        if year not in at_line_end:
            figure = _figure_label(
                course.indicator,
                year,
                language,
                is_selected=year == selected_year,
                is_baseline=is_baseline,
            )
            labels.append(replace(figure, y=here + side * figure.y, dx=lean))
        if is_baseline:
            distance = 17 if year in at_line_end else 34
            y = here + side * distance
            labels.append(Label(year, y, _("baseline"), "muted", 12, dx=lean))
    return labels


def _figure_label(
    indicator: Indicator,
    year: int,
    language: Language,
    *,
    is_selected: bool,
    is_baseline: bool,
) -> Label:
    """A figure as large as its year deserves; `y` is its distance from the point."""
    return Label(
        year,
        19 if is_selected else 17,
        known_label(indicator, year, language),
        "actual",
        size=16 if is_selected else 14,
        bold=True,
        optional=not (is_selected or is_baseline),
    )


def _free_side(course: FigureCourse, plane: Plane, year: int) -> tuple[int, float]:
    """On which side of a point its label stands, and how far it leans left or right, so
    that no line runs through it.
    """
    here = plane.pixel(course.known[year])
    before, after = _neighbours(course, plane, year)
    side = _side_without_lines(course, plane, year)

    start = here if before is None else before
    end = here if after is None else after
    rise = start - end
    if abs(rise) < _LEVEL:
        return side, 0.0
    leans_right = (rise > 0) == (side == BELOW)
    return side, 10.0 if leans_right else -10.0


def _side_without_lines(course: FigureCourse, plane: Plane, year: int) -> int:
    """Where no other line passes; else below a valley and above everything else."""
    here = plane.pixel(course.known[year])
    if year in course.start and here > plane.band[1] - 24:
        return ABOVE  # below the baseline's point there is no room

    lines = (course.path, *course.references.values())
    values = [line[year] for line in lines if year in line]
    others = [plane.pixel(value) for value in values if value != course.known[year]]
    side = freer_side(here, others)
    if side != 0:
        return side

    before, after = _neighbours(course, plane, year)
    if before is None or after is None:
        return ABOVE
    is_valley = before < here and after < here
    return BELOW if is_valley else ABOVE


def _neighbours(
    course: FigureCourse, plane: Plane, year: int
) -> tuple[float | None, float | None]:
    """The heights of the line in the year before and in the year after, which the path
    stands in for.
    """
    before = course.known.get(year - 1)
    after = course.known.get(year + 1, course.path.get(year + 1))
    return (
        None if before is None else plane.pixel(before),
        None if after is None else plane.pixel(after),
    )
