"""The shipped Japanese font for pictures that are drawn without a browser, on servers that have none.

vl-convert reads TrueType files only, finds bold only where it lies in the same file as what is bold, and reads the files
anew for every picture. So the parts that browsers load (`dxkpi/web/static/fonts`) are joined to one file a weight, in a
folder of this process. Whole files in the repository would spare that second, and weigh 4.3 MB each (2.1 MB as WOFF2,
which vl-convert cannot read) beside the 5 MB of the same outlines that browsers need in parts.
"""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from threading import Lock

import vl_convert
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont

FAMILY = "BIZ UDPGothic"

_PARTS = Path(__file__).parent.parent / "web" / "static" / "fonts"
_WEIGHTS = ("regular", "bold")
_ASIDE = ("GSUB", "vhea", "vmtx")
_ONE_AT_A_TIME = Lock()


def register() -> None:
    """Let vl-convert know the font: half a second before the first picture, and again if its files were tidied away."""
    with _ONE_AT_A_TIME:
        for weight in _WEIGHTS:
            file = folder() / f"{weight}.ttf"
            if not file.exists():
                file.parent.mkdir(mode=0o700, exist_ok=True)
                _whole(weight).save(file)
        _tell(folder())


@cache
def folder() -> Path:
    """Where the font lies as TrueType: a folder of this process, deleted at its end."""
    return Path(tempfile.mkdtemp(prefix="dxkpi-fonts-"))


@atexit.register
def discard() -> None:
    """Delete the folder. A server must ask for it: a signal ends it before Python tidies up."""
    if folder.cache_info().currsize:
        shutil.rmtree(folder(), ignore_errors=True)


@cache
def _tell(fonts: Path) -> None:
    vl_convert.register_font_directory(str(fonts))


def _whole(weight: str) -> TTFont:
    """The parts of a weight as one font. They share everything but their glyphs; vertical writing is left out."""
    parts = [
        TTFont(path, recalcBBoxes=False, recalcTimestamp=False)
        for path in sorted(_PARTS.glob(f"dxkpi-udpgothic-{weight}-*.woff2"))
    ]
    order: dict[str, None] = {}
    characters: dict[int, str] = {}
    variants: dict[tuple[int, int], str | None] = {}
    for part in parts:
        order |= dict.fromkeys(part.getGlyphOrder())
        characters |= part.getBestCmap()
        variants |= _variants(part)
    whole, *others = parts
    for part in others:
        whole["glyf"].glyphs |= part["glyf"].glyphs
        whole["hmtx"].metrics |= part["hmtx"].metrics
    whole.setGlyphOrder(list(order))
    whole["glyf"].glyphOrder = list(order)
    whole["post"].formatType = 3.0
    for table in _ASIDE:
        del whole[table]
    FontBuilder(font=whole).setupCharacterMap(
        characters, [(*key, glyph) for key, glyph in variants.items()]
    )
    whole.flavor = None
    return whole


def _variants(part: TTFont) -> dict[tuple[int, int], str | None]:
    """The glyph of each character with a variation selector; None where it is the character's usual one."""
    return {
        (character, selector): glyph
        for table in part["cmap"].tables
        if table.format == 14
        for selector, members in table.uvsDict.items()
        for character, glyph in members
    }
