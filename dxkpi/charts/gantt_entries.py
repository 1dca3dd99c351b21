"""The entries of a Gantt chart drawn at their heights: bars, milestones and deadlines,
their labels, the strips along them, and what they say when pointed at.
"""

from dataclasses import dataclass
from typing import NamedTuple

from dxkpi.charts.gantt_marks import (
    BarMark,
    EntryLabel,
    EntryTip,
    GanttMarks,
    PointMark,
    StripWords,
    UprightLine,
)
from dxkpi.charts.lanes import LINE_HEIGHT, PlacedEntry
from dxkpi.charts.strips import LABEL_SIZE, STRIP_HEIGHT, EntryStrip
from dxkpi.plan import Certainty, Measure, ScheduleItem, ScheduleKind
from dxkpi.rules.timetable import EntryMark, entry_mark
from dxkpi.wording.language import Language
from dxkpi.wording.timetable import (
    entry_years_text,
    former_years_text,
    marked_entry_state,
    marked_measure,
    years_basis_text,
)

_THIN = 7
_SOLID, _DASHED = (1, 0), (4, 3)


class _EntryBox(NamedTuple):
    """The room of an entry: in years across, in pixels down."""

    a: float
    b: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def is_point(self) -> bool:
        return self.a == self.b


@dataclass(frozen=True)
class EntryDrawing:
    """Draws entries of one arrangement (`mode`) into `marks`."""

    marks: GanttMarks
    mode: int
    language: Language

    def add_entry(
        self, entry: PlacedEntry, measure: Measure, y: float, end: float
    ) -> None:
        """An entry with its label around the height `y`, in a row that ends at `end`."""
        half = entry.half_height
        box = _EntryBox(entry.a, entry.b, y - half, y + half)
        self._add_entry_mark(entry.item, box, end)
        if entry.over is not None:
            self._add_former_strip(entry.over, entry.item, box.top)
        if entry.under is not None:
            self._add_reported_strip(entry.under, box.bottom)
        self._add_label(entry, y)
        self._add_tip(entry, measure, box)

    def _add_entry_mark(self, item: ScheduleItem, box: _EntryBox, end: float) -> None:
        """The bar, the milestone, or the flag of a deadline on its pole."""
        match entry_mark(item):
            case EntryMark.DEADLINE:
                self._add_deadline(box, end)
            case EntryMark.MILESTONE:
                self.marks.milestones.append(self._point(box))
            case EntryMark.RING:
                self.marks.rings.append(self._point(box))
            case EntryMark.FADING:
                self.marks.fading.append(self._bar(item, box))
            case EntryMark.RISING:
                self.marks.rising.append(self._bar(item, box))
            case EntryMark.SOLID | EntryMark.DASHED:
                self.marks.bars.append(self._bar(item, box))
            case EntryMark.UNDATED:
                pass

    def _point(self, box: _EntryBox) -> PointMark:
        return PointMark(role="ink", mode=self.mode, a=box.a, y=box.middle)

    def _bar(self, item: ScheduleItem, box: _EntryBox) -> BarMark:
        """A bar; pale and dashed where its years are inferred."""
        is_stated = item.certainty is Certainty.STATED
        return BarMark(
            role="actual",
            mode=self.mode,
            a=box.a,
            b=box.b,
            y=box.top,
            y2=box.bottom,
            dash=_SOLID if is_stated else _DASHED,
            strength=1 if is_stated else 0.4,
        )

    def _add_deadline(self, box: _EntryBox, end: float) -> None:
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

    def _add_tip(self, entry: PlacedEntry, measure: Measure, box: _EntryBox) -> None:
        """What an entry says when pointed at, also above and beneath it."""
        item, progress = entry.item, entry.entry.progress
        comment = progress.comment if progress is not None else None
        reason = item.before.reason if item.before is not None else None
        state = marked_entry_state(entry.entry, self.language, dated=True)
        self.marks.tips.append(
            EntryTip(
                role="bar",
                mode=self.mode,
                a=box.a,
                b=box.b,
                y=box.top - _height(entry.over),
                y2=box.bottom + _height(entry.under),
                reach=12 if box.is_point else 0,
                entry=item.label,
                when=entry_years_text(item, self.language),
                progress=state or None,
                comment=comment or None,
                before=former_years_text(item, self.language) or None,
                reason=reason or None,
                basis=years_basis_text(item, self.language),
                measure=marked_measure(measure),
            )
        )


def _height(strip: EntryStrip | None) -> int:
    return 0 if strip is None else strip.height
