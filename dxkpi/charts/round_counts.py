"""How many departments of a round stand where: one bar, a unit of its length a department."""

from dataclasses import dataclass
from typing import Any

from dxkpi.charts.spec import Layer, Mark, TextMark, box_layers, text_layers
from dxkpi.returns.round_status import RoundProgress, RoundState
from dxkpi.text.width import text_width
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language

BOX = 28
"""The height of the bar in pixels."""

_TEXT = 13
_FILLS = {
    RoundState.CONFIRMED: ("achieved", "on_solid"),
    RoundState.ALL_IN: ("on_track", "on_solid"),
    RoundState.TO_REVIEW: ("on_track", "on_solid"),
    RoundState.SENT_BACK: ("far_behind", "on_solid"),
    RoundState.PARTLY_IN: ("behind", "on_pale"),
}
_STATES = (
    RoundState.CONFIRMED,
    RoundState.ALL_IN,
    RoundState.TO_REVIEW,
    RoundState.SENT_BACK,
    RoundState.PARTLY_IN,
    RoundState.FORM_TAKEN,
    RoundState.FORM_NOT_TAKEN,
)


@dataclass(frozen=True, kw_only=True)
class _CountText(TextMark):
    before: int
    count: int
    long: str
    short: str
    needs: float


@dataclass(frozen=True, kw_only=True)
class _CountBox(Mark):
    before: int
    count: int
    tip: str


def count_layers(progress: RoundProgress, language: Language) -> list[Layer]:
    """The bar of the states, as long as the chart, one unit a department."""
    counts = progress.counts()
    whole = sum(counts.values())
    filled: list[_CountBox] = []
    empty: list[_CountBox] = []
    texts: list[_CountText] = []
    before = 0
    for state in _STATES:
        count = counts[state]
        if not count:
            continue
        role, text_role = _FILLS.get(state, ("muted", "ink"))
        word = f"{term_label(state, language)} {count}"
        box = _CountBox(role=role, before=before, count=count, tip=word)
        (filled if state in _FILLS else empty).append(box)
        text = _CountText(
            role=text_role,
            size=_TEXT,
            bold=True,
            anchor="center",
            before=before,
            count=count,
            long=word,
            short=str(count),
            needs=round(text_width(word, _TEXT, bold=True) + 8, 1),
        )
        texts.append(text)
        before += count
    left, width = f"datum.before / {whole} * width", f"datum.count / {whole} * width"
    right, middle = f"{left} + {width} - 2", f"{left} + {width} / 2"
    words = f"{width} >= datum.needs ? datum.long : datum.short"
    look: dict[str, Any] = {"cornerRadius": 3, "tips": True}
    dashed = {**look, "filled": False, "strokeDash": [3, 3]}
    return [
        *box_layers(filled, left, right, 1, BOX, **look),
        *box_layers(empty, f"{left} + 1", right, 1, BOX, **dashed),
        *text_layers(texts, words, middle, str(BOX / 2 + 1)),
    ]
