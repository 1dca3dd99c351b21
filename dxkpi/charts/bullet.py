"""One year's figure on its way: a bar from where it started towards what is promised,
with a tick where it should be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dxkpi import fiscal
from dxkpi.charts import roles
from dxkpi.charts.spec import (
    Anchor,
    Layer,
    Mark,
    Spec,
    TextMark,
    box_layers,
    chart_spec,
    text_layers,
)
from dxkpi.plan import (
    Baseline,
    Direction,
    DoTarget,
    ImproveTarget,
    Indicator,
    KeepTarget,
    ReachTarget,
    RiseTarget,
    ValueType,
)
from dxkpi.rules import Judgement
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording.chart_captions import date_label, described, target_label
from dxkpi.wording.figures import exact_figure_text, exact_number_text
from dxkpi.wording.glossary import term_label
from dxkpi.wording.headline import known_figure_text
from dxkpi.wording.language import Language
from dxkpi.wording.targets import bound_text, expected_text

HEIGHT = 58
_TOP, _BOTTOM, _OVERHANG = 22.5, 35.5, 5
_ABOVE, _BESIDE, _BELOW = 10, 29, 48
_LINE_HEIGHT = 17
_GAP = 8
_SMALL, _LARGE = 12, 14
_NARROWEST_END, _WIDEST_END = 24.0, 126.0


@dataclass(frozen=True)
class _End:
    """An end of the way: its figure, the figure in words, and what stands beneath."""

    value: Decimal
    text: str
    beneath: str = ""
    number: str = "0"

    @property
    def width(self) -> float:
        """Pixels for the words, and some more: a reader's own fonts may be wider."""
        widest = max(text_width(line, _SMALL) for line in (self.text, self.beneath))
        return widest + 8

    @property
    def lines(self) -> tuple[str, str]:
        """The two lines, shortened to the room beside the bar; a number is shown whole
        or not at all.
        """
        room = _WIDEST_END / _SMALL
        text = cut_to_width(self.text, room)
        if self.number not in text:
            text = "…"
        return text, cut_to_width(self.beneath, room)


@dataclass(frozen=True)
class _Way:
    """From start to goal, and how far the year's figure and the expected one lie on it."""

    judgement: Judgement
    start: _End
    goal: _End
    value: Decimal
    expected: Decimal | None

    @property
    def frame(self) -> tuple[Decimal, Decimal]:
        """The figures at the left and at the right edge: start and goal, unless the
        year's figure lies beyond them.
        """
        start, goal = self.start.value, self.goal.value
        low = min(start, goal, self.value)
        high = max(start, goal, self.value)
        rises = goal > start or (goal == start and start < self.value)
        return (low, high) if rises else (high, low)

    def share(self, figure: Decimal) -> float:
        """Where a figure lies between the edges, from 0 to 1."""
        left, right = self.frame
        share = float((figure - left) / (right - left))
        return round(min(max(share, 0.0), 1.0), 5)

    @property
    def start_share(self) -> float:
        return self.share(self.start.value)

    @property
    def goal_share(self) -> float:
        return self.share(self.goal.value)


@dataclass(frozen=True, kw_only=True)
class _Bar(Mark):
    """A part of the bar, from one share of its length to another."""

    a: float
    b: float


@dataclass(frozen=True, kw_only=True)
class _Tick(Mark):
    """A mark at a share of the bar's length."""

    at: float


@dataclass(frozen=True, kw_only=True)
class _BulletText(TextMark):
    """A text around the bar, above or beneath a share of its length or at an end;
    `brief` stands where it has no room.
    """

    text: str
    y: float
    wide: float
    at: float | None = None
    brief: str | None = None
    narrow: float | None = None


def bullet_charts(
    judgements: Sequence[Judgement], language: Language
) -> tuple[Spec | None, ...]:
    """A bullet chart for each judgement, their bars aligned; None where a bar would say
    nothing (yes or no, no figure).

    The left end is the baseline, or zero where every year counts by itself or no
    baseline is known; the right end is the target, or what is to be surpassed. A
    falling figure runs to the right as well. A figure beyond an end stays in the frame,
    and that end is marked where it lies. Returns Vega-Lite specs without a width, 58 px
    high.
    """
    ways = [_way(judgement, language) for judgement in judgements]
    drawable = [way for way in ways if way is not None]
    left = max([_NARROWEST_END, *(way.start.width for way in drawable)])
    right = max([_NARROWEST_END, *(way.goal.width for way in drawable)])
    drawing = _BulletDrawing(min(left, _WIDEST_END), min(right, _WIDEST_END), language)
    return tuple(None if way is None else drawing.spec(way) for way in ways)


def _way(judgement: Judgement, language: Language) -> _Way | None:
    """None for what cannot be drawn as a way."""
    indicator, value = judgement.indicator, judgement.value
    if value is None or indicator.value_type is ValueType.YES_NO:
        return None
    ends = _ends(judgement, language)
    if ends is None:
        return None
    start, goal = ends
    if start.value == goal.value == value:
        return None
    return _Way(judgement, start, goal, value, _expected_on_the_way(judgement))


