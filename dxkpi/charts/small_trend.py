"""The way to a target in small: how sure its figures are and where they lead, without a
value axis.
"""

from collections.abc import Sequence
from dataclasses import replace

from dxkpi.charts import callouts
from dxkpi.charts.course_layers import course_lines, course_points
from dxkpi.charts.plane import Label, Plane
from dxkpi.charts.spec import Spec
from dxkpi.charts.trend import as_known_then, without_references
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
from dxkpi.charts.trend_outlook import outlook_band
from dxkpi.rules import Forecast, Judgement, Trajectory
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.rules.survey_margin import rate_interval
from dxkpi.survey import AssumedSurvey, surveys_by_year
from dxkpi.wording.chart_captions import indicator_description, known_label
from dxkpi.wording.language import Language

_HEIGHT, _BAND, _YEARS = 112, (20, 82), 104


def small_trend(
    so_far: Trajectory,
    judgements: Sequence[Judgement],
    outlook: Forecast | None,
    years: range,
    language: Language,
    *,
    assumed: AssumedSurvey | None = None,
) -> Spec:
    """An indicator's trend in the year of `so_far`, over these years.

    `judgements` holds one for each fiscal year of interest; `assumed` is what is supposed
    of surveys while the whole way lies ahead. Returns a Vega-Lite spec without a width,
    112 px high; first and last figure, the target and the outlook stand as figures.
    """
    until = max(so_far.judgement.fiscal_year, so_far.last)
    seen = as_known_then(without_references(so_far.indicator), until)
    course = FigureCourse(seen, judgements, years)
    margins = assumed_margins(course, assumed)
    plane = Plane(
        years,
        _HEIGHT,
        left=24,
        right=24,
        span=_span(course, outlook, margins),
        band=_BAND,
        long_years=False,
    )
    ends = end_labels(course, plane, outlook, language)
    right = round(max(plane.right, room_for(ends)))
    plane = replace(plane, right=right, narrow_right=NARROW_MARGIN)
    labels = [
        *callouts.small_baseline_label(course, plane, language),
        *_last_figure_label(course, plane, language),
    ]
    return plane.spec(
        [
            *outlook_band(so_far, plane, outlook, language),
            *assumed_margin_layers(margins, plane),
            *margin_layers(course, plane),
            *course_lines(course, plane, 2.5),
            *course_points(course, plane, 40, None, language),
            *plane.label_layers(labels),
            *end_label_layers(ends, plane),
            *plane.year_label_layers(_YEARS, language=language),
        ],
        indicator_description(seen, judgements, years, language),
    )


def _span(
    course: FigureCourse, outlook: Forecast | None, margins: AssumedMargins
) -> tuple[float, float]:
    """From the lowest to the highest of what is drawn."""
    drawn = [*course.known.values(), *course.path.values(), *course.goal.values()]
    for survey in surveys_by_year(course.indicator).values():
        interval = rate_interval(survey)
        drawn += [interval.low, interval.high]
    for estimate in outlook.estimates if outlook else ():
        drawn += [estimate.low, estimate.high]
    for ends in margins.values():
        drawn += ends
    low, high = min(drawn), max(drawn)
    return (float(low), float(high if high > low else low + 1))


def _last_figure_label(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Label]:
    """The last figure beneath its point, unless that is the baseline."""
    last = max(course.known, default=None)
    if last is None or last in course.start:
        return []
    y = plane.pixel(course.known[last]) + 16
    text = known_label(course.indicator, last, language)
    return [Label(last, y, text, "actual", 13, bold=True)]
