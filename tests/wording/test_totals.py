"""A total in words."""

from collections.abc import Callable

import pytest

from dxkpi.plan import Indicator
from dxkpi.rules import Judgement, Reason, judge
from dxkpi.wording import judgement as wording
from dxkpi.wording.formula import formula_text
from dxkpi.wording.headline import headline
from dxkpi.wording.language import Language
from dxkpi.wording.targets import goal_text, share_of_year_text
from dxkpi.wording.trajectory import trajectory_text
from dxkpi.wording.why_unjudged import why_unjudged
from tests.support.indicators import indicator, target

JAPANESE = Language.JAPANESE


def total(actuals: dict[int, object], aggregation: str = "annual") -> Indicator:
    return indicator(
        actuals,
        target=target("total", 375, 2030, since=2026, comparator=">="),
        aggregation=aggregation,
        unit="件",
        decimals=0,
    )


def test_the_target_names_the_years_and_what_that_is_a_year() -> None:
    assert goal_text(total({}), JAPANESE) == "5年間で375件以上"
    assert share_of_year_text(total({}), JAPANESE) == "年平均75件"
    assert goal_text(total({}), Language.ENGLISH) == "375件 or more in 5 years"


def test_the_formula_divides_the_sum_by_the_share_of_the_years_gone() -> None:
    judgement = judge(total({2026: 80, 2027: 75}), 2027)
    assert formula_text(judgement, JAPANESE).splitlines() == [
        "ペース 103.3% これまでの合計÷（目標の合計×経過年数÷全年数） 155÷(375×2÷5)",
        "進捗率 41.3% これまでの合計÷目標の合計 155÷375",
    ]
    assert wording.actual_text(judgement, JAPANESE) == "計155件"
    note = wording.judgement_note(judgement, JAPANESE)
    assert note == "令和8年度からの合計です。令和9年度だけの実績は75件です。"


def test_sentences_speak_of_the_sum() -> None:
    judgement = judge(total({2026: 80, 2027: 75}), 2027)
    assert (
        headline(judgement, JAPANESE) == "計155件。期待値150件より5件先に進んでいます。"
    )
    assert trajectory_text(judgement, JAPANESE).startswith("計155件。2年間で155件")
    before = judge(total({}), 2025)
    assert (
        headline(before, JAPANESE) == "0件から375件へ。5年間、毎年+75件の道のりです。"
    )


@pytest.mark.parametrize("say", [headline, wording.judgement_note, why_unjudged])
def test_a_sum_that_is_unknown_says_why_and_what_it_is_at_the_least(
    say: Callable[[Judgement, Language], str],
) -> None:
    judgement = judge(total({2026: 80, 2028: 70}), 2028)
    assert judgement.reason is Reason.SUM_UNKNOWN
    told = "令和9年度の値がないため、合計は分かりません（これまで少なくとも150件）。"
    assert told in say(judgement, JAPANESE)
    unknown_from_the_start = judge(total({2028: 70}), 2028)
    assert "計0件" not in say(unknown_from_the_start, JAPANESE)
    assert wording.actual_text(judgement, JAPANESE) == "少なくとも150件"


def test_a_running_total_names_its_first_year_and_no_single_one() -> None:
    judgement = judge(total({2025: 1200, 2027: 1350}, "cumulative"), 2027)
    assert wording.actual_text(judgement, JAPANESE) == "計150件"
    assert wording.judgement_note(judgement, JAPANESE) == "令和8年度からの合計です。"
