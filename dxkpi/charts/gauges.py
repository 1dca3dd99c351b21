"""How far a year's figure has come towards what is expected of it: a bar from nothing of
the way to all of it, so that the bars of a column can be compared.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dxkpi.charts import roles
from dxkpi.charts.spec import (
    Layer,
    Mark,
    Spec,
    TextAtHeight,
    TextMark,
    box_layers,
    chart_spec,
    text_layers,
)
from dxkpi.rules import Judgement, Status
from dxkpi.rules.share_of_way import drawn_share
from dxkpi.text.rounding import percent_text
from dxkpi.text.width import text_width
from dxkpi.wording.chart_captions import described, line_label, target_label
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language
from dxkpi.wording.year_figure import known_figure_text

HEIGHT = 38
_WORDS, _TOP, _THICKNESS = 9, 20, 10
_OVERHANG, _TICK = 5, 3
_BAR_HEIGHT, _BAR_TOP = 16, 3
_SMALL, _LARGE = 12, 13
_GAP = 12


@dataclass(frozen=True, kw_only=True)
class _Bar(Mark):
    """A bar over this share of the width."""

    share: float


@dataclass(frozen=True, kw_only=True)
class _LineWords(TextMark):
    """What the figure is held against; nothing where the width is less than `needed`."""

    text: str
    needed: float


def gauge(judgement: Judgement, language: Language) -> Spec | None:
    """The bar of a judgement, with its figure at the left and the line at the right; None
    where no share can be told. Returns a Vega-Lite spec without a width, 38 px high.
    """
    share, actual = drawn_share(judgement), judgement.actual
    if share is None or actual is None or actual.value is None:
        return None
    figure = known_figure_text(judgement.indicator, actual, language)
    line = line_label(judgement, language)
    layers = [
        *_bar_layers(judgement.counted_status, float(share), _TOP),
        *_word_layers(figure, line),
    ]
    return chart_spec(layers, HEIGHT, _description(judgement, figure, line, language))


def gauge_bar(share: Decimal, status: Status, language: Language) -> Spec:
    """The bar of a share alone in the colour of a status, 16 px high, for a sheet that has
    the figures over it.
    """
    words = language.gettext(
        "{percent} of the way to what is expected", percent=percent_text(share, 0)
    )
    layers = _bar_layers(status, float(share), _BAR_TOP)
    return chart_spec(layers, _BAR_HEIGHT, words)


def _bar_layers(status: Status, share: float, top: float) -> list[Layer]:
    """The track, over it the figure in the colour of its status, the line at the end
    as far over its edges as there is room.
    """
    overhang = min(top, _OVERHANG)
    bottom = top + _THICKNESS
    role = roles.status_role(status)
    track, bar = _Bar(role="track", share=1), _Bar(role=role, share=round(share, 4))
    edges = [_Bar(role="ink", share=bar.share)] if roles.needs_outline(role) else []
    tick = [_Bar(role="ink", share=1)]
    end = f"max(datum.share * (width - {_TICK}), 2)"  # a figure of zero shows, too
    thin: dict[str, Any] = {"filled": False, "strokeWidth": 0.75, "opacity": 0.55}
    return [
        *box_layers([track, bar], "0", end, top, bottom, cornerRadius=2),
        *box_layers(edges, "0", end, top, bottom, cornerRadius=2, **thin),
        *box_layers(
            tick, f"width - {_TICK}", "width", top - overhang, bottom + overhang
        ),
    ]


def _word_layers(figure: str, line: str) -> list[Layer]:
    """The figure, and the line where there is room for both."""
    needed = text_width(figure, _LARGE, bold=True) + _GAP + text_width(line, _SMALL)
    left = TextAtHeight(role="ink", size=_LARGE, bold=True, text=figure, y=_WORDS)
    right = _LineWords(
        role="muted", size=_SMALL, anchor="right", text=line, needed=round(needed, 1)
    )
    fitting = "width >= datum.needed ? datum.text : ''"
    return [
        *text_layers([left], "datum.text", "0", "datum.y"),
        *text_layers([right] if line else [], fitting, "width", str(_WORDS)),
    ]


def _description(
    judgement: Judgement, figure: str, line: str, language: Language
) -> str:
    indicator = judgement.indicator
    facts = [
        term_label(judgement.status, language),
        f"{language.fiscal_year(judgement.fiscal_year)} {figure}",
        line,
        target_label(indicator, language, short=False),
    ]
    return described(indicator.name, [fact for fact in facts if fact], language)