def _expected_on_the_way(judgement: Judgement) -> Decimal | None:
    """What was expected of the year, where that is neither start nor goal."""
    target = judgement.indicator.target
    if not isinstance(target, ReachTarget) or judgement.expected == target.value:
        return None
    return judgement.expected


def _ends(judgement: Judgement, language: Language) -> tuple[_End, _End] | None:
    """Where the way begins and where it leads, by the target's rule; None where no
    figure says so.
    """
    _ = language.gettext
    indicator, expected = judgement.indicator, judgement.expected
    baseline = indicator.baseline
    zero = _End(Decimal(0), "0" + indicator.unit)
    match indicator.target:
        case ReachTarget() as target:
            return _ends_to_reach(indicator, target, language)
        case KeepTarget(comparator=comparator) if expected is not None:
            bound = bound_text(indicator, expected, comparator, language)
            return zero, _end(indicator, expected, bound, _("each year"), language)
        case ImproveTarget() if expected is not None:
            beyond = _beyond_text(indicator, expected, language)
            before = _("the year before")
            return zero, _end(indicator, expected, beyond, before, language)
        case RiseTarget() if baseline is not None:
            beyond = _beyond_text(indicator, baseline.value, language)
            before = _("the baseline")
            return zero, _end(indicator, baseline.value, beyond, before, language)
        case KeepTarget() | ImproveTarget() | RiseTarget() | DoTarget() | None:
            return None


def _ends_to_reach(
    indicator: Indicator, target: ReachTarget, language: Language
) -> tuple[_End, _End]:
    """From the baseline to the target; from zero where no baseline lies apart from it."""
    bound = bound_text(indicator, target.value, target.comparator, language)
    deadline = date_label(target, language)
    goal = _end(indicator, target.value, bound, deadline, language)
    baseline = indicator.baseline
    if baseline is None or baseline.value == target.value:
        return _End(Decimal(0), "0" + indicator.unit), goal
    return _baseline_end(indicator, baseline, language), goal


def _baseline_end(indicator: Indicator, baseline: Baseline, language: Language) -> _End:
    text = exact_figure_text(indicator, baseline.value, language)
    when = date_label(baseline, language)
    return _end(indicator, baseline.value, text, when, language)


def _end(
    indicator: Indicator, value: Decimal, text: str, beneath: str, language: Language
) -> _End:
    number = exact_number_text(indicator, value, language)
    return _End(value, text, beneath, number)


def _beyond_text(indicator: Indicator, value: Decimal, language: Language) -> str:
    """What is to be surpassed: 60%を上回る."""
    _ = language.gettext
    text = exact_figure_text(indicator, value, language)
    if indicator.direction is Direction.HIGHER:
        return _("above {value}", value=text)
    return _("below {value}", value=text)


@dataclass(frozen=True)
class _BulletDrawing:
    """What the bullets of a list share: the pixels for the words at both ends, and the language."""

    left: float
    right: float
    language: Language

    @property
    def first(self) -> float:
        """The left edge of the bars in pixels."""
        return self.left + _GAP

    @property
    def last(self) -> float:
        """How far the right edge of the bars lies from that of the chart."""
        return self.right + _GAP

    @property
    def length(self) -> str:
        """The length of the bars, as an expression."""
        return f"(width - {self.first + self.last})"

    def at(self, share: str) -> str:
        """Where a share of the length lies, as an expression."""
        return f"({self.first} + {share} * {self.length})"

    def centred(self, left_edge: float, right_edge: float, half_width: str) -> str:
        """Where the middle of a text lies that is to stay between two edges of the chart."""
        leftmost = f"{left_edge} + {half_width}"
        rightmost = f"max(width - {right_edge} - {half_width}, {leftmost})"
        return f"clamp({self.at('datum.at')}, {leftmost}, {rightmost})"

    def spec(self, way: _Way) -> Spec:
        """The bullet chart of one way."""
        has_room = f"{self.length} >= datum.wide"
        has_some_room = f"{self.length} >= datum.narrow"
        fitting = f"{has_room} ? datum.text : {has_some_room} ? datum.brief : ''"
        half_of_fitting = f"({has_room} ? datum.wide : datum.narrow) / 2"
        above = self.centred(0, 0, "datum.wide / 2")
        below = self.centred(self.first, self.last, half_of_fitting)
        beside = f"datum.anchor == 'right' ? {self.left} : width - {self.right}"
        layers = [
            *_bar_layers(way, self.at("datum.a"), self.at("datum.b")),
            *_tick_layers(way, self.at("datum.at")),
            *text_layers([_figure(way, self.language)], "datum.text", above, "datum.y"),
            *text_layers(_words_beneath(way, self.language), fitting, below, "datum.y"),
            *text_layers(_words_beside(way), "datum.text", beside, "datum.y"),
        ]
        return chart_spec(layers, HEIGHT, _description(way, self.language))


