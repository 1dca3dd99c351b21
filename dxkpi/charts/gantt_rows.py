"""The rows of a Gantt chart laid out from the top, in pixels: names, departments, lanes of entries.

There are two arrangements, or modes: names beside their bars (0), and above them (1) where a year would be too narrow.
A sheet holds one of them, laid out for the narrowest width it is used at; across, its rows of data hold years, not pixels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, NamedTuple

from dxkpi import fiscal
from dxkpi.charts import lanes, timetable
from dxkpi.charts.lanes import Placed, Strip
from dxkpi.charts.plane import Row
from dxkpi.charts.timetable import Reports, TimetableRow
from dxkpi.plan import Certainty, Measure, Plan, ScheduleItem, ScheduleKind
from dxkpi.text.width import balanced_lines, text_width
from dxkpi.wording import glossary
from dxkpi.wording.language import _

NAMES = 330
EDGE = 3
KINDS = (
    "line",
    "separator",
    "pole",
    "bar",
    "fading",
    "rising",
    "milestone",
    "ring",
    "flag",
    "former",
    "moved",
    "told",
    "tick",
    "label",
    "words",
    "text",
    "year",
    "tip",
)

_YEAR = 72
_SWITCH = (640, 910)
_NARROWEST = 326
_HEADER, _TODAY = 24, 18
_THIN = 7
_SOLID, _DASHED = [1, 0], [4, 3]


class _Words(NamedTuple):
    """A line of text beside or above bars."""

    text: str
    size: int = 12
    role: str = "ink"
    bold: bool = False
    step: int = 16


@dataclass(frozen=True)
class GanttGrid:
    """What the charts of a plan share: the years, the room that a mark takes before names, the day, what was reported."""

    years: range
    indent: int
    today: date
    reports: Reports

    @property
    def switch(self) -> int:
        """The width from which on the names stand beside their bars."""
        least, most = _SWITCH
        return min(max(NAMES + _YEAR * len(self.years), least), most)

    @property
    def now(self) -> float | None:
        """Today in years from the first; None outside of them."""
        year = fiscal.year_of_day(self.today)
        into = (self.today - date(year, 4, 1)).days / 366
        return round(year - self.years[0] + into, 3) if year in self.years else None

    def sheet(self, mode: Literal[0, 1]) -> "GanttRows":
        """An empty sheet, with the pixels that a year and the names have at least."""
        plot, names = (
            (self.switch - NAMES, NAMES) if mode == 0 else (_NARROWEST, _NARROWEST)
        )
        return GanttRows(
            self, mode, (plot - EDGE) / len(self.years), names - self.indent - 10
        )


def gantt_grid(plan: Plan, today: date, reports: Reports) -> GanttGrid:
    """The grid of a plan, which needs at least one year; the year that the reports are seen from stands out."""
    indent = 24 if any(measure.national_item for measure in plan.measures) else 4
    return GanttGrid(timetable.fiscal_years(plan), indent, today, reports)


@dataclass
class GanttRows:
    """One arrangement: `step` pixels a year and `names` for the names at least; its rows of data by kind of mark."""

    grid: GanttGrid
    mode: Literal[0, 1]
    step: float
    names: float
    rows: dict[str, list[Row]] = field(
        default_factory=lambda: {kind: [] for kind in KINDS}
    )

    def fill(self, measures: Sequence[Measure]) -> int:
        """Everything; returns the height."""
        y = top = float(_HEADER + (_TODAY if self.grid.now is not None else 0))
        for measure in measures:
            y = self.measure(measure, y)
            self._add("separator", y=y - 0.5, role="track")
        self._across(top, y)
        return round(y)

    def measure(self, measure: Measure, top: float) -> float:
        """A measure with its name, departments and entries; returns where it ends."""
        first, *rest = timetable.lines(measure, self.grid.reports)
        if first.initiative:
            rest, first = [first, *rest], replace(first, entries=())
        pad = 7 if self.mode else 9
        bold = bool(self.mode or rest)
        room = (
            self.names
            if first.entries or self.mode
            else self.names + self.step * len(self.grid.years)
        )
        names = balanced_lines(
            f"{measure.number} {measure.name}", 13, room, lanes.MOST_LINES, bold=bold
        )
        departments = balanced_lines(
            _(", ").join(measure.departments), 12, room, lanes.MOST_LINES
        )
        words = [_Words(name, 13, bold=bold, step=18) for name in names]
        words += [_Words(text, role="muted") for text in departments]
        mark = (
            glossary.term_glyph(measure.national_item) if measure.national_item else ""
        )
        y = self._row(words, self.grid.indent, first, top + pad, mark)
        for line in rest:
            initiative = [
                _Words(text)
                for text in balanced_lines(
                    line.initiative, 12, self.names - 10, lanes.MOST_LINES
                )
            ]
            y = self._row(initiative, self.grid.indent + 10, line, y + 4)
        return y + pad

    def _add(self, kind: str, **row: Any) -> None:
        self.rows[kind].append({"mode": self.mode, **row})

    def _across(self, top: float, bottom: float) -> None:
        """The years with the lines between them, the chosen one in bold, and today."""
        years, now, today = self.grid.years, self.grid.now, self.grid.today
        for n, year in enumerate(years):
            words = fiscal.wareki(year), fiscal.short_year(year)
            self._heading(
                n + 0.5,
                _HEADER / 2,
                *words,
                n=n,
                bold=year == self.grid.reports.fiscal_year,
            )
        for n in range(len(years) + 1):
            self._add("line", a=n, y=_HEADER, y2=bottom, wide=1, role="track")
        if now is not None:
            day = _(
                "today {day}",
                day=f"{fiscal.short_month(today.isoformat())}.{today.day}",
            )
            self._heading(now, _HEADER + _TODAY / 2 - 1, day, day, n=0, bold=True)
            self._add("pole", a=now, y=top - 2, y2=bottom, wide=1.5, role="ink")

    def _heading(
        self, at: float, y: float, long: str, short: str, *, n: int, bold: bool
    ) -> None:
        half = round(text_width(short, 12, bold=bold) / 2 + 3)
        role = "ink" if bold else "muted"
        self._add(
            "year",
            a=at,
            y=y,
            long=long,
            short=short,
            n=n,
            half=half,
            bold=bold,
            role=role,
            size=12,
        )

    def _row(
        self,
        words: Sequence[_Words],
        x: float,
        line: TimetableRow,
        top: float,
        mark: str = "",
    ) -> float:
        """Words with the lanes of entries beside or beneath them; returns where the row ends."""
        placed = lanes.of(line, self.grid.years, self.step)
        tall, bars = (
            sum(word.step for word in words),
            sum(lane.height for lane in placed),
        )
        if self.mode:
            y, at = top, top + tall + 4
            bottom = at + bars
        else:
            bottom = top + max(tall, bars)
            y, at = (top + bottom - tall) / 2, (top + bottom - bars) / 2
        if mark:
            self._text(4, y + 9, _Words(mark, 13))
        for word in words:
            self._text(x, y + word.step / 2, word)
            y += word.step
        end = at + bars
        for lane in placed:
            for entry in lane.entries:
                self._entry(entry, line.measure, at + lane.above, end)
            at += lane.height
        return bottom

    def _text(self, x: float, y: float, word: _Words) -> None:
        wide = round(text_width(word.text, word.size, bold=word.bold))
        self._add(
            "text",
            x=x,
            y=y,
            text=word.text,
            wide=wide,
            size=word.size,
            bold=word.bold,
            role=word.role,
            anchor="left",
        )

    def _entry(self, entry: Placed, measure: Measure, y: float, end: float) -> None:
        """An entry with its label around the height `y`, in a row that ends at `end`."""
        item, count = entry.item, len(entry.text)
        box = {"a": entry.a, "b": entry.b, "y": y - entry.half, "y2": y + entry.half}
        self._mark(entry, box, end)
        if entry.over:
            self._former(entry.over, item, y - entry.half)
        if entry.under:
            self._told(entry.under, y + entry.half)
        for n, text in enumerate(entry.text):
            self._add(
                "label",
                a=entry.a,
                b=entry.b,
                y=y + lanes.STEP * (n - (count - 1) / 2),
                text=text,
                wide=round(entry.wide),
                side=entry.side,
                pad=entry.pad,
                role="ink",
                size=lanes.SIZE,
                bold=item.kind is ScheduleKind.MILESTONE,
            )
        self._tip(entry, measure, box)

    def _former(self, strip: Strip, item: ScheduleItem, bottom: float) -> None:
        """The years before a change as an outline above an entry, a milestone or deadline as a hollow mark."""
        middle = bottom - lanes.STRIP / 2
        if strip.tick:
            shape = "circle" if item.kind is ScheduleKind.MILESTONE else "triangle-left"
            self._add("moved", a=strip.a, y=middle, shape=shape, role=strip.role)
        else:
            self._add(
                "former",
                a=strip.a,
                b=strip.b,
                y=middle - _THIN / 2,
                y2=middle + _THIN / 2,
                role=strip.role,
            )
        self._words(strip, bottom - strip.height + lanes.STRIP / 2, strip.role)

    def _told(self, strip: Strip, top: float) -> None:
        """What was reported beneath an entry: as far as it came, or where it was stopped, and the words for it."""
        middle = top + lanes.STRIP / 2
        if strip.tick:
            self._add(
                "tick",
                a=strip.a,
                y=middle - 5,
                y2=middle + 5,
                wide=2.5,
                role=strip.role,
            )
        elif not strip.alone:
            self._add(
                "told",
                a=strip.a,
                b=strip.b,
                y=middle - _THIN / 2,
                y2=middle + _THIN / 2,
                role=strip.role,
            )
        self._words(strip, top + strip.height - lanes.STRIP / 2, "ink")

    def _words(self, strip: Strip, y: float, role: str) -> None:
        self._add(
            "words",
            a=strip.a,
            b=strip.b,
            y=y,
            text=strip.text,
            wide=round(strip.wide),
            beside=strip.side,
            pad=strip.pad,
            role=role,
            size=lanes.SIZE,
            bold=strip.bold,
        )

    def _tip(self, entry: Placed, measure: Measure, box: Mapping[str, float]) -> None:
        """What an entry says when pointed at, also above and beneath it; what there is nothing of is left out."""
        item, said = entry.item, entry.entry.progress
        over, under = (
            strip.height if strip else 0 for strip in (entry.over, entry.under)
        )
        words = {
            "entry": item.label,
            "when": timetable.when(item),
            "progress": timetable.marked_state(entry.entry, dated=True),
            "comment": said.comment if said else "",
            "before": timetable.former_years(item),
            "reason": item.before.reason if item.before else "",
            "basis": timetable.basis(item),
            "measure": timetable.marked(measure),
        }
        self._add(
            "tip",
            **{**box, "y": box["y"] - over, "y2": box["y2"] + under},
            reach=12 if entry.a == entry.b else 0,
            role="bar",
            **{name: text for name, text in words.items() if text},
        )

    def _mark(self, entry: Placed, box: dict[str, float], end: float) -> None:
        item, stated = entry.item, entry.item.certainty is Certainty.STATED
        middle = (box["y"] + box["y2"]) / 2
        dash = _SOLID if stated else _DASHED
        match timetable.mark(item):
            case "deadline":
                self._add(
                    "pole", a=entry.a, y=middle - 8, y2=end, wide=1.75, role="alert"
                )
                self._add("flag", a=entry.a, y=middle - 3, role="alert")
            case "milestone" | "ring" as kind:
                self._add(kind, a=entry.a, y=middle, role="ink")
            case "fading" | "rising" as kind:
                self._add(kind, **box, dash=dash)
            case "solid" | "dashed":
                self._add("bar", **box, dash=dash, strength=1 if stated else 0.4)
