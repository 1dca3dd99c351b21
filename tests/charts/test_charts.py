"""What the charts say: figures, years, words, colours by role, and the same numbers in the table and the file."""

import io
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd
import pytest
import vl_convert

from dxkpi import charts
from dxkpi.charts import scale
from dxkpi.charts.series import SeriesKind
from dxkpi.plan import (
    Actual,
    Baseline,
    Comparator,
    Direction,
    DoTarget,
    Indicator,
    KeepTarget,
    Missing,
    Plan,
    ReachTarget,
    Reference,
    ValueType,
)
from dxkpi.rules import Judgement, Status, judge
from dxkpi.text.width import text_width
from dxkpi.wording import language
from tests.conftest import PLANS

CONFIG = PLANS[0].parents[2] / ".streamlit" / "config.toml"
AWKWARD = (
    '𠮷野家👩‍👩‍👧 <b onload="x">**太**</b> [a](http://b) `c` $d$ =1+1 "q" \\n \'s\' & {e} 髙'
    * 6
)[:300]


def judged(
    indicator: Indicator, first: int = 2023, last: int = 2027, closed: int = 2025
) -> list[Judgement]:
    return [
        judge(indicator, year, due=year <= closed) for year in range(first, last + 1)
    ]


def detail(
    indicator: Indicator, selected: int = 2025, place: str = "見本市", **years: int
) -> dict[str, Any]:
    return charts.detail(
        indicator, judged(indicator, **years), place=place, selected_year=selected
    )


def tiles(indicator: Indicator, selected: int = 2025) -> dict[str, Any]:
    return charts.years(indicator, judged(indicator), selected_year=selected)


