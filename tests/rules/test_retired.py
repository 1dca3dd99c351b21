"""What was retired is judged in the years in which it counted, and not after them."""

from datetime import date

from dxkpi.plan import Plan
from dxkpi.rules import (
    judge_last_year,
    judge_plan,
    judge_years,
    report_subjects,
    report_subjects_in,
    reportable_entries,
    reportable_entries_in,
)
from dxkpi.rules.final_report import final_report
from dxkpi.rules.profiles import STANDARD
from tests.support.retired import retire

CLOSED, DAY = 2026, date(2027, 5, 1)


def judged(plan: Plan, year: int) -> set[str]:
    return {one.indicator.code for one in judge_plan(plan, year, CLOSED, STANDARD, DAY)}


def test_a_plan_is_judged_without_what_was_retired(sample_plan: Plan) -> None:
    every = {indicator.code for indicator in sample_plan.indicators}
    plan = retire(sample_plan, "K03", 2025)
    assert judged(plan, 2024) == every
    assert judged(plan, 2025) == every - {"K03"}


def test_the_judgements_of_the_years_before_stay_as_they_were(
    sample_plan: Plan,
) -> None:
    plan = retire(sample_plan, "K03", 2025)
    before, after = sample_plan.indicator("K03"), plan.indicator("K03")
    assert before is not None
    assert after is not None
    whole = judge_years(sample_plan, before, CLOSED, STANDARD, DAY)
    kept = judge_years(plan, after, CLOSED, STANDARD, DAY)
    earlier = [one for one in whole if one.fiscal_year < 2025]
    assert [(one.fiscal_year, one.status, one.actual) for one in kept] == [
        (one.fiscal_year, one.status, one.actual) for one in earlier
    ]
    last = judge_last_year(plan, after, CLOSED, STANDARD, DAY)
    assert (last.fiscal_year, last.status) == (2024, earlier[-1].status)


def test_a_retired_initiative_and_its_schedule_are_asked_for_until_it_ends(
    sample_plan: Plan,
) -> None:
    measure = next(
        one
        for one in sample_plan.measures
        if any(item.initiative for item in one.schedule)
    )
    number = next(item.initiative for item in measure.schedule if item.initiative)
    plan = retire(sample_plan, f"{measure.number}/{number}", 2025)
    assert len(report_subjects_in(plan, 2024)) == len(report_subjects(plan))
    gone = set(report_subjects(plan)) - set(report_subjects_in(plan, 2025))
    assert [subject.key for subject in gone] == [(measure.number, number)]
    left_out = set(reportable_entries(plan)) - set(reportable_entries_in(plan, 2025))
    assert {entry.item.initiative for entry in left_out} <= {number}
    assert reportable_entries_in(plan, 2024) == reportable_entries(plan)


def test_a_measure_all_of_whose_initiatives_ended_is_not_asked_for_itself(
    sample_plan: Plan,
) -> None:
    measure = sample_plan.measures[0]
    plan = sample_plan
    for initiative in measure.initiatives:
        plan = retire(plan, f"{measure.number}/{initiative.number}", 2025)
    subjects = report_subjects_in(plan, 2025)
    assert all(subject.measure.number != measure.number for subject in subjects)


def test_the_final_report_judges_it_by_its_last_year(sample_plan: Plan) -> None:
    plan = retire(sample_plan, "K03", 2025)
    last_year = plan.about.last_fiscal_year
    assert last_year is not None
    report = final_report(plan, last_year, {})
    assert report is not None
    [result] = [one for one in report.results if one.indicator.code == "K03"]
    assert result.judgement.fiscal_year <= 2024
