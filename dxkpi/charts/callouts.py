"""The labels on a line chart: every figure beside its own mark, none on top of another."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dxkpi.charts import captions, scale
from dxkpi.charts.course import FigureCourse
from dxkpi.charts.plane import Anchor, Label, Plane
from dxkpi.rules import Forecast
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording import figures
from dxkpi.wording.language import _, current_language
from dxkpi.wording.targets import expected_text

_NAME_UNITS = 8
_FAR, _CLOSE, _CLOSE_YEARS = 30, 40, 3


@dataclass(frozen=True)
class End:
    """The label at the right end of a line."""

    year: int
    value: Decimal
    text: str
    role: str


def line_ends(course: FigureCourse, place: str) -> list[End]:
    """A name and the last figure for each line: the references, and the actuals once they have left the baseline."""
    ends = []
    for name, line in course.references.items():
        last = max(line)
        text = f"{cut_to_width(name, _NAME_UNITS)} {figures.number_text(course.indicator, line[last], current_language())}"
        ends.append(End(last, line[last], text, "muted"))
    if course.known and not course.ahead:
        last = max(course.known)
        text = f"{cut_to_width(place, _NAME_UNITS)} {course.text(last)}".strip()
        ends.append(End(last, course.known[last], text, "actual"))
    return ends


def right_margin(course: FigureCourse, ends: Sequence[End]) -> int:
    """Room for the labels at the right, less the years (36 px at least) that lie behind them."""
    needs = [
        text_width(end.text, 14, bold=True) + 20 - 36 * (course.years[-1] - end.year)
        for end in ends
    ]
    return round(max([34.0, *needs]))


def detail(
    course: FigureCourse, plane: Plane, ends: Sequence[End], selected_year: int
) -> list[Label]:
    """All labels of an opened indicator."""
    pushed = (
        _end_labels(plane, ends)
        + _goal(course, plane, 15)
        + _next_expected(course, plane)
    )
    placed = scale.pushed_apart([label.y for label in pushed])
    return [
        *_ahead(course, plane),
        *_gaps(course, plane),
        *_points(course, plane, ends, selected_year),
        *[replace(label, y=y) for label, y in zip(pushed, placed, strict=True)],
        *_aim(course, 15, 22),
    ]


def trend(
    course: FigureCourse,
    plane: Plane,
    selected_year: int,
    outlook: Forecast | None,
    taken: Collection[int] = (),
) -> list[Label]:
    """The labels of a trend: its figures, the target, and the line that leads there by name.

    In the years that are `taken` something else stands near the line.
    """
    return [
        *_ahead(course, plane),
        *_gaps(course, plane),
        *_line_name(course, plane, outlook, taken),
        *(
            replace(
                label,
                y=plane.pixel(course.goal[label.year])
                + 20 * goal_side(course, plane, label.year),
            )
            if label.year not in course.known
            else label
            for label in _goal(course, plane, 15)
        ),
        *_points(course, plane, (), selected_year),
        *_aim(course, 15, 22),
    ]


def small(course: FigureCourse, plane: Plane) -> list[Label]:
    """The labels of a small multiple: the baseline, the target and the reason for a gap."""
    labels = _gaps(course, plane) + _goal(course, plane, 12) + _aim(course, 12, 10)
    for year in course.start:
        here = plane.pixel(course.known[year])
        falls = _falls(course, plane, year)
        labels.append(
            Label(year, here + (-13 if falls else 14), course.text(year), "muted", 12)
        )
    return labels


def goal_side(course: FigureCourse, plane: Plane, year: int) -> int:
    """On which side of the target its label stands: away from the path, else from a last figure that comes close."""
    last = max(course.known)
    near = (
        abs(plane.pixel(course.known[last]) - plane.pixel(course.goal[year])) < _CLOSE
    )
    if near and 0 < year - last <= _CLOSE_YEARS:
        return -_free_side(course, plane, last)[0]
    return 1 if sinks(course) else -1


def gap_value(course: FigureCourse, plane: Plane, year: int) -> float:
    """Where the mark of a missing figure stands: on the path, between its neighbours, else below the value axis.

    Never on the axis itself, where it would read as zero.
    """
    if year in course.path:
        return float(course.path[year])
    before = [y for y in course.known if y < year]
    after = [y for y in course.known if y > year]
    if before and after:
        a, b = max(before), min(after)
        low, high = float(course.known[a]), float(course.known[b])
        return low + (high - low) * (year - a) / (b - a)
    return plane.value(plane.band[1] + 13)


def _end_labels(plane: Plane, ends: Iterable[End]) -> list[Label]:
    return [
        Label(
            end.year,
            plane.pixel(end.value),
            end.text,
            end.role,
            14 if end.role == "actual" else 13,
            end.role == "actual",
            "left",
            dx=13,
        )
        for end in ends
    ]


def _goal(course: FigureCourse, plane: Plane, size: int) -> list[Label]:
    """The target's label on the far side of the path: above a target to rise to, below one to sink to."""
    opened = size > 12
    text = captions.target(course.indicator, with_deadline=opened, unit=opened)
    away = (size + 5 if opened else 13) * (1 if sinks(course) else -1)
    labels = []
    for year, value in course.goal.items():
        here = plane.pixel(value)
        met = (
            opened
            and year in course.known
            and abs(plane.pixel(course.known[year]) - here) < scale.LABEL_GAP
        )
        if met and year == max(course.known):
            labels.append(
                Label(year, here - 1, text, "target", size, opened, "left", dx=13)
            )
        elif met:
            side, lean = _free_side(course, plane, year)
            labels.append(
                Label(year, here - side * 20, text, "target", size, opened, dx=-lean)
            )
        else:
            anchor: Anchor = "center" if opened else "right"
            labels.append(
                Label(
                    year,
                    here + away,
                    text,
                    "target",
                    size,
                    opened,
                    anchor,
                    dx=0 if opened else 14,
                )
            )
    return labels


