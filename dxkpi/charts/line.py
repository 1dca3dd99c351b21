"""Target against actual as a line over the fiscal years: the opened indicator, and its
small form for the list.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from dxkpi.charts import callouts
from dxkpi.charts.decision_flags import decision_layers
from dxkpi.charts.former_targets import former_target_layers
from dxkpi.charts.former_years import former_layers, former_values, with_former_years
from dxkpi.charts.line_ends import line_ends, right_margin
from dxkpi.charts.plane import GridLine, Plane, YearPoint, YearRange
from dxkpi.charts.spec import Layer, Spec, in_role
from dxkpi.charts.value_axis import ValueAxis, value_axis
from dxkpi.plan import Decision, Indicator
from dxkpi.plan.review import Finality
from dxkpi.rules import Judgement
from dxkpi.rules.figure_course import FigureCourse, course_years
from dxkpi.rules.former_figures import FormerFigures
from dxkpi.rules.known_figures import known_entry
from dxkpi.rules.totals import running_total
from dxkpi.survey import survey_breaks, surveys_by_year
from dxkpi.text.rounding import rounded_text
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording.chart_captions import (
    indicator_description,
    known_label,
    target_label,
)
from dxkpi.wording.figures import beside_counts, counts_of_figure, figure_text
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language
from dxkpi.wording.targets import expected_text, stretch_text

HEIGHT, SMALL_HEIGHT = 430, 120
DOTS = (2, 4)
_DASHES = (6, 5)
_RING, _SMALL_RING = (2.5, 2.5), (2, 2)
_RANGE_OPACITY = 0.12
_WIDEST_STAGE_EMS = 9
_PATH_WIDTH, _THIN, _ACTUAL_WIDTH = 1.75, 1.5, 3


def line_chart(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    language: Language,
    *,
    place: str,
    selected_year: int,
    former: Sequence[FormerFigures] = (),
    decisions: Sequence[Decision] = (),
    preliminary: Collection[int] = (),
) -> Spec:
    """The chart of an opened indicator: where the figures stand against the path from
    the baseline to the target.

    `judgements` holds one for each fiscal year of interest, `place` names whose figures
    they are, `selected_year` stands out; `former` are the figures of the plans before,
    `decisions` have a flag each, the figures of the years `preliminary` a word.
    Returns a Vega-Lite spec without a width, 430 px high; its value axis starts at
    `line_axis_start`, or includes zero where that is None.
    """
    indicator = running_total(indicator)
    own_years = course_years(indicator, judgements, selected_year)
    years = with_former_years(own_years, former)
    course = FigureCourse(indicator, judgements, years)
    axis = value_axis(indicator, former_values(former))
    room_for_ticks = tick_width(indicator, axis, language)
    ends = line_ends(course, place, language)
    plane = Plane(
        years,
        HEIGHT,
        left=round(room_for_ticks + 30),
        right=right_margin(course, ends),
        span=(float(axis.start), float(axis.stop)),
        band=(50, HEIGHT - 62),
        in_steps=indicator.has_stages,
    )
    labels = callouts.opened_labels(course, plane, ends, selected_year, language)
    return plane.spec(
        [
            *plane.column_layer(selected_year, 16, HEIGHT - 4),
            *axis_layers(plane, indicator, axis, language),
            *range_layers(course, plane),
            *_reference_layers(course, plane, language),
            *former_target_layers(course, plane, language),
            *former_layers(former, course, plane, language),
            *course_lines(course, plane, _ACTUAL_WIDTH),
            *course_points(course, plane, 90, selected_year, language),
            *decision_layers(decisions, plane, language),
            *plane.label_layers(labels),
            *_preliminary_layers(course, plane, preliminary, language),
            *plane.year_label_layers(HEIGHT - 17, selected_year, language=language),
        ],
        indicator_description(indicator, judgements, years, language, place=place),
    )


def sparkline(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    years: range,
    ring: int | None,
    selected_year: int | None,
    language: Language,
) -> Spec:
    """The same as a small multiple, 120 px high: no value axis, only baseline and
    target in figures, one year ringed, one perhaps on a pale column.
    """
    indicator = running_total(indicator)
    course = FigureCourse(indicator, judgements, years)
    plane = Plane(
        years,
        SMALL_HEIGHT,
        left=22,
        right=22,
        span=_span(course),
        band=(32, 76),
        long_years=False,
        in_steps=indicator.has_stages,
    )
    ringed: list[YearPoint] = []
    if ring is not None and ring in course.known:
        ringed.append(_known_point(course, ring, "alert", language))
    return plane.spec(
        [
            *plane.column_layer(selected_year, 4, SMALL_HEIGHT - 1),
            *range_layers(course, plane),
            *course_lines(course, plane, 2.5),
            *course_points(course, plane, 40, None, language),
            *plane.point_layers(ringed, 150, filled=False, strokeWidth=2),
            *plane.label_layers(callouts.small_labels(course, plane, language)),
            *plane.year_label_layers(
                SMALL_HEIGHT - 9, selected_year, language=language
            ),
        ],
        indicator_description(indicator, judgements, years, language),
    )


def tick_width(indicator: Indicator, axis: ValueAxis, language: Language) -> float:
    """How many pixels the figures of the value axis take, with the gap to the chart."""
    ticks = [_tick_text(indicator, tick, axis.step, language) for tick in axis.ticks]
    return max(text_width(tick, 12) for tick in ticks) + 12


def axis_layers(
    plane: Plane, indicator: Indicator, axis: ValueAxis, language: Language
) -> list[Layer]:
    """The grid lines with their figures; the line of zero stands out where there are
    figures below it.
    """
    width = tick_width(indicator, axis, language)
    grid: list[GridLine] = []
    labels: list[tuple[float, str]] = []
    for tick in axis.ticks:
        is_inner_zero = tick == 0 and axis.start < 0
        role = "reference" if is_inner_zero else "track"
        grid.append(GridLine(role=role, value=float(tick)))
        text = _tick_text(indicator, tick, axis.step, language)
        labels.append((plane.pixel(tick), text))
    return [
        *plane.rule_layers(grid, width),
        *plane.side_label_layers(labels, width - 8),
    ]


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
        point = _known_point(course, year, "actual", language)
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


def _preliminary_layers(
    course: FigureCourse, plane: Plane, years: Collection[int], language: Language
) -> list[Layer]:
    """速報 above the label of each year whose figure is not final."""
    word = term_label(Finality.PRELIMINARY, language)
    return plane.year_word_layers([y for y in course.known if y in years], word)


def tip(year: int, text: str, language: Language, name: str = "") -> str:
    """What is said of a figure that is pointed at."""
    return " ".join(filter(None, [name, language.fiscal_year(year), text]))


def _span(course: FigureCourse) -> tuple[float, float]:
    """The lowest and highest figure, of stages all there are; a flat course lies in the
    middle of its height.
    """
    if course.indicator.has_stages:
        return (1, len(course.indicator.stages))
    goals = [*course.goal.values(), *course.higher_goal.values()]
    goals += course.target_range or ()
    values = [*course.known.values(), *course.path.values(), *goals]
    low = float(min(values, default=0))
    high = float(max(values, default=0))
    if high > low:
        return (low, high)
    margin = max(1.0, abs(low) / 10)
    return (low - margin, high + margin)


def _tick_text(
    indicator: Indicator, value: Decimal, step: Decimal, language: Language
) -> str:
    """A figure of the value axis; large ones in 万 or 億, so that a telephone has room
    left for the chart; the name of a stage.
    """
    _ = language.gettext
    if indicator.has_stages:
        return cut_to_width(indicator.stage(value), _WIDEST_STAGE_EMS)
    power = 0
    if step >= 10**7:
        power = 8
    elif step >= 10**4:
        power = 4
    exponent = step.scaleb(-power).normalize().as_tuple().exponent
    text = rounded_text(value.scaleb(-power), max(0, -int(exponent)))
    if power == 8:
        text = _("{value}×10⁸", value=text)
    elif power == 4:
        text = _("{value}×10⁴", value=text)
    return text + indicator.unit if len(indicator.unit) <= 2 else text


def _reference_layers(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Layer]:
    points: list[YearPoint] = []
    for name, figures in course.references.items():
        for year, value in figures.items():
            text = figure_text(course.indicator, value, language)
            points.append(
                YearPoint(
                    role="reference",
                    year=year,
                    value=float(value),
                    segment=name,
                    tip=tip(year, text, language, name),
                )
            )
    return [*plane.line_layers(points, _THIN), *plane.point_layers(points, 22)]


def _known_point(
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
