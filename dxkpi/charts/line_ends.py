"""The labels at the right ends of a chart's lines, and the room they take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.charts.plane import Label, Plane
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording.chart_captions import known_label
from dxkpi.wording.figures import number_text
from dxkpi.wording.language import Language

_NAME_EMS = 8


@dataclass(frozen=True)
class LineEnd:
    """The label at the right end of a line."""

    year: int
    value: Decimal
    text: str
    role: str

    @property
    def is_actual(self) -> bool:
        """Whether it ends the line of the actuals, not one for comparison."""
        return self.role == "actual"


def line_ends(course: FigureCourse, place: str, language: Language) -> list[LineEnd]:
    """A name and the last figure for each line: the references, and the actuals once
    they have left the baseline.
    """
    ends: list[LineEnd] = []
    for name, figures in course.references.items():
        last = max(figures)
        number = number_text(course.indicator, figures[last], language)
        text = f"{cut_to_width(name, _NAME_EMS)} {number}"
        ends.append(LineEnd(last, figures[last], text, "muted"))
    if course.known and not course.ahead:
        last = max(course.known)
        number = known_label(course.indicator, last, language)
        text = f"{cut_to_width(place, _NAME_EMS)} {number}".strip()
        ends.append(LineEnd(last, course.known[last], text, "actual"))
    return ends


def right_margin(course: FigureCourse, ends: Sequence[LineEnd]) -> int:
    """Room in pixels for the labels at the right, less the years (36 px at least) that
    lie behind them.
    """
    margin = 34.0
    for end in ends:
        room_behind = 36 * (course.years[-1] - end.year)
        margin = max(margin, text_width(end.text, 14, bold=True) + 20 - room_behind)
    return round(margin)


def end_labels(plane: Plane, ends: Iterable[LineEnd]) -> list[Label]:
    """The labels at the heights of their lines; that of the actuals stands out."""
    return [
        Label(
            end.year,
            plane.pixel(end.value),
            end.text,
            end.role,
            size=14 if end.is_actual else 13,
            bold=end.is_actual,
            anchor="left",
            dx=13,
        )
        for end in ends
    ]
