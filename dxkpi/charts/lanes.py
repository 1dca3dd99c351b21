"""Where the entries of a row of the schedule stand: in lanes in which nothing meets, each label where it fits.

Beneath an entry runs a thin strip with what was reported of it, above it one with its years before a change of the plan.
Pure arithmetic for the narrowest year a chart can have; where the years are wider, everything only moves apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dxkpi.charts import timetable
from dxkpi.charts.timetable import TimetableEntry, TimetableRow
from dxkpi.plan import BarState, Progress, ScheduleItem, ScheduleKind
from dxkpi.rules import Status
from dxkpi.text.width import balanced_lines, text_width
from dxkpi.wording.language import _

SIZE, STEP = 12, 15
INSIDE, LEFT, RIGHT = 0, -1, 1
INSET = 5
MOST_LINES = 4
_GAP = 3
_MARK, _BAR = 21, 25
_TALL = 19
STRIP, _WORDS = 14, 14
_ROLES = {
    BarState.DONE: Status.ACHIEVED,
    BarState.IN_PROGRESS: Status.ON_TRACK,
    BarState.LATE: Status.FAR_BEHIND,
    BarState.STOPPED: Status.NOT_ASSESSABLE,
    BarState.NOT_STARTED: Status.NOT_DUE,
}


@dataclass(frozen=True)
class Strip:
    """A thin bar along an entry, its ends in years from the first, and its words: beside it, or alone in its place.

    Nothing is drawn from `a` to `b` where they are the same. Where words have no room on either side (`INSIDE`) they
    stand on a line of their own, farther out, unless there is nothing drawn. `start` and `stop` are the pixels taken.
    """

    a: float
    b: float
    text: str
    role: str
    side: int
    pad: int
    start: float
    stop: float
    tick: bool = False

    @property
    def bold(self) -> bool:
        return self.role == Status.FAR_BEHIND

    @property
    def wide(self) -> float:
        return text_width(self.text, SIZE, bold=self.bold)

    @property
    def alone(self) -> bool:
        """Whether only its words are there."""
        return self.a == self.b and not self.tick

    @property
    def height(self) -> int:
        return STRIP + (_WORDS if self.side == INSIDE and not self.alone else 0)


@dataclass(frozen=True)
class Placed:
    """An entry: its ends in years from the first, its label and on which side, and the pixels that both take.

    `pad` is the way from the entry to a label beside it. A bar that is `open` has no known end: it is drawn up to `b`,
    which is the next entry of its lane or the edge. `over` is what it was before a change, `under` what was reported.
    """

    entry: TimetableEntry
    a: float
    b: float
    text: tuple[str, ...]
    side: int
    pad: int
    start: float
    stop: float
    over: Strip | None = None
    under: Strip | None = None

    @property
    def item(self) -> ScheduleItem:
        return self.entry.item

    @property
    def half(self) -> float:
        """Half the height of its bar, or of the room that a mark takes."""
        return (_TALL + STEP * (max(len(self.text), 1) - 1)) / 2

    def to(self, strip: Strip | None) -> float:
        """The pixels from its middle to the edge of its lane on the side of a strip; less where there is none."""
        room = _BAR if self.item.kind is ScheduleKind.BAR else _MARK
        if strip is None:
            return (room + STEP * (len(self.text) - 1)) / 2
        return self.half + (room - _TALL) / 2 + strip.height

    @property
    def open(self) -> bool:
        return (
            self.item.kind is ScheduleKind.BAR
            and self.item.end is None
            and self.item.start is not None
        )

    @property
    def wide(self) -> float:
        return width(self.text)

    def meets(self, other: "Placed") -> bool:
        """Whether the two cannot share a lane.

        A fading bar must not run into a label on the left of a later one, nor end before what was reported of it does.
        """
        early, late = sorted((self, other), key=lambda p: p.a)
        reaches = early.under is not None and early.under.b > late.a
        fades_into = early.open and late.a > early.a and (late.side == LEFT or reaches)
        return (
            fades_into
            or _meet(self, other)
            or any(_meet(*pair) for pair in self._strips_beside(other))
        )

    def _strips_beside(
        self, other: "Placed"
    ) -> Iterator[tuple["Strip | Placed", "Strip | Placed"]]:
        """The strips of both, and those that a higher entry would reach."""
        low, high = sorted((self, other), key=lambda p: p.half)
        for mine, others in ((low.over, high.over), (low.under, high.under)):
            if mine and others:
                yield mine, others
            if mine and low.half < high.half:
                yield mine, high


@dataclass(frozen=True)
class Lane:
    """Entries beside each other."""

    entries: tuple[Placed, ...]

    @property
    def above(self) -> float:
        """The pixels from its top to the middle of its entries."""
        return max(entry.to(entry.over) for entry in self.entries)

    @property
    def height(self) -> float:
        return self.above + max(entry.to(entry.under) for entry in self.entries)


def _meet(one: Strip | Placed, other: Strip | Placed) -> bool:
    return one.start < other.stop and other.start < one.stop


def width(text: Iterable[str]) -> float:
    """The pixels that a label takes in its longest line."""
    return max((text_width(line, SIZE) for line in text), default=0.0)


def of(line: TimetableRow, years: range, step: float) -> list[Lane]:
    """A row's entries in as few lanes as their order allows: deadlines first, then milestones, then bars."""
    lanes: list[Lane] = []
    for kind in (ScheduleKind.DEADLINE, ScheduleKind.MILESTONE, ScheduleKind.BAR):
        for entry in (
            _placed(entry, line, years, step)
            for entry in line.entries
            if entry.item.kind is kind
        ):
            for n, lane in enumerate(lanes):
                same = (lane.entries[0].item.kind is ScheduleKind.BAR) == (
                    kind is ScheduleKind.BAR
                )
                if same and not any(entry.meets(other) for other in lane.entries):
                    lanes[n] = Lane((*lane.entries, entry))
                    break
            else:
                lanes.append(Lane((entry,)))
    return [
        Lane(tuple(_ended(entry, lane.entries) for entry in lane.entries))
        for lane in lanes
    ]


