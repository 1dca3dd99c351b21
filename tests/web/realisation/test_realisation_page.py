"""職員のDX推進実感率: the outlook against hand-worked numbers, the sentences, the chart, and the page on every plan."""

import math
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi import charts, survey
from dxkpi.plan import Actual, Indicator, Plan, Reference
from dxkpi.rules import Forecast, Judgement, Trajectory, forecast, judge, trajectory
from dxkpi.rules.known_figures import known_figures
from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain
from dxkpi.wording.forecast import forecast_formula, forecast_text
from dxkpi.wording.trajectory import trajectory_text
from tests.support.apptest import CITIES, HOSTILE, Open, charts_of, save, words
from tests.support.indicator_strategies import ANY_YEAR, indicators
from tests.support.indicators import (
    FALLING,
    TOMIGUSUKU,
    UPHELD,
    baseline,
    indicator,
    target,
)
from tests.support.speaking import speak
from tests.support.specs import domain, layers, read_back, rows, svg, text_row, texts

FIGURES: dict[int, object] = {2023: "60.5", 2024: "62.8", 2025: "64.1"}
MIHON: dict[str, Any] = {
    "unit": "%",
    "baseline": baseline("58.2", 2022),
    "target": target("reach", "70.0", 2027),
}
START: dict[str, Any] = {"unit": "%", **TOMIGUSUKU}
SUNK: dict[str, Any] = {"unit": "分", **FALLING}
AIMLESS: dict[str, Any] = {"unit": "%", "baseline": baseline("58.2", 2022)}
GROUNDLESS: dict[str, Any] = {"unit": "%", "target": target("reach", "70.0", 2027)}


def rate(actuals: dict[int, object] | None = None, **fields: Any) -> Indicator:
    return indicator(FIGURES if actuals is None else actuals, **(fields or MIHON))


def ahead(found: Indicator, year: int = 2025, until: int = 2027) -> Forecast:
    seen = forecast(found, year, until)
    assert seen is not None
    return seen


def stands(found: Indicator, year: int, *, due: bool = True) -> Trajectory:
    seen = trajectory(judge(found, year, due=due))
    assert seen is not None
    return seen


def course(found: Indicator, closed: int = 2025) -> list[Judgement]:
    last = max([*found.years, found.target.fiscal_year or 0 if found.target else 0])
    return [
        judge(found, year, due=year <= closed)
        for year in range(min(found.years), last + 1)
    ]


def trend(found: Indicator, year: int = 2025, *, closed: int = 2025) -> dict[str, Any]:
    until = found.target.fiscal_year if found.target else None
    surveys = survey.survey_course(judge(found, year, due=year <= closed))
    seen = (
        surveys.outlook(until)
        if surveys and until
        else forecast(found, year, until)
        if until
        else None
    )
    return charts.trend_chart(
        stands(found, year, due=year <= closed),
        course(found, closed),
        seen,
        current_language(),
    )


def line(spec: dict[str, Any], segment: str) -> dict[int, float]:
    return {
        r["year"]: r["value"] for r in rows(spec, "line") if r["segment"] == segment
    }


# --- the outlook -------------------------------------------------------------------------------------------------------


def test_the_outlook_of_mihon_agrees_with_the_sum_done_by_hand() -> None:
    found = ahead(rate())
    # x̄ 2023.5, ȳ 61.4, Σ(x−x̄)² 5, Σ(x−x̄)(y−ȳ) 10, residuals −0.2 0.1 0.4 −0.3, s² 0.30 ÷ 2
    assert (found.years, found.level, found.slope) == (
        (2022, 2023, 2024, 2025),
        Decimal("61.4"),
        Decimal(2),
    )
    assert found.deviation == Decimal("0.15").sqrt()
    assert found.quantile == Decimal("1.886")
    assert [(e.fiscal_year, e.centre) for e in found.estimates] == [
        (2026, Decimal("66.4")),
        (2027, Decimal("68.4")),
    ]
    reach = 1.886 * math.sqrt(0.15 * (1 + 1 / 4 + 3.5**2 / 5))
    assert float(found.end.low) == pytest.approx(68.4 - reach)
    assert float(found.end.high) == pytest.approx(68.4 + reach)
    assert forecast_text(rate(), found.end, current_language()) == "67.0–69.8%"


