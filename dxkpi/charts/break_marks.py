"""A line and a word between two years that cannot be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from dxkpi.charts.plane import Plane, YearMark
from dxkpi.charts.spec import Layer, TextMark, box_layers, text_layers
from dxkpi.text.width import text_width

_ABOVE = 34
_BELOW = 30


@dataclass(frozen=True, kw_only=True)
class BreakMark(TextMark, YearMark):
    """A break before `year`, and why."""

    text: str


def break_layers(marks: Sequence[BreakMark], plane: Plane) -> list[Layer]:
    """An upright line before each year, its word above it and inside the chart."""
    widest = max((text_width(mark.text, 12) for mark in marks), default=0)
    top = plane.band[0] - _ABOVE
    between = f"({plane.at_year} - {plane.step} / 2)"
    left, right = f"{between} - 0.75", f"{between} + 0.75"
    inside = f"max({between}, {widest / 2 + 2})"
    return [
        *box_layers(marks, left, right, top + 10, plane.height - _BELOW),
        *text_layers(marks, "datum.text", inside, str(top), halo=True),
    ]