def layers(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def rows(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return [row for layer in layers(spec, mark) for row in layer["data"]["values"]]


def texts(spec: dict[str, Any]) -> list[str]:
    return [
        row["text"]
        for row in rows(spec, "text")
        if "text" in row and row["role"] != "surface"
    ]


def text_row(spec: dict[str, Any], text: str) -> dict[str, Any]:
    return next(
        row
        for row in rows(spec, "text")
        if row.get("text") == text and row["role"] != "surface"
    )


def drawn(spec: dict[str, Any], role: str) -> dict[int, float]:
    """The figures of a line's points, as drawn."""
    return {
        row["year"]: row["value"] for row in rows(spec, "line") if row["role"] == role
    }


def domain(spec: dict[str, Any], axis: str) -> list[float]:
    found = [
        layer["encoding"][axis]["scale"]["domain"]
        for layer in spec["layer"]
        if axis in layer["encoding"]
    ]
    assert all(each == found[0] for each in found)
    first: list[float] = found[0]
    return first


def svg(spec: dict[str, Any], width: int) -> str:
    colours = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]["light"][
        "chartCategoricalColors"
    ]
    config = {
        **spec["config"],
        "range": {"category": colours},
        "font": "Noto Sans CJK JP",
    }
    return str(vl_convert.vegalite_to_svg({**spec, "width": width, "config": config}))


def one(plan: Plan, code: str) -> Indicator:
    found = plan.indicator(code)
    assert found is not None
    return found


def rising(
    *actuals: Actual, target: str = "85", references: tuple[Reference, ...] = ()
) -> Indicator:
    return Indicator(
        code="K",
        name="率",
        unit="%",
        decimals=1,
        baseline=Baseline(fiscal_year=2022, value=Decimal("57.8")),
        target=ReachTarget(value=Decimal(target), fiscal_year=2027),
        actuals=actuals,
        references=references,
    )


def actual(year: int, value: str, **rest: Any) -> Actual:
    return Actual(fiscal_year=year, value=Decimal(value), **rest)


def all_specs(plan: Plan) -> Iterator[tuple[Indicator, dict[str, Any]]]:
    for indicator in plan.indicators:
        form = charts.form(indicator)
        if form != "nothing":
            yield indicator, detail(indicator) if form == "line" else tiles(indicator)
            yield (
                indicator,
                charts.small(
                    indicator, judged(indicator), first_year=2022, last_year=2027
                ),
            )


# --- every chart -----------------------------------------------------------------------------------------------------


def test_every_chart_of_every_city_is_valid_and_draws(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        for indicator, spec in all_specs(plan):
            alt.LayerChart.validate(spec)
            assert "<svg" in svg(spec, 340), indicator.code


def test_roles_are_the_theme_s_colours_in_the_same_order() -> None:
    theme = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]
    assert len(charts.ROLES) == len(set(charts.ROLES)) == 22
    for mode in ("light", "dark"):
        assert len(theme[mode]["chartCategoricalColors"]) == len(charts.ROLES)
    named = re.findall(r'"#\w{6}", # (\w+)', CONFIG.read_text("utf-8"))
    assert tuple(named) == charts.ROLES * 2


def test_charts_name_roles_and_never_a_colour(sample_plan: Plan) -> None:
    for indicator, spec in all_specs(sample_plan):
        assert not re.search(r"#[0-9a-fA-F]{6}\b|rgb", str(spec)), indicator.code
        for layer in spec["layer"]:
            colour = layer["encoding"]["color"]
            assert colour["scale"] == {"domain": list(charts.ROLES)}
            assert {row["role"] for row in layer["data"]["values"]} <= set(charts.ROLES)
            assert not {"fill", "stroke"} & layer["encoding"].keys()


def test_no_layer_is_empty_and_none_is_read_out_mark_by_mark(sample_plan: Plan) -> None:
    for _indicator, spec in all_specs(sample_plan):
        assert all(
            layer["data"]["values"] and layer["mark"]["aria"] is False
            for layer in spec["layer"]
        )


def test_layout_is_ours_so_that_labels_cannot_shrink_the_plot(
    sample_plan: Plan,
) -> None:
    for _indicator, spec in all_specs(sample_plan):
        assert spec["autosize"] == {"type": "none"}
        assert spec["padding"] == 0
        assert "width" not in spec


def test_alternative_text_is_one_sentence_with_the_figures(sample_plan: Plan) -> None:
    spec = detail(one(sample_plan, "K04"))
    for part in (
        "マイナンバーカード保有枚数率",
        "85.0%",
        "令和9年度",
        "令和7年度 73.4%",
        "全国 令和7年度 81.2%",
    ):
        assert part in spec["description"]
    assert "\n" not in spec["description"]


def test_alternative_text_says_why_a_year_has_no_figure(sample_plan: Plan) -> None:
    assert (
        "令和6年度 cannot be evaluated"
        in detail(one(sample_plan, "K14"))["description"]
    )


def test_words_are_japanese_where_the_reader_is(sample_plan: Plan) -> None:
    language.use("ja")
    assert "令和7年度" in detail(one(sample_plan, "K04"))["description"]


@pytest.mark.parametrize("text", [AWKWARD, "=HYPERLINK(1)", "a\nb\tc", "長" * 300])
def test_awkward_text_is_cut_in_the_chart_and_whole_in_the_alternative_text(
    text: str,
) -> None:
    indicator = rising(
        actual(2023, "60"),
        references=(Reference(series=text, fiscal_year=2023, value=Decimal(61)),),
    ).model_copy(update={"name": text})
    spec = charts.detail(indicator, judged(indicator), place=text, selected_year=2023)
    alt.LayerChart.validate(spec)
    assert svg(spec, 340)
    assert " ".join(text.split()) in spec["description"]
    assert max(text_width(shown, 1) for shown in texts(spec)) < 16
    if len(text) > 100:
        assert any("…" in shown for shown in texts(spec))


# --- form --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("K01", "line"),
        ("K07", "years"),
        ("K19", "years"),
        ("K17", "line"),
        ("K20", "years"),
        ("R01", "line"),
    ],
)
def test_form_follows_the_target_rule(sample_plan: Plan, code: str, form: str) -> None:
    assert charts.form(one(sample_plan, code)) == form


