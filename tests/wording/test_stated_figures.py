"""Baselines and targets in the plan's own words."""

from dxkpi.plan import Indicator
from dxkpi.rules import Status, forecast, judge
from dxkpi.wording.baselines import baseline_text, baseline_time_text
from dxkpi.wording.chart_captions import start_word, target_label
from dxkpi.wording.headline import headline
from dxkpi.wording.judgement import judgement_note
from dxkpi.wording.language import Language
from dxkpi.wording.targets import goal_text, goal_with_stretch
from dxkpi.wording.trajectory import trajectory_text
from tests.support.indicators import indicator, target

JAPANESE = Language.JAPANESE


def houses(actuals: dict[int, object], **more: object) -> Indicator:
    start = {"fiscal_year": 2025, "value": 18000, **more}
    goal = target("reach", 20000, approximate=True, stretch=21000)
    return indicator(actuals, baseline=start, target=goal, unit="戸", decimals=0)


def test_about_so_much_is_called_so() -> None:
    own = houses({}, approximate=True)
    assert own.baseline is not None
    assert baseline_text(own, own.baseline, JAPANESE) == "約18,000戸"
    assert goal_text(own, JAPANESE) == "約20,000戸"


def test_the_higher_aim_stands_beside_the_target_and_is_told_when_reached() -> None:
    own = houses({2026: 20500, 2027: 21000})
    assert goal_with_stretch(own, JAPANESE) == "約20,000戸（挑戦目標21,000戸）"
    assert target_label(own, JAPANESE) == "目標 約20,000戸（R12末、挑戦目標21,000戸）"
    reached, both = judge(own, 2026), judge(own, 2027)
    assert reached.status is both.status is Status.ACHIEVED
    assert "挑戦目標" not in judgement_note(reached, JAPANESE)
    assert "挑戦目標の21,000戸にも達しました。" in judgement_note(both, JAPANESE)


def test_no_year_is_invented_for_a_baseline_of_none() -> None:
    own = houses({2026: 18500}, year_unknown=True)
    assert own.baseline is not None
    assert baseline_time_text(own, own.baseline, JAPANESE) == "年度不明"
    assert start_word(own, JAPANESE) == "現状値（年度不明）"
    judgement = judge(own, 2026)
    assert judgement.pace is not None
    assert "現状値より500戸上がりました。" in trajectory_text(judgement, JAPANESE)
    missing = judge(houses({}, year_unknown=True), 2026)
    assert "令和7年度" not in headline(missing, JAPANESE)
    assert "年度不明" in headline(missing, JAPANESE)


def test_a_baseline_of_no_year_is_no_point_of_the_outlook() -> None:
    own = houses({2026: 18500, 2027: 18700}, year_unknown=True)
    assert forecast(own, 2027, 2030) is None
    assert forecast(houses({2026: 18500, 2027: 18700}), 2027, 2030) is not None


def test_the_words_of_a_target_stand_in_place_of_a_figure() -> None:
    own = indicator(
        {2025: 12, 2026: 10},
        direction="lower",
        target=target("improve", None, None, text="可能な限り減少"),
    )
    assert goal_text(own, JAPANESE) == "可能な限り減少"
    assert judge(own, 2026).status is Status.ACHIEVED
