"""The way to a target as one large picture: what is known, the line to the target,
where the trend leads.

Drawn as of the year looked at. Figures of later years are pale: they were not known
then and have no part in the outlook. The outlook is a band that opens from the margin
of the last figure; the dotted line in its middle runs through all the years by which it
is drawn. Figures that come from surveys have their margin as a soft band; where the
survey was changed the line is broken, and a word says so. A gap to the line is marked
where it is more than the margin. The next survey is an open ring. What is only supposed
is a hollow point with dots to it and on to the target.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dxkpi.charts import callouts
from dxkpi.charts.axis_layers import axis_layers, tick_width
from dxkpi.charts.break_marks import BreakMark, break_layers
from dxkpi.charts.course_layers import DOTS, course_lines, course_points, tip
from dxkpi.charts.decision_flags import decision_layers
from dxkpi.charts.former_years import former_layers, former_values, with_former_years
from dxkpi.charts.line import HEIGHT
from dxkpi.charts.plane import Label, Plane, YearPoint
from dxkpi.charts.spec import Layer, Spec, in_role
from dxkpi.charts.trend_ends import (
    NARROW_MARGIN,
    end_label_layers,
    end_labels,
    room_for,
)
from dxkpi.charts.trend_margins import (
    AssumedMargins,
    assumed_margin_layers,
    assumed_margins,
    margin_layers,
)
from dxkpi.charts.trend_marks import gap_layers, next_survey_layers, note_layers
from dxkpi.charts.trend_outlook import outlook_band
from dxkpi.charts.value_axis import ValueAxis, value_axis
from dxkpi.plan import Actual, Decision, Indicator
from dxkpi.rules import Forecast, Judgement, Trajectory
from dxkpi.rules.figure_course import FigureCourse, course_years
from dxkpi.rules.former_figures import FormerFigures
from dxkpi.rules.survey_margin import rate_interval
from dxkpi.rules.totals import running_total
from dxkpi.survey import (
    AssumedSurvey,
    IndicatorTrend,
    NextSurvey,
    survey_breaks,
    surveys_by_year,
)
from dxkpi.wording.chart_captions import actual_label, indicator_description
from dxkpi.wording.figures import figure_text
from dxkpi.wording.forecast import forecast_text
from dxkpi.wording.language import Language
from dxkpi.wording.year_notes import year_notes

LOW_TREND_HEIGHT = 256
"""The height of a trend in pixels where the page has to fit above the fold."""

_TOP, _TOP_OF_BREAK = 26, 44
_FOOT, _NOTE_ROW = 36, 18
_YEARS_FROM_FOOT, _NOTES_FROM_FOOT = 16, 36
_LEAST_RIGHT = 34


def trend_chart(
    so_far: Trajectory,
    judgements: Sequence[Judgement],
    outlook: Forecast | None,
    language: Language,
    *,
    height: int = HEIGHT,
    supposed: Decimal | None = None,
    former: Sequence[FormerFigures] = (),
    coming: NextSurvey | None = None,
    assumed: AssumedSurvey | None = None,
    decisions: Sequence[Decision] = (),
    numbered: bool = False,
) -> Spec:
    """The chart of an indicator's trend in the year of `so_far`.

    `judgements` holds one for each fiscal year of interest; `supposed` is a figure for
    the year after the last one that is known, which somebody only plays with; `former`
    are the figures of the plans before; `coming` is the next survey, `assumed` what is
    supposed of surveys while the whole way lies ahead; `numbered` adds the notes of
    single years by number, for a page that has their words; `decisions` have a flag each.
    Returns a Vega-Lite spec without
    a width, `height` pixels high; its value axis starts at `trend_axis_start`, or
    includes zero where that is None.
    """
    year = so_far.judgement.fiscal_year
    whole = without_references(so_far.indicator)
    until = max(year, so_far.last)
    seen = as_known_then(whole, until)
    years = with_former_years(_years(whole, judgements, year, outlook), former)
    course = FigureCourse(seen, judgements, years)
    margins = assumed_margins(course, assumed)
    notes = year_notes(seen, until, language) if numbered else ()

    axis = _axis(whole, outlook, supposed, former, margins)
    has_break = bool(survey_breaks(surveys_by_year(seen))) or bool(former)
    top = _TOP_OF_BREAK if has_break else _TOP
    foot = _FOOT + _NOTE_ROW if notes else _FOOT
    plane = Plane(
        years,
        height,
        left=round(tick_width(whole, axis, language) + 24),
        right=_LEAST_RIGHT,
        span=(float(axis.start), float(axis.stop)),
        band=(top, height - foot),
    )
    ends = end_labels(course, plane, outlook, language)
    plane = replace(
        plane,
        right=round(max(_LEAST_RIGHT, room_for(ends))),
        narrow_right=NARROW_MARGIN,
    )
    taken = {actual.fiscal_year for actual in _later_actuals(whole, until)}
    taken |= _years_to_come(so_far, outlook, supposed, coming)
    labels = callouts.trend_labels(course, plane, year, outlook, taken, language)
    judged_then = [j for j in judgements if j.fiscal_year <= year]
    return plane.spec(
        [
            *plane.column_layer(year, 8, height - 4),
            *axis_layers(plane, whole, axis, language),
            *outlook_band(so_far, plane, outlook, language),
            *assumed_margin_layers(margins, plane),
            *margin_layers(course, plane),
            *_later_layers(so_far, plane, language),
            *former_layers(former, course, plane, language),
            *_break_layers(course, plane, language),
            *course_lines(course, plane, 3),
            *course_points(course, plane, 90, year, language),
            *decision_layers(decisions, plane, language),
            *gap_layers(so_far, plane, language),
            *next_survey_layers(coming, course, plane, outlook, language),
            *_supposed_layers(so_far, plane, supposed, language),
            *plane.label_layers(labels),
            *end_label_layers(ends, plane),
            *note_layers(notes, plane, height - _NOTES_FROM_FOOT),
            *plane.year_label_layers(
                height - _YEARS_FROM_FOOT, year, language=language
            ),
        ],
        _description(seen, judged_then, years, outlook, language),
    )


def _years_to_come(
    so_far: Trajectory,
    outlook: Forecast | None,
    supposed: Decimal | None,
    coming: NextSurvey | None,
) -> set[int]:
    """The years that the next survey and the supposed figure have words in."""
    years: set[int] = set()
    if coming is not None and outlook is not None:
        years.add(coming.fiscal_year)
    if supposed is not None:
        years.add(so_far.last + 1)
    return years


def trend_axis_start(
    indicator: Indicator,
    outlook: Forecast | None,
    former: Sequence[FormerFigures] = (),
    margins: AssumedMargins | None = None,
) -> Decimal | None:
    """Where the value axis of `trend_chart` starts when it leaves out zero, so that the
    page can say so; otherwise None.
    """
    whole = without_references(running_total(indicator))
    axis = _axis(whole, outlook, former=former, margins=margins or {})
    return None if axis.holds_zero else axis.start


def way_axis_start(
    trend: IndicatorTrend, former: Sequence[FormerFigures] = ()
) -> Decimal | None:
    """The same of a trend whose first survey is still to come, with the margins assumed."""
    whole = without_references(running_total(trend.indicator))
    years = course_years(whole, trend.judgements)
    course = FigureCourse(whole, trend.judgements, years)
    margins = assumed_margins(course, trend.assumed)
    return trend_axis_start(whole, trend.outlook, former, margins)


def without_references(indicator: Indicator) -> Indicator:
    """The indicator without its series for comparison, which a trend does not show."""
    return indicator.model_copy(update={"references": ()})


def as_known_then(indicator: Indicator, until: int) -> Indicator:
    """The indicator with the figures up to a fiscal year."""
    reported = [actual for actual in indicator.actuals if actual.fiscal_year <= until]
    return indicator.model_copy(update={"actuals": tuple(reported)})


def _later_actuals(indicator: Indicator, until: int) -> list[Actual]:
    """The figures of the years after `until`, in order."""
    later = [
        actual
        for actual in indicator.actuals
        if actual.fiscal_year > until and actual.value is not None
    ]
    return sorted(later, key=lambda actual: actual.fiscal_year)


def _years(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    year: int,
    outlook: Forecast | None,
) -> range:
    years = course_years(indicator, judgements, year)
    last = years[-1]
    if outlook is not None:
        last = max(last, outlook.end.fiscal_year)
    return range(years[0], last + 1)


def _axis(
    indicator: Indicator,
    outlook: Forecast | None,
    supposed: Decimal | None = None,
    former: Sequence[FormerFigures] = (),
    margins: AssumedMargins | None = None,
) -> ValueAxis:
    """A value axis that holds the figures with their margins and those of the plans
    before, the outlook, and what is supposed.
    """
    others = former_values(former)
    for ends in (margins or {}).values():
        others += ends
    if outlook is not None:
        for estimate in outlook.estimates:
            others += [estimate.low, estimate.high]
    for survey in surveys_by_year(indicator).values():
        margin = rate_interval(survey)
        others += [margin.low, margin.high]
    if supposed is not None:
        others.append(supposed)
    return value_axis(indicator, others)


def _break_layers(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Layer]:
    """A line and a word where the survey was changed, between the two years that cannot
    be compared.
    """
    text = language.gettext("changed survey")
    breaks = [
        BreakMark(role="alert", anchor="center", year=year, text=text)
        for year in survey_breaks(surveys_by_year(course.indicator))
    ]
    return break_layers(breaks, plane)


def _supposed_layers(
    so_far: Trajectory, plane: Plane, supposed: Decimal | None, language: Language
) -> list[Layer]:
    """A figure for the next year that is only supposed, and the way it would leave to
    the target.
    """
    _ = language.gettext
    if supposed is None:
        return []
    value = figure_text(so_far.indicator, supposed, language)
    text = _("supposed: {value}", value=value)
    point = _ink_point(so_far.last + 1, supposed)
    path = [_ink_point(so_far.last, so_far.value), point]
    goal, deadline = so_far.goal, so_far.deadline
    if goal is not None and deadline is not None and deadline > point.year:
        path.append(_ink_point(deadline, goal))

    distance = 20 if so_far.gained >= 0 else -18
    y = plane.pixel(supposed) + distance
    return [
        *plane.line_layers(path, 1.75, DOTS),
        *plane.point_layers(in_role([point], "surface"), 130),
        *plane.point_layers(
            [replace(point, tip=text)], 100, filled=False, strokeWidth=2
        ),
        *plane.label_layers([Label(point.year, y, text, "ink", 13, bold=True)]),
    ]


def _ink_point(year: int, value: Decimal) -> YearPoint:
    return YearPoint(
        role="ink", year=year, value=float(value), segment="supposed", tip=""
    )


def _later_layers(so_far: Trajectory, plane: Plane, language: Language) -> list[Layer]:
    """What came after the year looked at, pale."""
    indicator = so_far.indicator
    until = max(so_far.judgement.fiscal_year, so_far.last)
    points: list[YearPoint] = []
    labels: list[Label] = []
    for actual in _later_actuals(indicator, until):
        assert actual.value is not None
        year = actual.fiscal_year
        words = actual_label(indicator, actual, language, unit=True)
        points.append(_later_point(year, actual.value, tip(year, words, language)))
        y = plane.pixel(actual.value) + 16
        number = actual_label(indicator, actual, language)
        labels.append(Label(year, y, number, "muted", 12, optional=True))
    if not points:
        return []
    start = _later_point(so_far.last, so_far.value)
    return [
        *plane.line_layers([start, *points], 1.5),
        *plane.point_layers(points, 50),
        *plane.label_layers(labels),
    ]


def _later_point(year: int, value: Decimal, tip: str = "") -> YearPoint:
    return YearPoint(
        role="reference", year=year, value=float(value), segment="later", tip=tip
    )


def _description(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    years: range,
    outlook: Forecast | None,
    language: Language,
) -> str:
    _ = language.gettext
    described = indicator_description(indicator, judgements, years, language)
    if outlook is None:
        return described
    leads_to = _(
        "If this trend goes on: {value} in {year}.",
        value=forecast_text(indicator, outlook.end, language),
        year=language.fiscal_year(outlook.end.fiscal_year),
    )
    return language.sentences((described, leads_to))
