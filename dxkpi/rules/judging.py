"""The rules that judge an indicator in a fiscal year. Pure: no clock, no store, no screen.

Five target rules occur in plans. Each judgement keeps the figures it came from and the reason in code, so
that `dxkpi.wording.judgement` can print the formula with its numbers. Figures are compared unrounded; what is missing
is never taken as zero; what is not due yet is never judged badly.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from dxkpi import fiscal
from dxkpi.plan import (
    Actual,
    Comparator,
    Direction,
    DoTarget,
    ImproveTarget,
    Indicator,
    KeepTarget,
    Missing,
    Plan,
    ReachTarget,
    RiseTarget,
    Target,
)
from dxkpi.rules.profiles import STANDARD, Profile, Status


class Reason(StrEnum):
    """Which sentence of the rules decided."""

    NO_TARGET = "no_target"
    STARTING_POINT = "starting_point"
    NO_FIGURE = "no_figure"
    YEAR_NOT_OVER = "year_not_over"
    TARGET_MET = "target_met"
    TARGET_NOT_MET = "target_not_met"
    PACE = "pace"
    NO_BASELINE = "no_baseline"
    YEARLY_TARGET = "yearly_target"
    BELOW_START = "below_start"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    IMPROVED = "improved"
    NOT_IMPROVED = "not_improved"
    NO_PREVIOUS_YEAR = "no_previous_year"
    QUESTION_CHANGED = "question_changed"
    DIRECTION = "direction"
    DONE = "done"
    NOT_DONE = "not_done"
    DEADLINE_AHEAD = "deadline_ahead"
    NO_DEADLINE = "no_deadline"


@dataclass(frozen=True)
class Judgement:
    """How one indicator stands at the end of one fiscal year, and from which figures.

    `expected` is 期待値 (for an improve rule the year before, which must be passed). The rates are ratios (1 is 100%),
    unrounded, and None where the rules define none: `achievement_rate` 実績/目標, `progress_rate`
    (実績−現状値)/(目標−現状値), `pace` (実績−現状値)/(期待値−現状値).
    """

    indicator: Indicator
    fiscal_year: int
    status: Status
    reason: Reason
    grade: str = ""
    actual: Actual | None = None
    expected: Decimal | None = None
    achievement_rate: Decimal | None = None
    progress_rate: Decimal | None = None
    pace: Decimal | None = None
    rates_disagree: bool = False

    @property
    def value(self) -> Decimal | None:
        return self.actual.value if self.actual else None

    @property
    def target_value(self) -> Decimal | None:
        return self.indicator.target.value if self.indicator.target else None


def is_due(plan: Plan, fiscal_year: int, last_closed: int) -> bool:
    """Whether figures of a fiscal year can be asked for: it is over, and the plan was in force before it ended."""
    about = plan.about
    begun = about.first_fiscal_year is None or fiscal_year >= about.first_fiscal_year
    known = (
        about.established is None
        or fiscal.last_month(fiscal_year) > about.established[:7]
    )
    return fiscal_year <= last_closed and begun and known


def default_year(plan: Plan, last_closed: int) -> int:
    """The year to look at first: the latest closed one with an actual, else the last closed one; always one of the plan's."""
    years = plan.fiscal_years
    reported = (
        a.fiscal_year for i in plan.indicators for a in i.actuals if a.value is not None
    )
    latest = min(max(reported, default=last_closed), last_closed)
    return min(max(latest, years[0]), years[-1]) if years else latest


def judge_plan(
    plan: Plan, fiscal_year: int, last_closed: int, profile: Profile = STANDARD
) -> tuple[Judgement, ...]:
    """Every indicator of a plan in one fiscal year, in the plan's order. `last_closed` is the last year that is over."""
    due = is_due(plan, fiscal_year, last_closed)
    return tuple(
        judge(indicator, fiscal_year, due=due, profile=profile)
        for indicator in plan.indicators
    )


def judge_years(
    plan: Plan, indicator: Indicator, last_closed: int, profile: Profile = STANDARD
) -> tuple[Judgement, ...]:
    """An indicator of a plan in each of its own years: those of its figures and target."""
    years = plan.fiscal_years_of(indicator)
    return tuple(
        judge(indicator, year, due=is_due(plan, year, last_closed), profile=profile)
        for year in years
    )


