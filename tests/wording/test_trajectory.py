"""The way of an indicator in one sentence."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.plan import Actual, Indicator
from dxkpi.rules import forecast, judge, trajectory
from dxkpi.rules.known_figures import known_figures
from dxkpi.rules.totals import running_total
from dxkpi.wording.forecast import forecast_formula
from dxkpi.wording.language import Language
from dxkpi.wording.trajectory import trajectory_text
from tests.support.indicator_strategies import ANY_YEAR, indicators
from tests.support.indicators import SHRINKING, UPHELD, indicator, target
from tests.support.realisation import (
    AIMLESS,
    FIGURES,
    GROUNDLESS,
    MIHON,
    START,
    SUNK,
    realisation_rate,
)


@given(found=indicators(), year=ANY_YEAR, until=ANY_YEAR, due=st.booleans())
@settings(max_examples=300)
def test_whatever_the_figures_are_outlook_and_sentence_come_out(
    found: Indicator, year: int, until: int, due: bool
) -> None:
    seen = forecast(found, year, until)
    if seen is not None:
        assert all(
            number.is_finite()
            for e in seen.estimates
            for number in (e.centre, e.low, e.high)
        )
        assert forecast_formula(found, seen, Language.JAPANESE).numbers
    judgement = judge(found, year, due=due)
    here = trajectory(judgement)
    assert trajectory_text(judgement, Language.JAPANESE)
    assert "確か" not in trajectory_text(judgement, Language.JAPANESE)
    summed = running_total(found)
    known = known_figures(summed, year)
    assert (here is None) == (not known and summed.baseline is None)


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
    assert (
        trajectory_text(
            judge(realisation_rate(actuals, **fields), year, due=due),
            Language.JAPANESE,
        )
        == sentence
    )


def test_an_approximate_figure_is_told_as_such() -> None:
    about = Actual(fiscal_year=2023, value=Decimal(60), approximate=True)
    found = realisation_rate().model_copy(update={"actuals": (about,)})
    assert trajectory_text(judge(found, 2023), Language.ENGLISH).startswith(
        "about 60.0%. Up 1.8 points in 1 year."
    )


@pytest.mark.parametrize(
    ("actuals", "year", "sentence"),
    [
        (
            {2026: 2950},
            2026,
            (
                "2,950人。1年間で19人低下。目標の線より14.8人先に進んでいます。"
                "目標2,800人までは、1年あたり38人の余裕があります。"
            ),
        ),
        (
            {2030: 2810},
            2030,
            "2,810人。5年間で159人低下。目標2,800人を達成しています。",
        ),
        (
            {2027: 2790},
            2027,
            "2,790人。2年間で179人低下。目標2,800人には、これから毎年約+3人が必要です。",
        ),
    ],
)
def test_a_target_below_the_present_is_not_reached_before_its_deadline(
    actuals: dict[int, object], year: int, sentence: str
) -> None:
    people = indicator(actuals, **SHRINKING, unit="人", decimals=0)
    judgement = judge(people, year)
    assert trajectory_text(judgement, Language.JAPANESE) == sentence
