"""The advances of the shipped font as `dxkpi/text/font_advances.json` keeps them.

Write that file anew after a change of the font: python -m tests.support.font_advances
"""

import json
from pathlib import Path

from fontTools.ttLib import TTFont

from dxkpi import text, web

ADVANCES_FILE = Path(text.__file__).with_name("font_advances.json")
_FONTS = Path(web.__file__).with_name("static") / "fonts"
_EM = 2048


def advances_of_the_font(weight: str) -> dict[str, int]:
    """The width of every character in font units, for `regular` or `bold`."""
    advances: dict[str, int] = {}
    for file in sorted(_FONTS.glob(f"dxkpi-udpgothic-{weight}-*.woff2")):
        with TTFont(file) as font:
            assert font["head"].unitsPerEm == _EM
            metrics = font["hmtx"].metrics
            for code, glyph in font.getBestCmap().items():
                advances[chr(code)] = metrics[glyph][0]
    return advances


def advances_table(weight: str) -> dict[str, str]:
    """Each width that is not one em, with its characters in their order."""
    table: dict[int, str] = {}
    for character, advance in sorted(advances_of_the_font(weight).items()):
        if advance != _EM:
            table[advance] = table.get(advance, "") + character
    return {str(advance): table[advance] for advance in sorted(table)}


if __name__ == "__main__":
    tables = {weight: advances_table(weight) for weight in ("regular", "bold")}
    ADVANCES_FILE.write_text(json.dumps(tables, indent=1) + "\n", "utf-8")