def judge(
    indicator: Indicator,
    fiscal_year: int,
    *,
    due: bool = True,
    profile: Profile = STANDARD,
) -> Judgement:
    """One indicator in one fiscal year. `due` says whether the year's figure can be asked for yet."""
    target = indicator.target
    entry = _entry(indicator, fiscal_year) or _entry_after_deadline(
        indicator, fiscal_year
    )
    expected = expected_value(indicator, fiscal_year)
    facts = Judgement(
        indicator,
        fiscal_year,
        Status.MONITORED,
        Reason.NO_TARGET,
        actual=entry,
        expected=expected,
    )
    if target is None:
        return facts
    facts = _with_rates(facts, target, profile)
    verdict = _verdict(facts, target, profile, due=due)
    early = not due and entry is not None and entry.fiscal_year == fiscal_year
    if early and verdict.status in (Status.BEHIND, Status.FAR_BEHIND, Status.MISSED):
        verdict = replace(
            verdict, status=Status.NOT_DUE, reason=Reason.YEAR_NOT_OVER, grade=""
        )
    return replace(
        verdict, grade=verdict.grade or profile.grades.get(verdict.status, "")
    )


def expected_value(indicator: Indicator, fiscal_year: int) -> Decimal | None:
    """期待値: the year's own target if the plan gives one, else the straight line from baseline to target.

    None where there is neither, and where a survey was changed since (a figure of another question is no start); for an
    improve rule the figure of the year before. Exact up to 28 digits.
    """
    target = indicator.target
    if target is None:
        return None
    match target:
        case ImproveTarget():
            if not indicator.asks_alike(fiscal_year - 1, fiscal_year):
                return None
            return _known(indicator, fiscal_year - 1)
        case KeepTarget():
            return target.yearly.get(fiscal_year, target.value)
        case ReachTarget():
            return _value_on_the_way(indicator, target, fiscal_year)
        case RiseTarget() | DoTarget():
            return None


def _value_on_the_way(
    indicator: Indicator, target: ReachTarget, fiscal_year: int
) -> Decimal | None:
    """The year's own target, else the straight line from baseline to target; from the deadline on the target."""
    if fiscal_year in target.yearly:
        return target.yearly[fiscal_year]
    if fiscal_year >= target.fiscal_year:
        return target.value

    baseline = indicator.baseline
    if baseline is None or fiscal_year < baseline.fiscal_year:
        return None
    if not indicator.asks_alike(baseline.fiscal_year, fiscal_year):
        return None
    years = fiscal_year - baseline.fiscal_year
    share = Fraction(years, target.fiscal_year - baseline.fiscal_year)
    whole = Fraction(target.value) - Fraction(baseline.value)
    return _decimal(Fraction(baseline.value) + share * whole)


def meets_goal(
    value: Decimal, goal: Decimal, comparator: Comparator | None, direction: Direction
) -> bool:
    """Whether a value fulfils a goal: by the plan's own 以上/以下 where it has one, else by the indicator's direction."""
    match comparator:
        case Comparator.EQUAL:
            return value == goal
        case Comparator.AT_LEAST:
            return value >= goal
        case Comparator.AT_MOST:
            return value <= goal
    return value >= goal if direction is Direction.HIGHER else value <= goal


def _verdict(
    facts: Judgement, target: Target, profile: Profile, *, due: bool
) -> Judgement:
    if isinstance(target, DoTarget):
        return _judge_do(facts, target, due=due)
    value = facts.value
    if value is None:
        return _judge_nothing(facts, due=due)
    match target:
        case ReachTarget():
            return _judge_reach(facts, value, target, profile)
        case KeepTarget():
            return _judge_keep(facts, value, target)
        case ImproveTarget():
            return _judge_improve(facts, value)
        case RiseTarget():
            return _judge_rise(facts, value, target)


