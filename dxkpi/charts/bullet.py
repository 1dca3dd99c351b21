"""One year's figure on its way: a bar from where it started towards what is promised, with a tick where it should be."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dxkpi import fiscal
from dxkpi.charts import captions, plane, roles
from dxkpi.charts.plane import Layer, Row
from dxkpi.plan import Direction, TargetRule, ValueType
from dxkpi.rules import Judgement
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording import figures, glossary
from dxkpi.wording.headline import known_figure_text
from dxkpi.wording.language import _, current_language
from dxkpi.wording.targets import bound_text, expected_text

HEIGHT = 58
_TOP, _BOTTOM, _OVERHANG = 22.5, 35.5, 5
_ABOVE, _BESIDE, _BELOW = 10, 29, 48
_GAP = 8
_SMALL, _LARGE = 12, 14
_LEAST, _MOST = 24.0, 126.0


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
        return max(text_width(line, _SMALL) for line in (self.text, self.beneath)) + 8

    @property
    def lines(self) -> tuple[str, str]:
        """The two lines, shortened to the room beside the bar; a number is shown whole or not at all."""
        text, beneath = (
            cut_to_width(line, _MOST / _SMALL) for line in (self.text, self.beneath)
        )
        return (text if self.number in text else "…", beneath)


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
        """The figures at the left and at the right edge: start and goal, unless the year's figure lies beyond them."""
        start, goal = self.start.value, self.goal.value
        low, high = sorted((start, goal, self.value))[::2]
        rises = goal > start or (goal == start < self.value)
        return (low, high) if rises else (high, low)

    def share(self, figure: Decimal) -> float:
        """Where a figure lies between the edges, from 0 to 1."""
        left, right = self.frame
        return round(min(max(float((figure - left) / (right - left)), 0.0), 1.0), 5)


def bullets(judgements: Sequence[Judgement]) -> tuple[dict[str, Any] | None, ...]:
    """A bullet chart for each judgement, their bars aligned; None where a bar would say nothing (yes or no, no figure).

    The left end is the baseline, or zero where every year counts by itself or no baseline is known; the right end is
    the target, or what is to be surpassed. A falling figure runs to the right as well. A figure beyond an end stays in
    the frame, and that end is marked where it lies. Returns Vega-Lite specs without a width, 58 px high.
    """
    ways = [_way(judgement) for judgement in judgements]
    known = [way for way in ways if way is not None]
    left = min(max([_LEAST, *(way.start.width for way in known)]), _MOST)
    right = min(max([_LEAST, *(way.goal.width for way in known)]), _MOST)
    return tuple(None if way is None else _draw(way, left, right) for way in ways)


def _way(judgement: Judgement) -> _Way | None:
    indicator, value = judgement.indicator, judgement.value
    if (
        value is None
        or indicator.target is None
        or indicator.value_type is ValueType.YES_NO
    ):
        return None
    ends = _ends(judgement)
    if ends is None or ends[0].value == ends[1].value == value:
        return None
    way = (
        indicator.target.rule is TargetRule.REACH
        and judgement.expected != indicator.target.value
    )
    return _Way(judgement, *ends, value, judgement.expected if way else None)


