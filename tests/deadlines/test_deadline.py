"""What a department has to reach or hand in, and by which day."""

from datetime import date

import pytest

from dxkpi.deadlines import plan_deadlines
from dxkpi.plan import Certainty, Plan, TargetRule
from dxkpi.plan.round import ReportDeadlines
from dxkpi.returns import NO_REGISTER, DepartmentRegister, schedule_deadline
from dxkpi.wording.language import Language
from tests.support.deadlines import by_may, named, never, with_target

MAY_15, MAY_29 = date(2026, 5, 15), date(2026, 5, 29)


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        ("2028-02", date(2028, 2, 29)),
        ("2027-12", date(2027, 12, 31)),
        ("2027-04-30", date(2027, 4, 30)),
        (None, date(2028, 3, 31)),
    ],
)
def test_months_end_when_they_end_and_a_day_stays_itself(
    sample_plan: Plan, as_of: str | None, day: date
) -> None:
    first = next(
        i
        for i in sample_plan.indicators
        if i.target and i.target.rule is TargetRule.REACH
    )
    plan = with_target(sample_plan, first.code, fiscal_year=2027, as_of=as_of)
    assert (
        next(
            d.day
            for d in plan_deadlines(plan, None, never, Language.JAPANESE)
            if d.kind == "目標時期" and d.name == first.name
        )
        == day
    )


def test_a_department_gets_what_it_is_asked_for(sample_plan: Plan) -> None:
    found = plan_deadlines(sample_plan, "人事課", by_may, Language.JAPANESE)
    measures = {m.name for m in sample_plan.measures if "人事課" in m.departments}
    indicators = {
        i.name
        for i in sample_plan.indicators
        if "人事課" in sample_plan.departments_of(i)
    }
    assert indicators & {d.name for d in found}
    assert all("人事課" in " ".join(d.lines) for d in found if d.kind != "提出期限")
    assert {d.name for d in found if d.kind == "目標時期"} <= indicators
    assert measures
    assert len(found) < len(
        plan_deadlines(sample_plan, None, by_may, Language.JAPANESE)
    )
    assert plan_deadlines(sample_plan, "ない課", by_may, Language.JAPANESE) == ()


def test_only_ends_that_the_plan_states_are_in_the_calendar(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        stated = [
            i
            for m in plan.measures
            for i in m.schedule
            if i.end and i.certainty is Certainty.STATED
        ]
        found = [
            d
            for d in plan_deadlines(plan, None, never, Language.JAPANESE)
            if d.kind.startswith("工程")
        ]
        assert len(found) == len(stated)
    assert {
        d.day
        for d in plan_deadlines(shipped_plans["452068"], None, never, Language.JAPANESE)
        if d.name == "テレワークの推進"
    } == {date(2022, 3, 31)}


def test_yearly_targets_are_days_of_their_own_but_the_last_year_s_is_the_target(
    sample_plan: Plan,
) -> None:
    found = [
        (d.day.year, d.kind, d.goal)
        for d in plan_deadlines(sample_plan, None, never, Language.JAPANESE)
        if d.name == "オンライン化した手続の数"
    ]
    assert found == [
        (2024, "令和5年度の目標", "80件"),
        (2025, "令和6年度の目標", "110件"),
        (2026, "令和7年度の目標", "130件"),
        (2027, "令和8年度の目標", "145件"),
        (2028, "目標時期", "150件"),
    ]


def test_the_day_to_hand_in_is_there_for_each_year_the_plan_asks_for(
    shipped_plans: dict[str, Plan],
) -> None:
    def years(code: str) -> list[str]:
        return [
            d.name
            for d in plan_deadlines(
                shipped_plans[code], None, by_may, Language.JAPANESE
            )
            if d.kind == "提出期限"
        ]

    assert years("999997") == [f"令和{n}年度の実績" for n in range(5, 10)]
    assert years("422096") == [f"令和{n}年度の実績" for n in range(8, 12)], (
        "adopted at the end of 令和7年度"
    )
    assert not [
        d
        for d in plan_deadlines(shipped_plans["999997"], None, never, Language.JAPANESE)
        if d.kind == "提出期限"
    ]


def test_who_answers_for_all_departments_has_their_deadlines_too(
    shipped_plans: dict[str, Plan],
) -> None:
    """Such a department may stand nowhere in the plan."""
    plan = shipped_plans["472123"]
    register = DepartmentRegister(answers_for={"全課": ("新設課",)})
    asked = [
        indicator.name
        for indicator in plan.indicators
        if indicator.target and "全課" in plan.departments_of(indicator)
    ]
    deadlines = plan_deadlines(
        plan, "新設課", by_may, Language.JAPANESE, register=register
    )
    kinds = {deadline.kind for deadline in deadlines}
    assert "提出期限" in kinds
    assert {d.name for d in deadlines if d.kind == "目標時期"} == set(asked)
    assert plan_deadlines(plan, "新設課", by_may, Language.JAPANESE) == ()


def test_a_long_name_is_shortened_by_the_letters_that_are_seen(
    sample_plan: Plan,
) -> None:
    found = plan_deadlines(
        named(sample_plan, "\u200b" * 50 + "窓口"), None, never, Language.JAPANESE
    )
    assert any(deadline.short_title.split()[1] == "窓口" for deadline in found)


def test_the_schedule_has_a_day_of_its_own_beside_the_figures(
    sample_plan: Plan,
) -> None:
    def may_29(year: int) -> date | None:
        return date(2026, 5, 29) if year == 2025 else None

    handed_in = {
        deadline.name: deadline
        for deadline in plan_deadlines(
            sample_plan, None, by_may, Language.JAPANESE, schedule_deadline=may_29
        )
        if deadline.kind == "提出期限"
    }
    schedule, figures = handed_in["令和7年度の工程"], handed_in["令和7年度の実績"]
    assert (schedule.day, figures.day) == (date(2026, 5, 29), by_may(2025))
    assert schedule.uid != figures.uid
    assert schedule.by_setting
    assert [name for name in handed_in if name.endswith("工程")] == [schedule.name]


@pytest.mark.parametrize(
    ("department", "deadlines", "day"),
    [
        ("人事課", ReportDeadlines(MAY_15, MAY_29), MAY_29),
        (None, ReportDeadlines(MAY_15, MAY_29), MAY_29),
        ("人事課", ReportDeadlines(MAY_15, MAY_15), None),
        ("企画課", ReportDeadlines(MAY_15, MAY_29), None),
        ("ない課", ReportDeadlines(MAY_15, MAY_29), None),
    ],
)
def test_the_schedules_day_is_told_where_it_is_another_than_that_of_the_figures(
    sample_plan: Plan,
    department: str | None,
    deadlines: ReportDeadlines,
    day: date | None,
) -> None:
    asked = schedule_deadline(sample_plan, department, NO_REGISTER, deadlines)
    assert asked == day