def _ended(entry: Placed, neighbours: Sequence[Placed]) -> Placed:
    """A bar without an end fades until the next entry of its lane."""
    after = [other.a for other in neighbours if other.a > entry.a]
    return replace(entry, b=min(after)) if entry.open and after else entry


def _placed(
    entry: TimetableEntry, line: TimetableRow, years: range, step: float
) -> Placed:
    placed = _labelled(entry, line, years, step)
    return replace(
        placed, over=_former(entry.item, years, step), under=_told(placed, years, step)
    )


def _labelled(
    entry: TimetableEntry, line: TimetableRow, years: range, step: float
) -> Placed:
    item = entry.item
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
    text = balanced_lines(words, SIZE, rooms[side], MOST_LINES)
    wide = width(text)
    placed = Placed(entry, a, b, text, side, pad, a * step, b * step)
    match side:
        case 1:
            return replace(placed, stop=b * step + pad + wide + _GAP)
        case -1:
            return replace(placed, start=a * step - pad - wide - _GAP)
        case _ if placed.open:
            return replace(
                placed, stop=max((a + 1) * step, a * step + wide + 2 * INSET)
            )
    return placed


def _former(item: ScheduleItem, years: range, step: float) -> Strip | None:
    """The years of an entry before the plan was changed."""
    if item.before is None:
        return None
    a, b, *_rest = _ends(
        item.model_copy(update={"start": item.before.start, "end": item.before.end}),
        years,
    )
    return _strip(
        a,
        b,
        _("before the change"),
        "muted",
        years,
        step,
        pad=9 if a == b else 5,
        tick=a == b,
    )


def _told(placed: Placed, years: range, step: float) -> Strip | None:
    """What was reported of an entry: how far it came, and the words for it."""
    entry, said = placed.entry, placed.entry.progress
    if said is None:
        return None
    words = timetable.marked_state(entry)
    role = _ROLES[BarState.LATE if entry.late else said.state].value
    if entry.item.kind is ScheduleKind.MILESTONE:
        return _strip(placed.a, placed.a, words, role, years, step, pad=-6)
    reach = _reached(placed, said, years)
    if said.state is BarState.STOPPED:
        return _strip(reach, reach, words, role, years, step, pad=5, tick=True)
    return _strip(
        placed.a, reach, words, role, years, step, pad=5 if reach > placed.a else 1
    )


def _reached(placed: Placed, said: Progress, years: range) -> float:
    """How far an entry came, in years from the first: its share where that is known of what, else the year reported."""
    a, b, item = placed.a, placed.b, placed.item
    known = item.start is not None and item.end is not None
    under_way = said.state in (BarState.IN_PROGRESS, BarState.LATE)
    if said.state is BarState.NOT_STARTED or (item.start is None and item.end is None):
        return a
    if said.percent is not None and under_way and (known or said.percent == 0):
        return a + (b - a) * float(said.percent) / 100
    return min(max(said.fiscal_year + 1 - years[0], a), b)


def _strip(
    a: float,
    b: float,
    text: str,
    role: str,
    years: range,
    step: float,
    *,
    pad: int,
    tick: bool = False,
) -> Strip:
    """A strip with its words where there is room: to the right, to the left, else on a line within the chart."""
    left, right, room = a * step, b * step, len(years) * step
    strip = Strip(a, b, text, role, INSIDE, pad, left, right, tick)
    taken = pad + strip.wide + _GAP
    if not strip.alone and right + taken <= room:
        return replace(strip, side=RIGHT, start=left - pad, stop=right + taken)
    if not strip.alone and taken <= left:
        return replace(strip, side=LEFT, start=left - taken, stop=right + pad)
    start = max(0, min(left + pad, room - strip.wide))
    return replace(
        strip, start=min(left, start), stop=max(right, start + strip.wide + _GAP)
    )


def _ends(
    item: ScheduleItem, years: range
) -> tuple[float, float, int, tuple[int, ...]]:
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


def _words(item: ScheduleItem, line: TimetableRow) -> str:
    """What stands at an entry; nothing where its words are the measure's name, which stands beside it."""
    if item.kind is ScheduleKind.DEADLINE:
        return _("target {value}", value=timetable.due(item))
    if item.start is None and item.end is None:
        return _("{value} ({remark})", value=item.label, remark=_("no year stated"))
    return "" if item.label == line.measure.name else item.label
