"""The rules that judge an indicator in a fiscal year.

Seven target rules occur in plans. Each judgement keeps the figures it came from and the
reason as a code, so that `dxkpi.wording.judgement` can print the formula with its
numbers. Figures are compared unrounded; what is missing is never taken as zero; what is
not due yet is never judged badly.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dxkpi import fiscal
from dxkpi.plan import (
    Actual,
    Aggregation,
    DoTarget,
    ImproveTarget,
    Indicator,
    KeepTarget,
    Missing,
    Plan,
    RangeTarget,
    ReachTarget,
    RiseTarget,
    Target,
    TotalTarget,
)
from dxkpi.plan.grading import GradedQuantity
from dxkpi.rules.expected import expected_value, known_value, meets_goal, year_entry
from dxkpi.rules.graded_rates import graded_end, graded_rates
from dxkpi.rules.judgement import Judgement, Reason, leads_on
from dxkpi.rules.profiles import NEEDS_ATTENTION, STANDARD, GradeBand, Profile, Status
from dxkpi.rules.ranges import towards_range
from dxkpi.rules.rates import achievement_rate, pace_rate, progress_rate, year_rate
from dxkpi.rules.targets_in_force import (
    indicator_in_force,
    is_revised_by,
    original_indicator,
)
from dxkpi.rules.totals import running_total

_NO_FIGURE_TO_COME = (
    Missing.CANNOT_BE_EVALUATED,
    Missing.DISCONTINUED,
    Missing.NOT_APPLICABLE,
)
_SAY_NOTHING = (Status.NOT_DUE, Status.NOT_REPORTED, Status.NOT_ASSESSABLE)
_REASON_OF_QUANTITY = {
    GradedQuantity.PACE: Reason.PACE,
    GradedQuantity.PROGRESS: Reason.PROGRESS,
    GradedQuantity.ACHIEVEMENT: Reason.ACHIEVEMENT,
    GradedQuantity.YEAR_ACHIEVEMENT: Reason.YEAR_RATE,
    GradedQuantity.DUE_PART: Reason.DUE_PART,
}


def is_due(plan: Plan, fiscal_year: int, last_closed: int) -> bool:
    """Whether figures of a fiscal year can be asked for: it is over, and the plan was
    in force before it ended.
    """
    about = plan.about
    if fiscal_year > last_closed:
        return False
    if about.first_fiscal_year is not None and fiscal_year < about.first_fiscal_year:
        return False
    if about.established is None:
        return True
    month_established = about.established[:7]
    return fiscal.last_month(fiscal_year) > month_established


def default_year(plan: Plan, last_closed: int) -> int:
    """The year to look at first: the latest closed one with an actual, else the last
    closed one; always one of the plan's.
    """
    reported = [
        actual.fiscal_year
        for indicator in plan.indicators
        for actual in indicator.actuals
        if actual.value is not None
    ]
    latest = min(max(reported, default=last_closed), last_closed)
    years = plan.fiscal_years
    if not years:
        return latest
    return min(max(latest, years[0]), years[-1])


def judge_plan(
    plan: Plan,
    fiscal_year: int,
    last_closed: int,
    profile: Profile = STANDARD,
    day: date | None = None,
) -> tuple[Judgement, ...]:
    """Every indicator of a plan in one fiscal year, in the plan's order. `last_closed`
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
        for indicator in plan.indicators
    )


