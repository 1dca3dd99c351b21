"""What a Gantt chart is drawn from. `mode` says in which of the two arrangements a mark stands.

Across, `a` and `b` are fiscal years from the first one shown; down, `y` and `y2` are
pixels from the top.
"""

from dataclasses import dataclass, field, fields

from dxkpi.charts.spec import Mark, TextMark


@dataclass(frozen=True, kw_only=True)
class GanttMark(Mark):
    mode: int
    y: float


@dataclass(frozen=True, kw_only=True)
class UprightLine(GanttMark):
    """A line `wide` pixels wide: between years, at today, at a deadline, where work was stopped."""

    a: float
    y2: float
    wide: float


@dataclass(frozen=True, kw_only=True)
class PointMark(GanttMark):
    """A milestone or the flag of a deadline; `shape` is set where the place was moved from."""

    a: float
    shape: str | None = None


@dataclass(frozen=True, kw_only=True)
class BarMark(GanttMark):
    """A bar, or a thin strip along one. `dash` and `strength` (0 to 1) say how certain
    its years are.
    """

    a: float
    b: float
    y2: float
    dash: tuple[int, int] | None = None
    strength: float | None = None


@dataclass(frozen=True, kw_only=True)
class EntryLabel(TextMark, GanttMark):
    """A line of an entry's label, on a `side` of it."""

    a: float
    b: float
    text: str
    wide: int
    side: int
    pad: int


@dataclass(frozen=True, kw_only=True)
class StripWords(TextMark, GanttMark):
    """The words of a strip, `beside` it or on a line of their own."""

    a: float
    b: float
    text: str
    wide: int
    beside: int
    pad: int


@dataclass(frozen=True, kw_only=True)
class NameText(TextMark, GanttMark):
    """A line of a name or of departments, at a place in pixels."""

    x: float
    text: str
    wide: int


@dataclass(frozen=True, kw_only=True)
class YearHead(TextMark, GanttMark):
    """A year (its place `n`) or today above the chart; `half` is half its width."""

    a: float
    long: str
    short: str
    n: int
    half: int


@dataclass(frozen=True, kw_only=True)
class EntryTip(GanttMark):
    """What an entry says when it is pointed at; what there is nothing of is None."""

    a: float
    b: float
    y2: float
    reach: int
    entry: str
    when: str
    progress: str | None
    comment: str | None
    before: str | None
    reason: str | None
    basis: str
    measure: str


@dataclass
class GanttMarks:
    """All marks of a chart by how they are drawn."""

    year_lines: list[UprightLine] = field(default_factory=list)
    separators: list[GanttMark] = field(default_factory=list)
    poles: list[UprightLine] = field(default_factory=list)
    bars: list[BarMark] = field(default_factory=list)
    fading: list[BarMark] = field(default_factory=list)
    rising: list[BarMark] = field(default_factory=list)
    milestones: list[PointMark] = field(default_factory=list)
    rings: list[PointMark] = field(default_factory=list)
    flags: list[PointMark] = field(default_factory=list)
    former_bars: list[BarMark] = field(default_factory=list)
    moved_points: list[PointMark] = field(default_factory=list)
    reported_bars: list[BarMark] = field(default_factory=list)
    ticks: list[UprightLine] = field(default_factory=list)
    labels: list[EntryLabel] = field(default_factory=list)
    strip_words: list[StripWords] = field(default_factory=list)
    names: list[NameText] = field(default_factory=list)
    heads: list[YearHead] = field(default_factory=list)
    tips: list[EntryTip] = field(default_factory=list)

    def add_all(self, other: "GanttMarks") -> None:
        """Take over the marks of another arrangement."""
        for kind in fields(self):
            getattr(self, kind.name).extend(getattr(other, kind.name))
