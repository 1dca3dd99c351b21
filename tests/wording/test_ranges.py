"""A range in words."""

from dxkpi.plan import Indicator
from dxkpi.rules import judge
from dxkpi.wording.formula import formula_text
from dxkpi.wording.headline import headline
from dxkpi.wording.language import Language
from dxkpi.wording.targets import goal_text
from tests.support.indicators import baseline, indicator, target

JAPANESE = Language.JAPANESE


def noise(actuals: dict[int, object]) -> Indicator:
    return indicator(
        actuals,
        baseline=baseline(65),
        target=target("range", low=45, high=55),
        unit="dB",
        decimals=0,
    )


def test_a_range_is_called_as_the_plan_states_it() -> None:
    assert goal_text(noise({}), JAPANESE) == "45～55dB"
    tolerance = target("range", "2.0", None, tolerance="0.2", approximate=True)
    own = indicator({}, target=tolerance, unit="日")
    assert goal_text(own, JAPANESE) == "約2.0±0.2日"


def test_sentences_say_how_far_outside_a_figure_lies() -> None:
    within = judge(noise({2027: 50}), 2027)
    assert headline(within, JAPANESE) == "50dB。目標の範囲（45～55dB）に入っています。"
    above = judge(noise({2030: 58}), 2030)
    assert headline(above, JAPANESE) == "58dB。目標の範囲（45～55dB）より3dB上です。"
    below = judge(noise({2030: 44}), 2030)
    assert headline(below, JAPANESE) == "44dB。目標の範囲（45～55dB）より1dB下です。"


def test_the_formula_has_the_range_and_the_pace_towards_it() -> None:
    above = judge(noise({2030: 58}), 2030)
    assert formula_text(above, JAPANESE) == (
        "未達成 目標の範囲から外れている 実績 58dB、目標 45～55dB（3dB上）"
    )
    on_the_way = judge(noise({2027: 63}), 2027)
    assert "(63−65)÷(61−65)" in formula_text(on_the_way, JAPANESE)
