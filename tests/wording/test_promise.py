"""What was understood of an indicator, said back."""

import pytest

from dxkpi.plan import Plan
from dxkpi.wording.language import Language
from dxkpi.wording.promise import promise_text
from tests.support.indicators import baseline, indicator, target

JAPANESE = Language.JAPANESE


@pytest.mark.parametrize(
    ("code", "promised", "judged"),
    [
        (
            "K01",
            "「オンライン申請の利用率」を、令和4年度の18.0%から令和9年度に60.0%へ上げます。",
            "途中の年度は、毎年+8.4ポイントの線と比べて判定します。",
        ),
        (
            "K02",
            "「オンライン化した手続の数」を、令和4年度の62件から令和9年度に150件へ増やします。",
            "途中の年度は、計画が定めた年度ごとの目標で判定します。",
        ),
        (
            "K03",
            "「窓口の平均待ち時間」を、令和4年度の24.0分から令和9年度に12.0分以下へ減らします。",
            "途中の年度は、毎年−2.4分の線と比べて判定します。",
        ),
        (
            "K07",
            "「窓口利用者の満足度」は、「毎年度 80.0%以上」とします。",
            "年度ごとに、その年度の値で判定します。",
        ),
        (
            "K15",
            "「生成AIを使う職員の割合」を、令和9年度に60.0%にします。",
            "現状値がないので、判定できるのは目標の年度だけです。",
        ),
        (
            "K20",
            "「ICT業務継続計画の見直し」は、令和8年度までに「実施する」とします。",
            "実施したかどうかで判定します。",
        ),
    ],
)
def test_a_promise_is_said_back_with_how_it_is_judged(
    sample_plan: Plan, code: str, promised: str, judged: str
) -> None:
    meant = sample_plan.indicator(code)
    assert meant is not None
    text = promise_text(meant, None, JAPANESE)
    assert text == promised + judged


def test_the_line_begins_where_the_profile_lets_it_begin(sample_plan: Plan) -> None:
    use = sample_plan.indicator("K01")
    assert use is not None
    promise = promise_text(use, 2023, JAPANESE)
    assert "毎年+10.5ポイントの線" in promise


def test_a_figure_without_target_is_not_said_to_promise_anything() -> None:
    followed = indicator({}, target=None, name="人口")
    assert promise_text(followed, None, JAPANESE) == (
        "「人口」は、目標を置かずに値を見ていきます。判定はしません。"
    )


def test_where_the_target_comes_the_year_after_the_baseline_no_year_lies_on_the_way() -> (
    None
):
    soon = indicator({}, target=target("reach", 90, 2026), baseline=baseline(80))
    assert promise_text(soon, None, JAPANESE).endswith(
        "判定するのは目標の年度だけです。"
    )