def test_indicator_without_figure_and_target_gets_no_chart() -> None:
    assert charts.form(Indicator(code="R", name="名")) == "nothing"
    missing = Actual(fiscal_year=2025, missing=Missing.NOT_PUBLISHED)
    assert charts.form(Indicator(code="R", name="名", actuals=(missing,))) == "nothing"


def test_yes_no_without_a_target_is_a_row_of_years() -> None:
    indicator = Indicator(
        code="R", name="名", value_type=ValueType.YES_NO, actuals=(actual(2024, "1"),)
    )
    assert charts.form(indicator) == "years"
    assert "yes" in texts(tiles(indicator))


# --- the line ------------------------------------------------------------------------------------------------------------


def test_line_shows_the_plan_s_own_figures(sample_plan: Plan) -> None:
    indicator = one(sample_plan, "K04")
    spec = detail(indicator)
    assert drawn(spec, "actual") == {
        2021: 34.5,
        2022: 57.8,
        2023: 65.1,
        2024: 69.0,
        2025: 73.4,
    }
    national = {
        r.fiscal_year: float(r.value)
        for r in indicator.references
        if r.series == "全国"
    }
    assert {
        r["year"]: r["value"] for r in rows(spec, "line") if r["segment"] == "全国"
    } == national


def test_expected_path_runs_straight_from_baseline_to_deadline(
    sample_plan: Plan,
) -> None:
    path = drawn(detail(one(sample_plan, "K01")), "path")
    assert path == pytest.approx(
        {2022: 18.0, 2023: 26.4, 2024: 34.8, 2025: 43.2, 2026: 51.6, 2027: 60.0}
    )


def test_expected_path_runs_through_yearly_targets(sample_plan: Plan) -> None:
    path = drawn(detail(one(sample_plan, "K02")), "path")
    assert path == {2022: 62, 2023: 80, 2024: 110, 2025: 130, 2026: 145, 2027: 150}


def test_without_a_baseline_there_is_a_target_and_no_path(sample_plan: Plan) -> None:
    spec = detail(one(sample_plan, "K15"))
    assert drawn(spec, "path") == {}
    assert [row["value"] for row in rows(spec, "point") if row["role"] == "target"] == [
        60.0
    ]


def test_yearly_targets_without_a_baseline_still_make_a_path() -> None:
    target = ReachTarget(
        value=Decimal(60),
        fiscal_year=2027,
        yearly={2024: Decimal(30)},
    )
    indicator = Indicator(
        code="K", name="名", target=target, actuals=(actual(2024, "32"),)
    )
    assert drawn(detail(indicator), "path") == {2024: 30, 2027: 60}


def test_target_names_its_deadline_and_comparator(sample_plan: Plan) -> None:
    assert "target 85.0% (end of R9)" in texts(detail(one(sample_plan, "K04")))
    assert "target 12.0分 or less (end of R9)" in texts(detail(one(sample_plan, "K03")))


def test_deadline_in_mid_year_is_named_by_its_month() -> None:
    target = ReachTarget(value=Decimal(85), fiscal_year=2027, as_of="2027-10")
    indicator = rising(actual(2023, "60")).model_copy(update={"target": target})
    assert "target 85.0% (R9.10)" in texts(detail(indicator))


def test_line_ends_in_the_city_s_name_and_last_figure(sample_plan: Plan) -> None:
    shown = texts(detail(one(sample_plan, "K04")))
    assert {
        "見本市 73.4",
        "県平均 70.7",
        "全国 81.2",
        "65.1",
        "57.8",
        "baseline",
        "expected 79.6",
    } <= set(shown)
    assert "73.4" not in shown


def test_labels_at_the_right_keep_their_distance(sample_plan: Plan) -> None:
    spec = detail(one(sample_plan, "K04"))
    ends = (
        "見本市 73.4",
        "県平均 70.7",
        "全国 81.2",
        "expected 79.6",
        "target 85.0% (end of R9)",
    )
    heights = sorted(text_row(spec, text)["y"] for text in ends)
    assert all(b - a >= 19.99 for a, b in pairwise(heights))