def _bar_layers(way: _Way, x: str, x2: str) -> list[Layer]:
    """The track from start to goal, over it the figure in its status colour; the pale
    ones with an edge.
    """
    start, here = way.start_share, way.share(way.value)
    status = way.judgement.status
    left, right = min(start, here), max(start, here)
    track = _Bar(role="track", a=start, b=way.goal_share)
    bar = _Bar(role=status.value, a=left, b=right)
    edges = [_Bar(role="ink", a=left, b=right)] if roles.needs_outline(status) else []
    x2 = f"max({x2}, {x} + 2)"  # a figure of zero shows, too
    thin: dict[str, Any] = {"filled": False, "strokeWidth": 0.75, "opacity": 0.55}
    return [
        *box_layers([track, bar], x, x2, _TOP, _BOTTOM, cornerRadius=2),
        *box_layers(edges, x, x2, _TOP, _BOTTOM, cornerRadius=2, **thin),
    ]


def _tick_layers(way: _Way, x: str) -> list[Layer]:
    """The expected figure as a thick tick; start and goal where the year's figure has
    left them behind.
    """
    thick: list[_Tick] = []
    if way.expected is not None:
        thick.append(_Tick(role="path", at=way.share(way.expected)))
    thin: list[_Tick] = []
    if way.start_share > 0:
        thin.append(_Tick(role="ink", at=way.start_share))
    diamonds: list[_BulletText] = []
    if way.goal_share < 1:
        diamond = _text("◆", _BESIDE, "target", "center", size=17, at=way.goal_share)
        diamonds.append(diamond)
    top, bottom = _TOP - _OVERHANG, _BOTTOM + _OVERHANG
    return [
        *box_layers(thick, f"{x} - 1.5", f"{x} + 1.5", top, bottom),
        *box_layers(thin, f"{x} - 0.75", f"{x} + 0.75", _TOP - 3, _BOTTOM + 3),
        *text_layers(diamonds, "datum.text", x, str(_BESIDE), halo=True),
    ]


def _figure(way: _Way, language: Language) -> _BulletText:
    """The year's figure, above its place."""
    assert way.judgement.actual is not None
    text = known_figure_text(way.judgement.indicator, way.judgement.actual, language)
    place = way.share(way.value)
    return _text(text, _ABOVE, "ink", "center", size=_LARGE, bold=True, at=place)


def _words_beneath(way: _Way, language: Language) -> list[_BulletText]:
    """What is expected, and an end left behind, in their order under their places;
    where room is short, the last figure.
    """
    _ = language.gettext
    shares: list[float] = []
    words: list[str] = []
    brief = ""
    if way.start_share > 0:
        brief = way.start.text
        shares.append(way.start_share)
        words.append(_("baseline {value}", value=brief))
    if way.expected is not None:
        indicator = way.judgement.indicator
        brief = expected_text(indicator, way.expected, language, unit=True)
        shares.append(way.share(way.expected))
        words.append(_("expected {value}", value=brief))
    if way.goal_share < 1:
        brief = way.goal.text
        shares.append(way.goal_share)
        words.append(_("target {value}", value=brief))
    if not words:
        return []
    middle = sum(shares) / len(shares)
    text = "\u3000".join(words)
    return [_text(text, _BELOW, "muted", "center", at=middle, brief=brief)]


def _words_beside(way: _Way) -> list[_BulletText]:
    """Start and goal in words at the ends of the bar, unless they lie within it."""
    ends: list[tuple[_End, Anchor]] = []
    if way.start_share == 0 < way.goal_share:
        ends.append((way.start, "right"))
    if way.goal_share == 1:
        ends.append((way.goal, "left"))

    texts: list[_BulletText] = []
    for end, anchor in ends:
        text, beneath = end.lines
        texts.append(_text(text, _BESIDE, "ink", anchor))
        texts.append(_text(beneath, _BESIDE + _LINE_HEIGHT, "muted", anchor))
    return [text for text in texts if text.text]


def _text(
    text: str,
    y: float,
    role: str,
    anchor: Anchor,
    *,
    size: int = _SMALL,
    bold: bool = False,
    at: float | None = None,
    brief: str | None = None,
) -> _BulletText:
    return _BulletText(
        role=role,
        size=size,
        bold=bold,
        anchor=anchor,
        text=text,
        y=y,
        wide=round(text_width(text, size, bold=bold), 1),
        at=at,
        brief=brief,
        narrow=None if brief is None else round(text_width(brief, _SMALL), 1),
    )


def _description(way: _Way, language: Language) -> str:
    _ = language.gettext
    judgement = way.judgement
    indicator = judgement.indicator
    facts = [term_label(judgement.status, language)]
    if judgement.actual is not None:
        figure = known_figure_text(indicator, judgement.actual, language)
        facts.append(f"{fiscal.wareki(judgement.fiscal_year)} {figure}")
    if way.expected is not None:
        expected = expected_text(indicator, way.expected, language, unit=True)
        facts.append(_("expected {value}", value=expected))
    if indicator.baseline is not None:
        start = exact_figure_text(indicator, indicator.baseline.value, language)
        facts.append(_("baseline {value}", value=start))
    facts.append(target_label(indicator, language, short=False))
    return described(indicator.name, facts, language)
