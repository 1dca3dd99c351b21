"""Target against actual as a line over the fiscal years: the opened indicator, and its small form for the list."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from dxkpi import fiscal
from dxkpi.charts import callouts, captions, scale, series
from dxkpi.charts.course import FigureCourse
from dxkpi.charts.plane import Layer, Plane, Row
from dxkpi.plan import Indicator
from dxkpi.rules import Judgement
from dxkpi.text.rounding import rounded_text
from dxkpi.text.width import text_width
from dxkpi.wording import figures
from dxkpi.wording.language import _, current_language
from dxkpi.wording.targets import expected_text

HEIGHT, SMALL_HEIGHT = 430, 120
_DASHES, DOTS, _RING, _SMALL_RING = (6, 5), (2, 4), (2.5, 2.5), (2, 2)


def detail(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    *,
    place: str,
    selected_year: int,
) -> dict[str, Any]:
    """The chart of an opened indicator: where the figures stand against the way from the baseline to the target.

    `judgements` holds one for each fiscal year of interest, `place` names whose figures they are, `selected_year` stands
    out. Returns a Vega-Lite spec without a width, 430 px high; its value axis starts at `axis_start(indicator)`, or
    includes zero where that is None.
    """
    course = FigureCourse(
        indicator, judgements, series.span(indicator, judgements, selected_year)
    )
    axis = scale.axis(indicator)
    beside = room_for_ticks(indicator, axis)
    ends = callouts.line_ends(course, place)
    plane = Plane(
        course.years,
        HEIGHT,
        left=round(beside + 30),
        right=callouts.right_margin(course, ends),
        span=(float(axis.start), float(axis.stop)),
        band=(50, HEIGHT - 62),
    )
    return plane.draw(
        [
            *plane.column(selected_year, 16, HEIGHT - 4),
            *value_axis(plane, indicator, axis),
            *_references(course, plane),
            *lines(course, plane, 3),
            *marks(course, plane, 90, selected_year),
            *plane.labels(callouts.detail(course, plane, ends, selected_year)),
            *plane.year_labels(HEIGHT - 17, selected_year),
        ],
        captions.description(indicator, judgements, course.years, place),
    )


def sparkline(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    years: range,
    ring: int | None = None,
) -> dict[str, Any]:
    """The same as a small multiple, 120 px high: no value axis, only baseline and target in figures, one year ringed."""
    course = FigureCourse(indicator, judgements, years)
    values = [*course.known.values(), *course.path.values(), *course.goal.values()] or [
        Decimal(0)
    ]
    low, high = float(min(values)), float(max(values))
    flat = 0.0 if high > low else max(1.0, abs(low) / 10)
    plane = Plane(
        years,
        SMALL_HEIGHT,
        left=22,
        right=22,
        span=(low - flat, high + flat),
        band=(32, 76),
        long_years=False,
    )
    return plane.draw(
        [
            *lines(course, plane, 2.5),
            *marks(course, plane, 40, None),
            *plane.points(
                _rows(_only(course.known, [ring]), "alert", course),
                150,
                filled=False,
                strokeWidth=2,
            ),
            *plane.labels(callouts.small(course, plane)),
            *plane.year_labels(SMALL_HEIGHT - 9),
        ],
        captions.description(indicator, judgements, years),
    )


def room_for_ticks(indicator: Indicator, axis: scale.Axis) -> float:
    """How many pixels the figures of the value axis take."""
    return (
        max(text_width(_tick(indicator, tick, axis.step), 12) for tick in axis.ticks)
        + 12
    )


def value_axis(plane: Plane, indicator: Indicator, axis: scale.Axis) -> list[Layer]:
    """The grid lines with their figures; the line of zero stands out where there are figures below it."""
    beside = room_for_ticks(indicator, axis)
    grid = [
        {
            "value": float(tick),
            "role": "reference" if tick == 0 and axis.start < 0 else "track",
        }
        for tick in axis.ticks
    ]
    figures_ = [
        (plane.pixel(tick), _tick(indicator, tick, axis.step)) for tick in axis.ticks
    ]
    return [*plane.rules(grid, beside), *plane.side_labels(figures_, beside - 8)]


def lines(course: FigureCourse, plane: Plane, width: float) -> list[Layer]:
    """The path dashed, the actuals solid, dots across years without a figure; nothing joins what cannot be compared."""
    path = [row(year, value, "path", "path") for year, value in course.path.items()]
    solid: list[Row] = []
    bridged: list[Row] = []
    for a, b in pairwise(course.known):
        if any(a < year <= b for year in course.breaks):
            continue
        ends = [row(year, course.known[year], "actual", f"{a}–{b}") for year in (a, b)]
        (solid if b - a == 1 else bridged).extend(ends)
    dash = DOTS if course.heads_anywhere else _DASHES
    return [
        *plane.line(path, 1.75, dash),
        *plane.line(bridged, 1.5, DOTS),
        *plane.line(solid, width),
    ]


def _tick(indicator: Indicator, value: Decimal, step: Decimal) -> str:
    """A figure of the value axis; large ones in 万 or 億, so that a telephone has room left for the chart."""
    power = 8 if step >= 10**7 else 4 if step >= 10**4 else 0
    decimals = max(0, -int(step.scaleb(-power).normalize().as_tuple().exponent))
    text = rounded_text(value.scaleb(-power), decimals)
    text = {0: text, 4: _("{value}×10⁴", value=text), 8: _("{value}×10⁸", value=text)}[
        power
    ]
    return text + indicator.unit if len(indicator.unit) <= 2 else text


def row(
    year: int, value: Decimal, role: str, segment: str, said: str = ""
) -> dict[str, Any]:
    """A point of a line, or one of its marks, with what is said when it is pointed at."""
    return {
        "year": year,
        "value": float(value),
        "role": role,
        "segment": segment,
        "tip": said,
    }


def _references(course: FigureCourse, plane: Plane) -> list[Layer]:
    rows = [
        row(
            year,
            value,
            "reference",
            name,
            tip(
                year,
                figures.figure_text(course.indicator, value, current_language()),
                name,
            ),
        )
        for name, line in course.references.items()
        for year, value in line.items()
    ]
    return [*plane.line(rows, 1.5), *plane.points(rows, 22)]


def marks(
    course: FigureCourse, plane: Plane, size: float, selected_year: int | None
) -> list[Layer]:
    """Points: solid where reported, hollow at the baseline, a dashed ring where approximate, missing or still ahead."""
    hollow = [y for y in course.known if y in course.start]
    rings = [y for y in course.known if course.approximate(y) and y not in hollow]
    solid = [y for y in course.known if y not in hollow and y not in rings]
    chosen = [y for y in solid if y == selected_year]
    solid = [y for y in solid if y not in chosen]
    ring = {
        "filled": False,
        "strokeDash": list(_RING if size > 60 else _SMALL_RING),
        "strokeWidth": 1.75,
    }
    empty = _gap_rows(course, plane) + _rows(course.ahead, "path", course)
    behind = [
        {**row, "role": "surface"}
        for row in [*_rows(_only(course.known, [*hollow, *rings]), "", course), *empty]
    ]
    yearly = (
        course.indicator.target.yearly
        if course.indicator.target and not course.ahead
        else {}
    )
    between = _rows(
        _only(course.path, [y for y in yearly if y not in course.goal]), "path", course
    )
    return [
        *plane.points(between, size / 4, shape="diamond"),
        *plane.points(behind, size * 1.3),
        *plane.points(
            _rows(_only(course.known, hollow), "actual", course),
            size,
            filled=False,
            strokeWidth=2.25,
        ),
        *plane.points(
            _rows(_only(course.known, rings), "actual", course), max(size, 56), **ring
        ),
        *plane.points(empty, max(size, 64), **ring),
        *plane.points(_rows(_only(course.known, solid), "actual", course), size),
        *plane.points(_rows(_only(course.known, chosen), "actual", course), size * 1.7),
        *plane.points(
            _rows(course.goal, "target", course), size * 1.8, shape="diamond"
        ),
    ]


def _gap_rows(course: FigureCourse, plane: Plane) -> list[dict[str, Any]]:
    return [
        {
            "year": year,
            "value": callouts.gap_value(course, plane, year),
            "role": "muted",
            "tip": tip(year, word),
        }
        for year, word in course.gaps.items()
    ]


def _rows(
    line: Mapping[int, Decimal], role: str, course: FigureCourse
) -> list[dict[str, Any]]:
    return [
        row(year, value, role, role, tip(year, _words(course, year, value, role)))
        for year, value in line.items()
    ]


def _words(course: FigureCourse, year: int, value: Decimal, role: str) -> str:
    if role == "path":
        return expected_text(course.indicator, value, current_language(), unit=True)
    if role == "target":
        return captions.target(course.indicator, with_deadline=False)
    return course.text(year) + course.indicator.unit


def tip(year: int, text: str, name: str = "") -> str:
    """What is said of a figure that is pointed at."""
    return " ".join(filter(None, [name, fiscal.wareki(year), text]))


def _only(
    line: Mapping[int, Decimal], years: Iterable[int | None]
) -> dict[int, Decimal]:
    return {year: line[year] for year in years if year is not None and year in line}
