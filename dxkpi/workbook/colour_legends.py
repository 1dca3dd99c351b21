"""What a sheet itself says that its colours mean: 赤字は見込み値, 黄色のセル：未確定.

Colours in which cells are to be filled in mean nothing.
"""

import colorsys
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dxkpi.text.folding import without_spaces, without_unseen
from dxkpi.workbook.cell_colours import channels
from dxkpi.workbook.cell_styles import PATTERN
from dxkpi.workbook.messages import RawCell, RawLook, RawSheet

_LONGEST = 200
_MOST_LEGENDS = 20
_ANY = "any"
_NAMES = {
    "赤": "red",
    "朱": "red",
    "レッド": "red",
    "ピンク": "pink",
    "桃": "pink",
    "橙": "orange",
    "オレンジ": "orange",
    "茶": "brown",
    "黄": "yellow",
    "イエロー": "yellow",
    "緑": "green",
    "グリーン": "green",
    "水": "light_blue",
    "青": "blue",
    "ブルー": "blue",
    "紫": "purple",
    "灰": "grey",
    "グレー": "grey",
    "網掛け": PATTERN,
    "網かけ": PATTERN,
    "あみかけ": PATTERN,
    "ハッチング": PATTERN,
    "着色": _ANY,
    "色付き": _ANY,
    "色つき": _ANY,
    "色のついた": _ANY,
    "色の付いた": _ANY,
    "塗りつぶし": _ANY,
}
_LETTERS = ("字", "太字", "文字", "数字", "数値", "書き")
_GROUNDS = (
    "セル",
    "マス",
    "欄",
    "塗",
    "背景",
    "マーカー",
    "ハイライト",
    "網掛け",
    "着色",
    "行",
)
_THING = (
    "太?字|文字|数字|数値|書き|マーカー|ハイライト|網掛け|着色|塗り?(?:つぶし)?|背景|枠|セル|マス|欄|部分?|箇所"
    "|ところ|行"
)
_IN_WHICH = (
    "(?:(?:の|で|に|を|が)?(?:もの|数値|数字|値|セル|箇所|部分|表示|記載|記入|入力|示し?|着色|塗り?つぶし?た?|網掛け"
    "|した|して(?:いる|ある|います|あります)?|され(?:た|ている)|なっている))*"
)
_COLOUR = "|".join(sorted(_NAMES, key=len, reverse=True))
_TERM = (
    rf"(?P<name>{_COLOUR})(?P<plain>色)?(?:の|い|で|に)?(?P<what>{_THING})?{_IN_WHICH}"
)
_LEGEND = re.compile(
    rf"{_TERM}\s*(?P<stands_for>は、?|が|\.{{2,}}|・{{2,}}|[:=→-]|[」』】]は?|\(|\s)\s*"
    r"(?P<meaning>[^、。,;※()\s]+)"
)
_LEGEND_BEHIND = re.compile(
    rf"(?P<meaning>[^、。,;※()\s:]+?)(?:は|を|:|=|→|\.{{2,}})\s*{_TERM}"
    "(?:する|です|してください|すること|のこと)?"
)
_CLAUSES_APART = re.compile(r"[、。,;※()\n]+")
_SAMPLE = re.compile(r"^[■●◆▲★▼](?:は|が|…+|[:=→])?(?P<meaning>.+)")
_TO_FILL_IN = re.compile("記入|入力|選択|ください|下さい|変更しない|編集|必須|自動")
_NO_RESULT = re.compile(
    "見込|推計|速報|暫定|未確定|予定|参考|前年|昨年|目標|仮の?値|概算"
)
"""Meanings that count, also where people are told to use the colour."""

_KEY = "凡例"
_EXPLAINING = re.compile(rf"^[■●◆▲★▼]|{_COLOUR}")


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
    cells = cells_that_explain((*sheet.cells, *sheet.notes))
    legends = list(_legends_in_words(cells))
    legends += _legends_by_sample(cells)
    return tuple(legends[:_MOST_LEGENDS])


def cells_that_explain(cells: Iterable[RawCell]) -> list[RawCell]:
    """The cells by which a sheet may explain colours: words, samples, a row of 凡例."""
    texts = [(cell, _text(cell)) for cell in cells]
    rows_of_key = {cell.row for cell, text in texts if text.startswith(_KEY)}
    return [
        cell
        for cell, text in texts
        if cell.row in rows_of_key or _EXPLAINING.search(text)
    ]


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
    if legend.name == _ANY:
        return True
    return colour == legend.colour or legend.name in _names_of(colour)


def _legends_in_words(cells: Iterable[RawCell]) -> Iterator[ColourLegend]:
    for cell in cells:
        text = _spaced_text(cell)
        matches = list(_LEGEND.finditer(text))
        if not matches:
            matches = _matches_behind(text)
        for match in matches:
            legend = _legend_of_words(match)
            if legend is not None:
                yield legend


def _matches_behind(text: str) -> list[re.Match[str]]:
    """見込値は赤字: the colour behind its meaning."""
    clauses = _CLAUSES_APART.split(text)
    matches = [_LEGEND_BEHIND.fullmatch(clause.strip()) for clause in clauses]
    return [match for match in matches if match is not None]


def _legend_of_words(match: re.Match[str]) -> ColourLegend | None:
    """What a colour means by words; None where it is only to be filled in."""
    if _TO_FILL_IN.search(match[0]) and not _NO_RESULT.search(match[0]):
        return None
    what = match["what"] or ""
    name = _NAMES[match["name"]]
    if not what and not match["plain"] and not _is_clear_without_thing(match):
        return None
    return ColourLegend(
        match[0].strip("( "),
        name=name,
        of_letters=name != _ANY and not what.startswith(_GROUNDS),
        of_ground=what not in _LETTERS,
    )


def _is_clear_without_thing(match: re.Match[str]) -> bool:
    """Whether a bare 赤 or 水 is a colour: 赤は, 赤:, but not 水が or 緑 (地)."""
    stands_for = match.groupdict().get("stands_for")
    return stands_for is None or stands_for.strip() not in ("が", "(", "")


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


def _spaced_text(cell: RawCell) -> str:
    """The text with letters of the usual width, and single spaces."""
    if not isinstance(cell.value, str) or len(cell.value) > _LONGEST:
        return ""
    lines = unicodedata.normalize("NFKC", without_unseen(cell.value)).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines)


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
