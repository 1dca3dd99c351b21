"""The groups of one survey as dots with their margins, the highest first, around the
line of the whole.

Blue are those that differ from all the others for certain. A small ring is what a group
was in the survey before. Groups that were counted together stand as one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.charts.spec import (
    NARROW,
    Layer,
    Mark,
    Spec,
    TextAtHeight,
    TextMark,
    box_layers,
    chart_spec,
    expr,
    mark_layers,
    text_layers,
)
from dxkpi.charts.survey_groups import group_tip
from dxkpi.plan import Indicator, SurveyGroup
from dxkpi.rules.survey_margin import RateCounts, positive_rate, rate_interval
from dxkpi.survey.group_differences import GroupsApart
from dxkpi.text.rounding import rounded_text
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording.chart_captions import described
from dxkpi.wording.language import Language

_ROW, _HEAD, _FOOT = 22, 30, 26
_SIZE, _EDGE = 12, 6
_NAME_EMS, _SHORT_NAME_EMS = 11, 6
_RATE_WIDTH, _COUNTS_WIDTH = 46, 52
_STEP = 20
_DOT, _RING = 60, 28


@dataclass(frozen=True, kw_only=True)
class _GroupMark(Mark):
    """A group in its row: its rate with both ends of the margin, in per cent."""

    y: float
    low: float
    high: float
    at: float
    tip: str


@dataclass(frozen=True, kw_only=True)
class _GroupName(TextMark):
    long: str
    short: str
    y: float


@dataclass(frozen=True, kw_only=True)
class _Tick(TextMark):
    """A line of the scale; `text` is its figure."""

    at: float
    text: str


@dataclass(frozen=True)
class _DotScale:
    """From which per cent to 100 the dots stand, between the names and the figures."""

    lowest: int
    left: str
    length: str

    def at(self, field: str) -> str:
        """Where a field of a mark lies, as an expression."""
        span = 100 - self.lowest
        return f"{self.left} + ({field} - {self.lowest}) / {span} * {self.length}"

    @property
    def ticks(self) -> range:
        return range(self.lowest, 101, _STEP)


def group_dots(
    indicator: Indicator,
    whole: RateCounts,
    groups: Sequence[SurveyGroup],
    apart: GroupsApart,
    earlier: Mapping[str, SurveyGroup],
    language: Language,
) -> Spec:
    """The groups, 22 px each, the highest rate first; `earlier` holds those of the survey
    before by name. Returns a Vega-Lite spec without a width.
    """
    ordered = sorted(groups, key=positive_rate, reverse=True)
    scale = _scale(ordered, list(earlier.values()))
    bottom = _HEAD + _ROW * len(ordered)
    layers = [
        *_scale_lines(scale, bottom),
        *_margin_boxes(ordered, apart, scale, language),
        *_whole_line(whole, scale, bottom, language),
        *_earlier_rings(ordered, earlier, scale, language),
        *_dots(ordered, apart, scale, language),
        *_names(ordered, apart),
        *_figures(ordered, apart, language),
    ]
    return chart_spec(
        layers, bottom + _FOOT, _description(indicator, ordered, language)
    )


def _scale(groups: Sequence[SurveyGroup], earlier: Sequence[SurveyGroup]) -> _DotScale:
    lows = [rate_interval(group).low for group in groups]
    lows += [positive_rate(group) for group in earlier]
    lowest = int(min(lows, default=Decimal(0)) // _STEP) * _STEP
    names = f"({NARROW} ? {_name_width(_SHORT_NAME_EMS)} : {_name_width(_NAME_EMS)})"
    figures = f"({NARROW} ? {_RATE_WIDTH} : {_RATE_WIDTH + _COUNTS_WIDTH})"
    length = f"(width - {names} - {figures} - {2 * _EDGE})"
    return _DotScale(min(lowest, 100 - _STEP), names, length)


def _name_width(ems: int) -> int:
    return round(text_width("国" * ems, _SIZE)) + 10


def _y(row: int) -> float:
    return _HEAD + _ROW * row + _ROW / 2


def _role(group: SurveyGroup, apart: GroupsApart) -> str:
    return "actual" if group in apart else "path"


def _mark(group: SurveyGroup, row: int, role: str, tip: str) -> _GroupMark:
    interval = rate_interval(group)
    return _GroupMark(
        role=role,
        y=_y(row),
        low=float(interval.low),
        high=float(interval.high),
        at=float(positive_rate(group)),
        tip=tip,
    )


def _marks(
    groups: Sequence[SurveyGroup], apart: GroupsApart, language: Language
) -> list[_GroupMark]:
    return [
        _mark(group, row, _role(group, apart), group_tip(group, language))
        for row, group in enumerate(groups)
    ]


def _margin_boxes(
    groups: Sequence[SurveyGroup],
    apart: GroupsApart,
    scale: _DotScale,
    language: Language,
) -> list[Layer]:
    marks = _marks(groups, apart, language)
    ends = scale.at("datum.low"), scale.at("datum.high")
    return box_layers(
        marks, *ends, "datum.y - 2.5", "datum.y + 2.5", opacity=0.3, tips=True
    )


def _dots(
    groups: Sequence[SurveyGroup],
    apart: GroupsApart,
    scale: _DotScale,
    language: Language,
) -> list[Layer]:
    look = {
        "x": expr(scale.at("datum.at")),
        "y": expr("datum.y"),
        "filled": True,
        "opacity": 1,
        "size": _DOT,
    }
    return mark_layers(_marks(groups, apart, language), "point", look, tips=True)


def _earlier_rings(
    groups: Sequence[SurveyGroup],
    earlier: Mapping[str, SurveyGroup],
    scale: _DotScale,
    language: Language,
) -> list[Layer]:
    """What each group was in the survey before."""
    rings = []
    for row, group in enumerate(groups):
        before = earlier.get(group.name)
        if before is not None:
            tip = language.gettext("before: {facts}", facts=group_tip(before, language))
            rings.append(_mark(before, row, "muted", tip))
    look = {
        "x": expr(scale.at("datum.at")),
        "y": expr("datum.y"),
        "filled": False,
        "opacity": 1,
        "size": _RING,
        "strokeWidth": 1.25,
    }
    return mark_layers(rings, "point", look, tips=True)


def _whole_line(
    whole: RateCounts, scale: _DotScale, bottom: float, language: Language
) -> list[Layer]:
    """The rate of the whole, over all rows, with its name."""
    rate = positive_rate(whole)
    text = language.gettext("whole {rate}%", rate=rounded_text(rate, 1))
    line = _Tick(
        role="ink", size=_SIZE, bold=True, anchor="center", at=float(rate), text=text
    )
    x = scale.at("datum.at")
    half = text_width(text, _SIZE, bold=True) / 2 + 2
    inside = f"clamp({x}, {half}, width - {half})"
    return [
        *box_layers([line], f"{x} - 0.75", f"{x} + 0.75", _HEAD - 8, bottom),
        *text_layers([line], "datum.text", inside, str(_HEAD / 2 - 2), halo=True),
    ]


def _scale_lines(scale: _DotScale, bottom: float) -> list[Layer]:
    ticks = [
        _Tick(role="track", size=_SIZE, anchor="center", at=percent, text=f"{percent}%")
        for percent in scale.ticks
    ]
    x = scale.at("datum.at")
    labels = [
        _Tick(
            role="muted",
            size=_SIZE,
            anchor="center",
            at=tick.at,
            text=tick.text,
        )
        for tick in ticks
    ]
    return [
        *box_layers(ticks, f"{x} - 0.5", f"{x} + 0.5", _HEAD, bottom),
        *text_layers(labels, "datum.text", x, str(bottom + 13)),
    ]


def _names(groups: Sequence[SurveyGroup], apart: GroupsApart) -> list[Layer]:
    """The names before the scale, bold where they stand apart."""
    names = [
        _GroupName(
            role="muted" if group.is_pool else "ink",
            size=_SIZE,
            bold=group in apart,
            long=cut_to_width(group.name, _NAME_EMS),
            short=cut_to_width(group.name, _SHORT_NAME_EMS),
            y=_y(row),
        )
        for row, group in enumerate(groups)
    ]
    words = f"{NARROW} ? datum.short : datum.long"
    return text_layers(names, words, "0", "datum.y")


def _figures(
    groups: Sequence[SurveyGroup], apart: GroupsApart, language: Language
) -> list[Layer]:
    """At the right the rates, and where there is room the answers of how many."""
    rates = [
        TextAtHeight(
            role="ink",
            size=_SIZE,
            bold=group in apart,
            anchor="right",
            text=rounded_text(positive_rate(group), 0) + "%",
            y=_y(row),
        )
        for row, group in enumerate(groups)
    ]
    counts = [
        TextAtHeight(
            role="muted", size=_SIZE, anchor="right", text=_counts(group), y=_y(row)
        )
        for row, group in enumerate(groups)
    ]
    counts.append(
        TextAtHeight(
            role="muted",
            size=_SIZE,
            anchor="right",
            text=language.gettext("answers"),
            y=_HEAD / 2,
        )
    )
    right_of_rates = f"{NARROW} ? width - 2 : width - {_COUNTS_WIDTH + 2}"
    return [
        *text_layers(rates, "datum.text", right_of_rates, "datum.y"),
        *text_layers(counts, f"{NARROW} ? '' : datum.text", "width - 2", "datum.y"),
    ]


def _counts(group: SurveyGroup) -> str:
    """9/14; the answers alone where nobody knows how many were asked."""
    if group.invited is None:
        return str(group.answers)
    return f"{group.answers}/{group.invited}"


def _description(
    indicator: Indicator, groups: Sequence[SurveyGroup], language: Language
) -> str:
    facts = [
        f"{group.name} {rounded_text(positive_rate(group), 0)}%" for group in groups
    ]
    return described(indicator.name, facts, language)
