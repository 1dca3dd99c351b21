"""Where the labels of line charts stand: beside their marks, on the free side, and none on another."""

from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from dxkpi import charts
from dxkpi.plan import Baseline, Direction, Indicator, Plan, ReachTarget, Reference
from dxkpi.rules import trajectory
from dxkpi.survey import indicator_trend
from dxkpi.text.width import text_width
from dxkpi.wording.language import Language
from tests.support.specs import (
    actual,
    detail,
    domain,
    indicator_of,
    judged,
    label_boxes,
    pixel_of_value,
    rising,
    text_row,
    texts,
)

WIDTH = 760


def falling(*actuals: Any) -> Indicator:
    return Indicator(
        code="K",
        name="時間",
        unit="分",
        decimals=1,
        direction=Direction.LOWER,
        baseline=Baseline(fiscal_year=2022, value=Decimal(30)),
        target=ReachTarget(value=Decimal(10), fiscal_year=2027),
        actuals=actuals,
    )


# --- figures beside their points -----------------------------------------------------------------------------------------


def test_a_figure_stands_above_its_point_where_no_line_runs() -> None:
    spec = detail(rising(actual(2023, "70"), actual(2024, "75")), selected=2025)
    label = text_row(spec, "70.0")
    assert label["y"] == pytest.approx(pixel_of_value(spec, 70) - 17)
    assert label["anchor"] == "center"


def test_a_figure_under_the_path_stands_below_its_point() -> None:
    spec = detail(rising(actual(2023, "61"), actual(2024, "66")), selected=2025)
    assert text_row(spec, "61.0")["y"] == pytest.approx(pixel_of_value(spec, 61) + 17)


def test_the_chosen_year_s_figure_stands_farther_off() -> None:
    indicator = rising(actual(2023, "70"), actual(2024, "75"))
    chosen = detail(indicator, selected=2023)
    assert text_row(chosen, "70.0")["y"] == pytest.approx(
        pixel_of_value(chosen, 70) - 19
    )


def test_the_lowest_year_of_a_valley_has_its_figure_below() -> None:
    indicator = rising(
        actual(2023, "80"), actual(2024, "72"), actual(2025, "84"), target="73"
    ).model_copy(update={"target": None})
    spec = detail(indicator, selected=2023)
    assert text_row(spec, "72.0")["y"] == pytest.approx(pixel_of_value(spec, 72) + 17)


def test_a_figure_leans_away_from_the_line_that_passes() -> None:
    rises = detail(rising(actual(2023, "70"), actual(2024, "75")), selected=2025)
    assert text_row(rises, "70.0")["dx"] == -10
    under = detail(rising(actual(2023, "61"), actual(2024, "66")), selected=2025)
    assert text_row(under, "61.0")["dx"] == 10
    flat = detail(
        rising(actual(2023, "57.8"), actual(2024, "57.8"), target="58.5"), selected=2025
    )
    assert text_row(flat, "57.8")["dx"] == 0


def test_the_baseline_s_word_stands_beyond_its_figure() -> None:
    spec = detail(rising(actual(2023, "70")), selected=2025)
    point = pixel_of_value(spec, 57.8)
    figure, word = text_row(spec, "57.8"), text_row(spec, "baseline")
    side = 1 if figure["y"] > point else -1
    assert word["y"] == pytest.approx(point + side * 34)
    assert word["dx"] == figure["dx"]


# --- the ends of lines -----------------------------------------------------------------------------------------------------


def test_a_line_s_name_stands_at_its_last_point_to_the_right() -> None:
    spec = detail(rising(actual(2023, "70"), actual(2025, "80")), selected=2025)
    end = text_row(spec, "見本市 80.0")
    assert (end["year"], end["anchor"], end["dx"]) == (2025, "left", 13)
    assert end["y"] == pytest.approx(pixel_of_value(spec, 80), abs=12)


def test_the_ends_of_lines_stand_in_the_order_of_their_figures() -> None:
    references = tuple(
        Reference(series=name, fiscal_year=2025, value=Decimal(value))
        for name, value in (("上", "81"), ("下", "79"), ("底", "78"))
    )
    spec = detail(rising(actual(2025, "80"), references=references))
    ends = ("上 81.0", "見本市 80.0", "下 79.0", "底 78.0")
    heights = [text_row(spec, text)["y"] for text in ends]
    assert heights == sorted(heights)
    assert len(set(heights)) == 4


def test_expected_values_stand_on_the_side_away_from_the_target() -> None:
    up = detail(rising(actual(2023, "70")), closed=2023)
    labels = [row for row in up_labels(up) if row["text"].startswith("expected")]
    assert labels
    for label in labels:
        assert label["anchor"] == "left"
        assert label["y"] > pixel_of_value(up, value_of(up, label["year"]))
    down = detail(falling(actual(2023, "28")), closed=2023)
    labels = [row for row in up_labels(down) if row["text"].startswith("expected")]
    assert labels
    for label in labels:
        assert label["y"] < pixel_of_value(down, value_of(down, label["year"]))


