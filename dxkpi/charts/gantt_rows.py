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
from dxkpi.charts.gantt_marks import (
    BarMark,
    EntryLabel,
    EntryTip,
    GanttMark,
    GanttMarks,
    NameText,
    PointMark,
    StripWords,
    UprightLine,
    YearHead,
)
from dxkpi.charts.lanes import LINE_HEIGHT, MOST_LINES, Lane, PlacedEntry, entry_lanes
from dxkpi.charts.strips import LABEL_SIZE, STRIP_HEIGHT, EntryStrip
from dxkpi.plan import Certainty, Measure, Plan, ScheduleItem, ScheduleKind
from dxkpi.rules.timetable import (
    EntryMark,
    ScheduleReports,
    TimetableRow,
    entry_mark,
    timetable_rows,
    timetable_years,
)
from dxkpi.text.width import balanced_lines, text_width
from dxkpi.wording.glossary import term_glyph
from dxkpi.wording.language import Language
from dxkpi.wording.timetable import (
    entry_years_text,
    former_years_text,
    marked_entry_state,
    marked_measure,
    years_basis_text,
)

NAMES = 330
EDGE = 3

_YEAR = 72
_NARROWEST_SWITCH, _WIDEST_SWITCH = 640, 910
_NARROWEST = 326
_HEADER, _TODAY = 24, 18
_INITIATIVE_INDENT = 10
_THIN = 7
_SOLID, _DASHED = (1, 0), (4, 3)

Mode = Literal[0, 1]
_BESIDE: Mode = 0


class _Line(NamedTuple):
    """A line of text beside or above bars; the next one begins `step` pixels lower."""

    text: str
    size: int = 12
    role: str = "ink"
    bold: bool = False
    step: int = 16


