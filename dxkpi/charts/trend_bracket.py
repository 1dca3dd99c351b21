"""What is left to a target, as an arrow at the right edge of a trend with its words."""

from collections.abc import Sequence

from dxkpi.charts.label_sides import ABOVE, goal_side
from dxkpi.charts.plane import Plane, YearPoint
from dxkpi.charts.spec import (
    Layer,
    Mark,
    TextAtHeight,
    box_layers,
    expr,
    mark_layers,
    text_layers,
)
from dxkpi.rules import Trajectory
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.text.width import text_width
from dxkpi.wording.figures import number_text, signed_text, telling_digits
from dxkpi.wording.language import Language

_ARROW, _TEXT = 16, 24  # pixels behind the last year
_LINE_HEIGHT = 18


def bracket_words(
    so_far: Trajectory, last_year: int, language: Language
) -> tuple[str, ...]:
    """How much is left and how much that is a year; empty where the target does not end
    the chart.
    """
    _ = language.gettext
    left, needed = so_far.left, so_far.needed
    if left is None or needed is None or so_far.deadline != last_year:
        return ()
    indicator = so_far.indicator
    number = number_text(
        indicator, abs(left), language, telling_digits(indicator, left)
    )
    step = signed_text(indicator, needed, language)
    return (_("{n} to go", n=number), _("{n} a year", n=step))


def bracket_width(words: Sequence[str]) -> float:
    """The pixels that arrow and words take at the right; zero without words."""
    widths = [text_width(text, 13, bold=True) for text in words]
    return max(widths) + _TEXT + 4 if widths else 0


def bracket_layers(
    so_far: Trajectory, course: FigureCourse, plane: Plane, words: Sequence[str]
) -> list[Layer]:
    """The arrow from the last figure up or down to the target, and the words beside it."""
    if not words or so_far.goal is None or so_far.deadline is None:
        return []
    here, there = plane.pixel(so_far.value), plane.pixel(so_far.goal)
    label_above = goal_side(course, plane, so_far.deadline) == ABOVE
    first = _first_line_height(here, there, label_above=label_above)
    lines = [
        TextAtHeight(
            role="ink",
            size=13 - n,
            bold=n == 0,
            text=text,
            y=first + _LINE_HEIGHT * n,
        )
        for n, text in enumerate(words)
    ]
    x = f"width - {plane.right - _TEXT}"
    return [
        *_arrow(so_far, plane, here, there),
        *text_layers(lines, "datum.text", x, "datum.y", halo=True),
    ]


def _first_line_height(here: float, there: float, *, label_above: bool) -> float:
    """Around the middle of the arrow, but clear of the target's own label."""
    middle = (here + there) / 2 - 9
    if label_above:
        return max(middle, there + 12)
    return min(middle, there - 28)


def _arrow(so_far: Trajectory, plane: Plane, here: float, there: float) -> list[Layer]:
    """Dots from the last figure to the edge, and from there a line with its head at the target."""
    edge = plane.right - _ARROW
    points_down = there > here
    level = YearPoint(role="muted", year=so_far.last, value=float(so_far.value))
    dots = {
        "x": expr(plane.at_year),
        "x2": expr(f"width - {edge - 6}"),
        "strokeDash": [1, 3],
    }
    head = {
        "shape": "triangle-down" if points_down else "triangle-up",
        "filled": True,
        "opacity": 1,
        "size": 45,
        "x": expr(f"width - {edge}"),
        "y": there - 4 if points_down else there + 4,
    }
    ink = Mark(role="ink")
    top = min(here, there)
    bottom = top + abs(here - there)
    left, right = f"width - {edge + 0.75}", f"width - {edge - 0.75}"
    return [
        *plane.rule_layers([level], 0, **dots),
        *box_layers([ink], left, right, top, bottom),
        *mark_layers([ink], "point", head),
    ]
