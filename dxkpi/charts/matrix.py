"""Who has what: a row for each thing, a column for each city, and in each cell words that a box only supports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from dxkpi.charts import plane
from dxkpi.charts.plane import WIDE, Layer, Row
from dxkpi.text.width import cut_to_width, text_width

_HEAD, _ROW, _ASIDE, _GAP = 28, 50, 164, 3
_TEXT, _LABEL = 12, 13
_WIDE = f"width >= {WIDE}"


class Fill(Enum):
    """How a cell is drawn: a filled box for what is stated, a dashed one for what was read from words, or none."""

    STATED = "stated"
    READ = "read"
    NONE = "none"


@dataclass(frozen=True)
class MatrixCell:
    """One or two lines of words, each with a shorter form for a narrow column; `tip` appears where it is pointed at."""

    fill: Fill
    words: tuple[str, str]
    below: tuple[str, str] = ("", "")
    tip: str = ""


@dataclass(frozen=True)
class MatrixRow:
    """A row: what it is called, and its cells."""

    label: str
    cells: tuple[MatrixCell, ...]


def matrix(
    heads: Sequence[tuple[str, str]], lines: Sequence[MatrixRow], description: str
) -> dict[str, Any]:
    """The picture of a table. Returns a Vega-Lite spec without a width, 50 px high for each row.

    On a narrow screen a row's label moves above its cells, and words that do not fit take their shorter form, those of
    `heads` too.
    """
    aside = f"({_WIDE} ? {_ASIDE} : 0)"
    step = f"((width - {aside}) / {len(heads)})"
    left = f"{aside} + datum.column * {step} + {_GAP}"
    cells = [
        (_HEAD + row * _ROW, n, cell)
        for row, line in enumerate(lines)
        for n, cell in enumerate(line.cells)
    ]
    words = [
        *_head_words(heads),
        *(word for y, column, cell in cells for word in _cell_words(y, column, cell)),
    ]
    room = f"({step} - {2 * _GAP + 4})"
    layers = [
        *plane.marks(
            _separators(lines),
            "rule",
            {"x": 0, "x2": {"expr": "width"}, "y": {"expr": "datum.y"}},
        ),
        *_boxes(cells, left, f"{left} + {step} - {2 * _GAP}"),
        *plane.texts(
            _labels(lines), "datum.text", "2", f"datum.y + ({_WIDE} ? {_ROW / 2} : 10)"
        ),
        *plane.texts(
            words,
            f"datum.needs <= {room} ? datum.long : datum.short",
            f"{aside} + (datum.column + 0.5) * {step}",
            f"datum.y + ({_WIDE} ? datum.down : datum.down_narrow)",
            limit={"expr": room},
        ),
    ]
    return plane.draw(layers, _HEAD + _ROW * len(lines), description)


def _separators(lines: Sequence[MatrixRow]) -> list[Row]:
    return [{"y": _HEAD + _ROW * row, "role": "track"} for row in range(len(lines))]


def _boxes(
    cells: Sequence[tuple[int, int, MatrixCell]], left: str, right: str
) -> list[Layer]:
    top, bottom = f"datum.y + ({_WIDE} ? 4 : 19)", f"datum.y + {_ROW - 4}"

    def rows(fill: Fill, role: str) -> list[Row]:
        return [
            {"y": y, "column": n, "role": role, "tip": cell.tip}
            for y, n, cell in cells
            if cell.fill is fill
        ]

    def boxes(rows: Sequence[Row], **mark: Any) -> list[Layer]:
        return plane.boxes(rows, left, right, top, bottom, cornerRadius=4, **mark)

    return [
        *boxes(rows(Fill.STATED, "bar")),
        *boxes(rows(Fill.STATED, "actual"), filled=False, strokeWidth=1),
        *boxes(rows(Fill.READ, "actual"), opacity=0.08),
        *boxes(
            rows(Fill.READ, "actual"), filled=False, strokeWidth=1.25, strokeDash=[4, 3]
        ),
    ]


def _labels(lines: Sequence[MatrixRow]) -> list[Row]:
    return [
        {
            "y": _HEAD + _ROW * row,
            "text": cut_to_width(line.label, 12),
            "role": "ink",
            "size": _LABEL,
            "anchor": "left",
        }
        for row, line in enumerate(lines)
    ]


def _head_words(heads: Sequence[tuple[str, str]]) -> Iterator[Row]:
    for column, head in enumerate(heads):
        yield _word(0, column, head, "muted", _HEAD / 2, _HEAD / 2)


def _cell_words(y: int, column: int, cell: MatrixCell) -> Iterator[Row]:
    """One line in the middle of its box, or two."""
    apart = 8 if cell.below[0] else 0
    role = "muted" if cell.fill is Fill.NONE else "ink"
    yield _word(
        y,
        column,
        cell.words,
        role,
        _ROW / 2 - apart,
        33 - apart * 0.8,
        bold=cell.fill is not Fill.NONE,
    )
    if cell.below[0]:
        yield _word(y, column, cell.below, role, _ROW / 2 + apart, 33 + apart * 0.8)


def _word(
    y: int,
    column: int,
    words: tuple[str, str],
    role: str,
    down: float,
    down_narrow: float,
    *,
    bold: bool = False,
) -> Row:
    return {
        "y": y,
        "column": column,
        "long": words[0],
        "short": words[1],
        "role": role,
        "size": _TEXT,
        "bold": bold,
        "down": down,
        "down_narrow": down_narrow,
        "anchor": "center",
        "needs": round(text_width(words[0], _TEXT, bold=bold), 1),
    }
