"""Who has handed in what, department by department and year by year: a row each, a box
for each year with glyph and word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dxkpi.charts.spec import (
    WIDE,
    Layer,
    Mark,
    Spec,
    TextAtHeight,
    TextMark,
    box_layers,
    chart_spec,
    expr,
    text_layers,
)
from dxkpi.returns.status import ReturnStage, ReturnStatus
from dxkpi.text.width import text_width
from dxkpi.wording.glossary import marked_label, term_glyph, term_label
from dxkpi.wording.language import Language

_HEAD, _ROW, _GAP, _TEXT = 26, 27, 2, 12
_ASIDE, _NARROW_ASIDE = 190, 128
_PADDING = 12
_EMPTY = "muted"
_FILLS = {
    ReturnStage.REGISTERED: "achieved",
    ReturnStage.WAITING: "behind",
    ReturnStage.NOT_DUE: "not_due",
}
_TEXT_ROLES = {
    "achieved": "on_solid",
    "far_behind": "on_solid",
    "behind": "on_pale",
    "not_due": "muted",
}

ReturnsLine = tuple[str, Sequence[ReturnStatus[Any]]]
"""A department by its name, and how its return of each year stands."""


@dataclass(frozen=True, kw_only=True)
class _YearBox(Mark):
    top: float
    column: int
    tip: str


@dataclass(frozen=True, kw_only=True)
class _GridText(TextMark):
    """Words in a column: `long` where it has the room it `needs`."""

    y: float
    column: int
    long: str
    short: str
    needs: float


def returns_chart(
    lines: Sequence[ReturnsLine], selected_year: int, language: Language
) -> Spec:
    """How the returns of each line's years stand, as a picture of boxes, 27 px high for
    each row. Returns a Vega-Lite spec.

    A department that came or went has boxes in its own years alone. The words stand in
    the boxes where there is room, on a narrow screen the glyphs alone.
    """
    years = _years(lines)
    aside = f"(width >= {WIDE} ? {_ASIDE} : {_NARROW_ASIDE})"
    step = f"((width - {aside}) / {len(years)})"
    left = f"{aside} + datum.column * {step} + {_GAP}"
    middle = f"{aside} + (datum.column + 0.5) * {step}"
    fitting = f"{step} >= datum.needs ? datum.long : datum.short"
    room_for_name = expr(f"{aside} - 8")
    heads = _heads(years, selected_year, language)
    words = _words(lines, years, language)
    layers = [
        *_year_box_layers(
            lines, years, left, f"{left} + {step} - {2 * _GAP}", language
        ),
        *text_layers(_names(lines), "datum.text", "2", "datum.y", limit=room_for_name),
        *text_layers(heads, fitting, middle, "datum.y"),
        *text_layers(words, fitting, middle, "datum.y"),
    ]
    height = _HEAD + _ROW * len(lines)
    return chart_spec(layers, height, _description(lines, language))


def _years(lines: Sequence[ReturnsLine]) -> list[int]:
    """Every year that a line has, in order."""
    years = {status.fiscal_year for _name, statuses in lines for status in statuses}
    return sorted(years)


def _fill_role(status: ReturnStatus[Any]) -> str:
    """The colour of a box; `muted` for an empty one: what is not in, and not late."""
    if status.overdue:
        return "far_behind"
    return _FILLS.get(status.stage, _EMPTY)


def _year_box_layers(
    lines: Sequence[ReturnsLine],
    years: Sequence[int],
    left: str,
    right: str,
    language: Language,
) -> list[Layer]:
    """Filled ones; for what is not in (and not late) a dashed outline, as for a figure
    that is not reported.
    """
    filled: list[_YearBox] = []
    empty: list[_YearBox] = []
    for row, (_name, statuses) in enumerate(lines):
        for status in statuses:
            column = years.index(status.fiscal_year)
            role = _fill_role(status)
            box = _YearBox(
                role=role,
                top=_HEAD + row * _ROW,
                column=column,
                tip=f"{language.fiscal_year(status.fiscal_year)} {_word(status, language)}",
            )
            (empty if role == _EMPTY else filled).append(box)

    top, bottom = f"datum.top + {_GAP}", f"datum.top + {_ROW - _GAP}"
    look: dict[str, Any] = {"tips": True, "cornerRadius": 3}
    dashed = {**look, "filled": False, "strokeDash": [3, 3]}
    return [
        *box_layers(filled, left, right, top, bottom, **look),
        *box_layers(empty, left, right, top, bottom, **dashed),
    ]


def _word(status: ReturnStatus[Any], language: Language) -> str:
    return marked_label(status.stage, language)


def _words(
    lines: Sequence[ReturnsLine], years: Sequence[int], language: Language
) -> list[_GridText]:
    """The stage of each return on its box."""
    texts: list[_GridText] = []
    for row, (_name, statuses) in enumerate(lines):
        for status in statuses:
            column = years.index(status.fiscal_year)
            word = _word(status, language)
            texts.append(
                _GridText(
                    role=_TEXT_ROLES.get(_fill_role(status), "ink"),
                    size=_TEXT,
                    anchor="center",
                    y=_row_middle(row),
                    column=column,
                    long=word,
                    short=term_glyph(status.stage),
                    needs=_room(word),
                )
            )
    return texts


def _row_middle(row: int) -> float:
    return _HEAD + (row + 0.5) * _ROW


def _room(words: str, *, bold: bool = False) -> float:
    """The pixels that words need in a column."""
    return round(text_width(words, _TEXT, bold=bold) + _PADDING, 1)


def _names(lines: Sequence[ReturnsLine]) -> list[TextAtHeight]:
    return [
        TextAtHeight(role="ink", size=13, text=name, y=_row_middle(row))
        for row, (name, _statuses) in enumerate(lines)
    ]


def _heads(
    years: Sequence[int], selected_year: int, language: Language
) -> list[_GridText]:
    """The years above their columns, the chosen one in bold."""
    texts: list[_GridText] = []
    for column, year in enumerate(years):
        is_selected = year == selected_year
        long = language.fiscal_year(year)
        texts.append(
            _GridText(
                role="ink" if is_selected else "muted",
                size=_TEXT,
                bold=is_selected,
                anchor="center",
                y=_HEAD / 2,
                column=column,
                long=long,
                short=language.short_year(year),
                needs=_room(long, bold=True),
            )
        )
    return texts


def _description(lines: Sequence[ReturnsLine], language: Language) -> str:
    """How many departments stand where in each year; the table beside has each of them."""
    _ = language.gettext
    years: list[str] = []
    for fiscal_year in _years(lines):
        stages = [
            status.stage
            for _name, statuses in lines
            for status in statuses
            if status.fiscal_year == fiscal_year
        ]
        counts = [
            f"{term_label(stage, language)} {stages.count(stage)}"
            for stage in ReturnStage
            if stage in stages
        ]
        year = language.fiscal_year(fiscal_year)
        years.append(f"{year}: {language.listed(counts)}")
    return _(
        "Returns by department and fiscal year. {years}", years=_("; ").join(years)
    )
