"""Where a trend leads: its line through all years, and a band that opens from the last
figure.
"""

from dxkpi.charts.course_layers import DOTS, tip
from dxkpi.charts.plane import Plane, YearPoint, YearRange
from dxkpi.charts.spec import Layer
from dxkpi.rules import Forecast, Trajectory
from dxkpi.rules.survey_margin import rate_interval
from dxkpi.survey import surveys_by_year
from dxkpi.wording.forecast import forecast_text
from dxkpi.wording.language import Language

_OPACITY = 0.1


def outlook_band(
    so_far: Trajectory, plane: Plane, outlook: Forecast | None, language: Language
) -> list[Layer]:
    """The range of each year to come, and the dotted line that the trend is, through
    the years with figures too.
    """
    if outlook is None:
        return []
    band = [_start_of_band(so_far)]
    middle: list[YearPoint] = []
    for estimate in outlook.estimates:
        year = estimate.fiscal_year
        text = forecast_text(so_far.indicator, estimate, language)
        point = YearPoint(
            role="actual",
            segment="outlook",
            year=year,
            value=float(estimate.centre),
            tip=tip(year, text, language, language.gettext("outlook")),
        )
        middle.append(point)
        low, high = float(estimate.low), float(estimate.high)
        band.append(
            YearRange(
                role="actual",
                segment="outlook",
                year=year,
                value=low,
                low=low,
                high=high,
            )
        )
    return [
        *plane.band_layers(band, _OPACITY),
        *plane.line_layers(_fitted_line(outlook), 2, DOTS),
        *plane.point_layers(middle, 24),
    ]


def _start_of_band(so_far: Trajectory) -> YearRange:
    """The last figure, as wide as its survey leaves it; a point where no survey is known."""
    low = high = so_far.value
    survey = surveys_by_year(so_far.indicator).get(so_far.last)
    if survey is not None:
        interval = rate_interval(survey)
        low, high = interval.low, interval.high
    return YearRange(
        role="actual",
        segment="outlook",
        year=so_far.last,
        value=float(low),
        low=float(low),
        high=float(high),
    )


def _fitted_line(outlook: Forecast) -> list[YearPoint]:
    return [
        YearPoint(role="actual", segment="trend", year=year, value=float(value))
        for year, value in outlook.line.items()
    ]
