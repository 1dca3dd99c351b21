"""The judgement of an indicator by what one of its years says."""

from dataclasses import replace
from decimal import Decimal

from dxkpi.plan import (
    Actual,
    Aggregation,
    DoTarget,
    ImproveTarget,
    Indicator,
    KeepTarget,
    RangeTarget,
    ReachTarget,
    RiseTarget,
    Target,
    TotalTarget,
)
from dxkpi.rules.expected import expected_value, year_entry
from dxkpi.rules.interval_judging import judged_interval, telling_figures, verdict_range
from dxkpi.rules.judged_rates import with_graded_rate, with_rates
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.known_figures import first_done
from dxkpi.rules.profiles import JUDGED, NEEDS_ATTENTION, Profile, Status
from dxkpi.rules.ranges import towards_range
from dxkpi.rules.totals import running_total
from dxkpi.rules.verdict import Verdict
from dxkpi.rules.verdict_range import VerdictRange
from dxkpi.rules.verdicts import judge_by_rule
from dxkpi.rules.waiting_status import JudgingTerms, waiting_status


def judge_year(
    indicator: Indicator, fiscal_year: int, terms: JudgingTerms
) -> Judgement:
    """One indicator by what its own year says."""
    due, profile, plan_start, _day = terms
    target = indicator.target
    reported, indicator = indicator, towards_range(running_total(indicator))
    path_since = path_start(indicator, profile, plan_start)
    facts = Judgement(
        indicator,
        fiscal_year,
        Status.MONITORED,
        Reason.NO_TARGET,
        actual=_deciding_figure(indicator, fiscal_year),
        expected=_expected(indicator, fiscal_year, profile, path_since),
        reported=reported,
        path_since=path_since,
        graded_by=profile.key,
        quantity=profile.quantity,
    )
    if target is None:
        return facts

    facts = _with_all_rates(facts, target, terms)
    verdict = judge_by_rule(facts, target, profile, due=due)
    if not due and facts.is_of_the_year and verdict.status in NEEDS_ATTENTION:
        verdict = Verdict(Status.AHEAD, Reason.YEAR_NOT_OVER)
    if verdict.status is Status.AHEAD:
        status = waiting_status(facts, verdict.reason, terms)
        verdict = Verdict(status, verdict.reason)
    grade = verdict.grade or profile.grade_of(verdict.status)
    is_judged = verdict.status in JUDGED
    return replace(
        facts,
        status=verdict.status,
        reason=verdict.reason,
        grade=grade,
        graded_rate=facts.graded_rate if verdict.is_by_rate else None,
        verdict_range=_range_of_verdict(facts, target, terms) if is_judged else None,
    )


def _with_all_rates(facts: Judgement, target: Target, terms: JudgingTerms) -> Judgement:
    if facts.indicator.has_stages:  # from one to another there is no distance
        return facts
    facts = with_rates(facts, target, terms.profile)
    return with_graded_rate(facts, terms.profile, terms.plan_start)


def _range_of_verdict(
    facts: Judgement, target: Target, terms: JudgingTerms
) -> VerdictRange | None:
    """What the verdict can be within the margin of its figure; None where that is not
    known.
    """
    interval = judged_interval(facts)
    if interval is None:
        return None
    figures = telling_figures(facts, interval, terms.profile, terms.plan_start)
    statuses = [_status_of_figure(facts, each, target, terms) for each in figures]
    return verdict_range(facts, interval, statuses)


def _status_of_figure(
    facts: Judgement, figure: Decimal, target: Target, terms: JudgingTerms
) -> Status:
    """The status that the year would have, had it this figure."""
    assert facts.actual is not None
    actual = facts.actual.model_copy(update={"value": figure})
    supposed = _with_all_rates(replace(facts, actual=actual), target, terms)
    return judge_by_rule(supposed, target, terms.profile, due=True).status


def path_start(
    indicator: Indicator, profile: Profile, plan_start: int | None
) -> int | None:
    """The year at whose end the path begins, where the profile lets it begin before the
    plan; None for the baseline's own. A total counts from its own first year.
    """
    target = indicator.target
    if not profile.starts_before_plan() or plan_start is None:
        return None
    if indicator.baseline is None or isinstance(target, TotalTarget):
        return None
    start = plan_start - 1
    has_way = isinstance(target, ReachTarget) and start < target.fiscal_year
    return start if has_way else None


def _expected(
    indicator: Indicator, fiscal_year: int, profile: Profile, path_since: int | None
) -> Decimal | None:
    """What is expected of the year. Where the path begins with the plan, a yearly count
    that has no baseline is to be what the target says in every year.
    """
    expected = expected_value(indicator, fiscal_year, path_since)
    target = indicator.target
    if expected is not None or not profile.starts_before_plan():
        return expected
    is_yearly_count = indicator.aggregation is Aggregation.ANNUAL
    has_no_start = indicator.baseline is None
    if isinstance(target, ReachTarget) and has_no_start and is_yearly_count:
        return target.value
    return None


def _deciding_figure(indicator: Indicator, fiscal_year: int) -> Actual | None:
    """The year's figure; else one of before, once the deadline is past or what was to
    be done is done.
    """
    entry = year_entry(indicator, fiscal_year)
    if entry is not None:
        return entry
    match indicator.target:
        case ReachTarget() | RiseTarget() | RangeTarget() as target:
            return _last_since_deadline(indicator, target, fiscal_year)
        case DoTarget() as target:
            last = _last_since_deadline(indicator, target, fiscal_year)
            return last or first_done(indicator, fiscal_year)
        case KeepTarget() | ImproveTarget() | None:  # every year is judged anew
            return None


def _last_since_deadline(
    indicator: Indicator, target: Target, fiscal_year: int
) -> Actual | None:
    """Once the deadline is past the last figure since then goes on deciding."""
    deadline = target.fiscal_year
    if deadline is None:
        return None
    since = [
        actual
        for actual in indicator.actuals
        if deadline <= actual.fiscal_year < fiscal_year and actual.value is not None
    ]
    return max(since, key=lambda actual: actual.fiscal_year, default=None)
