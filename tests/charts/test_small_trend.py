"""The way to a target in small, as the overview leads with it."""

from typing import Any

import altair as alt
import pytest

from dxkpi import charts
from dxkpi.plan import Plan
from dxkpi.survey import IndicatorTrend, indicator_trend
from dxkpi.wording.language import Language
from tests.support.apptest import CITIES
from tests.support.drawn import MOST_DIFFERENCE, difference_from_vega
from tests.support.specs import judged, rows, svg, texts


def followed(plan: Plan, year: int) -> IndicatorTrend | None:
    """The 実感率 of a plan in a year; None where it has none, or nothing is known yet."""
    if plan.realisation is None:
        return None
    judgements = judged(plan.realisation)
    [judgement] = [each for each in judgements if each.fiscal_year == year]
    trend = indicator_trend(plan, judgement, judgements)
    return trend if trend.trajectory else None


def small_trend(plan: Plan, year: int) -> dict[str, Any] | None:
    trend = followed(plan, year)
    if trend is None or trend.trajectory is None:
        return None
    years = plan.fiscal_years_of(trend.indicator)
    return charts.small_trend(
        trend.trajectory,
        trend.judgements,
        trend.outlook,
        range(years[0], years[-1] + 1),
        Language.JAPANESE,
        assumed=trend.assumed,
    )


def test_the_sample_tells_its_last_figure_its_target_and_where_it_leads(
    sample_plan: Plan,
) -> None:
    spec = small_trend(sample_plan, 2025)
    assert spec is not None
    assert {"64.1", "目標 70.0%", "62～75%"} <= set(texts(spec))
    bands = {row["segment"] for row in rows(spec, "area")}
    assert "outlook" in bands
    assert any(segment.startswith("margin") for segment in bands)


def test_nothing_is_drawn_of_a_year_after_the_one_looked_at(sample_plan: Plan) -> None:
    spec = small_trend(sample_plan, 2024)
    assert spec is not None
    assert "64.1" not in texts(spec)
    solid = [row for row in rows(spec, "line") if row["segment"] == "2024–2025"]
    assert solid == []


def test_before_the_first_survey_the_way_has_a_band(
    shipped_plans: dict[str, Plan],
) -> None:
    spec = small_trend(shipped_plans["472123"], 2026)
    assert spec is not None
    assert {row["segment"] for row in rows(spec, "area")} == {"assumed"}
    assert "64.4" in texts(spec)


@pytest.mark.parametrize("code", CITIES)
def test_every_plan_in_every_year_is_drawn(
    shipped_plans: dict[str, Plan], code: str
) -> None:
    plan = shipped_plans[code]
    if plan.realisation is None:
        return
    for judgement in judged(plan.realisation):
        spec = small_trend(plan, judgement.fiscal_year)
        if spec is not None:
            alt.LayerChart.validate(spec)
            assert "NaN" not in svg(spec, 320)


@pytest.mark.parametrize("code", CITIES)
@pytest.mark.parametrize("width", [320, 640])
def test_the_server_draws_it_as_vega_does(
    shipped_plans: dict[str, Plan], code: str, width: int
) -> None:
    plan = shipped_plans[code]
    if plan.realisation is None:
        return
    for judgement in judged(plan.realisation):
        spec = small_trend(plan, judgement.fiscal_year)
        if spec is not None:
            assert difference_from_vega(spec, width) < MOST_DIFFERENCE