def test_crowded_series_keep_their_distance_and_their_order() -> None:
    series = {f"系列{n}": Decimal(60) + Decimal(n) / 100 for n in range(8)}
    references = tuple(
        Reference(series=name, fiscal_year=2025, value=value)
        for name, value in series.items()
    )
    spec = detail(rising(actual(2025, "60"), references=references))
    heights = [
        text_row(spec, f"{name} 60.{'1' if n >= 5 else '0'}")["y"]
        for n, name in enumerate(series)
    ]
    assert all(lower - higher >= 19.99 for lower, higher in pairwise(heights))


def test_all_years_of_the_span_are_on_the_axis(sample_plan: Plan) -> None:
    spec = detail(one(sample_plan, "K04"))
    assert domain(spec, "x") == [2021, 2027]
    assert [r["long"] for r in rows(spec, "text") if "long" in r] == [
        f"令和{n}年度" for n in range(3, 10)
    ]


def test_years_are_written_out_only_where_there_is_room(sample_plan: Plan) -> None:
    spec = detail(one(sample_plan, "K01"))
    assert ">令和6年度<" in svg(spec, 760)
    assert ">令和6年度<" not in svg(spec, 600)
    assert ">R6<" in svg(spec, 340)


def test_selected_year_stands_out(sample_plan: Plan) -> None:
    spec = detail(one(sample_plan, "K04"), selected=2024)
    assert [r["year"] for r in rows(spec, "text") if "long" in r and r["bold"]] == [
        2024
    ]
    assert text_row(spec, "69.0")["size"] > text_row(spec, "65.1")["size"]
    assert not text_row(spec, "69.0")["optional"]


def test_selected_year_outside_all_figures_widens_the_axis(sample_plan: Plan) -> None:
    assert domain(detail(one(sample_plan, "K01"), selected=2030), "x") == [2022, 2030]


def test_start_shows_the_steps_ahead_with_their_values(
    shipped_plans: dict[str, Plan],
) -> None:
    indicator = one(shipped_plans["472123"], "K01")
    spec = detail(
        indicator, selected=2026, place="豊見城市", first=2026, last=2030, closed=2025
    )
    assert {"64.4", "66.5", "68.6", "70.8", "72.9"} <= set(texts(spec))
    rings = [layer for layer in layers(spec, "point") if "strokeDash" in layer["mark"]]
    assert [r["year"] for layer in rings for r in layer["data"]["values"]] == [
        2026,
        2027,
        2028,
        2029,
    ]
    assert not any("豊見城市" in text for text in texts(spec))


def test_baseline_is_hollow(sample_plan: Plan) -> None:
    hollow = [
        layer
        for layer in layers(detail(one(sample_plan, "K01")), "point")
        if not layer["mark"]["filled"]
    ]
    assert [r["year"] for layer in hollow for r in layer["data"]["values"]] == [2022]


def test_approximate_figure_says_so_and_is_a_dashed_ring(sample_plan: Plan) -> None:
    spec = detail(one(sample_plan, "K08"))
    assert "about 2,700" in texts(spec)
    rings = [layer for layer in layers(spec, "point") if "strokeDash" in layer["mark"]]
    assert [r["year"] for layer in rings for r in layer["data"]["values"]] == [2023]


def test_missing_year_has_a_mark_and_its_reason_and_no_solid_line(
    sample_plan: Plan,
) -> None:
    spec = detail(one(sample_plan, "K14"))
    assert "cannot be evaluated" in texts(spec)
    dotted = [
        layer for layer in layers(spec, "line") if layer["mark"]["strokeDash"] == [2, 4]
    ]
    assert [r["segment"] for layer in dotted for r in layer["data"]["values"]] == [
        "2023–2025"
    ] * 2
    assert 2024 not in drawn(spec, "actual")


