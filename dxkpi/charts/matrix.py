"""Who has what: a row for each thing, a column for each city, and in each cell words
that a box only supports.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
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
    mark_layers,
    text_layers,
)
from dxkpi.text.width import cut_to_width, text_width

_HEAD, _ROW, _ASIDE, _GAP = 28, 50, 164, 3
_LABEL_EMS = 12
_TEXT, _LABEL = 12, 13
_IS_WIDE = f"width >= {WIDE}"
_NARROW_MIDDLE = 33  # of a cell beneath its row's label
_LINES_APART = 8


class Fill(Enum):
    """How a cell is drawn: a filled box for what is stated, a dashed one for what was
    read from words, or none.
    """

    STATED = "stated"
    READ = "read"
    NONE = "none"


@dataclass(frozen=True)
class MatrixCell:
    """One or two lines of words, each with a shorter form for a narrow column; `tip`
    appears where it is pointed at.
    """

    fill: Fill
    words: tuple[str, str]
    below: tuple[str, str] = ("", "")
    tip: str = ""


@dataclass(frozen=True)
class MatrixRow:
    """A row: what it is called, and its cells."""

    label: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, kw_only=True)
class _Separator(Mark):
    y: float


@dataclass(frozen=True, kw_only=True)
class _CellBox(Mark):
    y: float
    column: int
    tip: str


@dataclass(frozen=True, kw_only=True)
class _CellText(TextMark):
    """A line of words: `long` where its column has the room it `needs`; `down` from the
    top of its row.
    """

    y: float
    column: int
    long: str
    short: str
    needs: float
    down: float
    down_narrow: float


def matrix_chart(
    heads: Sequence[tuple[str, str]], rows: Sequence[MatrixRow], description: str
) -> Spec:
    """The picture of a table. Returns a Vega-Lite spec without a width, 50 px high for each row.

    On a narrow screen a row's label moves above its cells, and words that do not fit
    take their shorter form, those of `heads` too.
    """
    aside = f"({_IS_WIDE} ? {_ASIDE} : 0)"
    step = f"((width - {aside}) / {len(heads)})"
    left = f"{aside} + datum.column * {step} + {_GAP}"
    room = f"({step} - {2 * _GAP + 4})"
    label_middle = f"datum.y + ({_IS_WIDE} ? {_ROW / 2} : 10)"
    layers = [
        *_separator_layers(rows),
        *_cell_box_layers(rows, left, f"{left} + {step} - {2 * _GAP}"),
        *text_layers(_row_labels(rows), "datum.text", "2", label_middle),
        *text_layers(
            [*_head_texts(heads), *_cell_texts(rows)],
            f"datum.needs <= {room} ? datum.long : datum.short",
            f"{aside} + (datum.column + 0.5) * {step}",
            f"datum.y + ({_IS_WIDE} ? datum.down : datum.down_narrow)",
            limit=expr(room),
        ),
    ]
    return chart_spec(layers, _HEAD + _ROW * len(rows), description)


def _row_top(row: int) -> int:
    return _HEAD + _ROW * row


def _separator_layers(rows: Sequence[MatrixRow]) -> list[Layer]:
    lines = [_Separator(role="track", y=_row_top(n)) for n in range(len(rows))]
    place = {"x": 0, "x2": expr("width"), "y": expr("datum.y")}
    return mark_layers(lines, "rule", place)


def _cell_box_layers(rows: Sequence[MatrixRow], left: str, right: str) -> list[Layer]:
    top, bottom = f"datum.y + ({_IS_WIDE} ? 4 : 19)", f"datum.y + {_ROW - 4}"
    place = (left, right, top, bottom)
    look: dict[str, Any] = {"tips": True, "cornerRadius": 4}
    edge = {**look, "filled": False}
    stated = _boxes(rows, Fill.STATED, "actual")
    read = _boxes(rows, Fill.READ, "actual")
    return [
        *box_layers(_boxes(rows, Fill.STATED, "bar"), *place, **look),
        *box_layers(stated, *place, **edge, strokeWidth=1),
        *box_layers(read, *place, **look, opacity=0.08),
        *box_layers(read, *place, **edge, strokeWidth=1.25, strokeDash=[4, 3]),
    ]


def _boxes(rows: Sequence[MatrixRow], fill: Fill, role: str) -> list[_CellBox]:
    """The boxes of all cells that are filled like this."""
    boxes: list[_CellBox] = []
    for n, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            if cell.fill is fill:
                y = _row_top(n)
                boxes.append(_CellBox(role=role, y=y, column=column, tip=cell.tip))
    return boxes


def _row_labels(rows: Sequence[MatrixRow]) -> list[TextAtHeight]:
    return [
        TextAtHeight(
            role="ink",
            size=_LABEL,
            text=cut_to_width(row.label, _LABEL_EMS),
            y=_row_top(n),
        )
        for n, row in enumerate(rows)
    ]


def _head_texts(heads: Sequence[tuple[str, str]]) -> list[_CellText]:
    middle = _HEAD / 2
    return [
        _text(0, column, head, "muted", middle, middle, bold=False)
        for column, head in enumerate(heads)
    ]


def _cell_texts(rows: Sequence[MatrixRow]) -> list[_CellText]:
    texts: list[_CellText] = []
    for n, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            texts += _texts_of_cell(_row_top(n), column, cell)
    return texts


def _texts_of_cell(y: float, column: int, cell: MatrixCell) -> list[_CellText]:
    """One line in the middle of its box, or two around it."""
    is_filled = cell.fill is not Fill.NONE
    role = "ink" if is_filled else "muted"
    distance = _LINES_APART if cell.below[0] else 0
    narrow = distance * 0.8
    up, narrow_up = _ROW / 2 - distance, _NARROW_MIDDLE - narrow
    texts = [_text(y, column, cell.words, role, up, narrow_up, bold=is_filled)]
    if cell.below[0]:
        down, narrow_down = _ROW / 2 + distance, _NARROW_MIDDLE + narrow
        texts.append(_text(y, column, cell.below, role, down, narrow_down, bold=False))
    return texts


def _text(
    y: float,
    column: int,
    words: tuple[str, str],
    role: str,
    down: float,
    down_narrow: float,
    *,
    bold: bool,
) -> _CellText:
    long, short = words
    return _CellText(
        role=role,
        size=_TEXT,
        bold=bold,
        anchor="center",
        y=y,
        column=column,
        long=long,
        short=short,
        needs=round(text_width(long, _TEXT, bold=bold), 1),
        down=down,
        down_narrow=down_narrow,
    )
