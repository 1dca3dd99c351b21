"""An indicator that consists of parts in words."""

import pytest

from dxkpi.plan import Indicator
from dxkpi.rules import Judgement, judge_plan
from dxkpi.rules.final_report import final_report
from dxkpi.wording import final_report as final_wording
from dxkpi.wording.formula import formula_steps
from dxkpi.wording.headline import headline
from dxkpi.wording.judgement import actual_text
from dxkpi.wording.language import Language
from dxkpi.wording.parts import parts_sentence
from dxkpi.wording.targets import goal_text
from dxkpi.wording.why_unjudged import why_unjudged
from dxkpi.wording.year_review import expected_or_nothing, goal_with_deadline
from tests.support.parts import plan_of_parts

JA = Language.JAPANESE
YEAR = 2026
NO_MEN = {"- {fiscal_year: R8, value: 80.0}": "[]"}
NO_WOMEN = {"- {fiscal_year: R8, value: 84.1}": "[]"}


def judged(changes: dict[str, str] | None = None, year: int = YEAR) -> Judgement:
    return judge_plan(plan_of_parts(changes), year, YEAR)[0]


def whole() -> Indicator:
    return plan_of_parts().indicators[0]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (None, "女が遅れ（男は順調）。"),
        ({"value: 84.1": "value: 84.4"}, "男・女とも順調。"),
        (NO_MEN, "女が遅れ（男は未報告）。"),
        (NO_WOMEN, "女が未報告（男は順調）。"),
    ],
)
def test_the_sentence_says_which_part_decides(
    changes: dict[str, str] | None, sentence: str
) -> None:
    assert parts_sentence(judged(changes), JA) == sentence
    assert headline(judged(changes), JA).startswith(sentence)


def test_the_headline_goes_on_with_the_figure_of_that_part() -> None:
    text = headline(judged(), JA)
    assert (
        text == "女が遅れ（男は順調）。女：84.1年。期待値84.4年に0.3年届いていません。"
    )


def test_each_part_stands_by_its_short_name() -> None:
    assert actual_text(judged(), JA) == "男 80.0年、女 84.1年"
    assert expected_or_nothing(judged(), JA) == "男 79.9年、女 84.4年"
    assert goal_text(whole(), JA) == "男 81.5年、女 86.0年"
    assert goal_with_deadline(whole(), JA) == "男 81.5年（R12末）、女 86.0年（R12末）"


def test_the_formula_says_which_part_decides_then_has_the_steps_of_each() -> None:
    first, *others = formula_steps(judged(), JA)
    assert (first.name, first.rule) == ("遅れ", "最も悪い内訳による")
    assert first.numbers == "女が遅れ（男は順調）。"
    names = [step.name for step in others]
    assert names[0] == "男：ペース"
    assert "女：ペース" in names


def test_why_it_was_not_judged_is_said_of_the_part() -> None:
    assert why_unjudged(judged(NO_WOMEN), JA).startswith("女：")
    assert "令和8年度" in why_unjudged(judged(NO_WOMEN), JA)


def test_the_final_report_has_all_parts() -> None:
    plan = plan_of_parts(
        {"{fiscal_year: R8, value: 80.0}": "{fiscal_year: R12, value: 81.6}"}
    )
    report = final_report(plan, 2030, {})
    assert report is not None
    result = report.results[0]
    assert (
        final_wording.promise_text(result, JA)
        == "男 81.5年（R12末）、女 86.0年（R12末）"
    )
    text = final_wording.result_text(result, JA)
    assert text.startswith("男 ")
    assert "女 " in text
