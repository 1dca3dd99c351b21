"""What every chart keeps to: valid, line_values, colours by role, words for those who cannot see it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import altair as alt
import pytest

from dxkpi import charts
from dxkpi.plan import Plan, Reference
from dxkpi.rules import judge_plan
from dxkpi.rules.share_of_way import drawn_share
from dxkpi.text.width import text_width
from dxkpi.wording.language import Language
from tests.support.specs import (
    AWKWARD,
    CONFIG,
    actual,
    all_specs,
    detail,
    indicator_of,
    judged,
    rising,
    scales,
    svg,
    texts,
)


def test_every_chart_of_every_city_is_valid_and_draws(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        for indicator, spec in all_specs(plan):
            alt.LayerChart.validate(spec)
            assert "<svg" in svg(spec, 340), indicator.code


def test_roles_are_the_theme_s_colours_in_the_same_order() -> None:
    theme = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]
    assert len(charts.ROLES) == len(set(charts.ROLES)) == 23
    for mode in ("light", "dark"):
        assert len(theme[mode]["chartCategoricalColors"]) == len(charts.ROLES)
    named = re.findall(r'"#\w{6}", # (\w+)', CONFIG.read_text("utf-8"))
    assert tuple(named) == charts.ROLES * 2


def test_charts_name_roles_and_never_a_colour(sample_plan: Plan) -> None:
    for indicator, spec in all_specs(sample_plan):
        assert not re.search(r"#[0-9a-fA-F]{6}\b|rgb", str(spec)), indicator.code
        assert scales(spec, "color") == [{"domain": list(charts.ROLES)}]
        for layer in spec["layer"]:
            assert layer["encoding"]["color"]["field"] == "role"
            assert {row["role"] for row in layer["data"]["values"]} <= set(charts.ROLES)
            assert not {"fill", "stroke"} & layer["encoding"].keys()


def test_each_scale_is_written_once(sample_plan: Plan) -> None:
    for _indicator, spec in all_specs(sample_plan):
        assert all(len(scales(spec, channel)) <= 1 for channel in ("x", "y", "color"))


def test_no_layer_is_empty_and_none_is_read_out_mark_by_mark(sample_plan: Plan) -> None:
    for _indicator, spec in all_specs(sample_plan):
        assert all(layer["data"]["values"] for layer in spec["layer"])
        assert spec["config"]["mark"]["aria"] is False


def test_a_mark_shows_the_words_written_for_it_or_none(sample_plan: Plan) -> None:
    for _indicator, spec in all_specs(sample_plan):
        assert spec["config"]["mark"]["tooltip"] is None


def test_layout_is_ours_so_that_labels_cannot_shrink_the_plot(
    sample_plan: Plan,
) -> None:
    for _indicator, spec in all_specs(sample_plan):
        assert spec["autosize"] == {"type": "none"}
        assert spec["padding"] == 0
        assert "width" not in spec


def test_alternative_text_is_one_sentence_with_the_figures(sample_plan: Plan) -> None:
    spec = detail(indicator_of(sample_plan, "K04"))
    for part in (
        "マイナンバーカード保有枚数率",
        "85.0%",
        "FY2027",
        "FY2025 73.4%",
        "全国 FY2025 81.2%",
    ):
        assert part in spec["description"]
    assert "\n" not in spec["description"]


def test_alternative_text_says_why_a_year_has_no_figure(sample_plan: Plan) -> None:
    assert (
        "FY2024 cannot be evaluated"
        in detail(indicator_of(sample_plan, "K14"))["description"]
    )


def test_words_are_japanese_where_the_reader_is(sample_plan: Plan) -> None:
    indicator = indicator_of(sample_plan, "K04")
    spec = charts.line_chart(
        indicator,
        judged(indicator),
        Language.JAPANESE,
        place="見本市",
        selected_year=2025,
    )
    assert "期待値 79.6" in texts(spec)
    assert "目標 85.0%（R9末）" in texts(spec)
    name = "マイナンバーカード保有枚数率（見本市）"
    assert spec["description"].startswith(f"{name}：目標 85.0%（令和9年度末）、")


@pytest.mark.parametrize("text", [AWKWARD, "=HYPERLINK(1)", "a\nb\tc", "長" * 300])
def test_awkward_text_is_cut_in_the_chart_and_whole_in_the_alternative_text(
    text: str,
) -> None:
    indicator = rising(
        actual(2023, "60"),
        references=(Reference(series=text, fiscal_year=2023, value=Decimal(61)),),
    ).model_copy(update={"name": text})
    spec = charts.line_chart(
        indicator, judged(indicator), Language.ENGLISH, place=text, selected_year=2023
    )
    alt.LayerChart.validate(spec)
    assert svg(spec, 340)
    assert " ".join(text.split()) in spec["description"]
    assert max(text_width(shown, 1) for shown in texts(spec)) < 16
    if len(text) > 100:
        assert any("…" in shown for shown in texts(spec))


def strips_and_gauges(plans: Mapping[str, Plan]) -> Iterator[dict[str, Any]]:
    for plan in plans.values():
        judgements = judge_plan(plan, 2025, 2025)
        yield charts.status_strip({"全体": judgements}, Language.ENGLISH)
        gauges = [charts.gauge(each, Language.ENGLISH) for each in judgements]
        gauges += [
            charts.gauge_bar(share, each.counted_status, Language.ENGLISH)
            for each in judgements
            if (share := drawn_share(each)) is not None
        ]
        yield from (spec for spec in gauges if spec is not None)


def test_every_strip_and_gauge_is_valid_names_roles_and_draws(
    shipped_plans: dict[str, Plan],
) -> None:
    for spec in strips_and_gauges(shipped_plans):
        alt.LayerChart.validate(spec)
        assert not re.search(r"#[0-9a-fA-F]{6}\b|rgb", str(spec))
        assert scales(spec, "color") == [{"domain": list(charts.ROLES)}]
        assert spec["config"]["mark"]["aria"] is False
        for layer in spec["layer"]:
            assert layer["data"]["values"]
            assert layer["encoding"]["color"]["field"] == "role"
            assert {row["role"] for row in layer["data"]["values"]} <= set(charts.ROLES)
        assert "<svg" in svg(spec, 324)
        assert "NaN" not in svg(spec, 120)
