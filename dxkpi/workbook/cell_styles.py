"""The styles of a workbook's cells, as far as they change what a value says: number
formats, lines through the text, colours of letters and ground.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.xml.constants import SHEET_MAIN_NS

from dxkpi.workbook.cell_colours import BLACK, WHITE, written_colour
from dxkpi.workbook.number_formats import shows_percent

PATTERN = "pattern"
"""Stands for a ground of lines or dots."""

_MAIN = f"{{{SHEET_MAIN_NS}}}"
_NO = ("0", "false")
_T = TypeVar("_T")


@dataclass(frozen=True)
class CellFont:
    """The letters of a cell or of a part of its text. `ink` is "" for the usual black.

    `raised` counts for parts of a text only: above or below the line.
    """

    is_struck: bool = False
    ink: str = ""
    is_raised: bool = False


USUAL_FONT = CellFont()


@dataclass(frozen=True)
class ConditionalStyle:
    """What a rule of conditional formatting sets; None for what it leaves as it is."""

    ink: str | None = None
    ground: str | None = None
    is_struck: bool = False
    number_format: str | None = None

    def over(self, later: "ConditionalStyle") -> "ConditionalStyle":
        """This style with what a rule of less priority sets besides."""
        code = self.number_format
        return ConditionalStyle(
            later.ink if self.ink is None else self.ink,
            later.ground if self.ground is None else self.ground,
            self.is_struck or later.is_struck,
            later.number_format if code is None else code,
        )


@dataclass(frozen=True)
class CellStyles:
    """The styles of a workbook by the index that a cell names.

    `codes` has the code of each number format; the sets are the indexes of the formats
    that show percentages, days and durations. `grounds` are colours, `PATTERN`, or "".
    """

    codes: tuple[str, ...] = ()
    percentages: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()
    durations: frozenset[int] = frozenset()
    fonts: tuple[CellFont, ...] = ()
    grounds: tuple[str, ...] = ()
    theme: Sequence[str] = ()
    conditional: tuple[ConditionalStyle, ...] = ()

    def code_of(self, style: int) -> str:
        """The code of a style's format, "" where the workbook has no such style."""
        if 0 <= style < len(self.codes):
            return self.codes[style]
        return ""

    def font_of(self, style: int) -> CellFont:
        """The letters of a style, the usual ones where the workbook has no such style."""
        if 0 <= style < len(self.fonts):
            return self.fonts[style]
        return USUAL_FONT

    def ground_of(self, style: int) -> str:
        """What a style has behind the letters, "" for nothing."""
        if 0 <= style < len(self.grounds):
            return self.grounds[style]
        return ""


def cell_styles(root: Element, theme: Sequence[str]) -> CellStyles:
    """The styles of a workbook's part of styles, with the colours of its theme."""
    formats = list(root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"))
    codes = _codes(root, formats)
    fonts = [
        written_font(font, theme) for font in root.iterfind(f"{_MAIN}fonts/{_MAIN}font")
    ]
    grounds = [
        _ground(fill, theme) for fill in root.iterfind(f"{_MAIN}fills/{_MAIN}fill")
    ]
    return CellStyles(
        codes=tuple(codes),
        percentages=_indexes_where(shows_percent, codes),
        dates=_indexes_where(is_date_format, codes),
        durations=_indexes_where(is_timedelta_format, codes),
        fonts=tuple(_entry(fonts, style, "fontId", USUAL_FONT) for style in formats),
        grounds=tuple(_entry(grounds, style, "fillId", "") for style in formats),
        theme=theme,
        conditional=tuple(
            _conditional_style(style, theme)
            for style in root.iterfind(f"{_MAIN}dxfs/{_MAIN}dxf")
        ),
    )


def _conditional_style(element: Element, theme: Sequence[str]) -> ConditionalStyle:
    font = element.find(f"{_MAIN}font")
    colour = None if font is None else font.find(f"{_MAIN}color")
    fill = element.find(f"{_MAIN}fill/{_MAIN}patternFill")
    number_format = element.find(f"{_MAIN}numFmt")
    return ConditionalStyle(
        ink=None if colour is None else _unless(BLACK, written_colour(colour, theme)),
        ground=None if fill is None else _conditional_ground(fill, theme),
        is_struck=font is not None and _is_on(font.find(f"{_MAIN}strike")),
        number_format=None
        if number_format is None
        else number_format.get("formatCode", ""),
    )


def _conditional_ground(fill: Element, theme: Sequence[str]) -> str:
    """The ground that a rule sets; its colour stands where that of lines stands elsewhere."""
    if fill.get("patternType", "solid") not in ("solid", "none"):
        return PATTERN
    colour = fill.find(f"{_MAIN}bgColor")
    if colour is None:
        colour = fill.find(f"{_MAIN}fgColor")
    return _unless(WHITE, written_colour(colour, theme))


def written_font(element: Element | None, theme: Sequence[str]) -> CellFont:
    """The font that an element of a style or of a part of a text describes."""
    if element is None:
        return USUAL_FONT
    align = element.find(f"{_MAIN}vertAlign")
    return CellFont(
        is_struck=_is_on(element.find(f"{_MAIN}strike")),
        ink=_unless(BLACK, written_colour(element.find(f"{_MAIN}color"), theme)),
        is_raised=align is not None and align.get("val") != "baseline",
    )


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get("val", "1") not in _NO


def _ground(fill: Element, theme: Sequence[str]) -> str:
    pattern = fill.find(f"{_MAIN}patternFill")
    if pattern is None:
        return ""
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return ""
    if kind != "solid":
        return PATTERN
    return _unless(WHITE, written_colour(pattern.find(f"{_MAIN}fgColor"), theme))


def _unless(usual: str, colour: str) -> str:
    return "" if colour == usual else colour


def _codes(root: Element, formats: Iterable[Element]) -> list[str]:
    own_codes = {
        element.get("numFmtId"): element.get("formatCode", "")
        for element in root.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
    }
    codes = []
    for style in formats:
        number = style.get("numFmtId", "0")
        if number in own_codes:
            codes.append(own_codes[number])
        else:
            codes.append(BUILTIN_FORMATS.get(int(number), ""))
    return codes


def _entry(entries: Sequence[_T], style: Element, name: str, usual: _T) -> _T:
    index = int(style.get(name, "0"))
    return entries[index] if 0 <= index < len(entries) else usual


def _indexes_where(
    is_such: Callable[[str], bool], codes: Iterable[str]
) -> frozenset[int]:
    return frozenset(index for index, code in enumerate(codes) if is_such(code))