def test_the_expected_value_of_the_chosen_year_is_labelled_beside_the_next(
    sample_plan: Plan,
) -> None:
    shown = texts(detail(indicator_of(sample_plan, "K01")))
    assert {"expected 43.2", "expected 51.6"} <= set(shown)


def up_labels(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        row
        for layer in spec["layer"]
        if layer["mark"]["type"] == "text"
        for row in layer["data"]["values"]
        if row["role"] == "path"
    ]


def value_of(spec: dict[str, Any], year: int) -> float:
    """The path's value in a year, as drawn."""
    for layer in spec["layer"]:
        if layer["mark"]["type"] == "line":
            for row in layer["data"]["values"]:
                if row["role"] == "path" and row["year"] == year:
                    return float(row["value"])
    raise AssertionError(year)


# --- the target --------------------------------------------------------------------------------------------------------------


def test_the_target_s_label_stands_above_one_to_rise_to_and_below_one_to_fall_to() -> (
    None
):
    up = detail(rising(actual(2023, "60")))
    label = text_row(up, "target 85.0% (end of FY27)")
    assert label["y"] == pytest.approx(pixel_of_value(up, 85) - 20)
    down = detail(falling(actual(2023, "28")))
    label = text_row(down, "target 10.0分 (end of FY27)")
    assert label["y"] == pytest.approx(pixel_of_value(down, 10) + 20)


def test_a_target_that_is_met_stands_to_the_right_of_the_last_figure() -> None:
    spec = detail(rising(actual(2027, "85")), selected=2027, closed=2027)
    label = text_row(spec, "target 85.0% (end of FY27)")
    assert (label["anchor"], label["dx"]) == ("left", 13)


def test_the_small_multiple_s_target_ends_beside_its_mark() -> None:
    indicator = rising(actual(2023, "60"))
    spec = charts.small_multiple(
        indicator,
        judged(indicator),
        Language.ENGLISH,
        first_year=2022,
        last_year=2027,
    )
    label = text_row(spec, "target 85.0")
    assert (label["year"], label["anchor"], label["dx"]) == (2027, "right", 14)
    assert label["y"] == pytest.approx(pixel_of_value(spec, 85) - 13)
    start = text_row(spec, "57.8")
    assert start["y"] == pytest.approx(pixel_of_value(spec, 57.8) + 14)


# --- the trend ----------------------------------------------------------------------------------------------------------------


def trend_spec(plan: Plan, code: str, year: int) -> dict[str, Any]:
    indicator = indicator_of(plan, code)
    judgements = judged(indicator)
    judgement = next(j for j in judgements if j.fiscal_year == year)
    trend = indicator_trend(plan, judgement, judgements)
    so_far = trajectory(judgement)
    assert so_far is not None
    return charts.trend_chart(so_far, judgements, trend.outlook, Language.ENGLISH)


def test_the_target_line_s_name_stands_beside_the_line_not_on_it(
    sample_plan: Plan,
) -> None:
    spec = trend_spec(sample_plan, "K04", 2024)
    labels = target_line_names(spec)
    assert labels
    for label in labels:
        line = pixel_of_value(spec, value_of(spec, label["year"]))
        assert abs(label["y"] - line) == pytest.approx(17)
        is_below = label["y"] > line
        assert (label["anchor"], label["dx"]) == (
            ("left", 6) if is_below else ("right", -6)
        )


def test_on_a_narrow_chart_the_target_line_s_name_leaves_the_outlook_its_place(
    sample_plan: Plan,
) -> None:
    spec = trend_spec(sample_plan, "K04", 2024)
    places = {label["room"]: label["year"] for label in target_line_names(spec)}
    assert places == {"wide": 2026, "narrow": 2024}
    (layer,) = [
        layer
        for layer in spec["layer"]
        if any("room" in row for row in layer["data"]["values"])
    ]
    assert "datum.room != (width < 480 ?" in layer["transform"][0]["calculate"]


def target_line_names(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in up_labels(spec) if row["text"].startswith("target line")]


# --- all of them ---------------------------------------------------------------------------------------------------------------


def test_no_label_of_an_opened_chart_lies_on_another(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        for indicator in plan.indicators:
            if charts.chart_form(indicator) != "line":
                continue
            spec = detail(indicator)
            for one, other in combinations(label_boxes(spec, WIDTH), 2):
                assert not one.overlaps(other), (indicator.code, one, other)


def test_labels_are_as_wide_as_the_font_draws_them(sample_plan: Plan) -> None:
    spec = detail(indicator_of(sample_plan, "K04"))
    for text in ("65.1", "baseline", "県平均 70.7"):
        label = text_row(spec, text)
        width = text_width(text, label["size"], bold=label["bold"])
        assert label["wide"] == round(width, 1)


def test_figures_lie_within_the_height_of_the_chart(sample_plan: Plan) -> None:
    for indicator in sample_plan.indicators:
        if charts.chart_form(indicator) == "line":
            spec = detail(indicator)
            assert domain(spec, "y")
            for box in label_boxes(spec, WIDTH):
                assert box.top >= 0
                assert box.bottom <= spec["height"]
