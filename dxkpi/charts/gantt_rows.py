"""The rows of a Gantt chart laid out from the top, in pixels: names, departments, lanes of entries.

There are two arrangements, or modes: names beside their bars (0), and above them (1)
where a year would be too narrow. A sheet holds one of them, laid out for the narrowest
width it is used at; across, its marks hold years, not pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

from dxkpi import fiscal
from dxkpi.charts.gantt_entries import EntryDrawing
from dxkpi.charts.gantt_marks import (
    GanttMark,
    GanttMarks,
    NameText,
    UprightLine,
    YearHead,
)
from dxkpi.charts.lanes import MOST_LINES, Lane, entry_lanes
from dxkpi.plan import Measure, Plan
from dxkpi.rules.timetable import (
    ScheduleReports,
    TimetableRow,
    timetable_rows,
    timetable_years,
)
from dxkpi.text.width import balanced_lines, text_width
from dxkpi.wording.glossary import term_glyph
from dxkpi.wording.language import Language

NAMES = 330
EDGE = 3

_YEAR = 72
_NARROWEST_SWITCH, _WIDEST_SWITCH = 640, 910
_NARROWEST = 326
_HEADER, _TODAY = 24, 18
_INITIATIVE_INDENT = 10

Mode = Literal[0, 1]
_BESIDE: Mode = 0


class _Line(NamedTuple):
    """A line of text beside or above bars; the next one begins `step` pixels lower."""

    text: str
    size: int = 12
    role: str = "ink"
    bold: bool = False
    step: int = 16


@dataclass(frozen=True)
class GanttGrid:
    """What the charts of a plan share: the years, the room that a mark takes before
    names, the day, what was reported.
    """

    years: range
    indent: int
    today: date
    reports: ScheduleReports
    language: Language

    @property
    def switch(self) -> int:
        """The width in pixels from which on the names stand beside their bars."""
        wanted = NAMES + _YEAR * len(self.years)
        return min(max(wanted, _NARROWEST_SWITCH), _WIDEST_SWITCH)

    @property
    def now(self) -> float | None:
        """Today in years from the first; None outside of them."""
        year = fiscal.year_of_day(self.today)
        if year not in self.years:
            return None
        into_year = (self.today - date(year, 4, 1)).days / 366
        return round(year - self.years[0] + into_year, 3)

    def sheet(self, mode: Mode) -> "GanttRows":
        """An empty sheet, with the pixels that a year and the names have at least."""
        plot, names = _NARROWEST, _NARROWEST
        if mode == _BESIDE:
            plot, names = self.switch - NAMES, NAMES
        step = (plot - EDGE) / len(self.years)
        return GanttRows(self, mode, step, names - self.indent - 10)


def gantt_grid(
    plan: Plan, today: date, reports: ScheduleReports, language: Language
) -> GanttGrid:
    """The grid of a plan, which needs at least one year; the year that the reports are
    seen from stands out.
    """
    has_marks = any(measure.national_item for measure in plan.measures)
    indent = 24 if has_marks else 4
    return GanttGrid(timetable_years(plan), indent, today, reports, language)


@dataclass
class GanttRows:
    """One arrangement: `step` pixels a year and `names` for the names at least, and
    what is drawn of it.
    """

    grid: GanttGrid
    mode: Mode
    step: float
    names: float
    marks: GanttMarks = field(default_factory=GanttMarks)

    def add_measures(self, measures: Sequence[Measure]) -> int:
        """Lay out everything; returns the height."""
        top = float(_HEADER)
        if self.grid.now is not None:
            top += _TODAY
        y = top
        self._add_row_end(y)
        for measure in measures:
            y = self.add_measure(measure, y)
            self._add_row_end(y)
        self._add_years(y)
        self._add_today(top, y)
        return round(y)

    def _add_row_end(self, y: float) -> None:
        line = GanttMark(role="track", mode=self.mode, y=y - 0.5)
        self.marks.separators.append(line)

    def add_measure(self, measure: Measure, top: float) -> float:
        """A measure with its name, departments and entries; returns where it ends."""
        first, *rest = timetable_rows(measure, self.grid.reports)
        if first.initiative:
            rest = [first, *rest]
            first = replace(first, entries=())
        padding = 9 if self.mode == _BESIDE else 7
        lines = self._measure_lines(measure, first, has_initiatives=bool(rest))
        glyph = term_glyph(measure.national_item) if measure.national_item else ""
        y = self._add_row(lines, self.grid.indent, first, top + padding, glyph)
        for row in rest:
            indent = self.grid.indent + _INITIATIVE_INDENT
            room = self.names - _INITIATIVE_INDENT
            names = balanced_lines(row.initiative, 12, room, MOST_LINES)
            y = self._add_row([_Line(name) for name in names], indent, row, y + 4)
        return y + padding

    def _measure_lines(
        self, measure: Measure, first: TimetableRow, *, has_initiatives: bool
    ) -> list[_Line]:
        """The name of a measure and its departments, broken to the room they have."""
        is_above = self.mode != _BESIDE
        is_bold = is_above or has_initiatives
        room = self.names
        if not first.entries and not is_above:
            room += self.step * len(self.grid.years)
        title = f"{measure.number} {measure.name}"
        names = balanced_lines(title, 13, room, MOST_LINES, bold=is_bold)
        listed = self.grid.language.listed(measure.departments)
        departments = balanced_lines(listed, 12, room, MOST_LINES)
        return [
            *(_Line(name, 13, bold=is_bold, step=18) for name in names),
            *(_Line(line, role="muted") for line in departments),
        ]

    def _add_row(
        self,
        lines: Sequence[_Line],
        x: float,
        row: TimetableRow,
        top: float,
        glyph: str = "",
    ) -> float:
        """Lines of text with the lanes of entries beside or beneath them; returns where
        the row ends.
        """
        lanes = entry_lanes(row, self.grid.years, self.step, self.grid.language)
        text_height = sum(line.step for line in lines)
        lanes_height = sum(lane.height for lane in lanes)
        if self.mode == _BESIDE:
            bottom = top + max(text_height, lanes_height)
            text_top = (top + bottom - text_height) / 2
            lanes_top = (top + bottom - lanes_height) / 2
        else:
            text_top = top
            lanes_top = top + text_height + 4
            bottom = lanes_top + lanes_height
        if glyph:
            self._add_text(4, text_top + 9, _Line(glyph, 13))
        for line in lines:
            self._add_text(x, text_top + line.step / 2, line)
            text_top += line.step
        self._add_lanes(lanes, row.measure, lanes_top)
        return bottom

    def _add_lanes(self, lanes: Sequence[Lane], measure: Measure, top: float) -> None:
        drawing = EntryDrawing(self.marks, self.mode, self.grid.language)
        end = top + sum(lane.height for lane in lanes)
        for lane in lanes:
            for entry in lane.entries:
                drawing.add_entry(entry, measure, top + lane.above, end)
            top += lane.height

    def _add_years(self, bottom: float) -> None:
        """The years with the lines between them, the chosen one in bold."""
        language = self.grid.language
        for n, year in enumerate(self.grid.years):
            is_selected = year == self.grid.reports.fiscal_year
            long, short = language.fiscal_year(year), language.short_year(year)
            self._add_head(n + 0.5, _HEADER / 2, long, short, n=n, bold=is_selected)
        for n in range(len(self.grid.years) + 1):
            self.marks.year_lines.append(
                UprightLine(
                    role="track", mode=self.mode, a=n, y=_HEADER, y2=bottom, wide=1
                )
            )

    def _add_today(self, top: float, bottom: float) -> None:
        now, today = self.grid.now, self.grid.today
        if now is None:
            return
        language = self.grid.language
        day = language.short_day(today.isoformat())
        text = language.gettext("today {day}", day=day)
        self._add_head(now, _HEADER + _TODAY / 2 - 1, text, text, n=0, bold=True)
        self.marks.poles.append(
            UprightLine(
                role="ink", mode=self.mode, a=now, y=top - 2, y2=bottom, wide=1.5
            )
        )

    def _add_head(
        self, a: float, y: float, long: str, short: str, *, n: int, bold: bool
    ) -> None:
        self.marks.heads.append(
            YearHead(
                role="ink" if bold else "muted",
                size=12,
                bold=bold,
                mode=self.mode,
                a=a,
                y=y,
                long=long,
                short=short,
                n=n,
                half=round(text_width(short, 12, bold=bold) / 2 + 3),
            )
        )

    def _add_text(self, x: float, y: float, line: _Line) -> None:
        self.marks.names.append(
            NameText(
                role=line.role,
                size=line.size,
                bold=line.bold,
                mode=self.mode,
                x=x,
                y=y,
                text=line.text,
                wide=round(text_width(line.text, line.size, bold=line.bold)),
            )
        )
