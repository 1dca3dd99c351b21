"""The thin strips along an entry of the schedule: what was reported beneath it, its
years before a change above it.

Places across are in fiscal years from the first one shown, or in pixels at the
narrowest year a chart can have.
"""

from dataclasses import dataclass, replace
from enum import IntEnum

from dxkpi.charts import roles
from dxkpi.plan import BarState, Progress, ScheduleItem, ScheduleKind
from dxkpi.rules import Status
from dxkpi.rules.timetable import TimetableEntry
from dxkpi.text.width import text_width
from dxkpi.wording.language import Language
from dxkpi.wording.timetable import marked_report

LABEL_SIZE = 12
STRIP_HEIGHT, _WORDS_HEIGHT = 14, 14
GAP = 3
_ROLES = {
    BarState.DONE: Status.ACHIEVED,
    BarState.IN_PROGRESS: Status.ON_TRACK,
    BarState.LATE: Status.FAR_BEHIND,
    BarState.STOPPED: Status.NOT_ASSESSABLE,
    BarState.NOT_STARTED: Status.AHEAD,
}


class Side(IntEnum):
    """Where words stand beside something drawn."""

    LEFT = -1
    INSIDE = 0
    RIGHT = 1


@dataclass(frozen=True)
class YearScale:
    """The years across, and how many pixels each of them takes at least."""

    years: range
    step: float

    @property
    def width(self) -> float:
        """All years in pixels."""
        return len(self.years) * self.step


@dataclass(frozen=True)
class EntryReach:
    """From where to where an entry reaches, in years from the first; both are the same
    for a point in time.

    `padding` is the way in pixels from it to a label beside it; `sides` are where its
    label may stand, best first.
    """

    a: float
    b: float
    padding: int
    sides: tuple[Side, ...]

    @property
    def is_point(self) -> bool:
        return self.a == self.b


@dataclass(frozen=True)
class EntryStrip:
    """A thin bar along an entry, its ends in years from the first, and its words:
    beside it, or alone in its place.

    Nothing is drawn from `a` to `b` where they are the same. Where words have no room
    on either side (`INSIDE`) they stand on a line of their own, farther out, unless
    there is nothing drawn. `start` and `stop` are the pixels taken.
    """

    a: float
    b: float
    text: str
    role: str
    side: Side
    padding: int
    start: float
    stop: float
    is_tick: bool = False

    @property
    def bold(self) -> bool:
        return self.role == Status.FAR_BEHIND

    @property
    def wide(self) -> float:
        """The pixels that its words take."""
        return text_width(self.text, LABEL_SIZE, bold=self.bold)

    @property
    def has_words_only(self) -> bool:
        return self.a == self.b and not self.is_tick

    @property
    def height(self) -> int:
        """Pixels, with a line for its words where they have no room beside it."""
        needs_a_line = self.side is Side.INSIDE and not self.has_words_only
        return STRIP_HEIGHT + _WORDS_HEIGHT if needs_a_line else STRIP_HEIGHT


def entry_reach(item: ScheduleItem, years: range) -> EntryReach:
    """Where an entry stands: a deadline at the end of its year, a milestone in the
    middle, a bar over all its years.
    """
    first = years[0]
    if item.kind is ScheduleKind.DEADLINE and item.end is not None:
        end = item.end + 1 - first
        return EntryReach(end, end, 11, (Side.LEFT, Side.RIGHT))
    if item.kind is ScheduleKind.MILESTONE and item.start is not None:
        middle = item.start - first + 0.5
        return EntryReach(middle, middle, 11, (Side.RIGHT, Side.LEFT))
    if item.start is None and item.end is None:
        return EntryReach(0, 0, 2, (Side.RIGHT,))
    return _bar_reach(item, years)


def _bar_reach(item: ScheduleItem, years: range) -> EntryReach:
    """A bar from its first year to the end of its last; to the chart's edge without one,
    or where it lasts longer.
    """
    first = years[0]
    a, b = 0, len(years)
    if item.start is not None:
        a = item.start - first
    if item.end is not None:
        b = min(item.end + 1 - first, len(years))
    return EntryReach(a, b, 6, (Side.INSIDE, Side.RIGHT, Side.LEFT))


def former_strip(
    item: ScheduleItem, scale: YearScale, language: Language
) -> EntryStrip | None:
    """The years of an entry before the plan was changed."""
    if item.before is None:
        return None
    years = {"start": item.before.start, "end": item.before.end}
    reach = entry_reach(item.model_copy(update=years), scale.years)
    strip = EntryStrip(
        reach.a,
        reach.b,
        language.gettext("before the change"),
        "muted",
        Side.INSIDE,
        padding=9 if reach.is_point else 5,
        start=reach.a * scale.step,
        stop=reach.b * scale.step,
        is_tick=reach.is_point,
    )
    return _with_room_for_words(strip, scale)


def reported_strip(
    entry: TimetableEntry, a: float, b: float, scale: YearScale, language: Language
) -> EntryStrip | None:
    """What was reported of an entry that reaches from `a` to `b`: how far it came, and
    the words for it.
    """
    progress = entry.progress
    if progress is None:
        return None
    start, stop, padding, is_tick = a, a, -6, False
    if entry.item.kind is not ScheduleKind.MILESTONE:
        stop = _reached(entry.item, progress, a, b, scale.years)
        padding = 5 if stop > a else 1
        if progress.state is BarState.STOPPED:
            start, padding, is_tick = stop, 5, True
    state = BarState.LATE if entry.late else progress.state
    strip = EntryStrip(
        start,
        stop,
        marked_report(entry, language),
        roles.status_role(_ROLES[state]),
        Side.INSIDE,
        padding,
        start=start * scale.step,
        stop=stop * scale.step,
        is_tick=is_tick,
    )
    return _with_room_for_words(strip, scale)


def _reached(
    item: ScheduleItem, progress: Progress, a: float, b: float, years: range
) -> float:
    """How far an entry came, in years from the first: its share where that is known of
    what, else the year reported.
    """
    has_no_years = item.start is None and item.end is None
    if progress.state is BarState.NOT_STARTED or has_no_years:
        return a
    percent = _percent_done(item, progress)
    if percent is not None:
        whole = b if item.end is None else item.end + 1 - years[0]
        return min(a + (whole - a) * percent / 100, b)
    end_of_report = progress.fiscal_year + 1 - years[0]
    return min(max(end_of_report, a), b)


def _percent_done(item: ScheduleItem, progress: Progress) -> float | None:
    """How much of an entry under way is done, from 0 to 100; None where that is not known,
    or not of how long an entry.
    """
    if progress.state not in (BarState.IN_PROGRESS, BarState.LATE):
        return None
    if progress.percent is None:
        return None
    is_of_known_length = item.start is not None and item.end is not None
    if is_of_known_length or progress.percent == 0:
        return float(progress.percent)
    return None


def _with_room_for_words(strip: EntryStrip, scale: YearScale) -> EntryStrip:
    """The strip with its words where there is room: to the right, to the left, else on
    a line within the chart.
    """
    left, right = strip.start, strip.stop
    taken = strip.padding + strip.wide + GAP
    if not strip.has_words_only and right + taken <= scale.width:
        return replace(
            strip, side=Side.RIGHT, start=left - strip.padding, stop=right + taken
        )
    if not strip.has_words_only and taken <= left:
        return replace(
            strip, side=Side.LEFT, start=left - taken, stop=right + strip.padding
        )
    words_start = max(0, min(left + strip.padding, scale.width - strip.wide))
    words_stop = words_start + strip.wide + GAP
    return replace(strip, start=min(left, words_start), stop=max(right, words_stop))