def test_a_missing_year_is_left_out_and_not_filled_in() -> None:
    found = ahead(rate({2023: "not_submitted", 2024: "60.2", 2025: "64.2"}))
    # x −5/3 1/3 4/3, y −8/3 −2/3 10/3: slope (40 − 2 + 40) ÷ (25 + 1 + 16) = 13/7
    assert found.years == (2022, 2024, 2025)
    assert float(found.slope) == pytest.approx(13 / 7)
    assert float(found.end.centre) == pytest.approx(182.6 / 3 + 13 / 7 * 10 / 3)


def test_approximate_figures_count_and_an_actual_stands_before_the_baseline_of_its_year() -> (
    None
):
    about = Actual(fiscal_year=2023, value=Decimal("60.5"), approximate=True)
    found = rate({2022: "59.0", 2024: "62.8"}).model_copy(
        update={"actuals": (Actual(fiscal_year=2022, value=Decimal(59)), about)}
    )
    assert known_figures(found, 2025) == {2022: Decimal(59), 2023: Decimal("60.5")}


def test_what_came_later_has_no_part_in_the_outlook() -> None:
    early = ahead(rate({2023: "60.5", 2024: "62.0", 2025: "20"}), year=2024)
    assert early == ahead(rate({2023: "60.5", 2024: "62.0"}), year=2024)
    assert early.years == (2022, 2023, 2024)


@pytest.mark.parametrize(
    ("found", "year", "until"),
    [
        (rate({2023: "60.5"}), 2025, 2027),
        (rate(), 2023, 2027),
        (rate({}), 2025, 2027),
        (rate(), 2025, 2025),
        (rate({2023: 1, 2024: 0, 2025: 1}, value_type="yes_no"), 2025, 2027),
    ],
    ids=[
        "two figures",
        "two figures by then",
        "baseline only",
        "no year ahead",
        "yes or no",
    ],
)
def test_without_three_figures_or_a_year_ahead_there_is_no_outlook(
    found: Indicator, year: int, until: int
) -> None:
    assert forecast(found, year, until) is None


def test_a_share_stays_between_nothing_and_all() -> None:
    steep = ahead(rate({2023: "74", 2024: "89", 2025: "96"}))
    assert steep.end.centre == steep.end.high == 100
    fall = ahead(rate({2023: "40", 2024: "22", 2025: "3"}))
    assert fall.end.low == fall.end.centre == 0
    assert forecast_formula(rate(), steep, current_language()).numbers.endswith(
        "kept between 0 and 100"
    )


def test_what_is_no_share_is_not_kept_between_nothing_and_all() -> None:
    assert (
        ahead(
            rate({2023: "74", 2024: "89", 2025: "96"}, **{**MIHON, "unit": "件"})
        ).end.centre
        > 100
    )
    assert ahead(rate({2023: "-40", 2024: "-22", 2025: "3"})).end.low < 0
    assert ahead(rate({2023: "90", 2024: "110", 2025: "130"})).end.centre > 100


def test_figures_on_a_line_have_no_width_and_say_about() -> None:
    found = ahead(rate({2023: "60.5", 2024: "62.8"}), year=2024)
    assert not found.has_width
    assert found.end.low == found.end.high == found.end.centre == Decimal("69.7")
    assert forecast_text(rate(), found.end, current_language()) == "about 69.7%"


def test_the_method_is_named_with_its_numbers() -> None:
    step = forecast_formula(rate(), ahead(rate()), current_language())
    assert step.name == "Outlook for 令和9年度"
    assert step.numbers == "68.4±1.886×0.387×√(1＋1÷4＋3.5²÷5)"
    speak("ja")
    said = forecast_formula(rate(), ahead(rate()), current_language())
    assert (
        said.rule
        == "最小二乗法の直線と、5回に4回はこの範囲に入ると見込む幅（80%予測区間）"
    )
    assert said.result == "67.0～69.8%"


SMALL = st.decimals(-1000, 1000, places=2)


@given(start=SMALL, step=SMALL, years=st.sets(st.integers(2000, 2025), min_size=3))
def test_figures_on_any_line_are_continued_by_it(
    start: Decimal, step: Decimal, years: set[int]
) -> None:
    found = ahead(
        rate({year: start + step * (year - 2000) for year in years}, unit="件"),
        until=2030,
    )
    assert not found.has_width
    for estimate in found.estimates:
        assert float(estimate.centre) == pytest.approx(
            float(start + step * (estimate.fiscal_year - 2000))
        )
        assert estimate.low == estimate.centre == estimate.high


