"""One year's figure on its way: a bar from where it started towards what is promised,
with a tick where it should be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dxkpi import fiscal
from dxkpi.charts import roles
from dxkpi.charts.bullet_way import WIDEST_END, BulletWay, WayEnd, bullet_way
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
from dxkpi.rules import Judgement
from dxkpi.text.width import text_width
from dxkpi.wording.chart_captions import described, target_label
from dxkpi.wording.figures import exact_figure_text
from dxkpi.wording.glossary import term_label
from dxkpi.wording.headline import known_figure_text
from dxkpi.wording.language import Language
from dxkpi.wording.targets import expected_text

HEIGHT = 58
_TOP, _BOTTOM, _OVERHANG = 22.5, 35.5, 5
_ABOVE, _BESIDE, _BELOW = 10, 29, 48
_LINE_HEIGHT = 17
_GAP = 8
_SMALL, _LARGE = 12, 14
_NARROWEST_END = 24.0


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
    ways = [bullet_way(judgement, language) for judgement in judgements]
    left = right = _NARROWEST_END
    for way in ways:
        if way is not None:
            left = max(left, way.start.width)
            right = max(right, way.goal.width)
    drawing = _BulletDrawing(min(left, WIDEST_END), min(right, WIDEST_END), language)
    return tuple(drawing.spec(way) if way is not None else None for way in ways)


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

    def spec(self, way: BulletWay) -> Spec:
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


def _bar_layers(way: BulletWay, x: str, x2: str) -> list[Layer]:
    """The track from start to goal, over it the figure in its status colour; the pale
    ones with an edge.
    """
    start, here = way.start_share, way.share(way.value)
    status = way.judgement.status
    left, right = min(start, here), max(start, here)
    track = _Bar(role="track", a=start, b=way.goal_share)
    bar = _Bar(role=roles.status_role(status), a=left, b=right)
    edges = [_Bar(role="ink", a=left, b=right)] if roles.needs_outline(status) else []
    x2 = f"max({x2}, {x} + 2)"  # a figure of zero shows, too
    thin: dict[str, Any] = {"filled": False, "strokeWidth": 0.75, "opacity": 0.55}
    return [
        *box_layers([track, bar], x, x2, _TOP, _BOTTOM, cornerRadius=2),
        *box_layers(edges, x, x2, _TOP, _BOTTOM, cornerRadius=2, **thin),
    ]


def _tick_layers(way: BulletWay, x: str) -> list[Layer]:
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


def _figure(way: BulletWay, language: Language) -> _BulletText:
    """The year's figure, above its place."""
    assert way.judgement.actual is not None
    text = known_figure_text(way.judgement.indicator, way.judgement.actual, language)
    place = way.share(way.value)
    return _text(text, _ABOVE, "ink", "center", size=_LARGE, bold=True, at=place)


def _words_beneath(way: BulletWay, language: Language) -> list[_BulletText]:
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


def _words_beside(way: BulletWay) -> list[_BulletText]:
    """Start and goal in words at the ends of the bar, unless they lie within it."""
    ends: list[tuple[WayEnd, Anchor]] = []
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


def _description(way: BulletWay, language: Language) -> str:
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
