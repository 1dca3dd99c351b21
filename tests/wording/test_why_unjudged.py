"""Why an indicator is not judged, in words."""

import pytest

from dxkpi.plan import Plan
from dxkpi.rules import judge
from dxkpi.wording.language import Language
from dxkpi.wording.why_unjudged import why_unjudged
from tests.support.specs import indicator_of


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("K15", "現状値がないため、進捗率と期待値は計算できません。"),
        ("K18", "令和7年度の実績はありません（未提出）。"),
        ("K20", "期限は令和8年度末です。"),
        ("R01", "目標値のない参考指標です。"),
    ],
)
def test_each_indicator_that_is_not_judged_says_why(
    sample_plan: Plan, code: str, why: str
) -> None:
    assert (
        why_unjudged(judge(indicator_of(sample_plan, code), 2025), Language.JAPANESE)
        == why
    )


def test_the_start_says_from_when_on_it_is_judged(
    shipped_plans: dict[str, Plan],
) -> None:
    judgement = judge(indicator_of(shipped_plans["472123"], "K01"), 2025, due=False)
    assert (
        why_unjudged(judgement, Language.JAPANESE)
        == "令和7年度が出発点です。翌年度から判定します。"
    )