@given(values=st.lists(SMALL, min_size=3, max_size=12), more=SMALL)
def test_adding_the_same_to_every_figure_moves_the_whole_outlook(
    values: list[Decimal], more: Decimal
) -> None:
    here = ahead(
        rate({2010 + n: value for n, value in enumerate(values)}, unit="件"), until=2030
    )
    there = ahead(
        rate({2010 + n: value + more for n, value in enumerate(values)}, unit="件"),
        until=2030,
    )
    for a, b in zip(here.estimates, there.estimates, strict=True):
        moved = [float(end + more) for end in (a.centre, a.low, a.high)]
        assert [float(b.centre), float(b.low), float(b.high)] == pytest.approx(
            moved, abs=1e-9
        )


@given(values=st.lists(SMALL, min_size=3, max_size=12))
def test_the_range_holds_its_middle_and_widens_with_the_years(
    values: list[Decimal],
) -> None:
    found = ahead(
        rate({2010 + n: value for n, value in enumerate(values)}, unit="件"), until=2030
    )
    widths = [e.high - e.low for e in found.estimates]
    assert all(e.low <= e.centre <= e.high for e in found.estimates)
    assert widths == sorted(widths)


@given(found=indicators(), year=ANY_YEAR, until=ANY_YEAR, due=st.booleans())
@settings(max_examples=300)
def test_whatever_the_figures_are_outlook_and_sentence_come_out(
    found: Indicator, year: int, until: int, due: bool
) -> None:
    speak("ja")
    seen = forecast(found, year, until)
    if seen is not None:
        assert all(
            number.is_finite()
            for e in seen.estimates
            for number in (e.centre, e.low, e.high)
        )
        assert forecast_formula(found, seen, current_language()).numbers
    judgement = judge(found, year, due=due)
    here = trajectory(judgement)
    assert trajectory_text(judgement, current_language())
    assert "確か" not in trajectory_text(judgement, current_language())
    assert (here is None) == (not known_figures(found, year) and found.baseline is None)


