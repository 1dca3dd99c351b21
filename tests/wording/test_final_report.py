"""最終評価 in words."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.plan import Actual, Baseline, Indicator, KeepTarget, ReachTarget
from dxkpi.rules.final_report import FinalResult, final_report
from dxkpi.wording import final_report as wording
from dxkpi.wording.language import Language
from tests.support.indicator_strategies import indicators
from tests.support.standings import plan_with_indicators
from tests.support.surveys import survey, surveyed_indicator

JA = Language.JAPANESE


def result_of(indicator: Indicator, last: int = 2027) -> FinalResult:
    plan = plan_with_indicators([indicator])
    years = {"first_fiscal_year": 2023, "last_fiscal_year": last}
    about = plan.about.model_copy(update=years)
    report = final_report(plan.model_copy(update={"about": about}), last, {})
    assert report is not None
    return report.results[0]


def share(value: str | None, deadline: int = 2027) -> Indicator:
    figure = Actual(fiscal_year=2027, value=Decimal(value)) if value else None
    return Indicator(
        code="K01",
        name="利用率",
        unit="%",
        decimals=1,
        baseline=Baseline(fiscal_year=2022, value=Decimal("64.4")),
        target=ReachTarget(value=Decimal("75.0"), fiscal_year=deadline),
        actuals=(figure,) if figure else (),
    )


def test_a_result_says_from_where_to_where_and_how_far() -> None:
    result = result_of(share("72.7"))
    assert wording.baseline_text(result, JA) == "64.4%（R4末）"
    assert wording.promise_text(result, JA) == "75.0%（R9末）"
    assert wording.figure_text(result, JA) == "72.7%（R9末）"
    assert wording.marked_outcome(result.outcome, JA) == "× 未達成"
    assert wording.result_text(result, JA) == "目標に2.3ポイント届かず"
    assert (
        wording.result_text(result_of(share("76.0")), JA) == "目標を1.0ポイント上回る"
    )
    assert wording.result_text(result_of(share("75.0")), JA) == "目標と同じ値"


def test_a_result_says_why_nothing_can_be_said() -> None:
    missing = result_of(share(None))
    assert "令和9年度の実績" in wording.result_text(missing, JA)
    later = result_of(share("70.0", deadline=2030))
    assert "令和12年度" in wording.result_text(later, JA)


def test_a_result_names_the_years_that_were_missed() -> None:
    figures = {2023: 85, 2024: 78, 2025: 85, 2026: 85, 2027: 90}
    kept = Indicator(
        code="K01",
        name="満足度",
        unit="%",
        target=KeepTarget(value=Decimal(80)),
        actuals=tuple(
            Actual(fiscal_year=year, value=Decimal(value))
            for year, value in figures.items()
        ),
    )
    text = wording.result_text(result_of(kept), JA)
    assert text == "5年度のうち1年度で未達成（令和6年度）、令和6年度は2ポイント届かず"


@given(st.lists(indicators(), min_size=1, max_size=4), st.integers(2020, 2035))
@settings(max_examples=150, deadline=None)
def test_any_plan_that_ended_has_its_report(
    members: list[Indicator], last: int
) -> None:
    numbered = [
        one.model_copy(update={"code": f"K{n}"}) for n, one in enumerate(members)
    ]
    plan = plan_with_indicators(numbered)
    about = plan.about.model_copy(
        update={"first_fiscal_year": None, "last_fiscal_year": last}
    )
    report = final_report(plan.model_copy(update={"about": about}), last, {})
    promised = [one for one in members if one.target is not None]
    assert (report is None) == (not promised)
    if report is None:
        return
    assert sum(report.counts.values()) == len(promised)
    assert wording.report_sentence(report, JA)
    for result in report.results:
        texts = (wording.promise_text, wording.figure_text, wording.baseline_text)
        assert all(text(result, JA) for text in texts)
        fits = result.gap is None or (result.gap >= 0) == (result.outcome == "reached")
        assert fits
        wording.result_text(result, JA)


def test_a_result_that_the_margin_explains_says_so() -> None:
    near, far = (
        surveyed_indicator(
            {2027: survey(400, positive)},
            target=ReachTarget(value=Decimal("75.0"), fiscal_year=2027),
        )
        for positive in (298, 260)
    )
    assert wording.result_text(result_of(near), JA) == (
        "目標に0.5ポイント届かず（誤差の内）"
    )
    assert wording.result_text(result_of(far), JA) == "目標に10.0ポイント届かず"
