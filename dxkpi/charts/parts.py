"""The parts of an indicator on one plane: a line for each, called by its name at its end.

The part that decides the judgement stands out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dxkpi.charts.axis_layers import axis_layers, tick_width
from dxkpi.charts.course_layers import course_lines, course_points
from dxkpi.charts.label_spacing import LABEL_GAP, pushed_apart
from dxkpi.charts.line import HEIGHT, SMALL_HEIGHT
from dxkpi.charts.plane import Label, Plane
from dxkpi.charts.spec import Layer, Spec
from dxkpi.charts.value_axis import value_axis
from dxkpi.plan import Indicator
from dxkpi.rules import Judgement
from dxkpi.rules.figure_course import FigureCourse, course_years, figures_on_record
from dxkpi.rules.totals import running_total
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording.chart_captions import (
    indicator_description,
    known_label,
    target_label,
)
from dxkpi.wording.language import Language

_NAME_EMS = 8
_SMALL_GAP = 14.0
_WIDE, _NARROW = 3.0, 1.75


@dataclass(frozen=True)
class _PartLine:
    """One part: its short name, its figures, and whether it decides."""

    name: str
    course: FigureCourse
    decides: bool

    @property
    def width(self) -> float:
        return _WIDE if self.decides else _NARROW

    def end_text(self, language: Language) -> str:
        """Its name with the last known figure; the name alone where none is known."""
        name = cut_to_width(self.name, _NAME_EMS)
        if not self.course.known:
            return name
        last = max(self.course.known)
        return f"{name} {known_label(self.course.indicator, last, language)}"


def parts_chart(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    language: Language,
    *,
    selected_year: int,
) -> Spec:
    """The chart of an opened indicator that consists of parts.

    `judgements` holds one for each fiscal year of interest, `selected_year` stands out.
    Returns a Vega-Lite spec without a width, 430 px high.
    """
    years = _years(indicator, judgements, selected_year)
    lines = _part_lines(indicator, judgements, years, selected_year)
    axis = value_axis(lines[0].course.indicator, _figures(lines))
    room_for_ticks = tick_width(indicator, axis, language)
    widest = max(text_width(line.end_text(language), 14, bold=True) for line in lines)
    plane = Plane(
        years,
        HEIGHT,
        left=round(room_for_ticks + 30),
        right=round(widest + 20),
        span=(float(axis.start), float(axis.stop)),
        band=(50, HEIGHT - 62),
    )
    drawn: list[Layer] = []
    for line in lines:
        drawn += course_lines(line.course, plane, line.width)
        drawn += course_points(line.course, plane, 70, selected_year, language)
    return plane.spec(
        [
            *plane.column_layer(selected_year, 16, HEIGHT - 4),
            *axis_layers(plane, indicator, axis, language),
            *drawn,
            *plane.label_layers(_labels(lines, plane, language)),
            *plane.year_label_layers(HEIGHT - 17, selected_year, language=language),
        ],
        indicator_description(indicator, judgements, years, language),
    )


def parts_sparkline(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    years: range,
    selected_year: int | None,
    language: Language,
) -> Spec:
    """The same as a small multiple, 120 px high: no value axis, each line with its name
    and first figure.
    """
    latest = max((j.fiscal_year for j in judgements), default=years[-1])
    lines = _part_lines(indicator, judgements, years, latest)
    figures = [float(figure) for figure in _figures(lines)] or [0.0]
    low, high = min(figures), max(figures)
    margin = 1.0 if low == high else 0.0
    plane = Plane(
        years,
        SMALL_HEIGHT,
        left=22,
        right=22,
        span=(low - margin, high + margin),
        band=(26, 82),
        long_years=False,
    )
    drawn: list[Layer] = []
    for line in lines:
        drawn += course_lines(line.course, plane, 2.5 if line.decides else _NARROW)
        drawn += course_points(line.course, plane, 34, None, language)
    labels = _small_labels(lines, plane, language)
    return plane.spec(
        [
            *plane.column_layer(selected_year, 4, SMALL_HEIGHT - 1),
            *drawn,
            *plane.label_layers(labels),
            *plane.year_label_layers(
                SMALL_HEIGHT - 9, selected_year, language=language
            ),
        ],
        indicator_description(indicator, judgements, years, language),
    )


def parts_axis_start(indicator: Indicator) -> Decimal | None:
    """Where the value axis of `parts_chart` starts when it leaves out zero; else None."""
    parts = [running_total(part) for part in indicator.part_indicators]
    figures = [figure for part in parts for figure in figures_on_record(part)]
    axis = value_axis(parts[0], figures)
    return None if axis.holds_zero else axis.start


def _part_lines(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    years: range,
    decided_in: int,
) -> list[_PartLine]:
    """The parts in their order; which of them decides is that of one year."""
    deciding = next(
        (j.decisive_part for j in judgements if j.fiscal_year == decided_in), None
    )
    lines = []
    for n, part in enumerate(indicator.part_indicators):
        of_part = [judgement.parts[n] for judgement in judgements]
        course = FigureCourse(running_total(part), of_part, years)
        is_deciding = deciding is not None and deciding.indicator.code == part.code
        lines.append(_PartLine(indicator.parts[n].name, course, is_deciding))
    return lines


def _years(
    indicator: Indicator, judgements: Sequence[Judgement], selected_year: int
) -> range:
    first, last = selected_year, selected_year
    for n, part in enumerate(indicator.part_indicators):
        of_part = [judgement.parts[n] for judgement in judgements]
        years = course_years(running_total(part), of_part, selected_year)
        first, last = min(first, years[0]), max(last, years[-1])
    return range(first, last + 1)


def _figures(lines: Sequence[_PartLine]) -> list[Decimal]:
    return [
        figure for line in lines for figure in figures_on_record(line.course.indicator)
    ]


def _labels(
    lines: Sequence[_PartLine], plane: Plane, language: Language
) -> list[Label]:
    """The name of each line at its end, and its target above its mark."""
    return [
        *_apart([_end_label(line, plane, language) for line in lines], LABEL_GAP),
        *_apart(_goal_labels(lines, plane, language), LABEL_GAP),
    ]


def _small_labels(
    lines: Sequence[_PartLine], plane: Plane, language: Language
) -> list[Label]:
    """Each line by its name with its first figure: that of the upper one above its
    start, those of others below.
    """
    starts = [(line, min(line.course.known)) for line in lines if line.course.known]
    heights = [plane.pixel(line.course.known[year]) for line, year in starts]
    labels = []
    for (line, year), height in zip(starts, heights, strict=True):
        y = height - 12 if height == min(heights) else height + 13
        name = cut_to_width(line.name, _NAME_EMS)
        text = f"{name} {known_label(line.course.indicator, year, language)}"
        labels.append(Label(year, y, text, "actual", 12, line.decides, "right", dx=10))
    return _apart(labels, _SMALL_GAP)


def _apart(labels: Sequence[Label | None], gap: float) -> list[Label]:
    """The labels, those that would touch pushed apart."""
    shown = [label for label in labels if label is not None]
    heights = pushed_apart([label.y for label in shown], gap)
    return [replace(label, y=y) for label, y in zip(shown, heights, strict=True)]


def _end_label(line: _PartLine, plane: Plane, language: Language) -> Label | None:
    """The name and the last figure, on the side of the line that its path leaves free."""
    course = line.course
    if not course.known:
        return None
    last = max(course.known)
    here = plane.pixel(course.known[last])
    later = [plane.pixel(value) for year, value in course.line.items() if year > last]
    y = here
    if later:
        path_rises = later[0] < here
        y = here + 11 if path_rises else here - 11
    text = line.end_text(language)
    return Label(last, y, text, "actual", 14, line.decides, "left", dx=11)


def _goal_labels(
    lines: Sequence[_PartLine], plane: Plane, language: Language
) -> list[Label]:
    """男 目標 81.0 at the mark of each target."""
    labels = []
    for line in lines:
        name = cut_to_width(line.name, _NAME_EMS)
        goal = target_label(
            line.course.indicator, language, with_deadline=False, unit=False
        )
        for year, value in line.course.goal.items():
            y = plane.pixel(value) - 18
            labels.append(Label(year, y, f"{name} {goal}", "target", 13))
    return labels
