"""Where the entries of a row of the schedule stand: in lanes in which nothing meets,
each label where it has room.

Beneath an entry runs a thin strip with what was reported of it, above it one with its
years before a change of the plan. Pure arithmetic for the narrowest year a chart can
have; where the years are wider, everything only moves apart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dxkpi import fiscal
from dxkpi.charts.strips import (
    GAP,
    LABEL_SIZE,
    EntryReach,
    EntryStrip,
    Side,
    YearScale,
    entry_reach,
    former_strip,
    reported_strip,
)
from dxkpi.plan import ScheduleItem, ScheduleKind
from dxkpi.rules.timetable import TimetableEntry, TimetableRow
from dxkpi.text.width import balanced_lines, text_width
from dxkpi.wording.language import Language
from dxkpi.wording.timetable import due_text

LINE_HEIGHT = 15
INSET = 5
MOST_LINES = 4
_MARK_ROOM, _BAR_ROOM = 21, 25
_TALL = 19
_ORDER = (ScheduleKind.DEADLINE, ScheduleKind.MILESTONE, ScheduleKind.BAR)


@dataclass(frozen=True)
class PlacedEntry:
    """An entry: its ends in years from the first, its label and on which side, and the
    pixels that both take.

    `padding` is the way from the entry to a label beside it. A bar that is `open` has
    no known end: it is drawn up to `b`, which is the next entry of its lane or the
    edge. `over` is what it was before a change, `under` what was reported.
    """

    entry: TimetableEntry
    a: float
    b: float
    label: tuple[str, ...]
    side: Side
    padding: int
    start: float
    stop: float
    over: EntryStrip | None = None
    under: EntryStrip | None = None

    @property
    def item(self) -> ScheduleItem:
        return self.entry.item

    @property
    def is_bar(self) -> bool:
        return self.item.kind is ScheduleKind.BAR

    @property
    def is_open(self) -> bool:
        has_no_end = self.item.end is None and self.item.start is not None
        return self.is_bar and has_no_end

    @property
    def half_height(self) -> float:
        """Half the height of its bar, or of the room that a mark takes."""
        lines = max(len(self.label), 1)
        return (_TALL + LINE_HEIGHT * (lines - 1)) / 2

    @property
    def above(self) -> float:
        """The pixels from its middle to the upper edge of its lane."""
        return self._room_towards(self.over)

    @property
    def below(self) -> float:
        """The pixels from its middle to the lower edge of its lane."""
        return self._room_towards(self.under)

    @property
    def label_width(self) -> float:
        """The pixels that its label takes in its longest line."""
        return _label_width(self.label)

    def meets(self, other: "PlacedEntry") -> bool:
        """Whether the two cannot share a lane."""
        if _runs_into(self, other) or _overlaps(self, other):
            return True
        return any(_overlaps(strip, thing) for strip, thing in _beside(self, other))

    def _room_towards(self, strip: EntryStrip | None) -> float:
        room = _BAR_ROOM if self.is_bar else _MARK_ROOM
        if strip is None:
            return (room + LINE_HEIGHT * (len(self.label) - 1)) / 2
        return self.half_height + (room - _TALL) / 2 + strip.height


@dataclass(frozen=True)
class Lane:
    """Entries beside each other."""

    entries: tuple[PlacedEntry, ...]

    @property
    def holds_bars(self) -> bool:
        return self.entries[0].is_bar

    @property
    def above(self) -> float:
        """The pixels from its top to the middle of its entries."""
        return max(entry.above for entry in self.entries)

    @property
    def height(self) -> float:
        return self.above + max(entry.below for entry in self.entries)

    def has_room_for(self, entry: PlacedEntry) -> bool:
        """Whether an entry can join the others; bars stand with bars only."""
        if self.holds_bars != entry.is_bar:
            return False
        return not any(entry.meets(other) for other in self.entries)


def entry_lanes(
    row: TimetableRow, years: range, step: float, language: Language
) -> list[Lane]:
    """A row's entries in as few lanes as their order allows: deadlines first, then
    milestones, then bars.

    `step` is how many pixels a year takes at least.
    """
    scale = YearScale(years, step)
    lanes: list[Lane] = []
    for kind in _ORDER:
        for entry in row.entries:
            if entry.item.kind is kind:
                _add_to_lanes(lanes, _placed(entry, row, scale, language))
    return [_with_ends(lane) for lane in lanes]


def _add_to_lanes(lanes: list[Lane], entry: PlacedEntry) -> None:
    """Put an entry into the first lane that has room for it, else into a new one."""
    for n, lane in enumerate(lanes):
        if lane.has_room_for(entry):
            lanes[n] = Lane((*lane.entries, entry))
            return
    lanes.append(Lane((entry,)))


def _with_ends(lane: Lane) -> Lane:
    """The lane with every bar that has no end fading until the next entry."""
    return Lane(tuple(_with_end(entry, lane) for entry in lane.entries))


def _with_end(entry: PlacedEntry, lane: Lane) -> PlacedEntry:
    later = [other.a for other in lane.entries if other.a > entry.a]
    if entry.is_open and later:
        return replace(entry, b=min(later))
    return entry


def _placed(
    entry: TimetableEntry, row: TimetableRow, scale: YearScale, language: Language
) -> PlacedEntry:
    """An entry with its label and its strips."""
    words = _label_words(entry.item, row, scale.years, language)
    labelled = _labelled(entry, words, scale)
    a, b = labelled.a, labelled.b
    return replace(
        labelled,
        over=former_strip(entry.item, scale, language),
        under=reported_strip(entry, a, b, scale, language),
    )


def _labelled(entry: TimetableEntry, words: str, scale: YearScale) -> PlacedEntry:
    """An entry with its label on the best side that has room for it in one line, else
    on the roomiest.
    """
    reach = entry_reach(entry.item, scale.years)
    side, room = _side_for_label(words, reach, scale)
    label = balanced_lines(words, LABEL_SIZE, room, MOST_LINES)
    start, stop = reach.a * scale.step, reach.b * scale.step
    placed = PlacedEntry(
        entry, reach.a, reach.b, label, side, reach.padding, start, stop
    )
    taken = reach.padding + placed.label_width + GAP
    if side is Side.RIGHT:
        return replace(placed, stop=stop + taken)
    if side is Side.LEFT:
        return replace(placed, start=start - taken)
    if placed.is_open:
        first_year = start + scale.step
        return replace(
            placed, stop=max(first_year, start + placed.label_width + 2 * INSET)
        )
    return placed


def _side_for_label(
    words: str, reach: EntryReach, scale: YearScale
) -> tuple[Side, float]:
    """Where a label stands, and the pixels that it has there."""
    rooms = {
        Side.INSIDE: (reach.b - reach.a) * scale.step - 2 * INSET,
        Side.RIGHT: (len(scale.years) - reach.b) * scale.step - reach.padding - GAP,
        Side.LEFT: reach.a * scale.step - reach.padding - GAP,
    }
    needed = _label_width([words])
    for side in reach.sides:
        if needed <= rooms[side]:
            return side, rooms[side]
    roomiest = max(reach.sides, key=lambda side: rooms[side])
    return roomiest, rooms[roomiest]


def _label_width(lines: Iterable[str]) -> float:
    return max((text_width(line, LABEL_SIZE) for line in lines), default=0.0)


def _label_words(
    item: ScheduleItem, row: TimetableRow, years: range, language: Language
) -> str:
    """What stands at an entry; nothing where its words are the measure's name, which
    stands beside it. A bar that lasts beyond the chart says until when.
    """
    _ = language.gettext
    if item.kind is ScheduleKind.DEADLINE:
        return _("target {value}", value=due_text(item, language))
    if item.start is None and item.end is None:
        return _("{value} ({remark})", value=item.label, remark=_("no year stated"))
    name = "" if item.label == row.measure.name else item.label
    return f"{name} {_end_beyond(item, years, language)}".strip()


def _end_beyond(item: ScheduleItem, years: range, language: Language) -> str:
    """～R12 where a bar ends after the last year shown, and its words do not say so."""
    if item.end is None or item.end <= years[-1]:
        return ""
    if fiscal.short_year(item.end) in item.label:  # the plan is Japanese
        return ""
    return f"～{language.short_year(item.end)}"


def _runs_into(entry: PlacedEntry, other: PlacedEntry) -> bool:
    """Whether a fading bar meets a later entry: its label on the left, or what was
    reported of the bar.
    """
    early, late = sorted((entry, other), key=lambda placed: placed.a)
    if not early.is_open or early.a == late.a:
        return False
    report_reaches = early.under is not None and early.under.b > late.a
    return late.side is Side.LEFT or report_reaches


def _overlaps(entry: EntryStrip | PlacedEntry, other: EntryStrip | PlacedEntry) -> bool:
    return entry.start < other.stop and other.start < entry.stop


def _beside(
    entry: PlacedEntry, other: PlacedEntry
) -> Iterator[tuple[EntryStrip, EntryStrip | PlacedEntry]]:
    """The strips of two entries at the same height, and those that the higher entry would reach."""
    low, high = sorted((entry, other), key=lambda placed: placed.half_height)
    is_lower = low.half_height < high.half_height
    for strip, high_strip in ((low.over, high.over), (low.under, high.under)):
        if strip is None:
            continue
        if high_strip is not None:
            yield strip, high_strip
        if is_lower:
            yield strip, high
