"""The rules that judge an indicator in a fiscal year.

Each judgement keeps the figures it came from and the reason as a code, so that
`dxkpi.wording.judgement` can print the formula with its numbers. Figures are compared
unrounded; what is missing is never taken as zero; what is not due yet is never judged
badly.
"""

from dataclasses import replace
from datetime import date

from dxkpi.plan import Indicator, Plan
from dxkpi.rules.awaited_figures import (
    awaits_figure,
    latest_known_actual,
    reason_for_waiting,
)
from dxkpi.rules.due_years import is_due
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.parts_judgement import judge_parts
from dxkpi.rules.profiles import STANDARD, WAITING, Profile, Status
from dxkpi.rules.targets_in_force import (
    indicator_in_force,
    is_revised_by,
    original_indicator,
)
from dxkpi.rules.waiting_status import JudgingTerms, waiting_status
from dxkpi.rules.year_judgement import judge_year

_SAY_NOTHING = (*WAITING, Status.NOT_REPORTED, Status.NOT_ASSESSABLE)


def judge_plan(
    plan: Plan,
    fiscal_year: int,
    last_closed: int,
    profile: Profile = STANDARD,
    day: date | None = None,
) -> tuple[Judgement, ...]:
    """Every indicator that counts in one fiscal year, in the plan's order. `last_closed`
    is the last year that is over, `day` the one of looking: without it the first after
    that year.
    """
    day = day or first_day_after(last_closed)
    due = is_due(plan, fiscal_year, last_closed)
    plan_start = plan.about.first_fiscal_year
    return tuple(
        judge(
            indicator,
            fiscal_year,
            due=due,
            profile=profile,
            plan_start=plan_start,
            day=day,
        )
        for indicator in plan.indicators_in(fiscal_year)
    )


def judge_last_year(
    plan: Plan,
    indicator: Indicator,
    last_closed: int,
    profile: Profile = STANDARD,
    day: date | None = None,
) -> Judgement:
    """A retired indicator of a plan in the last fiscal year in which it counted."""
    assert indicator.retired is not None
    last_year = indicator.retired.fiscal_year - 1
    return judge(
        indicator,
        last_year,
        due=is_due(plan, last_year, last_closed),
        profile=profile,
        plan_start=plan.about.first_fiscal_year,
        day=day or first_day_after(last_closed),
    )


def judge_years(
    plan: Plan,
    indicator: Indicator,
    last_closed: int,
    profile: Profile = STANDARD,
    day: date | None = None,
) -> tuple[Judgement, ...]:
    """An indicator of a plan in each of its own years: those of its figures and target,
    until it was retired.
    """
    day = day or first_day_after(last_closed)
    judgements = []
    for year in filter(indicator.counts_in, plan.fiscal_years_of(indicator)):
        due = is_due(plan, year, last_closed)
        plan_start = plan.about.first_fiscal_year
        judgements.append(
            judge(
                indicator,
                year,
                due=due,
                profile=profile,
                plan_start=plan_start,
                day=day,
            )
        )
    return tuple(judgements)


def judge(
    indicator: Indicator,
    fiscal_year: int,
    *,
    due: bool = True,
    profile: Profile = STANDARD,
    plan_start: int | None = None,
    day: date | None = None,
) -> Judgement:
    """One indicator in one fiscal year, by the target that was in force when the year was
    reported. `due` says whether the year's figure can be asked for yet; `plan_start` is
    the first fiscal year of its plan, `day` the one of looking: without it the first
    after the year. One that consists of parts is judged by them.
    """
    if indicator.parts:
        parts = [
            judge(
                part,
                fiscal_year,
                due=due,
                profile=profile,
                plan_start=plan_start,
                day=day,
            )
            for part in indicator.part_indicators
        ]
        return judge_parts(indicator, fiscal_year, parts)
    terms = JudgingTerms(due, profile, plan_start, day)
    in_force = indicator_in_force(indicator, fiscal_year)
    judgement = _judge_in_force(in_force, fiscal_year, terms)
    if not is_revised_by(indicator, fiscal_year):
        return judgement
    original = original_indicator(indicator)
    by_original = _judge_in_force(original, fiscal_year, terms)
    return replace(judgement, by_original=by_original)


def _judge_in_force(
    indicator: Indicator, fiscal_year: int, terms: JudgingTerms
) -> Judgement:
    """One indicator by the target that it has.

    A year that has no figure, because none is made in it, is judged as the year of the
    latest known one; so is every year without a figure where the profile says so.
    """
    profile = terms.profile
    of_year = judge_year(indicator, fiscal_year, terms)
    if not terms.due or not awaits_figure(of_year):
        return of_year
    day = terms.day or first_day_after(fiscal_year)
    waiting = reason_for_waiting(of_year, day)
    if waiting is not None:
        grade = profile.grades.get(Status.NOT_REPORTED, "")
        status = waiting_status(of_year, waiting, terms)
        of_year = replace(of_year, status=status, reason=waiting, grade=grade)
    if not profile.latest_figure and waiting is not Reason.NO_FIGURE_THIS_YEAR:
        return of_year
    latest = latest_known_actual(of_year)
    if latest is None:
        return of_year
    of_latest = judge_year(indicator, latest.fiscal_year, terms)
    if of_latest.status in _SAY_NOTHING:
        return of_year
    return replace(of_latest, fiscal_year=fiscal_year)


def first_day_after(fiscal_year: int) -> date:
    """The day on which a fiscal year is over."""
    return date(fiscal_year + 1, 4, 1)