def _ends(judgement: Judgement) -> tuple[_End, _End] | None:
    """Where the way begins and where it leads, by the target's rule; None where no figure says so."""
    indicator, expected = judgement.indicator, judgement.expected
    target, baseline = indicator.target, indicator.baseline
    assert target is not None
    zero = _End(Decimal(0), "0" + indicator.unit)

    def end(value: Decimal, text: str, beneath: str | None) -> _End:
        return _End(
            value,
            text,
            beneath or "",
            figures.number_text(
                indicator,
                value,
                current_language(),
                indicator.finer_digits(value),
            ),
        )

    match target.rule:
        case TargetRule.REACH if target.value is not None:
            goal = end(
                target.value,
                bound_text(
                    indicator,
                    target.value,
                    target.comparator,
                    current_language(),
                ),
                captions.when(target),
            )
            if baseline is None or baseline.value == target.value:
                return zero, goal
            return end(
                baseline.value,
                _exact(judgement, baseline.value),
                captions.when(baseline),
            ), goal
        case TargetRule.KEEP if expected is not None:
            return zero, end(
                expected,
                bound_text(
                    indicator,
                    expected,
                    target.comparator,
                    current_language(),
                ),
                _("each year"),
            )
        case TargetRule.IMPROVE if expected is not None:
            return zero, end(
                expected, _beyond(judgement, expected), _("the year before")
            )
        case TargetRule.RISE if baseline is not None:
            return zero, end(
                baseline.value, _beyond(judgement, baseline.value), _("the baseline")
            )
    return None


def _exact(judgement: Judgement, value: Decimal) -> str:
    return figures.figure_text(
        judgement.indicator,
        value,
        current_language(),
        judgement.indicator.finer_digits(value),
    )


def _beyond(judgement: Judgement, value: Decimal) -> str:
    shown = _exact(judgement, value)
    higher = judgement.indicator.direction is Direction.HIGHER
    return (
        _("above {value}", value=shown) if higher else _("below {value}", value=shown)
    )


def _draw(way: _Way, left: float, right: float) -> dict[str, Any]:
    """The drawing; `left` and `right` are the pixels for the words at the ends."""
    first, last = left + _GAP, right + _GAP
    room = f"(width - {first + last})"

    def at(share: str) -> str:
        return f"({first} + {share} * {room})"

    def within(left_edge: float, right_edge: float, half: str) -> str:
        lowest = f"{left_edge} + {half}"
        return f"clamp({at('datum.at')}, {lowest}, max(width - {right_edge} - {half}, {lowest}))"

    above = within(0, 0, "datum.wide / 2")
    below = within(
        first, last, f"({room} >= datum.wide ? datum.wide : datum.narrow) / 2"
    )
    fitting = (
        f"{room} >= datum.wide ? datum.text : {room} >= datum.narrow ? datum.brief : ''"
    )
    beside = f"datum.anchor == 'right' ? {left} : width - {right}"
    return plane.draw(
        [
            *_bars(way, at("datum.a"), at("datum.b")),
            *_ticks(way, at("datum.at")),
            *plane.texts([_figure(way)], "datum.text", above, "datum.y"),
            *plane.texts(_beneath(way), fitting, below, "datum.y"),
            *plane.texts(_beside(way), "datum.text", beside, "datum.y"),
        ],
        HEIGHT,
        _description(way),
    )


def _bars(way: _Way, x: str, x2: str) -> list[Layer]:
    """The track from start to goal, over it the figure in its status colour; the pale ones with an edge."""
    start, here, status = (
        way.share(way.start.value),
        way.share(way.value),
        way.judgement.status,
    )
    bar = {"a": min(start, here), "b": max(start, here)}
    rows: list[Row] = [
        {"role": "track", "a": start, "b": way.share(way.goal.value)},
        {"role": status.value, **bar},
    ]
    edges = (x, f"max({x2}, {x} + 2)", _TOP, _BOTTOM)
    pale: list[Row] = [{"role": "ink", **bar}] if roles.needs_outline(status) else []
    return [
        *plane.boxes(rows, *edges, cornerRadius=2),
        *plane.boxes(
            pale, *edges, cornerRadius=2, filled=False, strokeWidth=0.75, opacity=0.55
        ),
    ]


