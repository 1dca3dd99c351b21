"""What is reported of initiatives each year, and what the reports come to."""

from dxkpi.plan import (
    InitiativeState,
    Judge,
    OwnMark,
    Plan,
    UnconfirmedReport,
    YearlyReport,
)
from dxkpi.rules import ReportedYear, count_reports, report_subjects, with_reported_year
from tests.support.plan_values import without_yearly_reports

REPORT = YearlyReport(
    fiscal_year=2025, state=InitiativeState.COMPLETED, done="終えた。"
)
KEY = ("1-1", "1")


def test_a_measure_is_reported_where_it_has_no_initiatives(
    shipped_plans: dict[str, Plan],
) -> None:
    hyuga = report_subjects(shipped_plans["452068"])
    assert {(one.code, one.initiative) for one in hyuga} == {
        (measure.number, None) for measure in shipped_plans["452068"].measures
    }
    tomigusuku = report_subjects(shipped_plans["472123"])
    assert len(tomigusuku) == 75
    assert len({one.code for one in tomigusuku}) == 75


def test_reports_are_counted_by_state(sample_plan: Plan) -> None:
    plan = without_yearly_reports(sample_plan)
    first, second, third = report_subjects(plan)[:3]
    textual = YearlyReport(fiscal_year=2025, done="調べた。")
    said = {first.key: REPORT, second.key: REPORT, third.key: textual}
    count = count_reports(
        report_subjects(with_reported_year(plan, ReportedYear(2025, said))), 2025
    )
    assert count.states == ((InitiativeState.COMPLETED, 2),)
    assert (count.stateless, count.reported) == (1, 3)
    assert count.total == len(report_subjects(plan))


def test_what_was_completed_stays_so_in_later_years(sample_plan: Plan) -> None:
    first, second = report_subjects(without_yearly_reports(sample_plan))[:2]
    under_way = YearlyReport(fiscal_year=2025, state=InitiativeState.UNDER_WAY)
    said = ReportedYear(2025, {first.key: REPORT, second.key: under_way})
    plan = with_reported_year(without_yearly_reports(sample_plan), said)
    count = count_reports(report_subjects(plan), 2027)
    assert count.states == ((InitiativeState.COMPLETED, 1),)
    assert count.unreported == count.total - 1
    assert count_reports(report_subjects(plan), 2024).states == ()


def test_a_report_takes_the_place_of_that_of_its_year(sample_plan: Plan) -> None:
    plan = without_yearly_reports(sample_plan)
    earlier = YearlyReport(fiscal_year=2024, done="始めた。")
    for report in (REPORT, earlier):
        plan = with_reported_year(plan, ReportedYear(report.fiscal_year, {KEY: report}))
    subject = report_subjects(plan)[0]
    assert subject.reports == (earlier, REPORT)
    assert subject.last_before(2025) == earlier
    plan = with_reported_year(plan, ReportedYear(2025, {KEY: None}))
    assert report_subjects(plan)[0].reports == (earlier,)


def test_a_departments_mark_leaves_those_of_others(sample_plan: Plan) -> None:
    plan = without_yearly_reports(sample_plan)
    own = OwnMark(fiscal_year=2025, by=Judge.DEPARTMENT, mark="○")
    plan = with_reported_year(plan, ReportedYear(2025, marks={KEY: own}))
    headquarters = OwnMark(fiscal_year=2025, by=Judge.HEADQUARTERS, mark="△")
    [policy, *others] = plan.policies
    [measure, *more] = policy.measures
    [first, *rest] = measure.initiatives
    first = first.model_copy(update={"marks": (*first.marks, headquarters)})
    measure = measure.model_copy(update={"initiatives": (first, *rest)})
    policy = policy.model_copy(update={"measures": (measure, *more)})
    plan = plan.model_copy(update={"policies": (policy, *others)})
    plan = with_reported_year(plan, ReportedYear(2025, marks={KEY: None}))
    assert report_subjects(plan)[0].marks == (headquarters,)


def test_a_report_that_waits_to_be_confirmed_is_counted_as_that(
    sample_plan: Plan,
) -> None:
    plan = without_yearly_reports(sample_plan)
    first, second = report_subjects(plan)[:2]
    waiting = UnconfirmedReport(fiscal_year=2025)
    reported = ReportedYear(2025, {first.key: REPORT, second.key: waiting})
    count = count_reports(report_subjects(with_reported_year(plan, reported)), 2025)
    assert (count.reported, count.unconfirmed) == (1, 1)
    assert count.unreported == count.total - 2
