"""A chart as a picture file, drawn without a browser: with its title, whose it is and its source, so it stands alone.

A picture is as wide as a 16:9 slide has points: 12 pixels are 12 points there. The text of an SVG stays text, laid out
with the shipped font, which is also the one that Windows has.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import vl_convert

from dxkpi.charts import fonts
from dxkpi.charts.roles import ROLES
from dxkpi.text.width import broken_lines

WIDTH = 960
SCALE = 2

FONTS = f"'{fonts.FAMILY}', 'Yu Gothic', Meiryo, sans-serif"
_MARGIN, _GAP = 24, 12
_UNDRAWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HALVED = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Caption:
    """The words around a chart: what it shows, whose and of when, and where the figures come from."""

    title: str
    subtitle: str
    source: str


def png(spec: Mapping[str, Any], caption: Caption, colours: Sequence[str]) -> bytes:
    """The chart as PNG in these role colours, at twice the resolution of a screen."""
    return bytes(vl_convert.svg_to_png(_drawn(spec, caption, colours), scale=SCALE))


def svg(spec: Mapping[str, Any], caption: Caption, colours: Sequence[str]) -> bytes:
    """The chart as SVG in these role colours."""
    return _drawn(spec, caption, colours).encode()


def bare(spec: Mapping[str, Any], width: float, colours: Sequence[str]) -> str:
    """The chart alone as SVG, this many pixels wide: for a sheet that has its own words around it."""
    fonts.register()
    return _chart(spec, colours, width)


def _drawn(spec: Mapping[str, Any], caption: Caption, colours: Sequence[str]) -> str:
    fonts.register()
    colour = dict(zip(ROLES, colours, strict=True))
    words, bottom = [], float(_MARGIN)
    for text, size, weight, role in (
        (caption.title, 20, 700, "ink"),
        (caption.subtitle, 14, 400, "muted"),
    ):
        above, bottom = _text(text, bottom, size, weight, colour[role])
        words += above
    height, marks = _marks(_chart(spec, colours, WIDTH - 2 * _MARGIN))
    top = bottom + _GAP
    below, bottom = _text(caption.source, top + height + _GAP, 12, 400, colour["muted"])
    tall = round(bottom + _MARGIN)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{tall}" viewBox="0 0 {WIDTH} {tall}" role="img">'
        f"<title>{escape(caption.title)}</title><desc>{escape(spec['description'])}</desc>"
        f'<rect width="{WIDTH}" height="{tall}" fill="{colour["surface"]}"/>'
        f'<g font-family="{FONTS}">{"".join([*words, *below])}</g>'
        f'<g transform="translate({_MARGIN},{top})">{marks}</g></svg>'
    )
    return _UNDRAWABLE.sub("", drawn)


def _chart(spec: Mapping[str, Any], colours: Sequence[str], width: float) -> str:
    """The chart this many pixels wide."""
    config = {
        **spec["config"],
        "range": {"category": list(colours)},
        "font": FONTS,
        "background": None,
    }
    whole = json.dumps(
        _drawable({**spec, "width": width, "config": config}), ensure_ascii=False
    )
    try:
        return str(vl_convert.vegalite_to_svg(whole))
    except ValueError:  # Vega cut a text within a letter of two halves (𠮷), which vl-convert cannot measure
        return str(vl_convert.vegalite_to_svg(_HALVED.sub("〓", whole)))


def _drawable(value: Any) -> Any:
    """A part of a spec without the letters that no SVG can hold: vl-convert measures texts as SVG and dies of them."""
    match value:
        case str():
            return _UNDRAWABLE.sub("", value)
        case dict():
            return {name: _drawable(part) for name, part in value.items()}
        case list():
            return [_drawable(part) for part in value]
    return value


def _marks(drawn: str) -> tuple[float, str]:
    """A chart's height and its marks."""
    height = re.findall(r' height="([\d.]+)"', drawn)[0]
    return float(height), drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")]


def _text(
    text: str, top: float, size: int, weight: int, colour: str
) -> tuple[list[str], float]:
    """A text in as many lines as it needs, and where it ends."""
    step = size * 1.4
    broken = broken_lines(text, size, WIDTH - 2 * _MARGIN, bold=weight > 400)
    drawn = [
        f'<text x="{_MARGIN}" y="{top + n * step + size:g}" font-size="{size}" font-weight="{weight}" fill="{colour}">'
        f"{escape(line)}</text>"
        for n, line in enumerate(broken)
    ]
    return drawn, top + len(broken) * step