# --- the sentence ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "actuals", "year", "due", "sentence"),
    [
        (
            START,
            {},
            2025,
            True,
            "64.4%から75.0%へ。5年間、毎年+2.1ポイントの道のりです。",
        ),
        (
            START,
            {},
            2026,
            False,
            "64.4%から75.0%へ。5年間、毎年+2.1ポイントの道のりです。",
        ),
        (
            START,
            {},
            2021,
            True,
            "64.4%から75.0%へ。5年間、毎年+2.1ポイントの道のりです。",
        ),
        (
            START,
            {},
            2026,
            True,
            "令和8年度の実績はまだ報告されていません。64.4%から75.0%へ。5年間、毎年+2.1ポイントの道のりです。",
        ),
        (
            START,
            {2025: "not_submitted"},
            2030,
            True,
            "令和12年度の実績はまだ報告されていません。令和7年度は64.4%でした。目標75.0%まであと10.6ポイントです。",
        ),
        (
            START,
            {},
            2030,
            True,
            "令和12年度の実績はまだ報告されていません。令和7年度は64.4%でした。目標75.0%まであと10.6ポイントです。",
        ),
        (
            MIHON,
            FIGURES,
            2025,
            True,
            "64.1%。3年間で5.9ポイント上昇。目標70.0%には、これから毎年+3.0ポイントが必要です。",
        ),
        (
            MIHON,
            {2023: "57.1"},
            2023,
            True,
            "57.1%。1年間で1.1ポイント低下。目標70.0%には、これから毎年+3.2ポイントが必要です。",
        ),
        (
            MIHON,
            {2023: "58.2"},
            2023,
            True,
            "58.2%。1年間で変わっていません。目標70.0%には、これから毎年+3.0ポイントが必要です。",
        ),
        (
            MIHON,
            {2023: "62.0", 2024: "60.0"},
            2024,
            True,
            "60.0%。2年間で1.8ポイント上昇。令和5年度からは2.0ポイント低下。目標70.0%には、これから毎年+3.3ポイントが必要です。",
        ),
        (
            MIHON,
            {2023: "56.0", 2024: "57.0"},
            2024,
            True,
            "57.0%。2年間で1.2ポイント低下。令和5年度からは1.0ポイント上昇。目標70.0%には、これから毎年+4.3ポイントが必要です。",
        ),
        (
            MIHON,
            {2025: "66.5"},
            2025,
            True,
            "66.5%。3年間で8.3ポイント上昇。目標の線より1.2ポイント先に進んでいます。目標70.0%には、これから毎年+1.8ポイントで届きます。",
        ),
        (
            MIHON,
            {2025: "65.28"},
            2025,
            True,
            "65.28%。3年間で7.1ポイント上昇。目標の線のとおりです。目標70.0%には、これから毎年+2.4ポイントで届きます。",
        ),
        (
            MIHON,
            {2026: "66.5"},
            2026,
            True,
            "66.5%。4年間で8.3ポイント上昇。目標70.0%には、残り1年で+3.5ポイントが必要です。",
        ),
        (
            MIHON,
            {2025: "71.0"},
            2025,
            True,
            "71.0%。3年間で12.8ポイント上昇。目標70.0%を達成しています。",
        ),
        (
            MIHON,
            {2027: "70.0"},
            2027,
            True,
            "70.0%。5年間で11.8ポイント上昇。目標70.0%を達成しています。",
        ),
        (
            MIHON,
            {2027: "68.5"},
            2027,
            True,
            "68.5%。5年間で10.3ポイント上昇。期限を迎え、目標70.0%に1.5ポイント届きませんでした。",
        ),
        (
            MIHON,
            {**FIGURES, 2026: "cannot_be_evaluated"},
            2026,
            True,
            "令和8年度の実績はありません（評価困難）。令和7年度は64.1%でした。目標70.0%には、令和7年度から数えて毎年+3.0ポイントが必要です。",
        ),
        (
            MIHON,
            FIGURES,
            2026,
            False,
            "令和8年度の実績はこれからです。令和7年度は64.1%でした。目標70.0%には、令和7年度から数えて毎年+3.0ポイントが必要です。",
        ),
        (
            MIHON,
            FIGURES,
            2027,
            True,
            "令和9年度の実績はまだ報告されていません。令和7年度は64.1%でした。目標70.0%まであと5.9ポイントです。",
        ),
        (
            MIHON,
            {2027: "68.5"},
            2028,
            True,
            "令和10年度の値はありません。令和9年度は68.5%でした。期限を迎え、目標70.0%に1.5ポイント届きませんでした。",
        ),
        (
            SUNK,
            {2027: 20},
            2027,
            True,
            "20.0分。2年間で4.0分低下。目標12.0分以下には、これから毎年−2.7分が必要です。",
        ),
        ({"unit": "%", **UPHELD}, {}, 2025, True, "80.0%。目標80.0%を達成しています。"),
        (
            AIMLESS,
            FIGURES,
            2025,
            True,
            "64.1%。3年間で5.9ポイント上昇。目標値のない参考指標です。",
        ),
        (
            GROUNDLESS,
            FIGURES,
            2025,
            True,
            "64.1%。2年間で3.6ポイント上昇。目標70.0%には、これから毎年+3.0ポイントが必要です。",
        ),
        (
            GROUNDLESS,
            {2025: "64.1"},
            2025,
            True,
            "64.1%。目標70.0%には、これから毎年+3.0ポイントが必要です。",
        ),
        (GROUNDLESS, {}, 2025, True, "令和7年度の実績はまだ報告されていません。"),
        (
            {"unit": "%", "target": target("improve")},
            FIGURES,
            2025,
            True,
            "64.1%。前年度（62.8%）より1.3ポイント上がりました。",
        ),
    ],
)
def test_the_sentence_tells_the_way(
    fields: dict[str, Any],
    actuals: dict[int, object],
    year: int,
    due: bool,
    sentence: str,
) -> None:
    speak("ja")
    assert (
        trajectory_text(
            judge(rate(actuals, **fields), year, due=due),
            current_language(),
        )
        == sentence
    )


def test_an_approximate_figure_is_told_as_such() -> None:
    about = Actual(fiscal_year=2023, value=Decimal(60), approximate=True)
    found = rate().model_copy(update={"actuals": (about,)})
    assert trajectory_text(judge(found, 2023), current_language()).startswith(
        "about 60.0%. Up 1.8 points in 1 year."
    )


def test_the_needed_pace_counts_from_the_last_figure() -> None:
    seen = stands(rate({**FIGURES, 2025: "not_submitted"}), 2025)
    assert (seen.last, seen.value, seen.gained) == (
        2024,
        Decimal("62.8"),
        Decimal("4.6"),
    )
    assert (seen.so_far, seen.left) == (Decimal("2.3"), Decimal("7.2"))
    assert seen.needed == Decimal("2.4")


@pytest.mark.parametrize(
    ("actuals", "year"), [({2025: "71.0"}, 2025), ({2027: "68.0"}, 2027), ({}, 2027)]
)
def test_no_pace_is_needed_once_the_target_is_reached_or_the_deadline_past(
    actuals: dict[int, object], year: int
) -> None:
    assert stands(rate(actuals), year).needed is None


# --- the chart ---------------------------------------------------------------------------------------------------------


