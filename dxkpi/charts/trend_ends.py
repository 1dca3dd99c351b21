"""What stands at the right end of a trend: the target, and where the trend leads.

Beside the last year where there is room; on a telephone over their marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dxkpi.charts.label_spacing import pushed_apart
from dxkpi.charts.plane import Plane
from dxkpi.charts.spec import NARROW, Layer, TextMark, expr, text_layers
from dxkpi.rules import Forecast
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.text.width import text_width
from dxkpi.wording.chart_captions import target_label
from dxkpi.wording.forecast import forecast_text
from dxkpi.wording.language import Language

NARROW_MARGIN = 18
_BESIDE, _EDGE = 13, 4
_GOAL_SIZE, _RANGE_SIZE, _NAME_SIZE = 15, 14, 12
_OVER_GOAL, _OVER_LINE = 16, 13
_LINE_HEIGHT = 18


@dataclass(frozen=True, kw_only=True)
class EndLabel(TextMark):
    """A text at the end of the chart; `over` is its height where the chart is narrow,
    and `short` what it says there.
    """

    year: int
    text: str
    short: str
    y: float
    over: float = 0

    @property
    def width(self) -> float:
        """The pixels that the text takes."""
        return text_width(self.text, self.size, bold=self.bold)


def goal_ends_chart(course: FigureCourse) -> bool:
    """Whether the target is the last thing to be drawn, with no figure in its year."""
    last = course.years[-1]
    return last in course.goal and last not in course.known


def end_labels(
    course: FigureCourse, plane: Plane, outlook: Forecast | None, language: Language
) -> list[EndLabel]:
    """The target, and the name and the range of the outlook, apart from each other."""
    labels = [
        *_goal_label(course, plane, language),
        *_outlook_labels(course, plane, outlook, language),
    ]
    heights = pushed_apart([label.y for label in labels], _LINE_HEIGHT)
    return [
        _at_height(label, y, plane) for label, y in zip(labels, heights, strict=True)
    ]


def room_for(labels: Sequence[EndLabel]) -> float:
    """The pixels that the labels take behind the last year."""
    widths = [label.width for label in labels]
    return max(widths) + _BESIDE + _EDGE if widths else 0


def end_label_layers(labels: Sequence[EndLabel], plane: Plane) -> list[Layer]:
    """The labels beside the last year; where the chart is narrow, inside its right edge."""
    words = f"{NARROW} ? datum.short : datum.text"
    x = f"{NARROW} ? width - {_EDGE} : {plane.at_year} + {_BESIDE}"
    y = f"{NARROW} ? datum.over : datum.y"
    side = expr(f"{NARROW} ? 'right' : 'left'")
    return text_layers(labels, words, x, y, halo=True, align=side)


def _goal_label(
    course: FigureCourse, plane: Plane, language: Language
) -> list[EndLabel]:
    if not goal_ends_chart(course):
        return []
    year = course.years[-1]
    height = plane.pixel(course.goal[year])
    text = target_label(course.indicator, language, with_deadline=False)
    return [
        EndLabel(
            role="target",
            size=_GOAL_SIZE,
            bold=True,
            year=year,
            text=text,
            short=text,
            y=height,
            over=_height_over_goal(course, height),
        )
    ]


def _height_over_goal(course: FigureCourse, height: float) -> float:
    """Above the target, or below it where the way leads down to it."""
    if course.falls_to_its_target:
        return height + _OVER_GOAL
    return max(height - _OVER_GOAL, _LINE_HEIGHT / 2)


def _outlook_labels(
    course: FigureCourse, plane: Plane, outlook: Forecast | None, language: Language
) -> list[EndLabel]:
    if outlook is None:
        return []
    end = outlook.end
    height = plane.pixel(end.centre)
    name = EndLabel(
        role="actual",
        size=_NAME_SIZE,
        year=end.fiscal_year,
        text=language.gettext("outlook"),
        short="",
        y=height - _LINE_HEIGHT / 2,
    )
    result = forecast_text(course.indicator, end, language)
    away = -1 if course.falls_to_its_target else 1
    over = EndLabel(
        role="actual",
        size=_RANGE_SIZE,
        bold=True,
        year=end.fiscal_year,
        text=result,
        short=result,
        y=height + _LINE_HEIGHT / 2,
        over=height + away * _OVER_LINE,
    )
    return [name, over]


def _at_height(label: EndLabel, y: float, plane: Plane) -> EndLabel:
    inside = min(max(y, _LINE_HEIGHT / 2), plane.band[1])
    return EndLabel(**{**vars(label), "y": inside})