def judge_years(
    plan: Plan,
    indicator: Indicator,
    last_closed: int,
    profile: Profile = STANDARD,
    day: date | None = None,
) -> tuple[Judgement, ...]:
    """An indicator of a plan in each of its own years: those of its figures and target."""
    day = day or first_day_after(last_closed)
    judgements = []
    for year in plan.fiscal_years_of(indicator):
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
    after the year.
    """
    terms = _Terms(due, profile, plan_start, day)
    in_force = indicator_in_force(indicator, fiscal_year)
    judgement = _judge_in_force(in_force, fiscal_year, terms)
    if not is_revised_by(indicator, fiscal_year):
        return judgement
    original = original_indicator(indicator)
    by_original = _judge_in_force(original, fiscal_year, terms)
    return replace(judgement, by_original=by_original)


class _Terms(NamedTuple):
    """What a judgement depends on beside the indicator and its year."""

    due: bool
    profile: Profile
    plan_start: int | None
    day: date | None


def _judge_in_force(indicator: Indicator, fiscal_year: int, terms: _Terms) -> Judgement:
    """One indicator by the target that it has.

    A year that has no figure, because none is made in it, is judged as the year of the
    latest known one; so is every year without a figure where the profile says so.
    """
    profile = terms.profile
    of_year = _judge_year(indicator, fiscal_year, terms)
    if not terms.due or not _awaits_figure(of_year):
        return of_year
    day = terms.day or first_day_after(fiscal_year)
    waiting = _reason_for_waiting(of_year, day)
    if waiting is not None:
        grade = profile.grades.get(Status.NOT_REPORTED, "")
        of_year = replace(of_year, status=Status.NOT_DUE, reason=waiting, grade=grade)
    if not profile.latest_figure and waiting is not Reason.NO_FIGURE_THIS_YEAR:
        return of_year
    latest = _latest_known(of_year)
    if latest is None:
        return of_year
    of_latest = _judge_year(indicator, latest.fiscal_year, terms)
    if of_latest.status in _SAY_NOTHING:
        return of_year
    return replace(of_latest, fiscal_year=fiscal_year)


def first_day_after(fiscal_year: int) -> date:
    """The day on which a fiscal year is over."""
    return date(fiscal_year + 1, 4, 1)


def _reason_for_waiting(judgement: Judgement, day: date) -> Reason | None:
    """Why a year that is over has no figure though nobody is late: it is not out yet, or
    none is made in it; None where it could be there.
    """
    indicator = judgement.reported or judgement.indicator
    published, actual = indicator.published, judgement.actual
    if published is not None and not published.has_figure(judgement.fiscal_year):
        return Reason.NO_FIGURE_THIS_YEAR
    if actual is not None and actual.missing is Missing.NOT_PUBLISHED:
        return Reason.AWAITING_PUBLICATION
    if published is not None and not published.is_out(judgement.fiscal_year, day):
        return Reason.AWAITING_PUBLICATION
    return None


def _awaits_figure(judgement: Judgement) -> bool:
    """Whether the year has no figure, and nothing says that it will have none."""
    if judgement.value is not None or judgement.reason is not Reason.NO_FIGURE:
        return False
    actual = judgement.actual
    return actual is None or actual.missing not in _NO_FIGURE_TO_COME


def _latest_known(judgement: Judgement) -> Actual | None:
    """The latest figure before the judgement's year; of a total the latest sum."""
    known = [
        actual
        for actual in judgement.indicator.actuals
        if actual.fiscal_year < judgement.fiscal_year and actual.value is not None
    ]
    return max(known, key=lambda actual: actual.fiscal_year, default=None)


def _judge_year(indicator: Indicator, fiscal_year: int, terms: _Terms) -> Judgement:
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

    facts = _with_rates(facts, target, profile)
    facts = _with_graded_rate(facts, profile, plan_start)
    verdict = _verdict(facts, target, profile, due=due)
    if not due and _is_of_the_year(facts) and verdict.status in NEEDS_ATTENTION:
        verdict = _Verdict(Status.NOT_DUE, Reason.YEAR_NOT_OVER)
    grade = verdict.grade or profile.grade_of(verdict.status)
    return replace(
        facts,
        status=verdict.status,
        reason=verdict.reason,
        grade=grade,
        graded_rate=facts.graded_rate if verdict.is_by_rate else None,
    )


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


class _Verdict(NamedTuple):
    status: Status
    reason: Reason
    grade: str = ""
    is_by_rate: bool = False


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
            return last or _first_done(indicator, fiscal_year)
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


def _first_done(indicator: Indicator, fiscal_year: int) -> Actual | None:
    """The entry by which what was to be done was done, by this year."""
    for actual in indicator.actuals:
        if actual.fiscal_year <= fiscal_year and actual.value == 1:
            return actual
    return None


def _is_of_the_year(facts: Judgement) -> bool:
    entry = facts.actual
    return entry is not None and entry.fiscal_year == facts.fiscal_year


def _with_rates(facts: Judgement, target: Target, profile: Profile) -> Judgement:
    """The rates of a target to reach, as far as there is a figure and a way to go."""
    value = facts.value
    if isinstance(target, RangeTarget) and value is not None:
        return replace(facts, pace=_pace_towards_range(facts, value, target))
    if not isinstance(target, ReachTarget) or value is None:
        return facts
    pace = _pace(facts, value, target, profile)
    if _holds_baseline(facts.indicator, target):
        return replace(facts, pace=pace)

    achievement = achievement_rate(value, target.value)
    progress = _progress(facts, value, target)
    return replace(
        facts,
        achievement_rate=achievement,
        progress_rate=progress,
        pace=pace,
        rates_disagree=_get_different_grades(achievement, progress, profile),
    )


