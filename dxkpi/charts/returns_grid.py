"""Who has handed in what, department by department and year by year: a row each, a box for each year with glyph and word."""

from collections.abc import Iterable, Sequence
from typing import Any

from dxkpi import fiscal
from dxkpi.charts import plane
from dxkpi.charts.plane import WIDE, Layer, Row
from dxkpi.returns.status import ReturnStage, ReturnStatus
from dxkpi.text.width import text_width
from dxkpi.wording import glossary
from dxkpi.wording.language import _, current_language

_HEAD, _ROW, _GAP, _TEXT = 26, 27, 2, 12
_ASIDE, _NARROW_ASIDE = 190, 128
_AROUND = 12
_SOLID = {
    ReturnStage.REGISTERED: "achieved",
    ReturnStage.WAITING: "behind",
    ReturnStage.NOT_DUE: "not_due",
}
_ON = {
    "achieved": "on_solid",
    "far_behind": "on_solid",
    "behind": "on_pale",
    "not_due": "muted",
}

Line = tuple[str, Sequence[ReturnStatus[Any]]]


def returns(lines: Sequence[Line], selected_year: int) -> dict[str, Any]:
    """The standings of each line's years as a picture of boxes, 27 px high for each row. Returns a Vega-Lite spec.

    All lines have the same years. The words stand in the boxes where there is room, on a narrow screen the glyphs alone.
    """
    years = [standing.fiscal_year for standing in lines[0][1]]
    aside = f"(width >= {WIDE} ? {_ASIDE} : {_NARROW_ASIDE})"
    step = f"((width - {aside}) / {len(years)})"
    left = f"{aside} + datum.column * {step} + {_GAP}"
    middle = f"{aside} + (datum.column + 0.5) * {step}"
    boxes = [
        _box(row, column, one)
        for row, (_name, of) in enumerate(lines)
        for column, one in enumerate(of)
    ]
    glyph_or_word = f"{step} >= datum.needs ? datum.long : datum.short"
    layers = [
        *_boxes(boxes, left, f"{left} + {step} - {2 * _GAP}"),
        *plane.texts(
            _names(lines), "datum.text", "2", "datum.y", limit={"expr": f"{aside} - 8"}
        ),
        *plane.texts(_heads(years, selected_year), glyph_or_word, middle, "datum.y"),
        *plane.texts(_words(boxes), glyph_or_word, middle, "datum.y"),
    ]
    return plane.draw(layers, _HEAD + _ROW * len(lines), _description(lines))


def _box(row: int, column: int, standing: ReturnStatus[Any]) -> Row:
    word = f"{glossary.term_glyph(standing.stage)} {glossary.term_label(standing.stage, current_language())}"
    role = "far_behind" if standing.overdue else _SOLID.get(standing.stage, "muted")
    return {
        "top": _HEAD + row * _ROW,
        "y": _HEAD + (row + 0.5) * _ROW,
        "column": column,
        "role": role,
        "long": word,
        "short": glossary.term_glyph(standing.stage),
        "tip": f"{fiscal.wareki(standing.fiscal_year)} {word}",
    }


def _boxes(boxes: Sequence[Row], left: str, right: str) -> list[Layer]:
    """Filled ones; for what is not in (and not late) a dashed outline, as for a figure that is not reported."""
    top, bottom = f"datum.top + {_GAP}", f"datum.top + {_ROW - _GAP}"
    solid = [box for box in boxes if box["role"] != "muted"]
    empty = [box for box in boxes if box["role"] == "muted"]
    return [
        *plane.boxes(solid, left, right, top, bottom, cornerRadius=3),
        *plane.boxes(
            empty,
            left,
            right,
            top,
            bottom,
            cornerRadius=3,
            filled=False,
            strokeDash=[3, 3],
        ),
    ]


def _words(boxes: Iterable[Row]) -> list[Row]:
    return [
        {
            **box,
            "role": _ON.get(box["role"], "ink"),
            "size": _TEXT,
            "bold": False,
            "anchor": "center",
            "needs": round(text_width(box["long"], _TEXT) + _AROUND, 1),
        }
        for box in boxes
    ]


def _names(lines: Sequence[Line]) -> list[Row]:
    return [
        {
            "text": name,
            "y": _HEAD + (row + 0.5) * _ROW,
            "role": "ink",
            "size": 13,
            "bold": False,
            "anchor": "left",
        }
        for row, (name, _of) in enumerate(lines)
    ]


def _heads(years: Sequence[int], selected_year: int) -> list[Row]:
    return [
        {
            "column": column,
            "y": _HEAD / 2,
            "long": fiscal.wareki(year),
            "short": fiscal.short_year(year),
            "size": _TEXT,
            "needs": round(
                text_width(fiscal.wareki(year), _TEXT, bold=True) + _AROUND, 1
            ),
            "anchor": "center",
            "bold": year == selected_year,
            "role": "ink" if year == selected_year else "muted",
        }
        for column, year in enumerate(years)
    ]


def _description(lines: Sequence[Line]) -> str:
    """How many departments stand where in each year; the table beside has each of them."""
    said = []
    for standings in zip(*(of for _name, of in lines), strict=True):
        stages = [standing.stage for standing in standings]
        counts = _(", ").join(
            f"{glossary.term_label(stage, current_language())} {stages.count(stage)}"
            for stage in ReturnStage
            if stage in stages
        )
        said.append(f"{fiscal.wareki(standings[0].fiscal_year)}: {counts}")
    return _("Returns by department and fiscal year. {years}", years=_("; ").join(said))
