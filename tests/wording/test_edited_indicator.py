"""What an edit of an indicator comes to, in a sentence."""

import pytest

from dxkpi.plan import Indicator
from dxkpi.rules import judge
from dxkpi.rules.edited_years import EditedYear
from dxkpi.wording.edited_indicator import edit_sentence
from dxkpi.wording.language import Language
from tests.support.indicators import baseline, indicator, target

NAME, GOAL = "申請の割合", "60"


def kpi(goal: str = GOAL, name: str = NAME) -> Indicator:
    way = {"baseline": baseline("20"), "target": target("reach", goal)}
    return indicator({2026: "25"}, name=name, **way)


def edited(before: Indicator, after: Indicator) -> str:
    judged = [judge(each, 2026, due=True) for each in (before, after)]
    return edit_sentence(before, after, EditedYear(2026, *judged), Language.JAPANESE)


@pytest.mark.parametrize("language", Language)
def test_of_an_indicator_that_nobody_edited_nothing_is_said(language: Language) -> None:
    judged = judge(kpi(), 2026, due=True)
    year = EditedYear(2026, judged, judged)
    assert edit_sentence(kpi(), kpi(), year, language) == ""
    assert edit_sentence(kpi(), kpi(), None, language) == ""


def test_of_an_edit_that_changes_no_judgement_it_is_said_that_it_stays() -> None:
    assert "のままです。" in edited(kpi(), kpi(name="別の名前"))


def test_a_target_that_changes_the_judgement_is_said_with_both() -> None:
    sentence = edited(kpi(), kpi("22"))
    assert "目標は" in sentence
    assert "に変わります。" in sentence


def test_a_judgement_that_changes_by_something_else_is_told() -> None:
    judged = [judge(kpi(goal), 2026, due=True) for goal in (GOAL, "22")]
    year = EditedYear(2026, *judged)
    assert "令和8年度の判定は" in edit_sentence(kpi(), kpi(), year, Language.JAPANESE)