def _judge_nothing(facts: Judgement, *, due: bool) -> Judgement:
    missing = facts.actual.missing if facts.actual else None
    if missing in (
        Missing.CANNOT_BE_EVALUATED,
        Missing.DISCONTINUED,
        Missing.NOT_APPLICABLE,
    ):
        return _because(facts, Status.NOT_ASSESSABLE, Reason.NO_FIGURE)
    if _at_start(facts):
        return _because(facts, Status.NOT_DUE, Reason.STARTING_POINT)
    return _because(
        facts, Status.NOT_REPORTED if due else Status.NOT_DUE, Reason.NO_FIGURE
    )


def _judge_reach(
    facts: Judgement, value: Decimal, target: ReachTarget, profile: Profile
) -> Judgement:
    baseline, direction = facts.indicator.baseline, facts.indicator.direction
    if meets_goal(value, target.value, target.comparator, direction):
        return _because(facts, Status.ACHIEVED, Reason.TARGET_MET)
    if facts.fiscal_year >= target.fiscal_year:
        return _because(facts, Status.MISSED, Reason.TARGET_NOT_MET)
    if _at_start(facts):
        return _because(facts, Status.NOT_DUE, Reason.STARTING_POINT)
    if facts.pace is not None:
        band = profile.band(facts.pace)
        return replace(_because(facts, band.status, Reason.PACE), grade=band.grade)
    if facts.expected is not None and meets_goal(
        value, facts.expected, None, direction
    ):
        band = profile.band(Decimal(1))
        return replace(
            _because(facts, band.status, Reason.YEARLY_TARGET), grade=band.grade
        )
    if baseline is None:
        return _because(facts, Status.NOT_ASSESSABLE, Reason.NO_BASELINE)
    if not _asks_alike(facts):
        return _because(facts, Status.NOT_ASSESSABLE, Reason.QUESTION_CHANGED)
    band = profile.bands[-1]
    return replace(_because(facts, band.status, Reason.BELOW_START), grade=band.grade)


def _judge_keep(facts: Judgement, value: Decimal, target: KeepTarget) -> Judgement:
    goal = facts.expected
    if _at_start(facts):
        return _because(facts, Status.NOT_DUE, Reason.STARTING_POINT)
    if (
        meets_goal(value, goal, target.comparator, facts.indicator.direction)
        if goal is not None
        else value > 0
    ):
        return _because(facts, Status.ACHIEVED, Reason.KEPT)
    return _because(facts, Status.MISSED, Reason.NOT_KEPT)


def _judge_improve(facts: Judgement, value: Decimal) -> Judgement:
    before = facts.expected
    if _at_start(facts):
        return _because(facts, Status.NOT_DUE, Reason.STARTING_POINT)
    if before is None:
        known = _known(facts.indicator, facts.fiscal_year - 1) is not None
        return _because(
            facts,
            Status.NOT_ASSESSABLE,
            Reason.QUESTION_CHANGED if known else Reason.NO_PREVIOUS_YEAR,
        )
    if _is_better(value, before, facts.indicator.direction):
        return _because(facts, Status.ACHIEVED, Reason.IMPROVED)
    return _because(facts, Status.MISSED, Reason.NOT_IMPROVED)


def _judge_rise(facts: Judgement, value: Decimal, target: RiseTarget) -> Judgement:
    baseline = facts.indicator.baseline
    if baseline is None:
        return _because(facts, Status.NOT_ASSESSABLE, Reason.NO_BASELINE)
    if _at_start(facts):
        return _because(facts, Status.NOT_DUE, Reason.STARTING_POINT)
    if not _asks_alike(facts):
        return _because(facts, Status.NOT_ASSESSABLE, Reason.QUESTION_CHANGED)
    better = _is_better(value, baseline.value, facts.indicator.direction)
    if target.fiscal_year is not None and facts.fiscal_year >= target.fiscal_year:
        return _because(
            facts, Status.ACHIEVED if better else Status.MISSED, Reason.DIRECTION
        )
    status = (
        Status.ON_TRACK
        if better
        else Status.BEHIND
        if value == baseline.value
        else Status.FAR_BEHIND
    )
    return _because(facts, status, Reason.DIRECTION)