def test_the_start_of_tomigusuku_shows_the_way_in_steps(
    shipped_plans: dict[str, Plan],
) -> None:
    found = shipped_plans["472123"].realisation
    assert found is not None
    spec = trend(found, 2026)
    assert line(spec, "path") == pytest.approx(
        {2025: 64.4, 2026: 66.52, 2027: 68.64, 2028: 70.76, 2029: 72.88, 2030: 75.0}
    )
    shown = {
        "64.4",
        "66.5",
        "68.6",
        "70.8",
        "72.9",
        "target 75.0% (end of R12)",
        "target line",
    }
    assert shown <= set(texts(spec))
    assert {"10.6 to go", "+2.1 a year"} <= set(texts(spec))
    assert domain(spec, "x") == [2025, 2030]
    assert domain(spec, "y") == [64, 76]
    assert not layers(spec, "area")


def test_the_trend_of_mihon_shows_figures_band_and_what_is_left(
    sample_plan: Plan,
) -> None:
    assert sample_plan.realisation is not None
    spec = trend(sample_plan.realisation)
    assert {
        **line(spec, "2022–2023"),
        **line(spec, "2023–2024"),
        **line(spec, "2024–2025"),
    } == {
        2022: 58.2,
        2023: 60.5,
        2024: 62.8,
        2025: 64.1,
    }
    assert line(spec, "outlook") == {2025: 64.1, 2026: 66.4, 2027: 68.4}
    band = {row["year"]: (row["value"], row["high"]) for row in rows(spec, "area")}
    assert band[2025] == (64.1, 64.1)
    assert band[2027] == pytest.approx((62.29, 74.51), abs=0.01)
    assert {
        "58.2",
        "60.5",
        "62.8",
        "64.1",
        "62.3–74.5%",
        "if this trend goes on",
        "target line 67.6",
    } <= set(texts(spec))
    assert {"5.9 to go", "+3.0 a year", "target 70.0% (end of R9)"} <= set(texts(spec))
    assert text_row(spec, "64.1")["size"] > text_row(spec, "62.8")["size"]
    assert [r["year"] for r in rows(spec, "text") if "long" in r and r["bold"]] == [
        2025
    ]


def test_the_arrow_of_what_is_left_runs_from_the_last_figure_to_the_target() -> None:
    spec = trend(rate())
    low, high = domain(spec, "y")
    box = next(layer["mark"] for layer in layers(spec, "rect"))
    heights = [float(box[end]["expr"]) for end in ("y", "y2")]
    top, bottom = 50, 430 - 62
    pixels = [
        bottom - (value - low) / (high - low) * (bottom - top) for value in (70.0, 64.1)
    ]
    assert heights == pytest.approx(pixels)


def test_the_band_belongs_to_the_axis() -> None:
    wild = rate({2023: "70.5", 2024: "40.0"})
    assert domain(trend(wild, 2024), "y") == [0, 100]
    assert charts.trend_axis_start(wild, ahead(wild, 2024)) is None
    assert charts.trend_axis_start(rate(), ahead(rate())) == 58


def test_figures_after_the_chosen_year_are_pale() -> None:
    spec = trend(rate(), 2023)
    assert line(spec, "later") == {2023: 60.5, 2024: 62.8, 2025: 64.1}
    assert {row["role"] for row in rows(spec, "line") if row["segment"] == "later"} == {
        "reference"
    }
    assert text_row(spec, "64.1")["role"] == "muted"
    assert "2024–2025" not in {row["segment"] for row in rows(spec, "line")}


def test_the_alternative_text_holds_figures_and_outlook() -> None:
    said = trend(rate())["description"]
    assert "令和7年度 64.1%" in said
    assert said.endswith("If this trend goes on: 67.0–69.8% in 令和9年度.")
    assert "令和7年度" not in trend(rate(), 2023)["description"]


def test_a_missing_year_is_bridged_and_says_why() -> None:
    spec = trend(rate({2023: "60.5", 2024: "not_submitted", 2025: "63.0"}))
    assert line(spec, "2023–2025") == {2023: 60.5, 2025: 63.0}
    assert "not submitted" in texts(spec)