def _progress(facts: Judgement, value: Decimal, target: ReachTarget) -> Decimal | None:
    baseline = facts.indicator.baseline
    if baseline is None or facts.fiscal_year < baseline.fiscal_year:
        return None
    if facts.indicator.target_is_worse:
        return None
    if not _answers_question_of_baseline(facts):
        return None
    return progress_rate(value, baseline.value, target.value)


def _pace(
    facts: Judgement, value: Decimal, target: ReachTarget, profile: Profile
) -> Decimal | None:
    """Measured from the baseline. Where no way leads from there to what is expected,
    the actual against what is expected of the year.

    None where nothing is expected, up to the start of the path, where the question
    changed, and where a target that equals the baseline has no figure for the year:
    that is to hold what there is, and no share of it is enough, unless the profile has
    grades for it.
    """
    indicator, expected = facts.indicator, facts.expected
    baseline, direction = indicator.baseline, indicator.direction
    if expected is None or _is_at_start(facts):
        return None
    if not _answers_question_of_baseline(facts):
        return None
    if baseline is not None and leads_on(indicator, expected):
        return pace_rate(value, baseline.value, expected, direction)

    has_own_target = facts.fiscal_year in target.yearly
    if not has_own_target:
        deadline_decides = facts.fiscal_year >= target.fiscal_year
        if deadline_decides and not profile.deadline_by_bands:
            return None
        if _holds_baseline(indicator, target) and not profile.keeps_by_bands:
            return None
    return year_rate(value, expected, direction)


def _with_graded_rate(
    facts: Judgement, profile: Profile, plan_start: int | None
) -> Judgement:
    """The rate in the quantity that the profile grades, as far as there is one."""
    rates = graded_rates(facts, plan_start)
    has_no_way = isinstance(facts.indicator.target, KeepTarget)
    is_graded = has_no_way and profile.keeps_by_bands
    if is_graded and rates[profile.quantity] is None:
        of_year = rates[GradedQuantity.YEAR_ACHIEVEMENT]
        rates = {**rates, profile.quantity: of_year}
    return replace(
        facts,
        graded_rate=rates[profile.quantity],
        graded_end=graded_end(facts, profile.quantity, plan_start),
        rates=rates,
    )


def _pace_towards_range(
    facts: Judgement, value: Decimal, target: RangeTarget
) -> Decimal | None:
    """Measured from a baseline outside of the range; None within it and beyond."""
    indicator, expected = facts.indicator, facts.expected
    baseline = indicator.baseline
    if expected is None or baseline is None or _is_at_start(facts):
        return None
    is_before_range = target.outside(value) * target.outside(baseline.value) > 0
    if not is_before_range:
        return None
    return pace_rate(value, baseline.value, expected, indicator.direction)


def _holds_baseline(indicator: Indicator, target: ReachTarget) -> bool:
    """Whether the target is the baseline itself."""
    baseline = indicator.baseline
    return baseline is not None and baseline.value == target.value


def _get_different_grades(
    achievement: Decimal | None, progress: Decimal | None, profile: Profile
) -> bool:
    if achievement is None or progress is None:
        return False
    return profile.band(achievement) != profile.band(progress)


def _verdict(
    facts: Judgement, target: Target, profile: Profile, *, due: bool
) -> _Verdict:
    if isinstance(target, DoTarget):
        return _judge_do(facts, target, due=due)
    value = facts.value
    if value is None:
        if _is_sum_unknown(facts, target):
            return _Verdict(Status.NOT_ASSESSABLE, Reason.SUM_UNKNOWN)
        return _judge_nothing(facts, due=due)
    match target:
        case ReachTarget():
            return _judge_reach(facts, value, target, profile)
        case KeepTarget():
            return _judge_keep(facts, value, target, profile)
        case ImproveTarget():
            return _judge_improve(facts, value)
        case RiseTarget():
            return _judge_rise(facts, value, target)
        case RangeTarget():
            return _judge_range(facts, value, target, profile)


def _is_sum_unknown(facts: Judgement, target: Target) -> bool:
    """Whether the year of a total was reported, and a year before it was not."""
    if not isinstance(target, TotalTarget) or facts.reported is None:
        return False
    decisive_year = min(facts.fiscal_year, target.fiscal_year)
    reported = facts.reported.actual(decisive_year)
    return reported is not None and reported.value is not None


