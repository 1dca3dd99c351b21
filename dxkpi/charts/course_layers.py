"""The course of a figure as it is drawn: its lines, and a mark for each year."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from dxkpi.charts import callouts
from dxkpi.charts.plane import GridLine, Plane, YearPoint, YearRange
from dxkpi.charts.spec import Layer, in_role
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.rules.known_figures import known_entry
from dxkpi.survey import survey_breaks, surveys_by_year
from dxkpi.wording.chart_captions import known_label, target_label
from dxkpi.wording.figures import beside_counts, counts_of_figure
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language
from dxkpi.wording.targets import expected_text, stretch_text

DOTS = (2, 4)
_DASHES = (6, 5)
_RING, _SMALL_RING = (2.5, 2.5), (2, 2)
_RANGE_OPACITY = 0.12
_PATH_WIDTH, _THIN = 1.75, 1.5


def range_layers(course: FigureCourse, plane: Plane) -> list[Layer]:
    """The range in which the figure is to lie, as a pale band with its two ends."""
    if course.target_range is None:
        return []
    low, high = map(float, course.target_range)
    band = [
        YearRange(role="target", year=year, value=low, low=low, high=high)
        for year in plane.ends
    ]
    ends = [GridLine(role="target", value=end) for end in (low, high)]
    return [
        *plane.band_layers(band, _RANGE_OPACITY),
        *plane.rule_layers(ends, plane.left, strokeWidth=1, strokeDash=list(_DASHES)),
    ]


def course_lines(course: FigureCourse, plane: Plane, width: float) -> list[Layer]:
    """The path dashed, the actuals solid, dots across years without a figure; nothing
    joins what cannot be compared.
    """
    path = [
        YearPoint(
            role="path",
            year=year,
            value=float(value),
            segment=f"path {course.era(year)}",
        )
        for year, value in course.line.items()
    ]
    solid: list[YearPoint] = []
    bridged: list[YearPoint] = []
    for first, second in _comparable_neighbours(course):
        skips_years = second - first > 1
        segment = bridged if skips_years else solid
        segment += _segment_points(course, first, second)
    dash = DOTS if course.has_direction_only else _DASHES
    return [
        *plane.line_layers(path, _PATH_WIDTH, dash),
        *plane.line_layers(bridged, _THIN, DOTS),
        *plane.line_layers(solid, width),
    ]


def _comparable_neighbours(course: FigureCourse) -> Iterator[tuple[int, int]]:
    """Each year with a figure and the next one, unless a survey's question changed between."""
    breaks = survey_breaks(surveys_by_year(course.indicator))
    for first, second in pairwise(course.known):
        if not any(first < year <= second for year in breaks):
            yield first, second


def _segment_points(course: FigureCourse, first: int, second: int) -> list[YearPoint]:
    """The two ends of the line from one figure to another."""
    name = f"{first}–{second}"
    return [
        YearPoint(
            role="actual", year=year, value=float(course.known[year]), segment=name
        )
        for year in (first, second)
    ]


def course_points(
    course: FigureCourse,
    plane: Plane,
    size: float,
    selected_year: int | None,
    language: Language,
) -> list[Layer]:
    """Points: solid where reported, hollow at the baseline, a dashed ring where
    approximate, missing or still ahead.
    """
    hollow: list[YearPoint] = []
    approximate: list[YearPoint] = []
    selected: list[YearPoint] = []
    solid: list[YearPoint] = []
    for year in course.known:
        point = known_point(course, year, "actual", language)
        if year in course.start:
            hollow.append(point)
        elif course.is_approximate(year):
            approximate.append(point)
        elif year == selected_year:
            selected.append(point)
        else:
            solid.append(point)
    open_points = [
        *_gap_points(course, plane, language),
        *_path_points(course, course.ahead, language),
    ]
    behind = in_role([*hollow, *approximate, *open_points], "surface")
    ring = {
        "filled": False,
        "strokeDash": list(_RING if size > 60 else _SMALL_RING),
        "strokeWidth": 1.75,
    }
    return [
        *plane.point_layers(
            _yearly_points(course, language), size / 4, shape="diamond"
        ),
        *plane.point_layers(behind, size * 1.3),
        *plane.point_layers(hollow, size, filled=False, strokeWidth=2.25),
        *plane.point_layers(approximate, max(size, 56), **ring),
        *plane.point_layers(open_points, max(size, 64), **ring),
        *plane.point_layers(solid, size),
        *plane.point_layers(selected, size * 1.7),
        *plane.point_layers(
            _higher_points(course, language),
            size * 1.4,
            shape="diamond",
            filled=False,
            strokeWidth=1.75,
        ),
        *plane.point_layers(
            _target_points(course, language), size * 1.8, shape="diamond"
        ),
    ]


def tip(year: int, text: str, language: Language, name: str = "") -> str:
    """What is said of a figure that is pointed at."""
    return " ".join(filter(None, [name, language.fiscal_year(year), text]))


def known_point(
    course: FigureCourse, year: int, role: str, language: Language
) -> YearPoint:
    """The point of a known figure, with its words."""
    text = known_label(course.indicator, year, language) + course.indicator.unit
    counts = counts_of_figure(
        course.indicator, known_entry(course.indicator, year), language
    )
    text = beside_counts(text, counts, language)
    value = float(course.known[year])
    return YearPoint(role=role, year=year, value=value, tip=tip(year, text, language))


def _path_points(
    course: FigureCourse, years: Iterable[int], language: Language
) -> list[YearPoint]:
    """The points of the path in these years, with what is expected there."""
    points: list[YearPoint] = []
    for year in years:
        value = course.path[year]
        text = expected_text(course.indicator, value, language, unit=True)
        points.append(
            YearPoint(
                role="path",
                year=year,
                value=float(value),
                tip=tip(year, text, language),
            )
        )
    return points


def _yearly_points(course: FigureCourse, language: Language) -> list[YearPoint]:
    """The yearly targets between the baseline and the target, while they are no steps ahead."""
    target = course.indicator.target
    if target is None or course.ahead:
        return []
    years = [y for y in target.yearly if y in course.path and y not in course.goal]
    return _path_points(course, years, language)


def _gap_points(
    course: FigureCourse, plane: Plane, language: Language
) -> list[YearPoint]:
    """The years without a figure, with the reason."""
    points: list[YearPoint] = []
    for year, reason in course.gaps.items():
        points.append(
            YearPoint(
                role="muted",
                year=year,
                value=callouts.gap_value(course, plane, year),
                tip=tip(year, term_label(reason, language), language),
            )
        )
    return points


def _target_points(course: FigureCourse, language: Language) -> list[YearPoint]:
    text = target_label(course.indicator, language, with_deadline=False)
    return [
        YearPoint(
            role="target", year=year, value=float(value), tip=tip(year, text, language)
        )
        for year, value in course.goal.items()
    ]


def _higher_points(course: FigureCourse, language: Language) -> list[YearPoint]:
    """The second, higher aim: a hollow mark above the target's."""
    goal = stretch_text(course.indicator, language)
    text = language.gettext("higher aim {goal}", goal=goal)
    return [
        YearPoint(
            role="target", year=year, value=float(value), tip=tip(year, text, language)
        )
        for year, value in course.higher_goal.items()
    ]
