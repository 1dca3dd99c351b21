"""The way to a target as one large picture: what is known, the line to the target, what
is left, where the trend leads.

Drawn as of the year looked at. Figures of later years are pale: they were not known
then and have no part in the outlook. The outlook is a band that opens from the margin
of the last figure; the dotted line in its middle runs through all the years by which it
is drawn. A figure that comes from a survey has its margin of error as an upright line;
where the survey was changed the line is broken, and a word says so. What is only
supposed is a hollow point with dots to it and on to the target.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dxkpi import fiscal
from dxkpi.charts import callouts, line
from dxkpi.charts.break_marks import BreakMark, break_layers
from dxkpi.charts.former_years import former_layers, former_values, with_former_years
from dxkpi.charts.plane import Label, Plane, YearPoint, YearRange
from dxkpi.charts.spec import Layer, Spec, in_role
from dxkpi.charts.trend_bracket import bracket_layers, bracket_width, bracket_words
from dxkpi.charts.trend_outlook import outlook_band, outlook_label
from dxkpi.charts.value_axis import ValueAxis, value_axis
from dxkpi.plan import Actual, Indicator
from dxkpi.rules import Forecast, Judgement, Trajectory
from dxkpi.rules.figure_course import FigureCourse, course_years
from dxkpi.rules.former_figures import FormerFigures
from dxkpi.rules.survey_margin import rate_interval
from dxkpi.rules.totals import running_total
from dxkpi.survey import survey_breaks, surveys_by_year
from dxkpi.wording.chart_captions import actual_label, indicator_description
from dxkpi.wording.figures import figure_text
from dxkpi.wording.forecast import forecast_text
from dxkpi.wording.language import Language


def trend_chart(
    so_far: Trajectory,
    judgements: Sequence[Judgement],
    outlook: Forecast | None,
    language: Language,
    *,
    supposed: Decimal | None = None,
    former: Sequence[FormerFigures] = (),
) -> Spec:
    """The chart of an indicator's trend in the year of `so_far`.

    `judgements` holds one for each fiscal year of interest; `supposed` is a figure for
    the year after the last one that is known, which somebody only plays with; `former`
    are the figures of the plans before. Returns a Vega-Lite spec without a width, 430 px
    high; its value axis starts at `trend_axis_start`, or includes zero where that is
    None.
    """
    year = so_far.judgement.fiscal_year
    whole = without_references(so_far.indicator)
    until = max(year, so_far.last)
    seen = _as_known_then(whole, until)
    years = with_former_years(_years(whole, judgements, year, outlook), former)
    course = FigureCourse(seen, judgements, years)

    axis = _axis(whole, outlook, supposed, former)
    words = bracket_words(so_far, years[-1], language)
    plane = Plane(
        years,
        line.HEIGHT,
        left=round(line.tick_width(whole, axis, language) + 24),
        right=round(max(34, bracket_width(words))),
        span=(float(axis.start), float(axis.stop)),
        band=(50, line.HEIGHT - 62),
    )
    taken = {actual.fiscal_year for actual in _later_actuals(whole, until)}
    if supposed is not None:
        taken.add(so_far.last + 1)
    labels = callouts.trend_labels(course, plane, year, outlook, taken, language)
    judged_then = [j for j in judgements if j.fiscal_year <= year]
    return plane.spec(
        [
            *plane.column_layer(year, 16, line.HEIGHT - 4),
            *line.axis_layers(plane, whole, axis, language),
            *outlook_band(so_far, plane, outlook, language),
            *_later_layers(so_far, plane, language),
            *former_layers(former, course, plane, language),
            *_margin_layers(course, plane),
            *_break_layers(course, plane, language),
            *line.course_lines(course, plane, 3),
            *line.course_points(course, plane, 90, year, language),
            *bracket_layers(so_far, course, plane, words),
            *outlook_label(course, so_far, plane, outlook, language),
            *_supposed_layers(so_far, plane, supposed, language),
            *plane.label_layers(labels),
            *plane.year_label_layers(line.HEIGHT - 17, year),
        ],
        _description(seen, judged_then, years, outlook, language),
    )


def trend_axis_start(
    indicator: Indicator,
    outlook: Forecast | None,
    former: Sequence[FormerFigures] = (),
) -> Decimal | None:
    """Where the value axis of `trend_chart` starts when it leaves out zero, so that the
    page can say so; otherwise None.
    """
    whole = without_references(running_total(indicator))
    axis = _axis(whole, outlook, former=former)
    return None if axis.holds_zero else axis.start


def without_references(indicator: Indicator) -> Indicator:
    """The indicator without its series for comparison, which a trend does not show."""
    return indicator.model_copy(update={"references": ()})


def _as_known_then(indicator: Indicator, until: int) -> Indicator:
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
) -> ValueAxis:
    """A value axis that holds the figures with their margins and those of the plans
    before, the outlook, and what is supposed.
    """
    others = former_values(former)
    if outlook is not None:
        for estimate in outlook.estimates:
            others += [estimate.low, estimate.high]
    for survey in surveys_by_year(indicator).values():
        margin = rate_interval(survey)
        others += [margin.low, margin.high]
    if supposed is not None:
        others.append(supposed)
    return value_axis(indicator, others)


def _margin_layers(course: FigureCourse, plane: Plane) -> list[Layer]:
    """The margin of error of each figure that comes from a survey."""
    margins: list[YearRange] = []
    for year, survey in surveys_by_year(course.indicator).items():
        margin = rate_interval(survey)
        low, high = float(margin.low), float(margin.high)
        margins.append(
            YearRange(role="actual", year=year, value=low, low=low, high=high)
        )
    return plane.span_layers(margins, 2, 0.55)


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
        *plane.line_layers(path, 1.75, line.DOTS),
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
        points.append(_later_point(year, actual.value, line.tip(year, words)))
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
        year=fiscal.wareki(outlook.end.fiscal_year),
    )
    return language.sentences((described, leads_to))
