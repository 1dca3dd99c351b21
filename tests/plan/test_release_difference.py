"""What differs between two releases besides the plans: the schedule and the judgements."""

from dataclasses import replace
from decimal import Decimal

import pytest

from dxkpi.plan import BarState, Plan, PlanChange, Progress
from dxkpi.plan.grading import Status
from dxkpi.plan.release import (
    ReleasedFinality,
    ReleasedJudgement,
    ReleasedProgress,
    ReleasedYear,
)
from dxkpi.plan.release_difference import release_changes
from dxkpi.plan.review import Finality, ItemKey, entry_item, figure_key
from tests.support.stored import plan_with_actual

YEAR = 2025
BEGUN = Progress(fiscal_year=YEAR, state=BarState.IN_PROGRESS)
DONE = Progress(fiscal_year=YEAR, state=BarState.DONE)


@pytest.fixture
def released(sample_plan: Plan) -> ReleasedYear:
    entry = ReleasedProgress(measure="1-1", label="構築", nth=1, progress=BEGUN)
    return ReleasedYear(sample_plan, "standard", (judged(Status.FAR_BEHIND),), (entry,))


def judged(
    status: Status, grade: str = "", pace: Decimal | None = None
) -> ReleasedJudgement:
    return ReleasedJudgement(
        indicator="K01",
        fiscal_year=YEAR,
        figure_year=YEAR,
        status=status,
        counted_status=status,
        grade=grade,
        pace=pace,
    )


def test_a_release_does_not_differ_from_itself(released: ReleasedYear) -> None:
    assert release_changes(released, released) == ()


def test_an_entry_that_came_further_differs_in_its_state(
    released: ReleasedYear,
) -> None:
    [entry] = released.progress
    newer = replace(released, progress=(entry.model_copy(update={"progress": DONE}),))
    path = ("measure", "1-1", "schedule", "構築", "state")
    expected = PlanChange(path, BarState.IN_PROGRESS, BarState.DONE)
    assert release_changes(released, newer) == (expected,)
    assert release_changes(newer, replace(newer, progress=())) == (
        PlanChange(path, BarState.DONE, None),
    )


def test_the_second_entry_of_a_label_is_told_from_the_first(
    released: ReleasedYear,
) -> None:
    [entry] = released.progress
    second = entry.model_copy(update={"nth": 2})
    newer = replace(released, progress=(entry, second))
    [change] = release_changes(released, newer)
    assert change.path == ("measure", "1-1", "schedule", "構築", 2, "state")


def test_a_judgement_differs_in_its_status_else_in_its_grade(
    released: ReleasedYear,
) -> None:
    path = ("indicator", "K01", "judgement", YEAR)
    better = replace(released, judgements=(judged(Status.ON_TRACK),))
    assert release_changes(released, better) == (
        PlanChange(path, Status.FAR_BEHIND, Status.ON_TRACK),
    )
    graded = replace(released, judgements=(judged(Status.FAR_BEHIND, "C"),))
    assert release_changes(released, graded) == (PlanChange(path, None, "C"),)
    nothing = replace(released, judgements=())
    assert release_changes(nothing, released) == (
        PlanChange(path, None, Status.FAR_BEHIND),
    )


def test_rates_alone_are_not_told(released: ReleasedYear) -> None:
    finer = judged(Status.FAR_BEHIND, pace=Decimal("0.5"))
    assert release_changes(released, replace(released, judgements=(finer,))) == ()


def test_an_entry_whose_label_has_two_lines_became_final_as_any(
    released: ReleasedYear,
) -> None:
    label = "構築\n（試行）"
    [entry] = released.progress
    newer = replace(released, progress=(entry.model_copy(update={"label": label}),))
    waiting = finality(entry_item("1-1", label, 1))
    [change] = release_changes(replace(newer, finality=(waiting,)), newer)
    path = ("measure", "1-1", "schedule", label, YEAR, "finality")
    assert change == PlanChange(path, Finality.PRELIMINARY, Finality.CONFIRMED)


def test_a_figure_that_was_taken_out_did_not_become_final(
    released: ReleasedYear, sample_plan: Plan
) -> None:
    older = replace(released, finality=(finality(figure_key("K01")),))
    k01 = sample_plan.indicator("K01")
    assert k01 is not None
    kept = tuple(each for each in k01.actuals if each.fiscal_year != YEAR)
    without = k01.model_copy(update={"actuals": kept})
    newer = replace(released, plan=sample_plan.with_changed({"K01": without}))
    place = ("indicator", "K01", "actual", YEAR, "finality")
    [change] = [each for each in release_changes(older, newer) if each.path == place]
    assert (change.old, change.new) == (Finality.PRELIMINARY, None)


def finality(item: ItemKey) -> ReleasedFinality:
    """That a thing of the year was 速報."""
    return ReleasedFinality(kind=item.kind, place=item.place, fiscal_year=YEAR)


def test_the_plans_are_compared_first(
    released: ReleasedYear, sample_plan: Plan
) -> None:
    plan = plan_with_actual(sample_plan, "K01", YEAR, "12.3")
    newer = ReleasedYear(plan, "standard", (judged(Status.ON_TRACK),))
    changes = release_changes(released, newer)
    assert changes[0].path == ("indicator", "K01", "actual", YEAR, "value")
    assert changes[-1].path == ("indicator", "K01", "judgement", YEAR)
