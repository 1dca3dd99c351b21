"""Charts drawn without a browser, held against Vega's own drawing."""

import io
import re
import tomllib
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
import vl_convert
from PIL import Image, ImageChops, ImageFilter

from dxkpi import charts
from dxkpi.charts import image
from dxkpi.plan import Plan
from dxkpi.rules import judge_plan
from dxkpi.wording.language import Language
from tests.support.apptest import CITIES, HOSTILE
from tests.support.specs import CONFIG, actual, judged, rising

WIDTHS = (210, 300)
COLOURS = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]["light"][
    "chartCategoricalColors"
]


def small_multiples(
    plan: Plan, selected_year: int | None = 2025
) -> Iterator[dict[str, Any]]:
    for indicator in plan.indicators:
        yield charts.small_multiple(
            indicator,
            judged(indicator),
            Language.JAPANESE,
            first_year=2021,
            last_year=2028,
            ring=2024,
            selected_year=selected_year,
        )


def gauges(plan: Plan) -> Iterator[dict[str, Any]]:
    for judgement in judge_plan(plan, 2025, 2025):
        gauge = charts.gauge(judgement, Language.JAPANESE)
        if gauge is not None:
            yield gauge


def inked(svg: str) -> Image.Image:
    """The picture on white, as grey, a little blurred: a tenth of a pixel does not count."""
    png = vl_convert.svg_to_png(svg, scale=2)
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return (
        Image.alpha_composite(white, picture)
        .convert("L")
        .filter(ImageFilter.GaussianBlur(1.5))
    )


def strongest_difference(one: Image.Image, other: Image.Image) -> int:
    """By how much the grey of the two differs at most, of 255."""
    shades = ImageChops.difference(one, other).histogram()
    return max(shade for shade, count in enumerate(shades) if count)


def coloured(drawing: str) -> str:
    """A drawing as a file of its own: with the colours and the font that the page gives it."""
    drawing = re.sub(r"var\(--chart-(\d+)\)", lambda n: COLOURS[int(n[1])], drawing)
    width, height = re.findall(r'viewBox="0 0 (\S+) (\S+)" width="100%"', drawing)[0]
    size = f'xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
    font = f'font-family="{image.FONTS}"'
    return drawing.replace('width="100%"', f"{size} {font}", 1)


@pytest.mark.parametrize("code", CITIES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_drawing_looks_as_vega_draws_it(
    shipped_plans: dict[str, Plan], code: str, width: int
) -> None:
    plan = shipped_plans[code]
    for spec in (*small_multiples(plan), *gauges(plan)):
        vega = inked(image.chart_svg(spec, width, COLOURS))  # brings the font, too
        ours = inked(coloured(charts.drawn_svg(spec, width)))
        assert ours.size == vega.size
        assert strongest_difference(ours, vega) < 64, spec["description"]


def test_a_drawing_is_a_small_part_of_its_spec(sample_plan: Plan) -> None:
    drawings = [charts.drawn_svg(spec, 210) for spec in small_multiples(sample_plan)]
    assert sum(len(each.encode()) for each in drawings) / len(drawings) < 3500


def test_a_drawing_is_a_picture_with_words_for_who_cannot_see_it(
    sample_plan: Plan,
) -> None:
    for spec in small_multiples(sample_plan):
        svg = ElementTree.fromstring(charts.drawn_svg(spec, 210))
        assert svg.attrib["role"] == "img"
        assert svg.attrib["aria-label"] == spec["description"]
        assert svg.attrib["viewBox"] == "0 0 210 120"


def test_what_is_pointed_at_tells_its_year_and_figure() -> None:
    indicator = rising(actual(2024, "30"), actual(2025, "42"))
    spec = charts.small_multiple(
        indicator,
        judged(indicator),
        Language.ENGLISH,
        first_year=2022,
        last_year=2027,
    )
    svg = ElementTree.fromstring(charts.drawn_svg(spec, 210))
    titles = [title.text for title in svg.iter("title")]
    assert any("42" in (title or "") for title in titles)


def test_what_users_write_is_no_element_of_the_drawing(sample_plan: Plan) -> None:
    indicator = sample_plan.indicators[0].model_copy(
        update={"name": f'"><script>{HOSTILE}', "unit": '"<b>&'}
    )
    spec = charts.small_multiple(
        indicator,
        judged(indicator),
        Language.JAPANESE,
        first_year=2021,
        last_year=2028,
    )
    svg = ElementTree.fromstring(charts.drawn_svg(spec, 210))
    assert {element.tag for element in svg.iter()} <= {
        "svg",
        "g",
        "path",
        "rect",
        "text",
        "title",
    }
    assert svg.attrib["aria-label"] == spec["description"]
