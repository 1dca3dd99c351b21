"""What is marked on a trend: a gap to the line that is more than the margin, the survey
that comes next, and what is to be known of single years.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dxkpi.charts.course_layers import tip
from dxkpi.charts.plane import Plane, YearMark, YearPoint, YearRange
from dxkpi.charts.spec import NARROW, Layer, TextMark, expr, text_layers
from dxkpi.rules import Forecast, Trajectory
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.rules.survey_margin import figure_interval
from dxkpi.survey import surveys_by_year
from dxkpi.survey.next_survey import NextSurvey
from dxkpi.wording.figures import number_text
from dxkpi.wording.language import Language
from dxkpi.wording.year_notes import YearNote

_GAP_WIDTH, _RING = 2, 100
_BESIDE, _BENEATH = 8, 19
_NOTE_SIZE, _LEAST_OF_NOTE = 12, 120
_FITTING = f"{NARROW} ? datum.short : datum.long"


@dataclass(frozen=True, kw_only=True)
class _MarkLabel(TextMark, YearMark):
    """The words beside a mark, the short ones where the chart is narrow."""

    long: str
    short: str
    y: float


@dataclass(frozen=True, kw_only=True)
class _NoteLabel(TextMark, YearMark):
    """The words of a note, and its number alone; `until` is the year of the next one, 0
    behind the last.
    """

    long: str
    number: str
    until: int


def gap_layers(so_far: Trajectory, plane: Plane, language: Language) -> list[Layer]:
    """An upright line from the last figure to the line to the target, with its length;
    nothing unless all of the figure's margin lies on the wrong side.
    """
    line = so_far.line
    if line is None or not is_surely_behind(so_far, line):
        return []
    low, high = sorted((float(so_far.value), float(line)))
    rule = YearRange(role="alert", year=so_far.last, value=low, low=low, high=high)
    number = number_text(so_far.indicator, abs(line - so_far.value), language)
    label = _MarkLabel(
        role="alert",
        size=13,
        bold=True,
        year=so_far.last,
        long=language.gettext("to the line {gap}", gap=number),
        short=number,
        y=(plane.pixel(low) + plane.pixel(high)) / 2,
    )
    x = f"{plane.at_year} + {_BESIDE}"
    return [
        *plane.upright_layers([rule], _GAP_WIDTH),
        *text_layers([label], _FITTING, x, "datum.y", halo=True),
    ]


def is_surely_behind(so_far: Trajectory, line: Decimal) -> bool:
    """Whether the last figure is on the wrong side of the line with all of its margin."""
    survey = surveys_by_year(so_far.indicator).get(so_far.last)
    if survey is None:
        return False
    side = figure_interval(survey, so_far.value).side_of(line)
    if side == 0:
        return False
    return not so_far.indicator.direction.is_better(so_far.value, line)


def next_survey_layers(
    coming: NextSurvey | None,
    course: FigureCourse,
    plane: Plane,
    outlook: Forecast | None,
    language: Language,
) -> list[Layer]:
    """An open dashed ring where the trend, else the way to the target, runs in the year
    of the next survey, with its month beneath.
    """
    if coming is None:
        return []
    height = _height_of_next(coming.fiscal_year, course, outlook)
    if height is None:
        return []
    when = _when(coming, language)
    text = _next_survey_text(when, course, language)
    ring = YearPoint(
        role="actual",
        year=coming.fiscal_year,
        value=float(height),
        tip=tip(coming.fiscal_year, text, language),
    )
    look = {"filled": False, "strokeWidth": 2, "strokeDash": [3, 2.5]}
    surface = replace(ring, role="surface")
    label = _MarkLabel(
        role="actual",
        anchor="center",
        year=coming.fiscal_year,
        long=text,
        short=when,
        y=plane.pixel(height) + _BENEATH,
    )
    return [
        *plane.point_layers([surface], _RING * 1.3),
        *plane.point_layers([ring], _RING, **look),
        *text_layers([label], _FITTING, plane.at_year, "datum.y", halo=True),
    ]


def _when(coming: NextSurvey, language: Language) -> str:
    """R12.3; only the year's name where the month is not known."""
    if coming.month is None:
        return language.short_year(coming.fiscal_year)
    return language.short_month(coming.month)


def _next_survey_text(when: str, course: FigureCourse, language: Language) -> str:
    """次の調査 R12.3, or the first one."""
    _ = language.gettext
    if course.ahead or set(course.known) == set(course.start):
        return _("first survey {when}", when=when)
    return _("next survey {when}", when=when)


def _height_of_next(
    year: int, course: FigureCourse, outlook: Forecast | None
) -> Decimal | None:
    if outlook is not None and year in outlook.line:
        return outlook.line[year]
    return course.path.get(year)


def note_layers(notes: Sequence[YearNote], plane: Plane, y: float) -> list[Layer]:
    """The numbered notes beneath their years, each cut where the next one begins; only
    its number where that would leave no more than a word.
    """
    if not notes:
        return []
    following = [*(note.year for note in notes[1:]), 0]
    labels = [
        _NoteLabel(
            role="muted",
            size=_NOTE_SIZE,
            year=note.year,
            long=f"{note.number} {note.short}",
            number=note.number,
            until=until,
        )
        for note, until in zip(notes, following, strict=True)
    ]
    x = f"max({plane.at_year} - 6, 2)"
    room_to_next = f"(datum.until - datum.year) * {plane.step} - 10"
    room = f"(datum.until > 0 ? {room_to_next} : width - ({x}) - 4)"
    is_crowded = f"datum.until > 0 && {room} < {_LEAST_OF_NOTE}"
    words = f"{is_crowded} ? datum.number : datum.long"
    limit = expr(f"max(14, {room})")
    return text_layers(labels, words, x, str(y), halo=True, limit=limit)