def test_year_nobody_reported_is_marked(sample_plan: Plan) -> None:
    indicator = one(sample_plan, "K01")
    lost = indicator.model_copy(update={"actuals": indicator.actuals[:-1]})
    assert "not reported" in texts(detail(lost))


def test_falling_figures_have_the_target_below(sample_plan: Plan) -> None:
    spec = detail(one(sample_plan, "K03"))
    low, high = domain(spec, "y")
    assert low < high
    assert (
        text_row(spec, "target 12.0分 or less (end of R9)")["y"]
        > text_row(spec, "見本市 17.6")["y"]
    )


def test_negative_figures_cross_a_visible_zero(sample_plan: Plan) -> None:
    spec = detail(one(sample_plan, "K14"))
    assert domain(spec, "y") == [-6, 4]
    assert {"−2.3" in text for text in texts(spec)} == {True, False}
    assert [r["value"] for r in rows(spec, "rule") if r["role"] == "reference"] == [0]


def test_reached_target_of_zero_stands_at_the_foot(sample_plan: Plan) -> None:
    spec = detail(one(sample_plan, "K06"))
    assert domain(spec, "y") == [0, 50]
    assert "target 0件 (end of R7)" in texts(spec)
    assert drawn(spec, "actual")[2025] == 0


def test_cumulative_figures_start_at_zero(sample_plan: Plan) -> None:
    spec = detail(one(sample_plan, "K05"))
    assert domain(spec, "y") == [0, 1000]
    assert "target 900人 or more (end of R9)" in texts(spec)


def test_aim_without_a_number_has_the_level_to_rise_from_and_no_target_mark(
    sample_plan: Plan,
) -> None:
    spec = detail(one(sample_plan, "K17"))
    assert "target raise (end of R9)" in texts(spec)
    assert set(drawn(spec, "path").values()) == {6.1}
    assert not [r for r in rows(spec, "point") if r["role"] == "target"]


def test_monitored_indicator_ends_with_its_figures(
    shipped_plans: dict[str, Plan],
) -> None:
    spec = detail(
        one(shipped_plans["472123"], "R01"), place="豊見城市", first=2021, last=2030
    )
    assert domain(spec, "x") == [2021, 2025]
    assert "豊見城市 73.4" in texts(spec)
    assert not drawn(spec, "path")


def test_single_figure_stands_in_the_middle(shipped_plans: dict[str, Plan]) -> None:
    spec = detail(one(shipped_plans["052116"], "R03"))
    assert domain(spec, "x") == [2024, 2026]


def test_large_figures_leave_room_on_a_telephone() -> None:
    target = ReachTarget(value=Decimal(2234567890), fiscal_year=2027)
    start = Baseline(fiscal_year=2022, value=Decimal(1234567890))
    spec = detail(
        Indicator(code="K", name="額", unit="円", baseline=start, target=target)
    )
    assert "24×10⁸円" in texts(spec)
    assert "1,234,567,890" in texts(spec)


# --- the value axis ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "start"),
    [
        ("K04", "30"),
        ("K01", None),
        ("K06", None),
        ("K14", None),
        ("K07", None),
        ("K05", None),
    ],
)
def test_axis_that_leaves_out_zero_says_where_it_starts(
    sample_plan: Plan, code: str, start: str | None
) -> None:
    found = charts.axis_start(one(sample_plan, code))
    assert (str(found) if found is not None else None) == start


def test_axis_start_is_where_the_chart_starts(shipped_plans: dict[str, Plan]) -> None:
    for plan in shipped_plans.values():
        for indicator in plan.indicators:
            if charts.form(indicator) == "line":
                start, (low, high) = (
                    charts.axis_start(indicator),
                    domain(detail(indicator), "y"),
                )
                assert low <= 0 <= high if start is None else low == float(start) > 0


