"""The rows of a round: a line a department with its marks, its name before and its state
behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dxkpi import fiscal
from dxkpi.charts.round_scale import (
    NAME_EMS,
    SHORT_NAME_EMS,
    TEXT,
    CalendarScale,
    RoundCalendar,
    days_of,
    row_middle,
    short_word,
)
from dxkpi.charts.spec import (
    NARROW,
    Layer,
    Mark,
    TextMark,
    box_layers,
    expr,
    in_role,
    mark_layers,
    text_layers,
)
from dxkpi.returns.round_status import DepartmentInRound, RoundState
from dxkpi.text.width import cut_to_width
from dxkpi.wording.glossary import department_name
from dxkpi.wording.language import Language
from dxkpi.wording.round_sentences import lane_text
from dxkpi.wording.rounds import extension_text

_DOT, _RING, _SQUARE = 72, 60, 84
_ARROW = 16
_CLEARING = 340
"""The room round an arrow in which no line runs, that of today least of all."""
_WORD_ROLES = {
    RoundState.CONFIRMED: "actual",
    RoundState.ALL_IN: "actual",
    RoundState.TO_REVIEW: "actual",
    RoundState.SENT_BACK: "alert",
}


@dataclass(frozen=True, kw_only=True)
class _DayMark(Mark):
    """Something of a day in a row, at a part of the calendar's length (0 to 1)."""

    at: float
    y: float
    tip: str


@dataclass(frozen=True, kw_only=True)
class _Stretch(Mark):
    """A line in a row between two parts of the calendar's length."""

    start: float
    stop: float
    y: float


@dataclass(frozen=True, kw_only=True)
class _LaneText(TextMark):
    """Words of a row: the `long` ones where there is room."""

    long: str
    short: str
    y: float


@dataclass(frozen=True, kw_only=True)
class _ReturnArrow(TextMark):
    """↩ on the day on which something was sent back."""

    at: float
    y: float
    text: str = "↩"


def lane_layers(
    shown: RoundCalendar, scale: CalendarScale, language: Language
) -> list[Layer]:
    """Everything that stands in the rows."""
    departments = shown.progress.departments
    return [
        *_stretches(shown, scale),
        *_extension_ticks(departments, scale, language),
        *_day_marks(departments, scale, language),
        *_return_arrows(departments, scale),
        *_confirmation_squares(departments, scale, language),
        *_names(departments, language),
        *_state_words(shown, language),
    ]


def _stretches(shown: RoundCalendar, scale: CalendarScale) -> list[Layer]:
    """The line of each department, as the words of `round_calendar` say."""
    done: list[_Stretch] = []
    waiting: list[_Stretch] = []
    late: list[_Stretch] = []
    for row, department in enumerate(shown.progress.departments):
        y, days = row_middle(row), days_of(department)
        if len(days) > 1:
            done.append(_stretch("actual", min(days), max(days), y, scale))
        if department.is_settled:
            continue
        if department.days_late:
            missed = shown.today - timedelta(days=department.days_late)
            late.append(_stretch("alert", missed, shown.today, y, scale))
            until = missed
        else:
            until = shown.today
        if days and max(days) < until:
            waiting.append(_stretch("muted", max(days), until, y, scale))
    x, x2 = scale.x("datum.start"), scale.x("datum.stop")
    return [
        *box_layers(done, x, x2, "datum.y - 1.25", "datum.y + 1.25"),
        *box_layers(waiting, x, x2, "datum.y - 0.5", "datum.y + 0.5"),
        *box_layers(late, x, x2, "datum.y - 1.25", "datum.y + 1.25"),
    ]


def _stretch(
    role: str, start: date, stop: date, y: float, scale: CalendarScale
) -> _Stretch:
    return _Stretch(role=role, start=scale.part(start), stop=scale.part(stop), y=y)


def _extension_ticks(
    departments: Sequence[DepartmentInRound], scale: CalendarScale, language: Language
) -> list[Layer]:
    """The later day that a department was given, in its row."""
    ticks = [
        _day_mark(
            "alert",
            department.extension.until,
            row,
            extension_text(department.extension, language),
            scale,
        )
        for row, department in enumerate(departments)
        if department.extension is not None
    ]
    x = scale.x("datum.at")
    return box_layers(
        ticks, f"{x} - 1", f"{x} + 1", "datum.y - 9", "datum.y + 9", tips=True
    )