@pytest.mark.parametrize(
    "found",
    [
        rate(),
        rate({}),
        rate({2023: "62", 2024: "64", 2025: "69"}),
        rate({2023: "62", 2024: "68", 2025: "71"}),
        rate({2023: "57", 2024: "55", 2025: "50"}),
        rate({2023: "58.2", 2024: "58.2", 2025: "58.2"}),
        rate({2027: "68"}),
        rate({2028: "68"}),
        rate(**GROUNDLESS),
        rate({2025: "64.1"}, **GROUNDLESS),
        rate(**AIMLESS),
        rate({2026: 23, 2027: 20, 2028: 18}, **SUNK),
        rate({2026: 14, 2027: 13, 2028: "12.5"}, **SUNK),
        rate(unit="%", target=target("improve"), baseline=baseline(58, 2022)),
        rate(unit="%", target=target("rise"), baseline=baseline(58, 2022)),
        rate(
            unit="%",
            target=target("keep", 60, comparator=">="),
            baseline=baseline(58, 2022),
        ),
        rate({2026: 79}, unit="%", **UPHELD),
    ],
)
def test_every_situation_draws_in_roles_without_an_empty_layer(
    found: Indicator,
) -> None:
    for year in range(min(found.years), max(found.years) + 1):
        if trajectory(judge(found, year)) is None:
            continue
        spec = trend(found, year, closed=2028)
        alt.LayerChart.validate(spec)
        for layer in spec["layer"]:
            assert layer["data"]["values"]
            assert layer["mark"]["aria"] is False
            assert {row["role"] for row in layer["data"]["values"]} <= set(charts.ROLES)
        assert "<svg" in svg(spec, 326)


def test_labels_do_not_sit_on_what_is_left() -> None:
    """The target's label and the two lines of what is left keep their distance, however small the rest is."""
    for last in ("64.1", "68.9", "69.6", "69.95"):
        spec = trend(rate({2023: "60.5", 2024: "64.8", 2026: last}), 2026, closed=2026)
        goal = text_row(spec, "target 70.0% (end of R9)")["y"]
        beside = [
            row["y"]
            for row in rows(spec, "text")
            if row.get("text", "").endswith(("to go", "a year"))
        ]
        assert all(abs(y - goal) > 15 for y in beside), last


# --- the numbers -------------------------------------------------------------------------------------------------------


def test_the_table_has_the_five_columns_of_the_page() -> None:
    table = charts.trend_table(
        rate(), course(rate()), ahead(rate()), current_language()
    )
    assert list(table.columns) == ["Year", "Actual", "Line", "Trend", "Verdict"]
    assert table.iloc[0].tolist() == ["令和4年度", "58.2", "58.2", "－", "baseline"]
    assert table.iloc[3].tolist() == [
        "令和7年度",
        "64.1",
        "65.3",
        "－",
        "○ mostly on track",
    ]
    assert table.iloc[5].tolist() == [
        "令和9年度",
        "－",
        "70.0",
        "67.0–69.8",
        "… not due yet",
    ]


def test_a_column_without_figures_is_left_out() -> None:
    assert list(
        charts.trend_table(rate({}), course(rate({})), None, current_language()).columns
    ) == [
        "Year",
        "Actual",
        "Line",
        "Verdict",
    ]
    bare = rate(**AIMLESS)
    assert list(
        charts.trend_table(bare, course(bare), None, current_language()).columns
    ) == [
        "Year",
        "Actual",
        "Verdict",
    ]


def test_series_of_others_have_no_column_in_the_table_and_one_in_the_file() -> None:
    reference = Reference(series="=全国", fiscal_year=2025, value=Decimal("61.2"))
    found = rate().model_copy(update={"references": (reference,)})
    assert (
        len(
            charts.trend_table(
                found, course(found), ahead(found), current_language()
            ).columns
        )
        == 5
    )
    assert (
        "'=全国"
        in read_back(
            charts.trend_csv(
                found, course(found), ahead(found), "見本市", current_language()
            )
        ).columns
    )


def test_the_file_holds_middle_and_ends_of_the_outlook() -> None:
    frame = read_back(
        charts.trend_csv(
            rate(), course(rate()), ahead(rate()), "見本市", current_language()
        )
    )
    assert frame["outlook: middle"].tolist() == ["", "", "", "", "66.40", "68.40"]
    assert frame["outlook: lower end"].tolist()[-1] == "66.99"
    assert frame["outlook: upper end"].tolist()[-1] == "69.81"
    assert frame["actual value"].tolist() == ["58.2", "60.5", "62.8", "64.1", "", ""]


# --- the page ----------------------------------------------------------------------------------------------------------


def changed(plan: Plan, **fields: Any) -> Plan:
    """The plan with another indicator in the place of the one this page shows."""
    one = plan.realisation
    assert one is not None
    other = Indicator.model_validate({**one.model_dump(), **fields})
    return plan.model_copy(
        update={"indicators": tuple(other if i is one else i for i in plan.indicators)}
    )