def test_axis_holds_every_figure_with_steps_that_the_plan_can_print(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        for indicator in plan.indicators:
            axis, values = (
                scale.axis(indicator),
                list(charts.numbers(indicator)["value"]),
            )
            assert all(axis.start <= value <= axis.stop for value in values)
            assert axis.step >= Decimal(1).scaleb(-indicator.decimals)
            assert 2 <= len(axis.ticks) <= 9


@pytest.mark.parametrize("value", ["0", "5", "-3", "0.001", "999999999999999999"])
def test_axis_of_one_figure_has_a_height(value: str) -> None:
    axis = scale.axis(
        Indicator(code="K", name="名", decimals=3, actuals=(actual(2025, value),))
    )
    assert axis.start < axis.stop
    assert axis.holds_zero


def test_figures_all_below_zero_do_not_pretend_to_start_at_zero() -> None:
    axis = scale.axis(
        Indicator(
            code="K", name="名", actuals=(actual(2024, "-80"), actual(2025, "-70"))
        )
    )
    assert not axis.holds_zero
    assert axis.stop == -70


@pytest.mark.parametrize(
    "wanted",
    [[], [5.0], [10.0, 10.0, 10.0], [100.0, 0.0, 95.0, 90.0], [0.0, 30.0, 31.0, 60.0]],
)
def test_pushed_labels_keep_order_and_move_as_little_as_they_can(
    wanted: list[float],
) -> None:
    placed = scale.pushed_apart(wanted)
    assert sum(placed) == pytest.approx(sum(wanted))
    in_order = [placed[i] for i in sorted(range(len(wanted)), key=lambda i: wanted[i])]
    assert all(b - a >= 20 - 1e-9 for a, b in pairwise(in_order))


# --- the tiles -----------------------------------------------------------------------------------------------------------


def tile_roles(spec: dict[str, Any]) -> dict[int, str]:
    squares = next(
        layer
        for layer in layers(spec, "point")
        if layer["mark"].get("shape") == "square"
    )
    return {row["year"]: row["role"] for row in squares["data"]["values"]}


def test_kept_years_are_tiles_with_glyph_word_and_figure(sample_plan: Plan) -> None:
    spec = tiles(one(sample_plan, "K07"))
    assert tile_roles(spec) == {
        2023: "achieved",
        2024: "missed",
        2025: "achieved",
        2026: "not_due",
        2027: "not_due",
    }
    shown = texts(spec)
    assert {
        "◎",
        "×",
        "82.1",
        "79.4",
        "83.0",
        "achieved",
        "missed",
        "discontinued",
        "not due yet",
    } <= set(shown)
    assert "target every year 80.0% or more" in shown
    assert not layers(spec, "line")


def test_glyphs_stand_in_a_role_that_can_be_read_on_the_tile(sample_plan: Plan) -> None:
    assert text_row(tiles(one(sample_plan, "K07")), "×")["role"] == "on_solid"


def test_improving_years_begin_with_the_baseline_as_a_point(sample_plan: Plan) -> None:
    spec = tiles(one(sample_plan, "K19"))
    assert tile_roles(spec)[2025] == "missed"
    assert {"9", "baseline", "12", "19", "17", "target above the year before"} <= set(
        texts(spec)
    )
    assert 2022 not in tile_roles(spec)


def test_baseline_year_is_no_tile_even_when_a_judgement_comes_with_it(
    sample_plan: Plan,
) -> None:
    indicator = one(sample_plan, "K19")
    spec = charts.years(indicator, judged(indicator, first=2022), selected_year=2025)
    assert 2022 not in tile_roles(spec)


def test_something_to_do_shows_its_deadline(sample_plan: Plan) -> None:
    spec = tiles(one(sample_plan, "K20"))
    assert "deadline" in texts(spec)
    assert "target carry out (end of R8)" in texts(spec)
    assert [r["year"] for r in rows(spec, "point") if r.get("shape") == "deadline"] == [
        2026
    ]


def test_something_done_is_a_tile_in_its_year() -> None:
    target = DoTarget(fiscal_year=2026)
    indicator = Indicator(
        code="K",
        name="名",
        value_type=ValueType.YES_NO,
        target=target,
        actuals=(actual(2023, "0"), actual(2025, "1")),
    )
    spec = tiles(indicator)
    assert tile_roles(spec)[2025] == "achieved"
    assert {"yes", "no"} <= set(texts(spec))


def test_unreported_year_is_an_empty_tile_with_a_dashed_edge() -> None:
    target = KeepTarget(value=Decimal(80), comparator=Comparator.AT_LEAST)
    spec = tiles(
        Indicator(code="K", name="名", target=target, actuals=(actual(2023, "81"),))
    )
    dashed = [layer for layer in layers(spec, "point") if "strokeDash" in layer["mark"]]
    assert [r["year"] for layer in dashed for r in layer["data"]["values"]] == [
        2024,
        2025,
    ]
    assert "not reported" in texts(spec)


# --- the small multiple --------------------------------------------------------------------------------------------------


def test_small_multiples_share_their_years(sample_plan: Plan) -> None:
    for indicator in sample_plan.indicators:
        spec = charts.small(
            indicator, judged(indicator), first_year=2022, last_year=2027
        )
        assert spec["height"] == 120
        assert domain(spec, "x") == [2022, 2027]


def test_small_multiple_prints_baseline_and_target_only(sample_plan: Plan) -> None:
    indicator = one(sample_plan, "K01")
    spec = charts.small(indicator, judged(indicator), first_year=2022, last_year=2027)
    assert sorted(texts(spec)) == ["18.0", "target 60.0"]
    assert drawn(spec, "actual") == {2022: 18.0, 2023: 22.6, 2024: 26.2, 2025: 29.0}


def test_small_multiple_leaves_out_what_lies_outside_its_years(
    sample_plan: Plan,
) -> None:
    indicator = one(sample_plan, "K04")
    spec = charts.small(indicator, judged(indicator), first_year=2022, last_year=2025)
    assert min(drawn(spec, "actual")) == 2022
    assert not [text for text in texts(spec) if text.startswith("target")]


def test_small_multiple_says_why_a_figure_is_missing(sample_plan: Plan) -> None:
    indicator = one(sample_plan, "K18")
    assert "not submitted" in texts(
        charts.small(indicator, judged(indicator), first_year=2022, last_year=2027)
    )


# --- the numbers, the table and the file ---------------------------------------------------------------------------------


def test_frame_of_numbers_is_the_plan_s(shipped_plans: dict[str, Plan]) -> None:
    for plan in shipped_plans.values():
        for indicator in plan.indicators:
            frame = charts.numbers(indicator)
            reported = frame[frame["kind"] == SeriesKind.ACTUAL]
            known = sorted(
                (a for a in indicator.actuals if a.value is not None),
                key=lambda a: a.fiscal_year,
            )
            assert list(reported["value"]) == [a.value for a in known]
            assert list(reported["as_of"]) == [a.as_of for a in known]
            beside = frame[frame["kind"] == SeriesKind.REFERENCE]
            assert len(beside) == len(indicator.references)


def test_table_holds_the_chart_s_numbers_as_the_plan_prints_them(
    sample_plan: Plan,
) -> None:
    indicator = one(sample_plan, "K04")
    table = charts.table(indicator, judged(indicator))
    assert list(table.columns) == [
        "fiscal year",
        "actual value",
        "as of",
        "expected value",
        "県平均",
        "全国",
        "judgement",
    ]
    assert table.iloc[4].tolist() == [
        "令和7年度",
        "73.4",
        "令和8年1月",
        "74.1",
        "70.7",
        "81.2",
        "○ mostly on track",
    ]
    assert table.iloc[5].tolist() == [
        "令和8年度",
        "－",
        "－",
        "79.6",
        "－",
        "－",
        "… not due yet",
    ]


def test_table_gives_the_reason_for_a_missing_figure_and_marks_an_approximate_one(
    sample_plan: Plan,
) -> None:
    gap, about = one(sample_plan, "K14"), one(sample_plan, "K08")
    assert (
        charts.table(gap, judged(gap))["actual value"].tolist()[2]
        == "cannot be evaluated"
    )
    assert (
        charts.table(about, judged(about))["actual value"].tolist()[1] == "about 2,700"
    )


def test_expected_part_of_a_whole_thing_is_not_rounded_away(sample_plan: Plan) -> None:
    indicator = one(sample_plan, "K06")
    assert charts.table(indicator, judged(indicator))["expected value"].tolist()[
        :4
    ] == ["41", "27.3", "13.7", "0"]


def test_series_named_like_a_column_keeps_a_column_of_its_own() -> None:
    reference = Reference(series="judgement", fiscal_year=2023, value=Decimal(61))
    table = charts.table(rising(actual(2023, "60"), references=(reference,)), [])
    assert len(set(table.columns)) == 6
    assert "61.0" in table["judgement (2)"].tolist()


def test_table_without_figures_is_empty_and_keeps_its_columns() -> None:
    table = charts.table(Indicator(code="R", name="名"), [])
    assert table.empty
    assert len(table.columns) == 5


def read_back(content: bytes) -> pd.DataFrame:
    assert content.startswith(b"\xef\xbb\xbf")
    return pd.read_csv(
        io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8-sig"
    )


def test_file_holds_unrounded_numbers_and_whose_they_are(sample_plan: Plan) -> None:
    indicator = one(sample_plan, "K04")
    frame = read_back(charts.csv([(indicator, judged(indicator))], "見本市"))
    assert frame.iloc[4].tolist()[:11] == [
        "見本市",
        "K04",
        "マイナンバーカード保有枚数率",
        "%",
        "令和7年度",
        "73.4",
        "令和8年1月",
        "74.12",
        "70.7",
        "81.2",
        "mostly on track",
    ]


def test_file_leaves_negative_numbers_alone(sample_plan: Plan) -> None:
    indicator = one(sample_plan, "K14")
    frame = read_back(charts.csv([(indicator, judged(indicator))], "見本市"))
    assert frame["actual value"].tolist() == [
        "2.4",
        "0.6",
        "cannot be evaluated",
        "-2.3",
        "",
        "",
    ]


def test_file_neutralises_a_note_that_begins_like_a_formula(sample_plan: Plan) -> None:
    indicator = one(sample_plan, "K08")
    remarks = read_back(charts.csv([(indicator, judged(indicator))], "見本市"))[
        "remarks"
    ].tolist()
    assert remarks[2].startswith("'=SUM(D5:D28)")
    assert remarks[1].startswith("approximate")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1", "\tx"])
def test_file_neutralises_every_text_that_begins_like_a_formula(text: str) -> None:
    reference = Reference(series=text, fiscal_year=2023, value=Decimal("-61"))
    indicator = rising(references=(reference,)).model_copy(update={"name": text})
    frame = read_back(charts.csv([(indicator, judged(indicator))], text))
    assert [frame["municipality"][0], frame["indicator"][0]] == [f"'{text}"] * 2
    column = f"'{text}" if text.strip() == text else text.strip()
    assert "-61" in frame[column].tolist()


def test_one_file_holds_the_figures_of_many_indicators_with_the_series_of_each(
    sample_plan: Plan,
) -> None:
    frame = read_back(
        charts.csv([(i, judged(i)) for i in sample_plan.indicators], "見本市")
    )
    assert set(frame["code"]) == {i.code for i in sample_plan.indicators}
    assert set(frame[frame["全国"] != ""]["code"]) == {"K01", "K04"}


def test_directions_do_not_change_which_figures_are_drawn() -> None:
    falling = Indicator(
        code="K",
        name="名",
        direction=Direction.LOWER,
        baseline=Baseline(fiscal_year=2022, value=Decimal(9)),
        target=ReachTarget(value=Decimal(3), fiscal_year=2025),
        actuals=(actual(2023, "7"),),
    )
    spec = detail(falling)
    assert drawn(spec, "path") == {2022: 9, 2023: 7, 2024: 5, 2025: 3}
    assert {j.status for j in judged(falling)} >= {Status.ON_TRACK}
