"""What a year asks for: the survey in its month, and the entries that run."""

import pytest

from dxkpi.plan import BarState, Plan, Progress
from dxkpi.rules import judge_plan, reportable_entries
from dxkpi.rules.scheduled_ends import FinalProgress
from dxkpi.rules.year_tasks import TaskCount, YearTasks, year_tasks


def tasks_of(plan: Plan, year: int, closed: int = 2025) -> YearTasks:
    return year_tasks(plan, judge_plan(plan, year, closed), year, {})


def test_the_survey_comes_in_the_month_of_the_baseline(
    shipped_plans: dict[str, Plan],
) -> None:
    tasks = tasks_of(shipped_plans["472123"], 2026)
    assert tasks.survey is not None
    assert (tasks.survey.indicator.name, tasks.month) == (
        "職員のDX推進実感率",
        "2027-03",
    )
    assert tasks.entries == TaskCount(total=19, given=0)


@pytest.mark.parametrize(("code", "year"), [("422096", 2025), ("472123", 2025)])
def test_a_year_that_asks_for_no_figures_asks_for_no_survey(
    shipped_plans: dict[str, Plan], code: str, year: int
) -> None:
    assert tasks_of(shipped_plans[code], year).survey is None


def test_only_a_report_of_the_year_itself_counts(
    shipped_plans: dict[str, Plan],
) -> None:
    plan = shipped_plans["472123"]
    first, second = reportable_entries(plan)[:2]
    reports = {
        first.key: Progress(fiscal_year=2026, state=BarState.DONE),
        second.key: Progress(fiscal_year=2025, state=BarState.IN_PROGRESS),
    }
    tasks = year_tasks(plan, judge_plan(plan, 2026, 2025), 2026, reports)
    assert tasks.entries == TaskCount(total=19, given=1)
    assert not tasks.entries.is_done
    final = FinalProgress(reports, [first.key, second.key])
    tasks = year_tasks(plan, judge_plan(plan, 2026, 2025), 2026, final)
    assert tasks.entries == TaskCount(total=19, given=1, unconfirmed=1)


@pytest.mark.parametrize("state", [BarState.DONE, BarState.STOPPED])
def test_what_was_finished_in_an_earlier_year_is_asked_for_no_more(
    shipped_plans: dict[str, Plan], state: BarState
) -> None:
    plan = shipped_plans["472123"]
    first = reportable_entries(plan)[0]
    reports = {first.key: Progress(fiscal_year=2026, state=state)}
    tasks = year_tasks(plan, judge_plan(plan, 2027, 2026), 2027, reports)
    assert tasks.entries == TaskCount(total=18, given=0)
