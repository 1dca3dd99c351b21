"""A city's own marks beside the statuses that were worked out."""

from dataclasses import replace

import pytest

from dxkpi.plan import Judge, OwnMark, Plan
from dxkpi.rules import (
    WAITING,
    Judgement,
    Status,
    count_marks,
    differing_marks,
    differs,
    judge,
    year_marks,
)
from dxkpi.rules.own_marks import usual_mark
from tests.support.plan_values import without_yearly_reports
from tests.support.surveys import noisy_judgement

ACHIEVED, ON_TRACK, MOSTLY = (
    Status.ACHIEVED,
    Status.ON_TRACK,
    Status.MOSTLY_ON_TRACK,
)
BEHIND, FAR_BEHIND, MISSED = Status.BEHIND, Status.FAR_BEHIND, Status.MISSED


def own_mark(mark: str | None, by: Judge = Judge.HEADQUARTERS) -> OwnMark:
    return OwnMark(fiscal_year=2025, by=by, mark=mark, text="理由")


@pytest.mark.parametrize(
    ("mark", "agreeing"),
    [
        ("◎", {ACHIEVED, ON_TRACK}),
        ("○", {ACHIEVED, ON_TRACK, MOSTLY}),
        ("〇", {ACHIEVED, ON_TRACK, MOSTLY}),
        ("△", {BEHIND, FAR_BEHIND}),
        ("×", {FAR_BEHIND, MISSED}),
        ("順調", {ACHIEVED, ON_TRACK}),
        ("おおむね順調", {MOSTLY}),
        ("やや遅れ", {BEHIND}),
        ("遅れている", {FAR_BEHIND, MISSED}),
        ("Ｄ", {FAR_BEHIND, MISSED}),
        ("3", {MOSTLY}),
    ],
)
def test_a_mark_of_a_known_scale_differs_from_what_it_does_not_mean(
    mark: str, agreeing: set[Status]
) -> None:
    judged = (ACHIEVED, ON_TRACK, MOSTLY, BEHIND, FAR_BEHIND, MISSED)
    assert {s for s in judged if not differs(own_mark(mark), s)} == agreeing


@pytest.mark.parametrize("mark", ["継続して実施", "☆", "7", None])
def test_a_mark_of_no_known_scale_never_differs(mark: str | None) -> None:
    assert not any(differs(own_mark(mark), status) for status in Status)


@pytest.mark.parametrize(
    "status",
    [Status.NOT_REPORTED, Status.NOT_ASSESSABLE, *WAITING, Status.MONITORED],
)
def test_nothing_differs_from_what_was_not_judged(status: Status) -> None:
    assert not differs(own_mark("×"), status)


def test_the_other_marks_tell_which_scale_a_letter_is_of() -> None:
    assert not differs(own_mark("C"), BEHIND)
    assert not differs(own_mark("C"), MISSED)
    assert differs(own_mark("C"), MISSED, ("A", "D"))
    assert differs(own_mark("C"), BEHIND, ("S", "A"))


def test_a_mark_is_known_in_each_spelling() -> None:
    assert [usual_mark(mark) for mark in ("Ａ", "◯", " ○ ", "x", "概ね順調である")] == [
        "A",
        "○",
        "○",
        "×",
        "概ね順調",
    ]


def with_marks(plan: Plan, code: str, *marks: OwnMark) -> Plan:
    indicators = tuple(
        one.model_copy(update={"marks": marks}) if one.code == code else one
        for one in plan.indicators
    )
    return plan.model_copy(update={"indicators": indicators})


def test_each_judge_is_compared_with_the_status_of_the_year(sample_plan: Plan) -> None:
    good, poor = own_mark("◎", Judge.DEPARTMENT), own_mark("×", Judge.HEADQUARTERS)
    earlier = OwnMark(fiscal_year=2024, by=Judge.EXPERTS, mark="◎")
    plan = with_marks(sample_plan, "K01", poor, earlier, good)
    indicator = plan.indicator("K01")
    assert indicator is not None
    judgement = judge(indicator, 2025, due=True)
    assert judgement.status is FAR_BEHIND
    assert year_marks(judgement) == (good, poor)
    assert differing_marks(plan, judgement) == (good,)


def test_marks_are_counted_by_judge_the_best_first(sample_plan: Plan) -> None:
    plan = with_marks(without_yearly_reports(sample_plan), "K01", own_mark("△"))
    plan = with_marks(plan, "K02", own_mark("〇"), own_mark("継続", Judge.EXPERTS))
    plan = with_marks(plan, "K03", own_mark("◎"))
    plan = with_marks(plan, "K04", own_mark("○"), own_mark(None, Judge.DEPARTMENT))
    plan = plan.model_copy(update={"policies": ()})
    counts = count_marks(plan, 2025)
    assert [(count.by, count.marks) for count in counts] == [
        (Judge.HEADQUARTERS, (("◎", 1), ("〇", 2), ("△", 1))),
        (Judge.EXPERTS, (("継続", 1),)),
    ]
    assert count_marks(plan, 2024) == ()


def test_a_mark_that_the_margin_allows_does_not_differ(sample_plan: Plan) -> None:
    noisy, sure = noisy_judgement(260), noisy_judgement(220)

    def marked(judgement: Judgement, mark: str) -> Judgement:
        marks = (own_mark(mark).model_copy(update={"fiscal_year": 2026}),)
        reported = judgement.indicator.model_copy(update={"marks": marks})
        return replace(judgement, reported=reported)

    assert noisy.status is sure.status is FAR_BEHIND
    assert not differing_marks(sample_plan, marked(noisy, "○"))
    assert differing_marks(sample_plan, marked(sure, "○"))