def _day_marks(
    departments: Sequence[DepartmentInRound], scale: CalendarScale, language: Language
) -> list[Layer]:
    """○ where the form was taken, a dot where something was handed in: yellow as long as
    it is only a part.
    """
    rings: list[_DayMark] = []
    dots: list[_DayMark] = []
    _ = language.gettext
    for row, department in enumerate(departments):
        if department.taken:
            day = fiscal.day_in_japan(department.taken[0].at)
            tip = _("form taken on {day}", day=language.day_within_year(day))
            rings.append(_day_mark("ink", day, row, tip, scale))
        if department.handed_in:
            day = fiscal.day_in_japan(department.handed_in[-1])
            tip = _("last handed in on {day}", day=language.day_within_year(day))
            role = "behind" if department.open_items else "actual"
            dots.append(_day_mark(role, day, row, tip, scale))
    look: dict[str, Any] = {
        "x": expr(scale.x("datum.at")),
        "y": expr("datum.y"),
        "opacity": 1,
    }
    ring = {**look, "filled": False, "size": _RING, "strokeWidth": 1.75}
    inside = in_role(rings, "surface")
    edged = in_role([dot for dot in dots if dot.role == "behind"], "ink")
    return [
        *mark_layers(inside, "point", {**look, "filled": True, "size": _RING}),
        *mark_layers(rings, "point", ring, tips=True),
        *mark_layers(dots, "point", {**look, "filled": True, "size": _DOT}, tips=True),
        *mark_layers(
            edged, "point", {**look, "filled": False, "size": _DOT, "strokeWidth": 0.75}
        ),
    ]


def _return_arrows(
    departments: Sequence[DepartmentInRound], scale: CalendarScale
) -> list[Layer]:
    """↩ where something was sent back that waits, with room round it."""
    arrows = [
        _ReturnArrow(
            role="alert",
            size=_ARROW,
            bold=True,
            anchor="center",
            at=scale.part(fiscal.day_in_japan(department.sent_back_at)),
            y=row_middle(row),
        )
        for row, department in enumerate(departments)
        if department.sent_back_at is not None
    ]
    x, y = scale.x("datum.at"), "datum.y"
    room: dict[str, Any] = {
        "x": expr(x),
        "y": expr(y),
        "opacity": 1,
        "filled": True,
        "size": _CLEARING,
    }
    return [
        *mark_layers(in_role(arrows, "surface"), "point", room),
        *text_layers(arrows, "datum.text", x, y, halo=True),
    ]


def _confirmation_squares(
    departments: Sequence[DepartmentInRound], scale: CalendarScale, language: Language
) -> list[Layer]:
    """A square where everything is final that is in."""
    squares: list[_DayMark] = []
    for row, department in enumerate(departments):
        if department.confirmed_at is not None:
            day = fiscal.day_in_japan(department.confirmed_at)
            tip = language.gettext(
                "final since {day}", day=language.day_within_year(day)
            )
            squares.append(_day_mark("achieved", day, row, tip, scale))
    look: dict[str, Any] = {
        "x": expr(scale.x("datum.at")),
        "y": expr("datum.y"),
        "opacity": 1,
        "filled": True,
        "shape": "square",
        "size": _SQUARE,
    }
    return mark_layers(squares, "point", look, tips=True)


def _day_mark(
    role: str, day: date, row: int, tip: str, scale: CalendarScale
) -> _DayMark:
    return _DayMark(role=role, at=scale.part(day), y=row_middle(row), tip=tip)


def _names(departments: Sequence[DepartmentInRound], language: Language) -> list[Layer]:
    names = []
    for row, department in enumerate(departments):
        name = department_name(department.department, language)
        names.append(
            _LaneText(
                role="ink",
                size=TEXT,
                long=cut_to_width(name, NAME_EMS),
                short=cut_to_width(name, SHORT_NAME_EMS),
                y=row_middle(row),
            )
        )
    words = f"{NARROW} ? datum.short : datum.long"
    return text_layers(names, words, "0", "datum.y")


def _state_words(shown: RoundCalendar, language: Language) -> list[Layer]:
    """How far each department is, at the right of its line."""
    texts = [
        _LaneText(
            role="alert"
            if department.days_late
            else _WORD_ROLES.get(department.state, "muted"),
            size=TEXT,
            bold=bool(department.days_late) or department.state in _WORD_ROLES,
            anchor="right",
            long=lane_text(department, shown.today, language),
            short=short_word(department, language),
            y=row_middle(row),
        )
        for row, department in enumerate(shown.progress.departments)
    ]
    words = f"{NARROW} ? datum.short : datum.long"
    return text_layers(texts, words, "width - 2", "datum.y")
