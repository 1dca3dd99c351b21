"""Gauges: how much of the way to what is expected, on one scale for all indicators."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi import charts
from dxkpi.plan import Plan
from dxkpi.rules import Status, judge, judge_plan
from dxkpi.rules.share_of_way import drawn_share
from dxkpi.wording.language import Language
from tests.support.indicators import Fields, baseline, indicator, target
from tests.support.specs import rows, svg, texts

JAPANESE = Language.JAPANESE


def made(actuals: dict[int, object], year: int = 2025, **fields: Any) -> dict[str, Any]:
    """The gauge of an indicator, in Japanese."""
    spec = charts.gauge(judge(indicator(actuals, **fields), year), JAPANESE)
    assert spec is not None
    return spec


def share(spec: dict[str, Any]) -> float:
    """How long the bar is, of the track's whole length."""
    track, bar, *_edges_and_tick = rows(spec, "rect")
    assert (track["role"], track["share"]) == ("track", 1)
    length: float = bar["share"]
    return length


RISING: Fields = {"baseline": baseline(20, 2020), "target": target("reach", 70, 2030)}
FALLING: Fields = {
    "direction": "lower",
    "baseline": baseline(100, 2020),
    "target": target("reach", 50, 2030),
}


def test_the_bar_alone_is_as_long_and_says_so_in_words() -> None:
    bar = charts.gauge_bar(Decimal("0.6"), Status.BEHIND, JAPANESE)
    assert share(bar) == 0.6
    assert bar["description"] == "期待値への届き具合 60%"
    assert texts(bar) == []
    assert bar["height"] == 16
    boxes = [layer["mark"] for layer in bar["layer"]]
    edges = [float(box[edge]["expr"]) for box in boxes for edge in ("y", "y2")]
    assert (min(edges), max(edges)) == (0, 16)


def test_where_no_share_can_be_told_there_is_no_bar() -> None:
    judgement = judge(indicator({2025: None}, **RISING), 2025)
    assert drawn_share(judgement) is None


@pytest.mark.parametrize(
    ("fields", "actuals", "year", "length"),
    [
        (RISING, {2025: 35}, 2025, 0.6),  # 15 of 25
        (RISING, {2025: 20}, 2025, 0),
        (RISING, {2025: 10}, 2025, 0),
        (RISING, {2025: 90}, 2025, 1),
        (RISING, {2030: 60}, 2030, 0.8),  # 40 of 50
        (FALLING, {2025: 85}, 2025, 0.6),  # 15 of 25
        ({"target": target("keep", 80, None)}, {2025: 60}, 2025, 0.75),
        ({"target": target("improve", None, None)}, {2024: 20, 2025: 17}, 2025, 0.85),
    ],
)
def test_a_bar_is_as_long_as_what_lies_behind_of_the_way_to_the_line(
    fields: Fields, actuals: dict[int, object], year: int, length: float
) -> None:
    assert share(made(actuals, year, **fields)) == pytest.approx(length)


@pytest.mark.parametrize(
    ("fields", "actuals", "year", "words"),
    [
        (RISING, {2025: 35}, 2025, {"35.0", "期待 45.0"}),
        (RISING, {2030: 60}, 2030, {"60.0", "期限R12末 70.0"}),
        (
            {"target": target("keep", 80, None)},
            {2025: 60},
            2025,
            {"60.0", "毎年度 80.0"},
        ),
        (
            {"target": target("improve", None, None)},
            {2024: 20, 2025: 17},
            2025,
            {"17.0", "前年度 20.0を超える"},
        ),
        (
            {"baseline": baseline(20, 2020), "target": target("rise", None, 2030)},
            {2025: 17},
            2025,
            {"17.0", "現状値 20.0を超える"},
        ),
    ],
)
def test_it_says_the_figure_and_what_it_is_held_against(
    fields: Fields, actuals: dict[int, object], year: int, words: set[str]
) -> None:
    assert set(texts(made(actuals, year, **fields))) == words


def test_the_line_s_words_give_way_where_both_have_no_room() -> None:
    spec = made({2025: 35}, **RISING)
    assert "期待" in svg(spec, 300)
    assert "期待" not in svg(spec, 60)
    assert "35.0" in svg(spec, 60)


def test_a_yes_or_no_and_a_year_without_a_figure_have_none(sample_plan: Plan) -> None:
    judgements = {j.indicator.code: j for j in judge_plan(sample_plan, 2025, 2025)}
    for code in ("K18", "K20"):
        assert charts.gauge(judgements[code], JAPANESE) is None


def test_it_tells_its_figures_to_who_cannot_see_it() -> None:
    spec = made({2025: 35}, **RISING)
    for words in ("令和7年度 35.0", "期待 45.0", "目標 70.0"):
        assert words in spec["description"]