class _Box(NamedTuple):
    """The room of an entry: in years across, in pixels down."""

    a: float
    b: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


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
        for measure in measures:
            y = self.add_measure(measure, y)
            self.marks.separators.append(
                GanttMark(role="track", mode=self.mode, y=y - 0.5)
            )
        self._add_years(y)
        self._add_today(top, y)
        return round(y)

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
        end = top + sum(lane.height for lane in lanes)
        for lane in lanes:
            for entry in lane.entries:
                self._add_entry(entry, measure, top + lane.above, end)
            top += lane.height

    def _add_years(self, bottom: float) -> None:
        """The years with the lines between them, the chosen one in bold."""
        for n, year in enumerate(self.grid.years):
            is_selected = year == self.grid.reports.fiscal_year
            long, short = fiscal.wareki(year), fiscal.short_year(year)
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
        day = f"{fiscal.short_month(today.isoformat())}.{today.day}"
        text = self.grid.language.gettext("today {day}", day=day)
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

    def _add_entry(
        self, entry: PlacedEntry, measure: Measure, y: float, end: float
    ) -> None:
        """An entry with its label around the height `y`, in a row that ends at `end`."""
        half = entry.half_height
        box = _Box(entry.a, entry.b, y - half, y + half)
        self._add_entry_mark(entry.item, box, end)
        if entry.over is not None:
            self._add_former_strip(entry.over, entry.item, box.top)
        if entry.under is not None:
            self._add_reported_strip(entry.under, box.bottom)
        self._add_label(entry, y)
        self._add_tip(entry, measure, box)

    def _add_entry_mark(self, item: ScheduleItem, box: _Box, end: float) -> None:
        """The bar, the milestone, or the flag of a deadline on its pole."""
        is_stated = item.certainty is Certainty.STATED
        bar = BarMark(
            role="actual",
            mode=self.mode,
            a=box.a,
            b=box.b,
            y=box.top,
            y2=box.bottom,
            dash=_SOLID if is_stated else _DASHED,
            strength=1 if is_stated else 0.4,
        )
        point = PointMark(role="ink", mode=self.mode, a=box.a, y=box.middle)
        match entry_mark(item):
            case EntryMark.DEADLINE:
                self._add_deadline(box, end)
            case EntryMark.MILESTONE:
                self.marks.milestones.append(point)
            case EntryMark.RING:
                self.marks.rings.append(point)
            case EntryMark.FADING:
                self.marks.fading.append(bar)
            case EntryMark.RISING:
                self.marks.rising.append(bar)
            case EntryMark.SOLID | EntryMark.DASHED:
                self.marks.bars.append(bar)
            case EntryMark.UNDATED:
                pass

    def _add_deadline(self, box: _Box, end: float) -> None:
        self.marks.poles.append(
            UprightLine(
                role="alert",
                mode=self.mode,
                a=box.a,
                y=box.middle - 8,
                y2=end,
                wide=1.75,
            )
        )
        self.marks.flags.append(
            PointMark(role="alert", mode=self.mode, a=box.a, y=box.middle - 3)
        )

    def _add_label(self, entry: PlacedEntry, y: float) -> None:
        middle = (len(entry.label) - 1) / 2
        for n, text in enumerate(entry.label):
            self.marks.labels.append(
                EntryLabel(
                    role="ink",
                    size=LABEL_SIZE,
                    bold=entry.item.kind is ScheduleKind.MILESTONE,
                    mode=self.mode,
                    a=entry.a,
                    b=entry.b,
                    y=y + LINE_HEIGHT * (n - middle),
                    text=text,
                    wide=round(entry.label_width),
                    side=int(entry.side),
                    pad=entry.padding,
                )
            )

    def _add_former_strip(
        self, strip: EntryStrip, item: ScheduleItem, bottom: float
    ) -> None:
        """The years before a change as an outline above an entry, a milestone or
        deadline as a hollow mark.
        """
        middle = bottom - STRIP_HEIGHT / 2
        if strip.is_tick:
            is_milestone = item.kind is ScheduleKind.MILESTONE
            shape = "circle" if is_milestone else "triangle-left"
            self.marks.moved_points.append(
                PointMark(
                    role=strip.role, mode=self.mode, a=strip.a, y=middle, shape=shape
                )
            )
        else:
            self.marks.former_bars.append(self._thin_bar(strip, middle))
        y = bottom - strip.height + STRIP_HEIGHT / 2
        self._add_strip_words(strip, y, strip.role)

    def _add_reported_strip(self, strip: EntryStrip, top: float) -> None:
        """What was reported beneath an entry: as far as it came, or where it was
        stopped, and the words for it.
        """
        middle = top + STRIP_HEIGHT / 2
        if strip.is_tick:
            self.marks.ticks.append(
                UprightLine(
                    role=strip.role,
                    mode=self.mode,
                    a=strip.a,
                    y=middle - 5,
                    y2=middle + 5,
                    wide=2.5,
                )
            )
        elif not strip.has_words_only:
            self.marks.reported_bars.append(self._thin_bar(strip, middle))
        self._add_strip_words(strip, top + strip.height - STRIP_HEIGHT / 2, "ink")

    def _thin_bar(self, strip: EntryStrip, middle: float) -> BarMark:
        return BarMark(
            role=strip.role,
            mode=self.mode,
            a=strip.a,
            b=strip.b,
            y=middle - _THIN / 2,
            y2=middle + _THIN / 2,
        )

    def _add_strip_words(self, strip: EntryStrip, y: float, role: str) -> None:
        self.marks.strip_words.append(
            StripWords(
                role=role,
                size=LABEL_SIZE,
                bold=strip.bold,
                mode=self.mode,
                a=strip.a,
                b=strip.b,
                y=y,
                text=strip.text,
                wide=round(strip.wide),
                beside=int(strip.side),
                pad=strip.padding,
            )
        )

    def _add_tip(self, entry: PlacedEntry, measure: Measure, box: _Box) -> None:
        """What an entry says when pointed at, also above and beneath it."""
        language = self.grid.language
        item, progress = entry.item, entry.entry.progress
        over = entry.over.height if entry.over else 0
        under = entry.under.height if entry.under else 0
        state = marked_entry_state(entry.entry, language, dated=True)
        self.marks.tips.append(
            EntryTip(
                role="bar",
                mode=self.mode,
                a=box.a,
                b=box.b,
                y=box.top - over,
                y2=box.bottom + under,
                reach=12 if box.a == box.b else 0,
                entry=item.label,
                when=entry_years_text(item, language),
                progress=state or None,
                comment=(progress.comment or None) if progress else None,
                before=former_years_text(item) or None,
                reason=(item.before.reason or None) if item.before else None,
                basis=years_basis_text(item, language),
                measure=marked_measure(measure),
            )
        )