def _aim(course: FigureCourse, size: int, y: float) -> list[Label]:
    """A target without a number stands in the upper right corner."""
    if not course.heads_anywhere:
        return []
    text = captions.target(course.indicator, with_deadline=size > 12)
    return [Label(course.years[-1], y, text, "target", size, size > 12, "right", dx=14)]


def _next_expected(course: FigureCourse, plane: Plane) -> list[Label]:
    if course.ahead or course.heads_anywhere or not course.known:
        return []
    later = [y for y in course.path if y > max(course.known) and y not in course.gaps]
    if not later or later[0] in course.goal:
        return []
    year = later[0]
    value = course.path[year]
    text = _(
        "expected {value}",
        value=expected_text(course.indicator, value, current_language()),
    )
    return [
        Label(
            year,
            plane.pixel(value) + (-15 if sinks(course) else 15),
            text,
            "path",
            12,
            anchor="left",
            dx=6,
        )
    ]


def _line_name(
    course: FigureCourse, plane: Plane, outlook: Forecast | None, taken: Collection[int]
) -> list[Label]:
    """The line to the target by its name: with its next value where it runs free, else where it is far from the actuals."""
    line = {
        year: plane.pixel(value)
        for year, value in course.path.items()
        if year not in course.goal
    }
    later = [
        year
        for year in line
        if year > max(course.known) and year not in course.gaps and year not in taken
    ]
    text = _("target line")
    if course.ahead and later:
        year, below = later[(len(later) - 1) // 2], True
    elif later:
        year = later[0]
        text = _(
            "target line {value}",
            value=expected_text(
                course.indicator, course.path[year], current_language()
            ),
        )
        trend = (
            [plane.pixel(e.centre) for e in outlook.estimates if e.fiscal_year == year]
            if outlook
            else []
        )
        goals = [
            goal
            for goal, value in course.goal.items()
            if abs(plane.pixel(value) - line[year]) < _FAR
        ]
        below = (
            goal_side(course, plane, goals[0]) < 0
            if goals
            else any(here < line[year] for here in trend)
        )
    else:
        gaps = {
            year: plane.pixel(value) - line[year]
            for year, value in course.known.items()
            if year in line
        }
        year = max(gaps, key=lambda one: abs(gaps[one]), default=min(course.known))
        if abs(gaps.get(year, 0)) < _FAR:
            return []
        below = gaps[year] < 0
    right = below is not sinks(course)
    away: Anchor = "left" if right else "right"
    return [
        Label(
            year,
            line[year] + (17 if below else -17),
            text,
            "path",
            12,
            anchor=away,
            dx=6 if right else -6,
        )
    ]


def _ahead(course: FigureCourse, plane: Plane) -> list[Label]:
    """The steps that lie ahead, each with its expected value."""
    return [
        Label(
            year,
            plane.pixel(value) - 18,
            expected_text(course.indicator, value, current_language()),
            "path",
            13,
            optional=True,
        )
        for year, value in course.ahead.items()
    ]


def _gaps(course: FigureCourse, plane: Plane) -> list[Label]:
    small_ = plane.height < 200
    labels = []
    for year, word in course.gaps.items():
        here = plane.pixel(gap_value(course, plane, year))
        if small_ and (
            year not in course.path or year < max(course.known, default=year)
        ):
            continue
        away = 15 if small_ else 13 if here > plane.band[1] else 17
        labels.append(Label(year, here + away, word, "muted", 12))
    return labels


def _points(
    course: FigureCourse, plane: Plane, ends: Sequence[End], selected_year: int
) -> list[Label]:
    """The figure of each point on its free side; the last one stands in the label at the line's end."""
    at_end = {end.year for end in ends if end.role == "actual"}
    labels = []
    for year, value in course.known.items():
        here, chosen, begins = (
            plane.pixel(value),
            year == selected_year,
            year in course.start,
        )
        side, lean = _free_side(course, plane, year)
        if year not in at_end:
            labels.append(
                Label(
                    year,
                    here + side * (19 if chosen else 17),
                    course.text(year),
                    "actual",
                    16 if chosen else 14,
                    True,
                    dx=lean,
                    optional=not (chosen or begins),
                )
            )
        if begins:
            beyond = 0 if year in at_end else 17
            labels.append(
                Label(
                    year,
                    here + side * (17 + beyond),
                    _("baseline"),
                    "muted",
                    12,
                    dx=lean,
                )
            )
    return labels


def _free_side(course: FigureCourse, plane: Plane, year: int) -> tuple[int, float]:
    """Above (−1) or below (1) a point, and how far to lean left or right, so that no line runs through the label."""
    lines = [course.path, *course.references.values()]
    others = [
        plane.pixel(line[year])
        for line in lines
        if year in line and line[year] != course.known[year]
    ]
    here = plane.pixel(course.known[year])
    before, after = _neighbours(course, plane, year)
    valley = before is not None and after is not None and before < here and after < here
    side = scale.freer_side(here, others) or (1 if valley else -1)
    if year in course.start and here > plane.band[1] - 24:
        side = -1
    rising = (before if before is not None else here) - (
        after if after is not None else here
    )
    lean = 0.0 if abs(rising) < 12 else 10.0
    return side, lean * (1 if (rising > 0) == (side > 0) else -1)


def _neighbours(
    course: FigureCourse, plane: Plane, year: int
) -> tuple[float | None, float | None]:
    before, after = (
        course.known.get(year - 1),
        course.known.get(year + 1, course.path.get(year + 1)),
    )
    return (
        None if before is None else plane.pixel(before),
        None if after is None else plane.pixel(after),
    )


def _falls(course: FigureCourse, plane: Plane, year: int) -> bool:
    here, (_before, after) = (
        plane.pixel(course.known[year]),
        _neighbours(course, plane, year),
    )
    return after is not None and after > here


def sinks(course: FigureCourse) -> bool:
    """Whether the target lies below the baseline."""
    return any(
        value < start
        for value in course.goal.values()
        for start in course.start.values()
    )