def without_surveys(plan: Plan) -> Plan:
    """As if nobody had handed in the counts, and only since the baseline."""
    one = plan.realisation
    assert one is not None
    later = [
        a.model_dump(exclude={"survey"}) for a in one.actuals if a.fiscal_year > 2022
    ]
    return changed(plan, actuals=later)


def without_indicators(plan: Plan) -> Plan:
    return plan.model_copy(update={"indicators": ()})


def with_hostile_words(plan: Plan) -> Plan:
    return changed(
        plan,
        name=f"実感率 {HOSTILE}",
        unit="<b>%*",
        definition=HOSTILE,
        actuals=[{"fiscal_year": 2025, "value": "66", "note": HOSTILE}],
    )


VARIANTS: dict[str, Callable[[Plan], Plan]] = {
    "full": lambda plan: plan,
    "no surveys": without_surveys,
    "no indicators": without_indicators,
    "only the baseline": lambda plan: changed(plan, actuals=[]),
    "a missing year": lambda plan: changed(
        plan, actuals=[{"fiscal_year": 2025, "missing": "not_submitted"}]
    ),
    "no target": lambda plan: changed(plan, target=None),
    "no baseline": lambda plan: changed(plan, baseline=None),
    "nothing at all": lambda plan: changed(
        plan, baseline=None, target=None, actuals=[]
    ),
    "a level to keep": lambda plan: changed(
        plan, target={"rule": "keep", "value": "60", "comparator": ">="}
    ),
    "hostile words": with_hostile_words,
}


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_page_stands_in_every_year_of_every_plan(
    visit: Open,
    own_store: Path,
    shipped_plans: dict[str, Plan],
    variant: str,
    locale: str,
) -> None:
    plans = {
        code: shipped_plans[code]
        for code in (CITIES if variant == "full" else ("472123", "999997"))
    }
    plans = {code: VARIANTS[variant](plan) for code, plan in plans.items()}
    save(own_store, *plans.values())
    for code, plan in plans.items():
        at = visit("realisation", city=code, locale=locale)
        for year in plan.fiscal_years:
            at.selectbox(key="select_year").set_value(year).run()
            assert not at.exception
            assert not at.error
            assert len(at.header) == 1
            assert at.header[0].value
            assert len(at.metric) <= 3
            assert len(charts_of(at)) <= 5
            for element in (*at.markdown, *at.caption, *at.header, *at.info):
                assert "<img" not in element.value.replace("\\<", "")
                assert "[x](" not in element.value
            for metric in at.metric:
                assert (
                    "<b"
                    not in f"{metric.label}{metric.value}{metric.delta}".replace(
                        "\\<", ""
                    )
                )


def cards(at: Any) -> dict[str, tuple[str, str]]:
    return {
        metric.label.replace("\\", ""): (
            metric.value.replace("\\", ""),
            metric.delta.replace("\\", ""),
        )
        for metric in at.metric
    }


def test_mihon_in_the_third_year(visit: Open) -> None:
    at = visit("realisation", city="999997", year="2025")
    assert at.title[0].value == plain("職員のDX推進実感率")
    assert at.header[0].value == plain(
        "令和7年度は64.1%（±2.8）。前年度からの+1.3ポイントは誤差の範囲です。目標の線を1.2ポイント下回っています。令和9年度の見込みは62.3～74.5%。"
    )
    assert cards(at) == {
        "令和7年度の実績": ("64.1% ±2.8", "目標の線65.3%まで あと1.2ポイント"),
        "目標に届くペース": ("年+3.0", "これまでの3年間は 年+2.0"),
        "この傾向が続けば（令和9年度）": (
            "62.3～74.5:small[%]",
            "目標70.0%に届く見込み 約35%",
        ),
    }
    said = words(at).replace("\\", "")
    assert (
        "縦の線は95%の誤差の範囲、縦軸は50.0%から、帯は最小二乗法による80%予測区間"
        in said
    )
    assert "64.1÷70.0＝91.6% は進み具合ではありません" in said
    assert "進捗率は50.0%です" in said
    assert (
        "最小二乗法の直線と、5回に4回はこの範囲に入ると見込む幅（80%予測区間）" in said
    )
    assert "アンケートの誤差も幅に含みます" in said
    assert "確かな" not in said


