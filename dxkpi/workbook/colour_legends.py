"""What a sheet itself says that its colours mean: 赤字は見込み値, 黄色のセル：未確定.

Colours in which cells are to be filled in mean nothing.
"""

import colorsys
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dxkpi.text.folding import without_spaces
from dxkpi.workbook.cell_colours import channels
from dxkpi.workbook.cell_styles import PATTERN
from dxkpi.workbook.messages import RawCell, RawLook, RawSheet

_LONGEST = 200
_MOST_LEGENDS = 20
_NAMES = {
    "赤": "red",
    "ピンク": "pink",
    "桃": "pink",
    "橙": "orange",
    "オレンジ": "orange",
    "茶": "brown",
    "黄": "yellow",
    "緑": "green",
    "水": "light_blue",
    "青": "blue",
    "紫": "purple",
    "灰": "grey",
    "グレー": "grey",
    "網掛け": PATTERN,
    "網かけ": PATTERN,
    "あみかけ": PATTERN,
}
_LEGEND = re.compile(
    rf"(?P<name>{'|'.join(_NAMES)})色?(?:の|い|で)?"
    r"(?P<what>太?字|文字|数字|数値|セル|マス|欄|部分|箇所|ところ|塗り?(?:つぶし)?"
    r"|背景|マーカー|ハイライト|網掛け|行)?(?:の?(?:もの|数値|数字|セル|箇所))?"
    r"(?:は|が|…+|[:=→]|-)(?P<meaning>[^、。,;※]+)"
)
_SAMPLE = re.compile(r"^[■●◆▲★▼](?:は|が|…+|[:=→])?(?P<meaning>.+)")
_LETTERS = ("字", "太字", "文字", "数字", "数値")
_GROUNDS = (
    "セル",
    "マス",
    "欄",
    "塗",
    "背景",
    "マーカー",
    "ハイライト",
    "網掛け",
    "行",
)
_TO_FILL_IN = re.compile("記入|入力|選択|ください|下さい|変更しない|編集|必須|自動")
_KEY = "凡例"


@dataclass(frozen=True)
class ColourLegend:
    """What a colour means. It has the name of the colour, or is the very colour."""

    text: str
    name: str = ""
    colour: str = ""
    of_letters: bool = True
    of_ground: bool = True


def colour_legends(sheet: RawSheet) -> tuple[ColourLegend, ...]:
    """The legends of a sheet, each in its own words."""
    cells = (*sheet.cells, *sheet.notes)
    legends = list(_legends_in_words(cells))
    legends += _legends_by_sample(cells)
    return tuple(legends[:_MOST_LEGENDS])


def cells_that_explain(cells: Sequence[RawCell]) -> list[RawCell]:
    """The cells by which a sheet may explain colours: words, samples, a row of 凡例."""
    rows_of_key = {cell.row for cell in cells if _text(cell).startswith(_KEY)}
    explaining = []
    for cell in cells:
        text = _text(cell)
        is_sample = _SAMPLE.match(text) is not None
        if cell.row in rows_of_key or is_sample or _LEGEND.search(text):
            explaining.append(cell)
    return explaining


def legend_of_colours(look: RawLook, legends: Sequence[ColourLegend]) -> str:
    """What the colours of a cell mean by the sheet's legends, "" for nothing."""
    for legend in legends:
        if legend.of_letters and _is_meant(legend, look.ink):
            return legend.text
        if legend.of_ground and _is_meant(legend, look.ground):
            return legend.text
    return ""


def _is_meant(legend: ColourLegend, colour: str) -> bool:
    if not colour:
        return False
    return colour == legend.colour or legend.name in _names_of(colour)


def _legends_in_words(cells: Iterable[RawCell]) -> Iterator[ColourLegend]:
    for cell in cells:
        if not isinstance(cell.value, str) or len(cell.value) > _LONGEST:
            continue
        for match in _LEGEND.finditer(without_spaces(cell.value)):
            if _TO_FILL_IN.search(match["meaning"]):
                continue
            what = match["what"] or ""
            yield ColourLegend(
                match[0],
                name=_NAMES[match["name"]],
                of_letters=not what.startswith(_GROUNDS),
                of_ground=what not in _LETTERS,
            )


def _legends_by_sample(cells: Iterable[RawCell]) -> Iterator[ColourLegend]:
    """■ in a colour with its meaning behind it, and coloured cells beside 凡例."""
    for _row, row_cells in groupby(cells, key=lambda cell: cell.row):
        row = list(row_cells)
        is_key = any(_text(cell).startswith(_KEY) for cell in row)
        for cell in row:
            legend = _legend_of_sample(cell, is_key=is_key)
            if legend is not None:
                yield legend


def _legend_of_sample(cell: RawCell, *, is_key: bool) -> ColourLegend | None:
    """What a coloured cell explains: a sample with words, or any text of a row of 凡例."""
    look, text = cell.look, _text(cell)
    sample = _SAMPLE.match(text)
    is_explained = bool(text) and (is_key or sample is not None)
    if look is None or not is_explained:
        return None
    meaning = sample["meaning"] if sample else text
    colour = look.ground or look.ink
    if not _names_of(colour) or _TO_FILL_IN.search(meaning):
        return None
    return ColourLegend(text, colour=colour)


def _text(cell: RawCell) -> str:
    if not isinstance(cell.value, str) or len(cell.value) > _LONGEST:
        return ""
    return without_spaces(cell.value)


# What people call a colour

_GREY_BELOW = 0.12
_HUES = (
    (15, ("red", "pink")),
    (24, ("red", "orange")),
    (42, ("orange", "brown")),
    (50, ("orange", "yellow")),
    (68, ("yellow",)),
    (85, ("yellow", "green")),
    (165, ("green",)),
    (190, ("light_blue", "green")),
    (215, ("light_blue", "blue")),
    (250, ("blue", "light_blue")),
    (275, ("blue", "purple")),
    (310, ("purple", "pink")),
    (345, ("pink", "red", "purple")),
    (360, ("red", "pink")),
)
"""Names by the hue in degrees, up to the one given."""


def _names_of(colour: str) -> tuple[str, ...]:
    """What people may call a colour."""
    if not colour:
        return ()
    if colour == PATTERN:
        return (PATTERN,)
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels(colour))
    if saturation < _GREY_BELOW:
        is_grey = 0.2 < lightness < 0.97
        return ("grey", PATTERN) if is_grey else ()
    degrees = hue * 360
    return next(names for limit, names in _HUES if degrees <= limit)
