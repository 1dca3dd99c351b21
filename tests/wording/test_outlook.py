"""Where an indicator leads, in words."""

import pytest

from dxkpi.plan import Indicator, Plan
from dxkpi.rules import judge, judge_plan
from dxkpi.survey import indicator_trend
from dxkpi.wording.language import Language
from dxkpi.wording.outlook import outlook_text


def text(plan: Plan, code: str, year: int = 2025) -> str:
    judgements = {j.indicator.code: j for j in judge_plan(plan, year, 2025)}
    trend = indicator_trend(plan, judgements[code], ())
    return outlook_text(trend, Language.JAPANESE)


LATE = "目標の60.0%に届くのは令和16年度ごろで、期限の7年後になる計算です。"
IN_TIME = "目標の150件には令和8年度ごろ届く計算です。"


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("K01", f"このままなら令和9年度に34～39%です。{LATE}"),
        ("K02", f"このままなら令和9年度に172～181件です。{IN_TIME}"),
        ("K10", "このままなら令和9年度に約100%です。"),  # reached
    ],
)
def test_the_range_of_the_deadline_and_the_year_of_the_target(
    sample_plan: Plan, code: str, sentences: str
) -> None:
    assert text(sample_plan, code) == sentences


def test_two_figures_lead_nowhere(sample_plan: Plan) -> None:
    assert text(sample_plan, "K01", 2023) == ""
    assert text(sample_plan, "K01", 2024) != ""


def test_nothing_is_told_of_a_year_that_is_past_and_of_stages(
    sample_plan: Plan,
) -> None:
    of_numbers = [{"fiscal_year": 2022 + n, "value": str(3 + n)} for n in range(4)]
    reached_late = Indicator.model_validate(
        {
            "code": "X01",
            "name": "件数",
            "unit": "件",
            "target": {"rule": "reach", "value": "20", "fiscal_year": 2025},
            "actuals": of_numbers,
        }
    )
    trend = indicator_trend(sample_plan, judge(reached_late, 2025), ())
    assert outlook_text(trend, Language.JAPANESE) == ""
    staged = Indicator.model_validate(
        {
            "code": "X02",
            "name": "導入",
            "value_type": "stage",
            "stages": ["検討", "試行", "導入", "全庁展開"],
            "target": {"rule": "reach", "value": "4", "fiscal_year": 2029},
            "actuals": [
                {"fiscal_year": 2022 + n, "value": str(n + 1)} for n in range(3)
            ],
        }
    )
    trend = indicator_trend(sample_plan, judge(staged, 2025), ())
    assert outlook_text(trend, Language.JAPANESE) == ""