def _ticks(way: _Way, x: str) -> list[Layer]:
    """The expected figure as a thick tick; start and goal where the year's figure has left them behind."""
    start, goal = way.share(way.start.value), way.share(way.goal.value)
    thick: list[Row] = (
        [{"role": "path", "at": way.share(way.expected)}]
        if way.expected is not None
        else []
    )
    thin: list[Row] = [{"role": "ink", "at": start}] if start > 0 else []
    diamond = {
        "role": "target",
        "size": 17,
        "bold": False,
        "anchor": "center",
        "text": "◆",
    }
    return [
        *plane.boxes(
            thick, f"{x} - 1.5", f"{x} + 1.5", _TOP - _OVERHANG, _BOTTOM + _OVERHANG
        ),
        *plane.boxes(thin, f"{x} - 0.75", f"{x} + 0.75", _TOP - 3, _BOTTOM + 3),
        *plane.texts(
            [{**diamond, "at": goal}] if goal < 1 else [],
            "datum.text",
            x,
            str(_BESIDE),
            halo=True,
        ),
    ]


def _figure(way: _Way) -> Row:
    """The year's figure, above its place."""
    assert way.judgement.actual is not None
    text = known_figure_text(
        way.judgement.indicator, way.judgement.actual, current_language()
    )
    return _label(text, _ABOVE, "ink", "center", size=_LARGE, bold=True) | {
        "at": way.share(way.value)
    }


def _beneath(way: _Way) -> list[Row]:
    """What is expected, and an end left behind, in their order under their places; where room is short, the last figure."""
    marked: list[tuple[Decimal, str, str]] = []
    if way.share(way.start.value) > 0:
        marked.append(
            (
                way.start.value,
                way.start.text,
                _("baseline {value}", value=way.start.text),
            )
        )
    if way.expected is not None:
        shown = expected_text(
            way.judgement.indicator, way.expected, current_language(), unit=True
        )
        marked.append((way.expected, shown, _("expected {value}", value=shown)))
    if way.share(way.goal.value) < 1:
        marked.append(
            (way.goal.value, way.goal.text, _("target {value}", value=way.goal.text))
        )
    if not marked:
        return []
    middle = sum(way.share(value) for value, _brief, _full in marked) / len(marked)
    brief = marked[-1][1]
    row = _label(
        "\u3000".join(full for _value, _brief, full in marked),
        _BELOW,
        "muted",
        "center",
    )
    return [
        row
        | {
            "at": middle,
            "brief": brief,
            "narrow": round(text_width(brief, _SMALL), 1),
        }
    ]


def _beside(way: _Way) -> list[Row]:
    """Start and goal in words at the ends of the bar, unless they lie within it."""
    start, goal = way.share(way.start.value), way.share(way.goal.value)
    ends = [(way.start, "right")] if start == 0 < goal else []
    ends += [(way.goal, "left")] if goal == 1 else []
    rows = []
    for end, anchor in ends:
        text, beneath = end.lines
        rows += [
            _label(text, _BESIDE, "ink", anchor),
            _label(beneath, _BESIDE + 17, "muted", anchor),
        ]
    return [row for row in rows if row["text"]]


def _label(
    text: str,
    y: float,
    role: str,
    anchor: str,
    *,
    size: int = _SMALL,
    bold: bool = False,
) -> dict[str, Any]:
    wide = round(text_width(text, size, bold=bold), 1)
    return {
        "text": text,
        "y": y,
        "role": role,
        "size": size,
        "bold": bold,
        "anchor": anchor,
        "wide": wide,
    }


def _description(way: _Way) -> str:
    judgement = way.judgement
    indicator = judgement.indicator
    facts = [
        glossary.term_label(judgement.status, current_language()),
        f"{fiscal.wareki(judgement.fiscal_year)} {known_figure_text(indicator, judgement.actual, current_language())}"
        if judgement.actual
        else "",
        _(
            "expected {value}",
            value=expected_text(indicator, way.expected, current_language(), unit=True),
        )
        if way.expected is not None
        else "",
        _("baseline {value}", value=_exact(judgement, indicator.baseline.value))
        if indicator.baseline
        else "",
        captions.target(indicator, short=False),
    ]
    return " ".join(
        _(
            "{title}: {facts}.",
            title=indicator.name,
            facts=_(", ").join(filter(None, facts)),
        ).split()
    )
