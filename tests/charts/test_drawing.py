"""Charts drawn without a browser: what they look like, and what they tell."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest

from dxkpi import charts
from dxkpi.plan import Plan
from dxkpi.rules import judge_plan
from dxkpi.wording.language import Language
from tests.support.apptest import CITIES, HOSTILE
from tests.support.drawn import MOST_DIFFERENCE, difference_from_vega
from tests.support.specs import actual, judged, rising

WIDTHS = (210, 300)


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


@pytest.mark.parametrize("code", CITIES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_drawing_looks_as_vega_draws_it(
    shipped_plans: dict[str, Plan], code: str, width: int
) -> None:
    plan = shipped_plans[code]
    for spec in (*small_multiples(plan), *gauges(plan)):
        difference = difference_from_vega(spec, width)
        assert difference < MOST_DIFFERENCE, spec["description"]


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


def test_a_chart_drawn_for_several_widths_is_one_picture(sample_plan: Plan) -> None:
    spec = next(small_multiples(sample_plan))
    drawing = ElementTree.fromstring(charts.fitting_svgs(spec, (300, 500)))
    assert drawing.attrib["class"] == "fitting"
    assert drawing.attrib["role"] == "img"
    assert drawing.attrib["aria-label"] == spec["description"]
    assert [svg.attrib["viewBox"] for svg in drawing] == ["0 0 300 120", "0 0 500 120"]
    assert all("role" not in svg.attrib for svg in drawing)
