"""Where a trend leads: its line through all years, and a band that opens from the last
figure, with its words at the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dxkpi.charts.line import DOTS, tip
from dxkpi.charts.plane import Plane, YearPoint, YearRange
from dxkpi.charts.spec import Layer, TextMark, text_layers
from dxkpi.rules import Forecast, Trajectory
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.rules.survey_margin import rate_interval
from dxkpi.survey import surveys_by_year
from dxkpi.text.width import text_width
from dxkpi.wording.forecast import forecast_text
from dxkpi.wording.language import Language

_LINE_HEIGHT = 18


@dataclass(frozen=True, kw_only=True)
class _OutlookLine(TextMark):
    """A line of the label; `under` is its height where it stands under (or over) everything."""

    year: int
    text: str
    y: float
    under: float


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
            tip=tip(year, text, language.gettext("outlook")),
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
        *plane.band_layers(band, 0.16),
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


def outlook_label(
    course: FigureCourse,
    so_far: Trajectory,
    plane: Plane,
    outlook: Forecast | None,
    language: Language,
) -> list[Layer]:
    """Where the trend leads, in two lines at the end of its band, on the side that
    faces away from the target.

    Where the years are too narrow for it, the label moves under (or over) everything,
    to the right edge.
    """
    _ = language.gettext
    if outlook is None:
        return []
    beside, beyond = _label_heights(course, so_far, plane, outlook)
    lowest = plane.band[1] + 8
    y = min(max(beside, 12), lowest)
    under = min(max(beyond, 12), lowest)

    result = forecast_text(course.indicator, outlook.end, language)
    first = _OutlookLine(
        role="actual",
        anchor="right",
        year=outlook.end.fiscal_year,
        text=_("if this trend goes on"),
        y=y,
        under=under,
    )
    second = _OutlookLine(
        role="actual",
        size=14,
        bold=True,
        anchor="right",
        year=outlook.end.fiscal_year,
        text=result,
        y=y + _LINE_HEIGHT,
        under=under + _LINE_HEIGHT,
    )
    is_roomy = f"{plane.step} >= {_widest([first, second]) * 1.5}"
    x = f"{is_roomy} ? {plane.at_year} + 4 : width - 4"
    height = f"{is_roomy} ? datum.y : datum.under"
    return text_layers([first, second], "datum.text", x, height, halo=True)


def _widest(lines: Sequence[_OutlookLine]) -> float:
    return max(text_width(line.text, line.size, bold=line.bold) for line in lines)


def _label_heights(
    course: FigureCourse, so_far: Trajectory, plane: Plane, outlook: Forecast
) -> tuple[float, float]:
    """Where the label begins beside the end of the band, and beyond everything the band holds."""
    last = plane.pixel(so_far.value)
    lower = [last, *(plane.pixel(estimate.low) for estimate in outlook.estimates)]
    upper = [last, *(plane.pixel(estimate.high) for estimate in outlook.estimates)]
    if _stands_over_band(course, plane, lower[-1], upper[-1]):
        edge = min(upper[-1], 0.6 * upper[-2] + 0.4 * upper[-1])
        return edge - 32, min(upper) - 54
    edge = max(lower[-1], 0.6 * lower[-2] + 0.4 * lower[-1])
    return edge + 15, max(lower) + 36


def _stands_over_band(
    course: FigureCourse, plane: Plane, lower_end: float, upper_end: float
) -> bool:
    """Over the band where the figures are to fall, under it where they are to rise;
    unless the target lies there.
    """
    goals = [plane.pixel(value) for value in course.goal.values()]
    if course.falls_to_its_target:
        return not any(goal < upper_end - 8 for goal in goals)
    return any(goal > lower_end + 8 for goal in goals)
