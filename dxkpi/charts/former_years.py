"""The years of the plans before, grey in the chart of the indicator that goes on from them."""

from collections.abc import Sequence
from decimal import Decimal

from dxkpi.charts.break_marks import BreakMark, break_layers
from dxkpi.charts.plane import Label, Plane, YearPoint
from dxkpi.charts.spec import Layer
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.rules.former_figures import FormerFigures
from dxkpi.text.width import cut_to_width
from dxkpi.wording.chart_captions import known_label
from dxkpi.wording.language import Language

_LINE, _POINT = 2, 50
_REASON_EMS = 16
_LABEL_ABOVE = 14


def with_former_years(years: range, former: Sequence[FormerFigures]) -> range:
    """The years of a chart with those of the plans before."""
    if not former or not years:
        return years
    return range(min(years[0], *former[0].known), years.stop)


def former_values(former: Sequence[FormerFigures]) -> list[Decimal]:
    """Every figure of the plans before."""
    values: list[Decimal] = []
    for part in former:
        values += part.known.values()
    return values


def former_layers(
    former: Sequence[FormerFigures],
    course: FigureCourse,
    plane: Plane,
    language: Language,
) -> list[Layer]:
    """Lines and points of the plans before, joined to what follows where both can be
    compared; else a break with its reason.
    """
    lines: list[YearPoint] = []
    points: list[YearPoint] = []
    breaks: list[BreakMark] = []
    labels: list[Label] = []
    for number, part in enumerate(former):
        segment = f"former {number}"
        own = [_point(part, year, segment, language) for year in part.known]
        points += own
        lines += own
        following = _value_after(former[number + 1 :], course, part)
        reason = part.course.break_because
        if reason is not None:
            breaks.append(_break(part, reason))
        elif following is not None:
            lines.append(_joint(part.next_year, following, segment))
        labels += _labels(part, plane, language)
    return [
        *break_layers(breaks, plane),
        *plane.line_layers(lines, _LINE),
        *plane.point_layers(points, _POINT),
        *plane.label_layers(labels),
    ]


def _value_after(
    later: Sequence[FormerFigures], course: FigureCourse, part: FormerFigures
) -> Decimal | None:
    """The first figure of what follows; None where it has none yet."""
    known = later[0].known if later else course.known
    return known.get(part.next_year)


def _point(
    part: FormerFigures, year: int, segment: str, language: Language
) -> YearPoint:
    indicator = part.course.indicator
    tip = language.gettext(
        "{plan}: {value}",
        plan=part.course.plan_title,
        value=known_label(indicator, year, language) + indicator.unit,
    )
    return YearPoint(
        role="reference",
        year=year,
        value=float(part.known[year]),
        segment=segment,
        tip=tip,
    )


def _joint(year: int, value: Decimal, segment: str) -> YearPoint:
    return YearPoint(role="reference", year=year, value=float(value), segment=segment)


def _break(part: FormerFigures, reason: str) -> BreakMark:
    text = cut_to_width(reason, _REASON_EMS)
    return BreakMark(role="alert", anchor="center", year=part.next_year, text=text)


def _labels(part: FormerFigures, plane: Plane, language: Language) -> list[Label]:
    """The first figure with the words for a former plan, and the last one."""
    _ = language.gettext
    indicator = part.course.indicator
    first, last = min(part.known), part.last_year
    text = _("former plan {value}", value=known_label(indicator, first, language))
    above = plane.pixel(part.known[first]) - _LABEL_ABOVE
    labels = [Label(first, above, text, "muted", 12)]
    if last > first:
        number = known_label(indicator, last, language)
        above = plane.pixel(part.known[last]) - _LABEL_ABOVE
        labels.append(Label(last, above, number, "muted", 12, optional=True))
    return labels
