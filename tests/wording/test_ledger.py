"""The target ledger in words."""

from typing import Any

from dxkpi.plan import Indicator
from dxkpi.rules import judge, judge_plan, target_revisions
from dxkpi.rules.plan_summary import count_revised
from dxkpi.wording.language import Language
from dxkpi.wording.ledger import (
    change_kind,
    change_text,
    former_text,
    original_text,
    revised_targets_text,
    revision_note,
)
from tests.support.indicators import baseline, indicator, target
from tests.support.standings import plan_with_indicators

JA = Language.JAPANESE


def revised(value: object = 72, **more: Any) -> Indicator:
    entry = {
        "target": target("reach", 78, 2027),
        "baseline": baseline(58, 2021),
        "decided": "2025-03-18",
        "by": "本部会議",
        "reason": "制度改正",
    }
    return indicator(
        {2024: 66},
        unit="%",
        baseline=baseline(60, 2021),
        target=target("reach", value, 2027),
        former_targets=[{**entry, **more}],
    )


def test_a_revision_is_told_in_a_line() -> None:
    [revision] = target_revisions(revised())
    assert revision_note(revision, JA) == (
        "令和7年3月18日 目標値 78.0%（令和9年度） → 72.0%（令和9年度）、現状値 58.0%（令和3年度）"
        " → 60.0%（令和3年度）（本部会議、制度改正）"
    )


def test_why_a_target_changed_is_said_with_what_it_was() -> None:
    one = revised()
    [former] = one.former_targets
    assert change_kind(former, JA) == "目標の見直し"
    assert change_text(former, JA) == "令和7年3月18日 本部会議で見直し：制度改正"
    assert (
        former_text(former, one, JA) == "78.0%（令和9年度）、現状値 58.0%（令和3年度）"
    )
    assert former_text(former, None, JA) == "78、58"


def test_the_first_target_is_told_beside_the_judgement() -> None:
    said = original_text(judge(revised(baseline=None), 2024), JA)
    assert said == "当初の目標 78.0%（令和9年度）なら△ やや遅れです。"
    assert original_text(judge(revised(), 2023), JA) == ""


def test_the_revised_targets_of_a_plan_are_counted() -> None:
    one = revised(baseline=None)
    plan = plan_with_indicators([one, one.model_copy(update={"code": "K02"})])
    counted = count_revised(judge_plan(plan, 2024, 2024))
    said = revised_targets_text(counted, JA)
    assert said == "目標を引き下げた指標 2、当初の目標なら遅れ・未達成 2"
    assert revised_targets_text(count_revised(judge_plan(plan, 2023, 2024)), JA) == ""
