"""Where the entries of a row of the schedule stand: in lanes in which nothing meets, each label where it fits.

Pure arithmetic for the narrowest year a chart can have; where the years are wider, everything only moves apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dxkpi.charts import scale, timetable
from dxkpi.charts.timetable import Line
from dxkpi.i18n import _
from dxkpi.plan import ScheduleItem, ScheduleKind

SIZE, STEP = 12, 15
INSIDE, LEFT, RIGHT = 0, -1, 1
INSET = 5
_MOST_LINES = 4
_GAP = 3
_MARK, _BAR = 21, 25


@dataclass(frozen=True)
class Placed:
    """An entry: its ends in years from the first, its label and on which side, and the pixels that both take.

    `pad` is the way from the entry to a label beside it. A bar that is `open` has no known end: it is drawn up to `b`,
    which is the next entry of its lane or the edge.
    """

    item: ScheduleItem
    a: float
    b: float
    text: tuple[str, ...]
    side: int
    pad: int
    start: float
    stop: float

    @property
    def open(self) -> bool:
        return self.item.kind is ScheduleKind.BAR and self.item.end is None and self.item.start is not None

    @property
    def wide(self) -> float:
        return width(self.text)

    def meets(self, other: "Placed") -> bool:
        """Whether the two cannot share a lane. A fading bar must not run into a label on the left of a later one."""
        early, late = sorted((self, other), key=lambda p: p.a)
        fades_into = early.open and late.side == LEFT and late.a > early.a
        return fades_into or (self.start < other.stop and other.start < self.stop)


@dataclass(frozen=True)
class Lane:
    """Entries beside each other."""

    entries: tuple[Placed, ...]

    @property
    def height(self) -> int:
        bars = any(entry.item.kind is ScheduleKind.BAR for entry in self.entries)
        return (_BAR if bars else _MARK) + STEP * (max(len(entry.text) for entry in self.entries) - 1)


def width(text: Iterable[str]) -> float:
    """The pixels that a label takes in its longest line."""
    return max((scale.text_width(line, SIZE) for line in text), default=0.0)


def wrapped(text: str, size: int, room: float) -> tuple[str, ...]:
    """A text in at most four lines of like length, the last one cut with … where that is not all of it."""
    lines = scale.lines(text, size, room)
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1 :] = [scale.cut("".join(lines[_MOST_LINES - 1 :]), room / size)]
    elif len(lines) > 1:
        even = scale.text_width(text, size) / len(lines)
        tried = (scale.lines(text, size, least) for least in range(round(even), round(room), 6))
        lines = next((balanced for balanced in tried if len(balanced) == len(lines)), lines)
    return tuple(lines)


def of(line: Line, years: range, step: float) -> list[Lane]:
    """A row's entries in as few lanes as their order allows: deadlines first, then milestones, then bars."""
    lanes: list[Lane] = []
    for kind in (ScheduleKind.DEADLINE, ScheduleKind.MILESTONE, ScheduleKind.BAR):
        for entry in (_placed(item, line, years, step) for item in line.items if item.kind is kind):
            for n, lane in enumerate(lanes):
                same = (lane.entries[0].item.kind is ScheduleKind.BAR) == (kind is ScheduleKind.BAR)
                if same and not any(entry.meets(other) for other in lane.entries):
                    lanes[n] = Lane((*lane.entries, entry))
                    break
            else:
                lanes.append(Lane((entry,)))
    return [Lane(tuple(_ended(entry, lane.entries) for entry in lane.entries)) for lane in lanes]


def _ended(entry: Placed, neighbours: Sequence[Placed]) -> Placed:
    """A bar without an end fades until the next entry of its lane."""
    after = [other.a for other in neighbours if other.a > entry.a]
    return replace(entry, b=min(after)) if entry.open and after else entry


def _placed(item: ScheduleItem, line: Line, years: range, step: float) -> Placed:
    a, b, pad, sides = _ends(item, years)
    rooms = {
        INSIDE: (b - a) * step - 2 * INSET,
        RIGHT: (len(years) - b) * step - pad - _GAP,
        LEFT: a * step - pad - _GAP,
    }
    words = _words(item, line)
    whole = width([words])
    side = next((side for side in sides if whole <= rooms[side]), None)
    if side is None:
        side = max(sides, key=rooms.__getitem__)
    text = wrapped(words, SIZE, rooms[side])
    wide = width(text)
    entry = Placed(item, a, b, text, side, pad, a * step, b * step)
    match side:
        case 1:
            return replace(entry, stop=b * step + pad + wide + _GAP)
        case -1:
            return replace(entry, start=a * step - pad - wide - _GAP)
        case _ if entry.open:
            return replace(entry, stop=max((a + 1) * step, a * step + wide + 2 * INSET))
    return entry


def _ends(item: ScheduleItem, years: range) -> tuple[float, float, int, tuple[int, ...]]:
    """From where to where an entry reaches in years from the first, and where its label may stand, best first."""
    first = years[0]
    if item.kind is ScheduleKind.DEADLINE and item.end is not None:
        end = item.end + 1 - first
        return end, end, 11, (LEFT, RIGHT)
    if item.start is None and item.end is None:
        return 0, 0, 2, (RIGHT,)
    if item.kind is ScheduleKind.MILESTONE and item.start is not None:
        at = item.start - first + 0.5
        return at, at, 11, (RIGHT, LEFT)
    a = item.start - first if item.start is not None else 0
    b = item.end + 1 - first if item.end is not None else len(years)
    return a, b, 6, (INSIDE, RIGHT, LEFT)


def _words(item: ScheduleItem, line: Line) -> str:
    """What stands at an entry; nothing where its words are the measure's name, which stands beside it."""
    if item.kind is ScheduleKind.DEADLINE:
        return _("target {value}", value=timetable.due(item))
    if item.start is None and item.end is None:
        return _("{value} ({remark})", value=item.label, remark=_("no year stated"))
    return "" if item.label == line.measure.name else item.label
