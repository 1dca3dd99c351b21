"""The shipped Japanese font for pictures that are drawn without a browser, on servers
that have none.

vl-convert reads TrueType files only, finds bold only where it lies in the same file as
what is bold, and reads the files anew for every picture. So the parts that browsers
load (`dxkpi/web/static/fonts`) are joined to one file a weight, in a folder of this
process. Whole files in the repository would spare that second, and weigh 4.3 MB each
(2.1 MB as WOFF2, which vl-convert cannot read) beside the 5 MB of the same outlines
that browsers need in parts.
"""

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock

import vl_convert
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont

FAMILY = "BIZ UDPGothic"

_PARTS = Path(__file__).parent.parent / "web" / "static" / "fonts"
_WEIGHTS = ("regular", "bold")
_VERTICAL_WRITING = ("GSUB", "vhea", "vmtx")
_ONE_AT_A_TIME = Lock()

_Variant = tuple[int, int]
"""A character and the selector behind it, by their codes."""


def register_fonts() -> None:
    """Let vl-convert know the font: half a second before the first picture, and again
    if its files were tidied away.
    """
    with _ONE_AT_A_TIME:
        for weight in _WEIGHTS:
            file = font_folder() / f"{weight}.ttf"
            if not file.exists():
                file.parent.mkdir(mode=0o700, exist_ok=True)
                _joined_font(weight).save(file)
        _register_folder(font_folder())


@cache
def font_folder() -> Path:
    """Where the font lies as TrueType: a folder of this process, deleted at its end."""
    return Path(tempfile.mkdtemp(prefix="dxkpi-fonts-"))


@atexit.register
def discard_fonts() -> None:
    """Delete the folder. A server must ask for it: a signal ends it before Python tidies up."""
    if font_folder.cache_info().currsize:
        shutil.rmtree(font_folder(), ignore_errors=True)


@cache
def _register_folder(folder: Path) -> None:
    vl_convert.register_font_directory(str(folder))


def _joined_font(weight: str) -> TTFont:
    """The parts of a weight as one font. They share everything but their glyphs;
    vertical writing is left out.
    """
    files = sorted(_PARTS.glob(f"dxkpi-udpgothic-{weight}-*.woff2"))
    parts = [TTFont(file, recalcBBoxes=False, recalcTimestamp=False) for file in files]
    whole, *others = parts
    for part in others:
        whole["glyf"].glyphs |= part["glyf"].glyphs
        whole["hmtx"].metrics |= part["hmtx"].metrics
    _set_glyph_order(whole, parts)
    _set_characters(whole, parts)
    for table in _VERTICAL_WRITING:
        del whole[table]
    whole.flavor = None
    return whole


def _set_glyph_order(whole: TTFont, parts: Sequence[TTFont]) -> None:
    order: dict[str, None] = {}
    for part in parts:
        order |= dict.fromkeys(part.getGlyphOrder())
    whole.setGlyphOrder(list(order))
    whole["glyf"].glyphOrder = list(order)
    whole["post"].formatType = 3.0  # no names of glyphs


def _set_characters(whole: TTFont, parts: Sequence[TTFont]) -> None:
    """Map the characters of all parts to their glyphs, and those with a selector to theirs."""
    characters: dict[int, str] = {}
    variants: dict[_Variant, str | None] = {}
    for part in parts:
        characters |= part.getBestCmap()
        variants |= _variants(part)
    selected = [(*variant, glyph) for variant, glyph in variants.items()]
    FontBuilder(font=whole).setupCharacterMap(characters, selected)


def _variants(part: TTFont) -> dict[_Variant, str | None]:
    """The glyph of each character with a variation selector; None where it is the
    character's usual one.
    """
    variants: dict[_Variant, str | None] = {}
    for table in part["cmap"].tables:
        if table.format != 14:
            continue
        for selector, members in table.uvsDict.items():
            for character, glyph in members:
                variants[character, selector] = glyph
    return variants
