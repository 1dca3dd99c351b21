"""Charts drawn without a browser, held against Vega's own drawing."""

import io
import re
import tomllib
from typing import Any

import vl_convert
from PIL import Image, ImageChops, ImageFilter

from dxkpi import charts
from dxkpi.charts import image
from tests.support.specs import CONFIG

MOST_DIFFERENCE = 64
"""Of 255 shades of grey: what the smoothing of edges may make."""

_COLOURS = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]["light"][
    "chartCategoricalColors"
]


def difference_from_vega(spec: dict[str, Any], width: float) -> int:
    """By how much the grey of our drawing and of Vega's differs at most, of 255."""
    vega = _inked(image.chart_svg(spec, width, _COLOURS))  # brings the font, too
    ours = _inked(_coloured(charts.drawn_svg(spec, width)))
    assert ours.size == vega.size
    shades = ImageChops.difference(ours, vega).histogram()
    return max(shade for shade, count in enumerate(shades) if count)


def _inked(svg: str) -> Image.Image:
    """The picture on white, as grey, a little blurred: a tenth of a pixel does not count."""
    png = vl_convert.svg_to_png(svg, scale=2)
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return (
        Image.alpha_composite(white, picture)
        .convert("L")
        .filter(ImageFilter.GaussianBlur(1.5))
    )


def _coloured(drawing: str) -> str:
    """A drawing as a file of its own: with the colours and the font that the page gives it."""
    drawing = re.sub(r"var\(--chart-(\d+)\)", lambda n: _COLOURS[int(n[1])], drawing)
    width, height = re.findall(r'viewBox="0 0 (\S+) (\S+)" width="100%"', drawing)[0]
    size = f'xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
    font = f'font-family="{image.FONTS}"'
    return drawing.replace('width="100%"', f"{size} {font}", 1)
