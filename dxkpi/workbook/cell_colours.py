"""Colours of a workbook as six hexadecimal digits, however they are written: by
themselves, by an index, or as one of the theme's with a tint.
"""

import colorsys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from xml.etree.ElementTree import Element

from openpyxl.styles.colors import COLOR_INDEX

BLACK, WHITE = "000000", "FFFFFF"

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2")
"""The first colours of a theme stand in another order than their numbers."""

_USUAL_THEME = (WHITE, BLACK, "E7E6E6", "44546A")
_LEAST_CONTRAST = 1.2
"""Below it nobody sees letters on their ground; 21 is black on white (WCAG 2.1)."""


def theme_colours(root: Element | None) -> Sequence[str]:
    """The colours of a theme by their number; those of Office where there is none."""
    scheme = None if root is None else root.find(f".//{_DRAWING}clrScheme")
    if scheme is None:
        return _USUAL_THEME
    by_name = {}
    for entry in scheme:
        name = entry.tag.removeprefix(_DRAWING)
        by_name[name] = _colour_of_theme(entry)
    first = [by_name.pop(name, BLACK) for name in _THEME_ORDER]
    return (*first, *by_name.values())


def _colour_of_theme(entry: Element) -> str:
    for colour in entry:
        text = colour.get("lastClr") or colour.get("val") or ""
        if len(text) == len(BLACK):
            return text.upper()
    return BLACK


def written_colour(element: Element | None, theme: Sequence[str]) -> str:
    """The colour that an element names, "" for the usual one or one that is not known."""
    if element is None:
        return ""
    attributes: Mapping[str, str] = element.attrib
    if "rgb" in attributes:
        return attributes["rgb"][-len(BLACK) :].upper()
    if "theme" in attributes:
        return _with_tint(_entry(theme, attributes["theme"]), attributes.get("tint"))
    if "indexed" in attributes:
        return _entry(COLOR_INDEX, attributes["indexed"])[-len(BLACK) :].upper()
    return ""


def _entry(colours: Sequence[str], number: str) -> str:
    index = int(number)
    if 0 <= index < len(colours):
        return colours[index]
    return ""


def _with_tint(colour: str, tint_text: str | None) -> str:
    """A colour made lighter (a tint up to 1) or darker (down to −1)."""
    tint = float(tint_text or 0)
    if not colour or not tint:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels(colour))
    if tint < 0:
        lightness *= 1 + tint
    else:
        lightness += (1 - lightness) * tint
    rgb = colorsys.hls_to_rgb(hue, min(max(lightness, 0), 1), saturation)
    return "".join(f"{round(255 * channel):02X}" for channel in rgb)


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue, from 0 to 1; black for what is no colour."""
    try:
        red, green, blue = bytes.fromhex(colour)
    except ValueError:
        return 0.0, 0.0, 0.0
    return red / 255, green / 255, blue / 255


@lru_cache(maxsize=512)
def is_unseen(ink: str, ground: str) -> bool:
    """Whether letters of one colour cannot be seen on the other; "" is black on white."""
    lighter, darker = sorted(
        (_luminance(ink or BLACK), _luminance(ground or WHITE)), reverse=True
    )
    return (lighter + 0.05) / (darker + 0.05) < _LEAST_CONTRAST


def _luminance(colour: str) -> float:
    """How light a colour is to the eye, from 0 to 1."""
    red, green, blue = (_linear(channel) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    result: float = ((channel + 0.055) / 1.055) ** 2.4
    return result