def _judge_nothing(facts: Judgement, *, due: bool) -> _Verdict:
    missing = facts.actual.missing if facts.actual else None
    if missing in _NO_FIGURE_TO_COME:
        return _Verdict(Status.NOT_ASSESSABLE, Reason.NO_FIGURE)
    if _is_at_start(facts):
        return _Verdict(Status.NOT_DUE, Reason.STARTING_POINT)
    if due:
        return _Verdict(Status.NOT_REPORTED, Reason.NO_FIGURE)
    return _Verdict(Status.NOT_DUE, Reason.NO_FIGURE)


def _judge_reach(
    facts: Judgement, value: Decimal, target: ReachTarget, profile: Profile
) -> _Verdict:
    """At the deadline by the figure, before it by the pace; without a way from the
    baseline by the year's own target.

    A target worse than the present is met from the first day on, which says nothing:
    before the deadline the figure is to keep above the path that leads down to it.
    """
    direction = facts.indicator.direction
    only_deadline_tells = facts.indicator.target_is_worse
    may_be_reached = not only_deadline_tells or facts.fiscal_year >= target.fiscal_year
    is_met = meets_goal(value, target.value, target.comparator, direction)
    if may_be_reached and is_met:
        return _met(facts, profile, Reason.TARGET_MET)
    if facts.fiscal_year >= target.fiscal_year:
        return _not_met(facts, profile, Reason.TARGET_NOT_MET)
    if _is_at_start(facts):
        return _Verdict(Status.NOT_DUE, Reason.STARTING_POINT)
    if profile.quantity is not GradedQuantity.PACE:
        return _judge_by_rate(facts, profile)
    if facts.pace is not None and not facts.is_by_year:
        return _graded(profile.band(facts.pace), Reason.PACE)

    expected = facts.expected
    if expected is not None and meets_goal(value, expected, None, direction):
        as_planned_or_ahead = facts.pace or Decimal(1)
        return _graded(profile.band(as_planned_or_ahead), Reason.YEARLY_TARGET)
    if facts.pace is not None:
        return _graded(profile.band(facts.pace), Reason.YEAR_RATE)
    if facts.indicator.baseline is None:
        return _Verdict(Status.NOT_ASSESSABLE, Reason.NO_BASELINE)
    if not _answers_question_of_baseline(facts):
        return _Verdict(Status.NOT_ASSESSABLE, Reason.QUESTION_CHANGED)
    return _graded(profile.bands[-1], Reason.BELOW_START)


def _met(facts: Judgement, profile: Profile, reason: Reason) -> _Verdict:
    """A target that is met, with the grade of the rate where the profile has no other."""
    if facts.graded_rate is None or Status.ACHIEVED in profile.grades:
        return _Verdict(Status.ACHIEVED, reason)
    grade = profile.band_of(facts.rates).grade
    return _Verdict(Status.ACHIEVED, reason, grade, is_by_rate=True)


def _not_met(facts: Judgement, profile: Profile, reason: Reason) -> _Verdict:
    """A target that is not met: missed, or in the band of its rate where the profile
    grades such a year like any other.
    """
    is_kept_each_year = reason is Reason.NOT_KEPT
    by_bands = profile.deadline_by_bands
    if is_kept_each_year:
        by_bands = profile.keeps_by_bands
    if by_bands:
        return _graded(profile.band_of(facts.rates), reason)
    return _Verdict(Status.MISSED, reason)


def _judge_by_rate(facts: Judgement, profile: Profile) -> _Verdict:
    """By the quantity of the profile, where that is not the pace."""
    if facts.graded_rate is not None:
        reason = _REASON_OF_QUANTITY[profile.quantity]
        return _graded(profile.band_of(facts.rates), reason)
    if not _answers_question_of_baseline(facts):
        return _Verdict(Status.NOT_ASSESSABLE, Reason.QUESTION_CHANGED)
    if facts.indicator.baseline is None and facts.expected is None:
        return _Verdict(Status.NOT_ASSESSABLE, Reason.NO_BASELINE)
    return _graded(profile.bands[-1], Reason.BELOW_START)


def _judge_keep(
    facts: Judgement, value: Decimal, target: KeepTarget, profile: Profile
) -> _Verdict:
    """Each year on its own; to keep without a figure means some, not none."""
    if _is_at_start(facts):
        return _Verdict(Status.NOT_DUE, Reason.STARTING_POINT)
    goal = facts.expected
    if goal is None:
        is_kept = value > 0
    else:
        direction = facts.indicator.direction
        is_kept = meets_goal(value, goal, target.comparator, direction)
    if is_kept:
        return _met(facts, profile, Reason.KEPT)
    return _not_met(facts, profile, Reason.NOT_KEPT)


