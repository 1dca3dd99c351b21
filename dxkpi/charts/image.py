"""A chart as a picture file, drawn without a browser: with its title, whose it is and
its source, so it stands alone.

A picture is as wide as a 16:9 slide has points: 12 pixels are 12 points there. The text
of an SVG stays text, laid out with the shipped font, which is also the one that Windows
has.

The words are set here and not as Vega-Lite's title and subtitle: those do not break
into lines, stand in the padding, which our charts lay out themselves, and leave no
place for the source beneath the chart.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import vl_convert

from dxkpi.charts import fonts
from dxkpi.charts.roles import ROLES
from dxkpi.charts.spec import Spec
from dxkpi.text.width import broken_lines

WIDTH = 960
SCALE = 2

FONTS = f"'{fonts.FAMILY}', 'Yu Gothic', Meiryo, sans-serif"
_MARGIN, _GAP = 24, 12
_UNDRAWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HALVED = re.compile("[\U00010000-\U0010ffff]")
_TEXT_WITH_HALO = re.compile(
    r'<text (?P<place>[^>]*) fill="(?P<fill>[^"]*)"(?P<halo> stroke="[^>]*)>'
    r"(?P<letters>[^<]*)</text>"
)


@dataclass(frozen=True)
class Caption:
    """The words around a chart: what it shows, whose and of when, and where the figures
    come from.
    """

    title: str
    subtitle: str
    source: str


@dataclass(frozen=True)
class _WordStyle:
    """How words around a chart are set: size in pixels, weight, and the role of their colour."""

    size: int
    weight: int
    role: str


@dataclass(frozen=True)
class _TextBlock:
    """Lines of SVG text, and the height in pixels at which they end."""

    elements: list[str]
    bottom: float


_TITLE = _WordStyle(20, 700, "ink")
_SUBTITLE = _WordStyle(14, 400, "muted")
_SOURCE = _WordStyle(12, 400, "muted")


def png_picture(spec: Spec, caption: Caption, colours: Sequence[str]) -> bytes:
    """The chart with its words as PNG in these role colours, at twice the resolution of
    a screen.
    """
    return bytes(vl_convert.svg_to_png(_picture(spec, caption, colours), scale=SCALE))


def svg_picture(spec: Spec, caption: Caption, colours: Sequence[str]) -> bytes:
    """The chart with its words as SVG in these role colours."""
    return _picture(spec, caption, colours).encode()


def chart_svg(spec: Spec, width: float, colours: Sequence[str]) -> str:
    """The chart alone as SVG, this many pixels wide: for a sheet that has its own words
    around it.
    """
    fonts.register_fonts()
    return _draw(spec, colours, width)


def _picture(spec: Spec, caption: Caption, colours: Sequence[str]) -> str:
    fonts.register_fonts()
    colour = dict(zip(ROLES, colours, strict=True))
    title = _text_block(caption.title, _MARGIN, _TITLE, colour)
    subtitle = _text_block(caption.subtitle, title.bottom, _SUBTITLE, colour)
    chart = _draw(spec, colours, WIDTH - 2 * _MARGIN)
    top = subtitle.bottom + _GAP
    source_top = top + _height(chart) + _GAP
    source = _text_block(caption.source, source_top, _SOURCE, colour)

    height = round(source.bottom + _MARGIN)
    words = "".join([*title.elements, *subtitle.elements, *source.elements])
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
        f' viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<title>{escape(caption.title)}</title>"
        f"<desc>{escape(spec['description'])}</desc>"
        f'<rect width="{WIDTH}" height="{height}" fill="{colour["surface"]}"/>'
        f'<g font-family="{FONTS}">{words}</g>'
        f'<g transform="translate({_MARGIN},{top})">{_content(chart)}</g></svg>'
    )
    return _UNDRAWABLE.sub("", picture)


def _draw(spec: Spec, colours: Sequence[str], width: float) -> str:
    """The chart this many pixels wide."""
    config = {
        **spec["config"],
        "range": {"category": list(colours)},
        "font": FONTS,
        "background": None,
    }
    whole = _drawable({**spec, "width": width, "config": config})
    text = json.dumps(whole, ensure_ascii=False)
    try:
        drawn = str(vl_convert.vegalite_to_svg(text))
    # Vega cut a text within a letter of two halves (𠮷), which vl-convert cannot
    # measure
    except ValueError:
        drawn = str(vl_convert.vegalite_to_svg(_HALVED.sub("〓", text)))
    return _TEXT_WITH_HALO.sub(_halo_behind, drawn)


def _halo_behind(text: re.Match[str]) -> str:
    """The halo of a text and the text over it, for programs that paint edges last."""
    start, letters = f"<text {text['place']}", f"{text['letters']}</text>"
    return f'{start}{text["halo"]}>{letters}{start} fill="{text["fill"]}">{letters}'


def _drawable(value: Any) -> Any:
    """A part of a spec without the letters that no SVG can hold: vl-convert measures
    texts as SVG and dies of them.
    """
    match value:
        case str():
            return _UNDRAWABLE.sub("", value)
        case dict():
            return {name: _drawable(part) for name, part in value.items()}
        case list() | tuple():
            return [_drawable(part) for part in value]
    return value


def _height(svg: str) -> float:
    """The height in pixels that an SVG states."""
    return float(re.findall(r' height="([\d.]+)"', svg)[0])


def _content(svg: str) -> str:
    """What an SVG holds."""
    return svg[svg.index(">") + 1 : svg.rindex("</svg>")]


def _text_block(
    text: str, top: float, style: _WordStyle, colour: dict[str, str]
) -> _TextBlock:
    """A text in as many lines as it needs."""
    line_height = style.size * 1.4
    is_bold = style.weight > 400
    lines = broken_lines(text, style.size, WIDTH - 2 * _MARGIN, bold=is_bold)
    elements: list[str] = []
    for n, line in enumerate(lines):
        y = top + n * line_height + style.size
        elements.append(
            f'<text x="{_MARGIN}" y="{y:g}" font-size="{style.size}"'
            f' font-weight="{style.weight}" fill="{colour[style.role]}">'
            f"{escape(line)}</text>"
        )
    return _TextBlock(elements, top + len(lines) * line_height)