def test_tomigusuku_at_the_start_warns_that_the_achievement_rate_is_no_progress(
    visit: Open,
) -> None:
    for year in ("2025", "2026", "2030"):
        at = visit("realisation", city="472123", year=year)
        assert at.header[0].value == plain(
            "64.4%から75.0%へ。5年間、毎年+2.1ポイントの道のりです。"
        )
        assert cards(at) == {
            "出発点（令和7年度）": ("64.4:small[%]", "令和8年3月の値"),
            "目標（令和12年度末）": ("75.0:small[%]", "出発点から +10.6ポイント"),
            "目標に届くペース": ("年+2.1", "令和7年度から5年間"),
        }
        said = words(at).replace("\\", "")
        assert "64.4÷75.0＝85.9% は進み具合ではありません" in said
        assert "進捗率は0.0%です" in said
        assert (
            "出発点を含めて実績が3回そろうと、この傾向が続いた場合の見込みが図に加わります"
            in said
        )


def test_three_figures_on_a_line_promise_nothing(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    save(own_store, without_surveys(sample_plan))
    at = visit("realisation", city="999997", year="2024")
    assert cards(at)["この傾向が続けば（令和9年度）"] == (
        "約69.7:small[%]",
        "幅は見積もれません",
    )
    assert "見込みが確かだという意味ではありません" in words(at)


def test_a_year_before_later_figures_says_that_they_are_pale(visit: Open) -> None:
    assert "薄い色は令和6年度以降の実績" in words(
        visit("realisation", city="999997", year="2023")
    )
    assert "薄い色" not in words(visit("realisation", city="999997", year="2025"))


def test_a_deadline_that_is_past_shows_what_is_missing_and_the_pace(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    goal = {"rule": "reach", "value": "66", "fiscal_year": 2025}
    save(own_store, changed(sample_plan, target=goal))
    shown = cards(visit("realisation", city="999997", year="2025"))
    assert shown["目標（令和7年度末）"] == (
        "66.0:small[%]",
        "1.9ポイント届きませんでした",
    )
    assert shown["これまでのペース"] == ("年+2.0", "令和4年度から3年間")


@pytest.mark.parametrize("code", ["052116", "412091", "422096", "452068"])
def test_a_plan_that_does_not_follow_it_says_so_and_what_it_would_need(
    visit: Open, code: str
) -> None:
    at = visit("realisation", city=code)
    assert at.header[0].value == "この計画は、職員のDX推進実感率を指標にしていません。"
    labels = [str(link.proto.label) for link in at.get("page_link")]
    assert "指標の一覧へ" in labels
    assert "現状値と目標値" in words(at)
    about_staff = [label for label in labels if "受講率" in label]
    assert len(about_staff) == (2 if code == "422096" else 0)
    assert ("職員についてのものはありません" in words(at)) == (code != "422096")


def test_a_figure_before_the_first_one_points_to_its_year(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    save(own_store, changed(without_surveys(sample_plan), baseline=None))
    at = visit("realisation", city="999997", year="2022")
    assert "最初の実績は令和5年度です" in at.info[0].value
    assert not charts_of(at)


def test_the_chart_can_be_taken_away(visit: Open) -> None:
    at = visit("realisation", city="999997")
    names = [button.proto.label for button in at.get("download_button")]
    assert len(names) == 6


def test_after_a_changed_survey_no_pace_across_it_is_shown_and_the_page_says_when_an_outlook_comes(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    lead = sample_plan.realisation
    assert lead is not None
    *before, last = lead.actuals
    assert last.survey is not None
    changed = last.model_copy(
        update={
            "survey": last.survey.model_copy(update={"question": "市役所は変わったか"})
        }
    )
    save(
        own_store,
        sample_plan.model_copy(
            update={
                "indicators": tuple(
                    i.model_copy(update={"actuals": (*before, changed)})
                    if i.code == lead.code
                    else i
                    for i in sample_plan.indicators
                ),
            }
        ),
    )
    at = visit("realisation", city="999997", year=str(last.fiscal_year))
    assert "これまで" not in "".join(metric.delta or "" for metric in at.metric)
    assert "それ以降の値が3つそろうと" in words(at)
    assert "見込み 約" not in words(at)


def test_a_starting_point_that_comes_from_a_survey_has_its_margin(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    lead = sample_plan.realisation
    assert lead is not None
    last = lead.actuals[-1]
    assert lead.baseline is not None
    assert lead.target is not None
    start = lead.baseline.model_copy(
        update={"fiscal_year": last.fiscal_year, "as_of": None, "value": last.value}
    )
    fresh = lead.model_copy(
        update={
            "baseline": start,
            "target": lead.target.model_copy(update={"yearly": {}}),
        }
    )
    save(own_store, sample_plan.model_copy(update={"indicators": (fresh,)}))
    shown = visit("realisation", city="999997", year=str(last.fiscal_year)).metric[0]
    assert "出発点" in shown.label
    assert "±" in shown.value