def _judge_range(
    facts: Judgement, value: Decimal, target: RangeTarget, profile: Profile
) -> _Verdict:
    """Within or not, each year; outside before the deadline by the pace towards it, and
    badly where the figure has left the range or gone through it.
    """
    if _is_at_start(facts):
        return _Verdict(Status.NOT_DUE, Reason.STARTING_POINT)
    if target.outside(value) == 0:
        return _Verdict(Status.ACHIEVED, Reason.IN_RANGE)
    deadline = target.fiscal_year
    if deadline is None or facts.fiscal_year >= deadline:
        return _Verdict(Status.MISSED, Reason.OUT_OF_RANGE)
    if facts.pace is not None:
        return _graded(profile.band(facts.pace), Reason.PACE)
    if facts.indicator.baseline is None:
        return _Verdict(Status.NOT_ASSESSABLE, Reason.NO_BASELINE)
    if not _answers_question_of_baseline(facts):
        return _Verdict(Status.NOT_ASSESSABLE, Reason.QUESTION_CHANGED)
    return _graded(profile.bands[-1], Reason.OUT_OF_RANGE)


def _judge_improve(facts: Judgement, value: Decimal) -> _Verdict:
    """Against the year before, strictly."""
    if _is_at_start(facts):
        return _Verdict(Status.NOT_DUE, Reason.STARTING_POINT)
    year_before = facts.expected
    if year_before is None:
        if known_value(facts.indicator, facts.fiscal_year - 1) is None:
            return _Verdict(Status.NOT_ASSESSABLE, Reason.NO_PREVIOUS_YEAR)
        return _Verdict(Status.NOT_ASSESSABLE, Reason.QUESTION_CHANGED)
    if facts.indicator.direction.is_better(value, year_before):
        return _Verdict(Status.ACHIEVED, Reason.IMPROVED)
    return _Verdict(Status.MISSED, Reason.NOT_IMPROVED)


def _judge_rise(facts: Judgement, value: Decimal, target: RiseTarget) -> _Verdict:
    """At the deadline against the baseline; before it the direction so far."""
    baseline = facts.indicator.baseline
    if baseline is None:
        return _Verdict(Status.NOT_ASSESSABLE, Reason.NO_BASELINE)
    if _is_at_start(facts):
        return _Verdict(Status.NOT_DUE, Reason.STARTING_POINT)
    if not _answers_question_of_baseline(facts):
        return _Verdict(Status.NOT_ASSESSABLE, Reason.QUESTION_CHANGED)

    has_risen = facts.indicator.direction.is_better(value, baseline.value)
    deadline = target.fiscal_year
    if deadline is not None and facts.fiscal_year >= deadline:
        at_deadline = Status.ACHIEVED if has_risen else Status.MISSED
        return _Verdict(at_deadline, Reason.DIRECTION)
    if has_risen:
        return _Verdict(Status.ON_TRACK, Reason.DIRECTION)
    if value == baseline.value:
        return _Verdict(Status.BEHIND, Reason.DIRECTION)
    return _Verdict(Status.FAR_BEHIND, Reason.DIRECTION)


def _judge_do(facts: Judgement, target: DoTarget, *, due: bool) -> _Verdict:
    """Done or not, by the deadline; once done it stays done."""
    if _first_done(facts.indicator, facts.fiscal_year) is not None:
        return _Verdict(Status.ACHIEVED, Reason.DONE)
    if target.fiscal_year is not None and facts.fiscal_year < target.fiscal_year:
        return _Verdict(Status.NOT_DUE, Reason.DEADLINE_AHEAD)
    if facts.value is None:
        return _judge_nothing(facts, due=due)
    if target.fiscal_year is None:
        return _Verdict(Status.NOT_ASSESSABLE, Reason.NO_DEADLINE)
    return _Verdict(Status.MISSED, Reason.NOT_DONE)


def _graded(band: GradeBand, reason: Reason) -> _Verdict:
    return _Verdict(band.status, reason, band.grade, is_by_rate=True)


def _answers_question_of_baseline(facts: Judgement) -> bool:
    """Whether the figure answers the same question as the baseline: no survey since
    asks otherwise.
    """
    baseline, entry = facts.indicator.baseline, facts.actual
    if baseline is None or entry is None:
        return True
    return facts.indicator.asks_alike(baseline.fiscal_year, entry.fiscal_year)


def _is_at_start(facts: Judgement) -> bool:
    """Up to the baseline's year, and to the start of the path, nothing can have gone
    wrong yet.
    """
    baseline = facts.indicator.baseline
    if baseline is None:
        return False
    start = baseline.fiscal_year
    if facts.path_since is not None:
        start = max(start, facts.path_since)
    return facts.fiscal_year <= start