def _judge_do(facts: Judgement, target: DoTarget, *, due: bool) -> Judgement:
    done = next(
        (
            a
            for a in facts.indicator.actuals
            if a.fiscal_year <= facts.fiscal_year and a.value == 1
        ),
        None,
    )
    if done is not None:
        return _because(
            replace(facts, actual=facts.actual or done), Status.ACHIEVED, Reason.DONE
        )
    if target.fiscal_year is not None and facts.fiscal_year < target.fiscal_year:
        return _because(facts, Status.NOT_DUE, Reason.DEADLINE_AHEAD)
    if facts.value is None:
        return _judge_nothing(facts, due=due)
    if target.fiscal_year is None:
        return _because(facts, Status.NOT_ASSESSABLE, Reason.NO_DEADLINE)
    return _because(facts, Status.MISSED, Reason.NOT_DONE)


def _because(facts: Judgement, status: Status, reason: Reason) -> Judgement:
    return replace(facts, status=status, reason=reason)


def _with_rates(facts: Judgement, target: Target, profile: Profile) -> Judgement:
    value, baseline = facts.value, facts.indicator.baseline
    if not isinstance(target, ReachTarget) or value is None:
        return facts
    goal = target.value
    if baseline is not None and baseline.value == goal:
        return facts
    achievement = _ratio(value, goal)
    progress = pace = None
    if (
        baseline is not None
        and facts.fiscal_year >= baseline.fiscal_year
        and _asks_alike(facts)
    ):
        progress = _ratio(value, goal, since=baseline.value) if goal != 0 else None
        if facts.expected is not None and facts.fiscal_year > baseline.fiscal_year:
            onward = _is_better(
                facts.expected, baseline.value, facts.indicator.direction
            )
            pace = (
                _ratio(value, facts.expected, since=baseline.value) if onward else None
            )
    disagree = (
        achievement is not None
        and progress is not None
        and profile.band(achievement) != profile.band(progress)
    )
    return replace(
        facts,
        achievement_rate=achievement,
        progress_rate=progress,
        pace=pace,
        rates_disagree=disagree,
    )


def _ratio(
    part: Decimal, whole: Decimal, since: Decimal = Decimal(0)
) -> Decimal | None:
    """How much of the way from `since` to `whole` lies behind `part`; None where there is no way to go."""
    way = Fraction(whole) - Fraction(since)
    return _decimal((Fraction(part) - Fraction(since)) / way) if way != 0 else None


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _is_better(value: Decimal, other: Decimal, direction: Direction) -> bool:
    return value > other if direction is Direction.HIGHER else value < other


def _asks_alike(facts: Judgement) -> bool:
    """Whether the figure answers the same question as the baseline."""
    baseline, entry = facts.indicator.baseline, facts.actual
    return (
        baseline is None
        or entry is None
        or facts.indicator.asks_alike(baseline.fiscal_year, entry.fiscal_year)
    )


def _at_start(facts: Judgement) -> bool:
    """In the baseline's year and before it nothing can have gone wrong yet."""
    baseline = facts.indicator.baseline
    return baseline is not None and facts.fiscal_year <= baseline.fiscal_year


def _entry(indicator: Indicator, fiscal_year: int) -> Actual | None:
    """The year's actual; the baseline stands in for its own year, so that the starting point can be shown."""
    entry, baseline = indicator.actual(fiscal_year), indicator.baseline
    if entry is None and baseline is not None and baseline.fiscal_year == fiscal_year:
        return Actual(
            fiscal_year=fiscal_year, as_of=baseline.as_of, value=baseline.value
        )
    return entry


def _entry_after_deadline(indicator: Indicator, fiscal_year: int) -> Actual | None:
    """Once the deadline is past the last figure since then goes on deciding, unless every year is judged anew."""
    target = indicator.target
    if target is None or target.fiscal_year is None:
        return None
    if isinstance(target, KeepTarget | ImproveTarget):
        return None
    later = [
        a
        for a in indicator.actuals
        if target.fiscal_year <= a.fiscal_year < fiscal_year and a.value is not None
    ]
    return max(later, key=lambda a: a.fiscal_year, default=None)


def _known(indicator: Indicator, fiscal_year: int) -> Decimal | None:
    entry = _entry(indicator, fiscal_year)
    return entry.value if entry else None
