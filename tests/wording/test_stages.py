"""An indicator of named stages in sentences, formula and notes."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.plan import Actual, Indicator, ReachTarget, ValueType
from dxkpi.plan.indicator_figures import Baseline
from dxkpi.rules import STANDARD, Judgement, judge
from dxkpi.wording.figures import figure_text, signed_text
from dxkpi.wording.formula import formula_text
from dxkpi.wording.headline import headline
from dxkpi.wording.judgement import judgement_note
from dxkpi.wording.language import Language
from dxkpi.wording.stages import stage_grades_text

JAPANESE = Language.JAPANESE


def indicator(**more: Any) -> Indicator:
    return Indicator(
        code="K01",
        name="電子契約",
        value_type=ValueType.STAGE,
        stages=("検討", "試行", "導入", "全庁展開"),
        baseline=Baseline(fiscal_year=2023, value=Decimal(1)),
        target=ReachTarget(
            value=Decimal(4), fiscal_year=2028, yearly={2027: Decimal(3)}
        ),
        **more,
    )


def judged(stage: int, year: int) -> Judgement:
    actual = Actual(fiscal_year=year, value=Decimal(stage))
    return judge(indicator(actuals=(actual,)), year)


@pytest.mark.parametrize(
    ("stage", "year", "sentence"),
    [
        (1, 2023, "「検討」から「全庁展開」へ、5年で進みます。"),
        (1, 2024, "検討。この年度に見込まれる段階です。"),
        (1, 2026, "検討。「試行」まで進むはずの年度で、1段階遅れています。"),
        (3, 2026, "導入。この年度に見込まれる「試行」より1段階先です。"),
        (4, 2027, "全庁展開。目標の「全庁展開」に達しています。"),
        (2, 2028, "試行。期限を迎え、目標の「全庁展開」に2段階届きませんでした。"),
    ],
)
def test_the_sentence_names_the_stages(stage: int, year: int, sentence: str) -> None:
    assert headline(judged(stage, year), JAPANESE) == sentence


def test_the_formula_has_both_stages_and_all_there_are() -> None:
    formula = formula_text(judged(1, 2026), JAPANESE)
    assert "実績 検討、期待値 試行" in formula
    assert "1段階の遅れ" in formula
    assert "検討 → 試行 → 導入 → 全庁展開" in formula
    assert "%" not in formula


def test_only_an_inferred_stage_is_said_to_be_inferred() -> None:
    assert "推定" in judgement_note(judged(1, 2026), JAPANESE)
    assert "推定" not in judgement_note(judged(1, 2027), JAPANESE)


def test_a_difference_is_told_in_stages() -> None:
    assert signed_text(indicator(), Decimal(-2), JAPANESE) == "−2段階"
    assert figure_text(indicator(), Decimal(2), JAPANESE) == "試行"


def test_the_grades_are_told_by_the_stages_between() -> None:
    text = stage_grades_text(STANDARD, JAPANESE)
    assert "1段階の遅れでB（やや遅れ）" in text
