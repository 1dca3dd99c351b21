"""How sure the figures of a trend are: a band round those of surveys, and round the way
to the target while no survey has been held.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from dxkpi.charts.plane import Plane, YearRange
from dxkpi.charts.spec import Layer
from dxkpi.plan import Survey
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.rules.survey_margin import rate_interval
from dxkpi.survey import AssumedSurvey, survey_breaks, surveys_by_year

_BAND, _ALONE, _AHEAD = 0.2, 0.55, 0.14
_ALONE_WIDTH = 2

AssumedMargins = Mapping[int, tuple[Decimal, Decimal]]
"""By fiscal year, from where to where a rate may be."""


def margin_layers(course: FigureCourse, plane: Plane) -> list[Layer]:
    """A soft band through the margins of surveys that follow each other and can be
    compared; an upright line for one that stands alone.
    """
    surveys = surveys_by_year(course.indicator)
    band: list[YearRange] = []
    alone: list[YearRange] = []
    for years in _years_in_a_row(surveys):
        ranges = [_margin(year, surveys[year], f"margin {years[0]}") for year in years]
        group = band if len(ranges) > 1 else alone
        group += ranges
    return [
        *plane.band_layers(band, _BAND),
        *plane.span_layers(alone, _ALONE_WIDTH, _ALONE),
    ]


def assumed_margins(
    course: FigureCourse, assumed: AssumedSurvey | None
) -> AssumedMargins:
    """The margin that a survey would have whose rate lies on the way to the target, in
    each year still to come; none without an assumption.
    """
    if assumed is None or not course.ahead:
        return {}
    margins: dict[int, tuple[Decimal, Decimal]] = {}
    for year, rate in {**course.ahead, **course.goal}.items():
        margin = assumed.margin(rate)
        margins[year] = (rate - margin, rate + margin)
    return margins


def assumed_margin_layers(margins: AssumedMargins, plane: Plane) -> list[Layer]:
    """The band round the way to the target: from where to where in each year."""
    band = [
        YearRange(
            role="path",
            segment="assumed",
            year=year,
            value=float(low),
            low=float(low),
            high=float(high),
        )
        for year, (low, high) in margins.items()
    ]
    return plane.band_layers(band, _AHEAD)


def _years_in_a_row(surveys: Mapping[int, Survey]) -> list[Sequence[int]]:
    """The years of the surveys, parted where one is missing or something was changed."""
    breaks = survey_breaks(surveys)
    runs: list[list[int]] = []
    for year in surveys:
        goes_on = bool(runs) and runs[-1][-1] == year - 1 and year not in breaks
        if not goes_on:
            runs.append([])
        runs[-1].append(year)
    return [*runs]


def _margin(year: int, survey: Survey, segment: str) -> YearRange:
    margin = rate_interval(survey)
    low, high = float(margin.low), float(margin.high)
    return YearRange(
        role="actual", segment=segment, year=year, value=low, low=low, high=high
    )
