"""A round on the calendar: a line a department, from the form that was taken to what is in,
with the deadlines and today.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from dxkpi.charts.round_counts import count_layers
from dxkpi.charts.round_lanes import lane_layers
from dxkpi.charts.round_scale import (
    HEAD,
    ROW,
    STRIP,
    TEXT,
    CalendarScale,
    RoundCalendar,
    calendar_scale,
)
from dxkpi.charts.spec import (
    Anchor,
    Layer,
    Spec,
    TextMark,
    box_layers,
    chart_spec,
    text_layers,
)
from dxkpi.text.width import text_width
from dxkpi.wording.chart_captions import described
from dxkpi.wording.glossary import department_name
from dxkpi.wording.language import Language
from dxkpi.wording.round_sentences import lane_text

_FOOT = 8
_NEAR = 0.11


@dataclass(frozen=True, kw_only=True)
class _DayLine(TextMark):
    """A day over all rows up to `bottom`, with its words above, which take `room` pixels."""

    at: float
    text: str
    bottom: float
    room: float = 36.0


def round_calendar(shown: RoundCalendar, language: Language) -> Spec:
    """The round, 27 px for each department under how many stand where. Returns a Vega-Lite
    spec without a width.

    A dark line runs from the form that was taken to what was handed in, a red one on from
    the deadline where something is overdue, a thin one to today where there is time.
    """
    departments = shown.progress.departments
    scale = calendar_scale(shown, language)
    bottom = STRIP + HEAD + ROW * len(departments)
    layers = [
        *count_layers(shown.progress, language),
        *_day_lines(shown, scale, bottom, language),
        *lane_layers(shown, scale, language),
    ]
    return chart_spec(layers, bottom + _FOOT, _description(shown, language))


# Days


def _day_lines(
    shown: RoundCalendar, scale: CalendarScale, bottom: float, language: Language
) -> list[Layer]:
    """The deadlines and today over the rows, months in grey behind them."""
    x = scale.x("datum.at")
    top, upper, lower = STRIP + HEAD - 4, STRIP + 10, STRIP + HEAD - 16
    months = _month_lines(shown, scale, bottom, language)
    lines = list(_deadline_lines(shown, scale, bottom, language))
    today = list(_today_line(shown, scale, bottom, language))
    edges = f"{x} - 0.75", f"{x} + 0.75"
    thin = f"{x} - 0.5", f"{x} + 0.5"
    middle = f"clamp({x}, datum.room / 2, width - datum.room / 2)"
    before_day = f"datum.anchor == 'right' ? max({x}, datum.room) : {middle}"
    after_day = f"min({x}, width - datum.room)"
    inside = f"datum.anchor == 'left' ? {after_day} : ({before_day})"
    return [
        *box_layers(months, *thin, top, bottom, opacity=0.7),
        *text_layers(
            [_in_grey(month) for month in months], "datum.text", inside, str(lower)
        ),
        *box_layers(lines, *edges, top - 14, "datum.bottom"),
        *text_layers(lines, "datum.text", inside, str(upper), halo=True),
        *box_layers(today, *thin, top, "datum.bottom", opacity=0.7),
        *text_layers(today, "datum.text", inside, str(lower), halo=True),
    ]


def _in_grey(month: _DayLine) -> _DayLine:
    return _DayLine(
        role="muted",
        size=TEXT - 1,
        anchor="center",
        at=month.at,
        text=month.text,
        bottom=month.bottom,
    )


def _month_lines(
    shown: RoundCalendar, scale: CalendarScale, bottom: float, language: Language
) -> list[_DayLine]:
    """The first of each month; without its words where those of today or the line of a
    deadline are near.
    """
    deadlines = (shown.deadlines.of_figures(), shown.deadlines.of_schedule())
    days = (shown.today, *(day for day in deadlines if day is not None))
    taken = [scale.part(day) for day in days]
    lines = []
    day = (scale.first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day <= scale.last:
        at = scale.part(day)
        is_free = all(abs(at - place) > _NEAR for place in taken)
        text = language.day_within_year(day) if is_free else ""
        lines.append(_DayLine(role="track", at=at, text=text, bottom=bottom))
        day = (day + timedelta(days=32)).replace(day=1)
    room = max(1, -(-len(lines) // 4))
    return lines[::room]


def _deadline_lines(
    shown: RoundCalendar, scale: CalendarScale, bottom: float, language: Language
) -> Iterable[_DayLine]:
    """The two deadlines; the earlier one has its words before it, the later one after it,
    so that they never meet.
    """
    _ = language.gettext
    figures, schedule = shown.deadlines.of_figures(), shown.deadlines.of_schedule()
    if figures is None or schedule is None:
        return
    if figures == schedule:
        text = _("deadline {day}", day=language.day_within_year(figures))
        yield _deadline_line(scale.part(figures), text, "center", bottom)
        return
    named = {
        figures: _("figures {day}", day=language.day_within_year(figures)),
        schedule: _("schedule {day}", day=language.day_within_year(schedule)),
    }
    first, last = sorted(named)
    yield _deadline_line(scale.part(first), named[first], "right", bottom)
    yield _deadline_line(scale.part(last), named[last], "left", bottom)


def _deadline_line(at: float, text: str, anchor: Anchor, bottom: float) -> _DayLine:
    return _DayLine(
        role="alert",
        size=TEXT,
        bold=True,
        anchor=anchor,
        at=at,
        text=text,
        bottom=bottom,
        room=round(text_width(text, TEXT, bold=True) + 2, 1),
    )


def _today_line(
    shown: RoundCalendar, scale: CalendarScale, bottom: float, language: Language
) -> Iterable[_DayLine]:
    if scale.first <= shown.today <= scale.last:
        yield _DayLine(
            role="ink",
            size=TEXT,
            bold=True,
            anchor="center",
            at=scale.part(shown.today),
            text=language.gettext("today"),
            bottom=bottom,
        )


def _description(shown: RoundCalendar, language: Language) -> str:
    _ = language.gettext
    facts = [
        f"{department_name(department.department, language)} "
        f"{lane_text(department, shown.today, language)}"
        for department in shown.progress.departments
    ]
    return described(_("The departments on the calendar"), facts, language)
