"""The one judgement of an indicator that consists of parts."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dxkpi.plan import Plan
from dxkpi.returns.figure_counts import plan_figure_counts
from dxkpi.rules import (
    NEEDS_ATTENTION,
    Judgement,
    Reason,
    Status,
    default_year,
    judge,
    judge_plan,
    judge_years,
)
from dxkpi.rules.final_report import FinalOutcome, final_report
from dxkpi.rules.plan_summary import count_revised, group_by_status, needing_attention
from dxkpi.rules.profiles import WAITING
from tests.support.parts import CODE, MEN, WOMEN, indicator_of_parts, plan_of_parts

YEAR = 2026
TARGET = {"rule": "reach", "value": 100, "fiscal_year": 2030}
START = {"fiscal_year": 2025, "value": 50}


def part(value: Any = None, missing: str | None = None, **more: Any) -> dict[str, Any]:
    """A part on its way from 50 to 100, 60 of which are expected in the year judged."""
    entry = {"fiscal_year": YEAR, "value": value, "missing": missing}
    reported = value is not None or missing is not None
    actuals = [entry] if reported else []
    return {"baseline": START, "target": TARGET, "actuals": actuals} | more


WITHOUT_TARGET = part(55, target=None)


def judged(*parts: dict[str, Any], **terms: Any) -> Judgement:
    return judge(indicator_of_parts(*parts), YEAR, **terms)


@pytest.mark.parametrize(
    ("parts", "status", "decisive"),
    [
        ((part(60), part(61)), Status.ON_TRACK, 0),
        ((part(60), part(58)), Status.MOSTLY_ON_TRACK, 1),
        ((part(60), part(56)), Status.BEHIND, 1),
        ((part(51), part(56)), Status.FAR_BEHIND, 0),
        ((part(100), part(60)), Status.ON_TRACK, 1),
        ((part(100), part(100)), Status.ACHIEVED, 0),
        # what is known to be behind decides, whatever is not known yet
        ((part(), part(56)), Status.BEHIND, 1),
        # else a part that was not reported leaves the whole open
        ((part(60), part()), Status.NOT_REPORTED, 1),
        ((part(100), part(missing="not_submitted")), Status.NOT_REPORTED, 1),
        ((part(60), part(missing="cannot_be_evaluated")), Status.NOT_ASSESSABLE, 1),
        ((part(missing="cannot_be_evaluated"), part()), Status.NOT_REPORTED, 1),
        ((part(60), part(missing="not_published")), Status.AWAITED, 1),
        # what there is nothing of is left aside
        ((part(60), part(missing="discontinued")), Status.ON_TRACK, 0),
        ((part(missing="not_applicable"), part(56)), Status.BEHIND, 1),
        ((WITHOUT_TARGET, part(60)), Status.ON_TRACK, 1),
        ((WITHOUT_TARGET, part()), Status.NOT_REPORTED, 1),
        ((WITHOUT_TARGET, WITHOUT_TARGET), Status.MONITORED, 0),
        (
            (part(missing="discontinued"), part(missing="discontinued")),
            Status.NOT_ASSESSABLE,
            0,
        ),
    ],
)
def test_the_worst_part_decides(
    parts: tuple[dict[str, Any], ...], status: Status, decisive: int
) -> None:
    judgement = judged(*parts)
    assert (judgement.status, judgement.reason) == (status, Reason.WORST_PART)
    assert judgement.decisive is judgement.parts[decisive]
    assert judgement.grade == judgement.decisive.grade


def test_of_parts_of_one_status_the_one_with_the_lowest_rate_decides() -> None:
    judgement = judged(part(57), part(55), part(56))
    assert judgement.decisive is judgement.parts[1]


def test_a_year_that_is_not_due_is_never_judged_badly() -> None:
    judgement = judged(part(51), part(), due=False)
    assert judgement.status in WAITING


def test_it_has_no_figure_and_no_rate_of_its_own() -> None:
    judgement = judged(part(60), part(56))
    assert (judgement.value, judgement.expected, judgement.target_value) == (None,) * 3
    assert (judgement.pace, judgement.progress_rate) == (None, None)
    assert judgement.measured == judgement.parts
    names = [name for name, _part in judgement.named_parts]
    assert names == ["部0", "部1"]


def test_its_texts_are_those_of_the_part_that_decides() -> None:
    behind, ahead = part(52), part(70)
    reason, countermeasure = "会場が足りなかった。", "会場を増やす。"
    behind["actuals"][0] |= {"note": reason, "countermeasure": countermeasure}
    ahead["actuals"][0] |= {"note": "順調に進んだ。", "countermeasure": "続ける。"}
    judgement = judged(behind, ahead)
    assert (judgement.note, judgement.countermeasure) == (reason, countermeasure)
    silent = judged(part(52), ahead)
    assert (silent.note, silent.countermeasure) == ("", "")


def test_an_indicator_without_parts_is_its_own_part(sample_plan: Plan) -> None:
    for judgement in judge_plan(sample_plan, 2025, 2025):
        assert judgement.measured == (judgement,)
        assert judgement.decisive is judgement
        assert judgement.named_parts == ()


def registered(plan: Plan) -> tuple[int, int]:
    """How many figures of the year are registered, and how many are asked for."""
    counts = plan_figure_counts(plan, YEAR, date(YEAR + 1, 5, 20))
    return counts.reported, counts.asked


def test_it_is_counted_once_and_each_part_is_reported() -> None:
    plan = plan_of_parts()
    judgements = judge_plan(plan, YEAR, YEAR)
    assert [one.indicator.code for one in judgements] == [CODE, "K31"]
    counts = {status: len(of) for status, of in group_by_status(judgements).items()}
    assert counts == {Status.ON_TRACK: 1, Status.FAR_BEHIND: 1}
    assert registered(plan) == (3, 3)
    without_women = plan_of_parts({"- {fiscal_year: R8, value: 84.1}": "[]"})
    assert registered(without_women) == (2, 3)


def test_it_is_ranked_by_the_part_that_decides() -> None:
    plan = plan_of_parts({"value: 530": "value: 501"})
    worst = needing_attention(judge_plan(plan, YEAR, YEAR))
    assert [one.indicator.code for one in worst] == ["K31", CODE]
    assert all(one.status in NEEDS_ATTENTION for one in worst)


def test_each_year_of_any_part_is_judged() -> None:
    plan = plan_of_parts()
    course = judge_years(plan, plan.indicators[0], YEAR)
    assert [one.fiscal_year for one in course] == list(range(2025, 2031))
    assert course[0].decisive.reason is Reason.STARTING_POINT
    assert default_year(plan, 2027) == YEAR


REVISED = {
    "        baseline: {fiscal_year: R7, value: 84.0}": (
        "        former_targets:\n"
        "          - target: {rule: 達成, value: 87.0, fiscal_year: R12}\n"
        '            decided: "2026-09-01"\n'
        "            reason: 見直し\n"
        "        baseline: {fiscal_year: R7, value: 84.0}"
    )
}


def test_a_part_whose_target_was_revised_says_what_the_first_would() -> None:
    judgements = judge_plan(plan_of_parts(REVISED), YEAR, YEAR)
    original = judgements[0].by_original
    assert original is not None
    assert original.decisive.indicator.code == WOMEN
    revised = count_revised(judgements)
    assert (revised.count, revised.lowered, revised.behind_by_original) == (1, 1, 1)


@pytest.mark.parametrize(
    ("men", "women", "outcome"),
    [
        ("81.5", "86.0", FinalOutcome.REACHED),
        ("81.5", "85.0", FinalOutcome.NOT_REACHED),
        ("81.5", None, FinalOutcome.UNKNOWN),
        (None, "85.0", FinalOutcome.NOT_REACHED),
    ],
)
def test_at_the_end_it_is_reached_where_all_parts_are(
    men: str | None, women: str | None, outcome: FinalOutcome
) -> None:
    plan = plan_of_parts(
        {
            "{fiscal_year: R8, value: 80.0}": f"{{fiscal_year: R12, value: {men or 'null'}}}",
            "{fiscal_year: R8, value: 84.1}": f"{{fiscal_year: R12, value: {women or 'null'}}}",
        }
    )
    report = final_report(plan, 2030, {})
    assert report is not None
    of_parts = report.results[0]
    assert (of_parts.indicator.code, of_parts.outcome) == (CODE, outcome)
    assert [part.indicator.code for part in of_parts.parts] == [MEN, WOMEN]
    assert len(report.results) == 2


def test_a_part_that_says_more_does_not_change_the_others() -> None:
    alone = judge(indicator_of_parts(part(60), part(56)).part_indicators[0], YEAR)
    together = judged(part(60), part(56)).parts[0]
    assert replace(alone, rates={}) == replace(together, rates={})
