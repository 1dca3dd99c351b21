"""Where the days of a round and its departments stand in the picture."""

from dataclasses import dataclass
from datetime import date, timedelta

from dxkpi import fiscal
from dxkpi.charts.round_counts import BOX
from dxkpi.charts.spec import NARROW
from dxkpi.plan.round import ReportDeadlines
from dxkpi.returns.round_status import DepartmentInRound, RoundProgress
from dxkpi.text.width import text_width
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language
from dxkpi.wording.round_sentences import lane_text

STRIP, HEAD, ROW = BOX + 14, 46, 27
TEXT = 13
NAME_EMS, SHORT_NAME_EMS = 11, 6
_GAP = 10
_EDGE_DAYS = 2
_LONGEST_BEFORE = 120


@dataclass(frozen=True)
class RoundCalendar:
    """What the chart shows: the departments, their deadlines, the day it was opened on
    (None: not known) and today.
    """

    progress: RoundProgress
    deadlines: ReportDeadlines
    opened_on: date | None
    today: date


@dataclass(frozen=True)
class CalendarScale:
    """The days of the calendar, between the names and the words of the states."""

    first: date
    last: date
    left: str
    right: str

    def part(self, day: date) -> float:
        """Where a day lies, 0 to 1; what was before or comes after stands at the end."""
        whole = (self.last - self.first).days
        return round(min(max((day - self.first).days / whole, 0.0), 1.0), 4)

    def x(self, field: str) -> str:
        return f"({self.left} + {field} * (width - {self.left} - {self.right}))"


def calendar_scale(shown: RoundCalendar, language: Language) -> CalendarScale:
    departments, today = shown.progress.departments, shown.today
    words = [lane_text(department, today, language) for department in departments]
    widest = max((text_width(text, TEXT, bold=True) for text in words), default=0)
    short = max(
        (
            text_width(short_word(department, language), TEXT)
            for department in departments
        ),
        default=0,
    )
    left = f"({NARROW} ? {_name_width(SHORT_NAME_EMS)} : {_name_width(NAME_EMS)})"
    right = f"({NARROW} ? {round(short) + _GAP} : {round(widest) + 2 * _GAP})"
    first, last = _span(shown)
    return CalendarScale(first, last, left, right)


def _span(shown: RoundCalendar) -> tuple[date, date]:
    """The first and the last day of the calendar, with a little room at both ends."""
    days = [
        day for department in shown.progress.departments for day in days_of(department)
    ]
    deadlines = _deadline_days(shown.deadlines)
    begins = [day for day in (shown.opened_on, *days) if day is not None]
    ends = [*deadlines, *days]
    if not shown.progress.is_closed:
        ends.append(shown.today)
    last = max(ends, default=shown.today)
    earliest = min([*deadlines, last]) - timedelta(days=_LONGEST_BEFORE)
    first = max(min([*begins, *deadlines], default=last), earliest)
    edge = timedelta(days=_EDGE_DAYS)
    return first - edge, last + edge


def days_of(department: DepartmentInRound) -> list[date]:
    """The days of everything that is marked in its row."""
    moments = [form.at for form in department.taken] + list(department.handed_in)
    moments += [
        at
        for at in (department.sent_back_at, department.confirmed_at)
        if at is not None
    ]
    return [fiscal.day_in_japan(at) for at in moments]


def _deadline_days(deadlines: ReportDeadlines) -> list[date]:
    days = [deadlines.of_figures(), deadlines.of_schedule()]
    days += [extension.until for extension in deadlines.extensions]
    return [day for day in days if day is not None]


def _name_width(ems: int) -> int:
    return round(text_width("国" * ems, TEXT)) + _GAP


def row_middle(row: int) -> float:
    return STRIP + HEAD + (row + 0.5) * ROW


def short_word(department: DepartmentInRound, language: Language) -> str:
    if department.days_late:
        return language.gettext("{n} d late", n=department.days_late)
    return term_label(department.state, language)
