"""Target against actual as a line over the fiscal years: the opened indicator, and its
small form for the list.
"""

from collections.abc import Collection, Sequence

from dxkpi.charts import callouts
from dxkpi.charts.axis_layers import axis_layers, tick_width
from dxkpi.charts.course_layers import (
    course_lines,
    course_points,
    known_point,
    range_layers,
    tip,
)
from dxkpi.charts.decision_flags import decision_layers
from dxkpi.charts.former_targets import former_target_layers
from dxkpi.charts.former_years import former_layers, former_values, with_former_years
from dxkpi.charts.line_ends import line_ends, right_margin
from dxkpi.charts.plane import Plane, YearPoint
from dxkpi.charts.spec import Layer, Spec
from dxkpi.charts.value_axis import value_axis
from dxkpi.plan import Decision, Indicator
from dxkpi.plan.review import Finality
from dxkpi.rules import Judgement
from dxkpi.rules.figure_course import FigureCourse, course_years
from dxkpi.rules.former_figures import FormerFigures
from dxkpi.rules.totals import running_total
from dxkpi.wording.chart_captions import indicator_description
from dxkpi.wording.figures import figure_text
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language

HEIGHT, SMALL_HEIGHT = 430, 120
_THIN, _ACTUAL_WIDTH = 1.5, 3


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
        ringed.append(known_point(course, ring, "alert", language))
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


def _preliminary_layers(
    course: FigureCourse, plane: Plane, years: Collection[int], language: Language
) -> list[Layer]:
    """速報 above the label of each year whose figure is not final."""
    word = term_label(Finality.PRELIMINARY, language)
    return plane.year_word_layers([y for y in course.known if y in years], word)


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
