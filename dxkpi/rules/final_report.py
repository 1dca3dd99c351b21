"""最終評価: what a plan that has run its course has reached of what it promised.

It is made once the plan's last fiscal year is over. What is judged year by year (keep,
improve) promised every year of the plan; all else is judged at its deadline, or at the
end of the plan where the target has none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from dxkpi import fiscal
from dxkpi.plan import (
    Actual,
    BarState,
    DoTarget,
    ImproveTarget,
    Indicator,
    KeepTarget,
    Plan,
    Progress,
    RiseTarget,
)
from dxkpi.rules.entry_state import FINISHED
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.judging import judge
from dxkpi.rules.known_figures import last_known
from dxkpi.rules.parts_judgement import decides_nothing, judge_parts
from dxkpi.rules.profiles import STANDARD, Profile, Status
from dxkpi.rules.schedule_entries import EntryKey, ReportableEntry, reportable_entries
from dxkpi.rules.scheduled_ends import waiting_entries
from dxkpi.rules.totals import running_total


class FinalOutcome(StrEnum):
    """Whether a promise was kept, as far as that can be said."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    UNKNOWN = "unknown"


_OUTCOMES = {
    Status.ACHIEVED: FinalOutcome.REACHED,
    Status.MISSED: FinalOutcome.NOT_REACHED,
}


@dataclass(frozen=True)
class FinalResult:
    """What became of the target of one indicator.

    `judgement` is the one that says it. `figure` is the last one that is known by the
    plan's end, `gap` how far the judged figure lies beyond the target (negative: how far
    short of it); None where no figures can be compared. Of what is judged every year
    `judged_years` are those that were, `missed_years` those in which it was missed. Of an
    indicator that consists of parts `parts` has the result of each; it is reached where
    all are.
    """

    indicator: Indicator
    judgement: Judgement
    outcome: FinalOutcome
    figure: Actual | None = None
    gap: Decimal | None = None
    judged_years: tuple[int, ...] = ()
    missed_years: tuple[int, ...] = ()
    ends_later: bool = False
    parts: "tuple[FinalResult, ...]" = ()

    @property
    def by_original(self) -> FinalOutcome | None:
        """What became of the first target, where it was revised and that is another."""
        original = self.judgement.by_original
        if original is None or _outcome(original) is self.outcome:
            return None
        return _outcome(original)


@dataclass(frozen=True)
class EntryResult:
    """How far an entry of the schedule had come by the plan's last year (`fiscal_year`);
    None where nobody said so. `is_unconfirmed`: something newer waits to be confirmed.
    """

    entry: ReportableEntry
    progress: Progress | None
    fiscal_year: int
    is_unconfirmed: bool = False

    @property
    def is_done(self) -> bool:
        return self.progress is not None and self.progress.state is BarState.DONE

    @property
    def is_known(self) -> bool:
        """Whether a report tells how it ended: one of an earlier year does only where it
        says so.
        """
        if self.progress is None:
            return False
        is_last = self.progress.fiscal_year >= self.last_year
        return is_last or self.progress.state in FINISHED

    @property
    def last_year(self) -> int:
        """The year in which it was to end: its own, or the plan's last."""
        end = self.entry.item.end
        return self.fiscal_year if end is None else min(end, self.fiscal_year)


@dataclass(frozen=True)
class FinalReport:
    """The results of a plan at the end of its last year: the 実感率 first, then in the
    plan's order.
    """

    plan: Plan
    fiscal_year: int
    results: tuple[FinalResult, ...]
    entries: tuple[EntryResult, ...]

    @property
    def counts(self) -> Mapping[FinalOutcome, int]:
        """How many of the targets have which outcome."""
        return count_outcomes(self.results)

    @property
    def leading(self) -> FinalResult | None:
        """The result of the 実感率; None where the plan promises nothing of it."""
        realisation = self.plan.realisation
        for result in self.results:
            if realisation is not None and result.indicator.code == realisation.code:
                return result
        return None

    @property
    def by_policy(self) -> Mapping[str | None, tuple[FinalResult, ...]]:
        """The results under the number of their policy, in the plan's order."""
        numbers = (None, *(policy.number for policy in self.plan.policies))
        groups: dict[str | None, tuple[FinalResult, ...]] = {}
        for number in numbers:
            of_policy = tuple(r for r in self.results if r.indicator.policy == number)
            if of_policy:
                groups[number] = of_policy
        return groups

    @property
    def not_reached(self) -> tuple[FinalResult, ...]:
        return tuple(r for r in self.results if r.outcome is FinalOutcome.NOT_REACHED)

    @property
    def done_entries(self) -> tuple[EntryResult, ...]:
        return tuple(result for result in self.entries if result.is_done)

    @property
    def open_entries(self) -> tuple[EntryResult, ...]:
        """What is known not to have been finished."""
        known = [result for result in self.entries if result.is_known]
        return tuple(result for result in known if not result.is_done)

    @property
    def unknown_entries(self) -> tuple[EntryResult, ...]:
        """What nobody reported the end of."""
        unknown = [result for result in self.entries if not result.is_known]
        return tuple(result for result in unknown if not result.is_unconfirmed)

    @property
    def unconfirmed_entries(self) -> tuple[EntryResult, ...]:
        """What was reported on, but not yet so that it is final."""
        unknown = [result for result in self.entries if not result.is_known]
        return tuple(result for result in unknown if result.is_unconfirmed)


def final_year(plan: Plan, last_closed: int) -> int | None:
    """The year of a plan's final report; None while its last year is not over, or is
    not stated.
    """
    last_year = plan.about.last_fiscal_year
    if last_year is None or last_year > last_closed:
        return None
    return last_year


def final_report(
    plan: Plan,
    last_closed: int,
    progress: Mapping[EntryKey, Progress],
    profile: Profile = STANDARD,
) -> FinalReport | None:
    """The final report of a plan, with the progress known by its last year.

    None before the last year is over, and of a plan that promises nothing. Whatever the
    grades of the profile, a target is reached or it is not; the profile says whether the
    latest known figure counts where a year has none.
    """
    last_year = final_year(plan, last_closed)
    if last_year is None:
        return None
    profile = replace(STANDARD, latest_figure=profile.latest_figure)
    results = tuple(
        _result(plan, indicator, _last_year_of(indicator, last_year), profile)
        for indicator in _realisation_first(plan)
        if any(measured.target is not None for measured in indicator.measured)
    )
    waiting = waiting_entries(progress)
    entries = tuple(
        EntryResult(entry, progress.get(entry.key), last_year, entry.key in waiting)
        for entry in reportable_entries(plan)
    )
    if not results and not entries:
        return None
    return FinalReport(plan, last_year, results, entries)


def _last_year_of(indicator: Indicator, last_year: int) -> int:
    """The last year of the plan in which an indicator counts."""
    if indicator.retired is None:
        return last_year
    return min(last_year, indicator.retired.fiscal_year - 1)


def count_outcomes(results: Iterable[FinalResult]) -> Mapping[FinalOutcome, int]:
    """How many results have which outcome; each outcome is there."""
    counted = Counter(result.outcome for result in results)
    return {outcome: counted[outcome] for outcome in FinalOutcome}


def _realisation_first(plan: Plan) -> Sequence[Indicator]:
    leading = plan.realisation
    if leading is None:
        return plan.indicators
    others = [one for one in plan.indicators if one.code != leading.code]
    return (leading, *others)


def _result(
    plan: Plan, indicator: Indicator, last_year: int, profile: Profile
) -> FinalResult:
    if indicator.parts:
        return _result_of_parts(plan, indicator, last_year, profile)
    if isinstance(indicator.target, KeepTarget | ImproveTarget):
        result = _result_of_years(plan, indicator, last_year, profile)
    else:
        result = _result_at_deadline(indicator, last_year, profile)
    figure = last_known(running_total(indicator), last_year)
    return replace(result, figure=figure, gap=_gap(result))


def _result_of_parts(
    plan: Plan, indicator: Indicator, last_year: int, profile: Profile
) -> FinalResult:
    """Reached where every part with a target is; not reached where any is not."""
    parts = tuple(
        _result(plan, part, last_year, profile) for part in indicator.part_indicators
    )
    promised = [part for part in parts if part.indicator.target is not None]
    deciding = [part for part in promised if not decides_nothing(part.judgement)]
    outcomes = {part.outcome for part in deciding or promised}
    outcome = FinalOutcome.REACHED
    if FinalOutcome.NOT_REACHED in outcomes:
        outcome = FinalOutcome.NOT_REACHED
    elif FinalOutcome.UNKNOWN in outcomes:
        outcome = FinalOutcome.UNKNOWN
    judgements = [part.judgement for part in parts]
    judgement = judge_parts(indicator, last_year, judgements)
    ends_later = any(part.ends_later for part in promised)
    is_early = ends_later and outcome is FinalOutcome.UNKNOWN
    return FinalResult(indicator, judgement, outcome, ends_later=is_early, parts=parts)


def _result_at_deadline(
    indicator: Indicator, last_year: int, profile: Profile
) -> FinalResult:
    """By the judgement at the deadline; by that of the plan's end where the deadline's
    year cannot say it, or lies behind.
    """
    target = indicator.target
    deadline = target.fiscal_year if target else None
    ends_later = deadline is not None and deadline > last_year
    if deadline is not None and not ends_later:
        at_deadline = judge(indicator, deadline, profile=profile)
        outcome = _outcome(at_deadline)
        if outcome is not FinalOutcome.UNKNOWN:
            return FinalResult(indicator, at_deadline, outcome)
    at_end = judge(indicator, last_year, profile=profile)
    outcome = _outcome(at_end)
    is_early = ends_later and outcome is not FinalOutcome.REACHED
    if is_early:
        outcome = FinalOutcome.UNKNOWN
    return FinalResult(indicator, at_end, outcome, ends_later=is_early)


def _outcome(judgement: Judgement) -> FinalOutcome:
    """What a judgement at the end comes to. Where the target names no deadline, the
    plan's end is its deadline.
    """
    target, status = judgement.indicator.target, judgement.status
    has_no_deadline = target is not None and target.fiscal_year is None
    is_direction_known = judgement.reason is Reason.DIRECTION
    if has_no_deadline and isinstance(target, RiseTarget) and is_direction_known:
        has_risen = status in (Status.ON_TRACK, Status.ACHIEVED)
        return FinalOutcome.REACHED if has_risen else FinalOutcome.NOT_REACHED
    if has_no_deadline and judgement.reason is Reason.NO_DEADLINE:
        return FinalOutcome.NOT_REACHED  # something to do that was not done
    return _OUTCOMES.get(status, FinalOutcome.UNKNOWN)


def _result_of_years(
    plan: Plan, indicator: Indicator, last_year: int, profile: Profile
) -> FinalResult:
    """By every year of the plan: one that was missed breaks the promise; it is kept
    where all were kept that can be judged, the last one among them.
    """
    target = indicator.target
    deadline = target.fiscal_year if target else None
    end = last_year if deadline is None else min(deadline, last_year)
    first_year = plan.about.first_fiscal_year or min(indicator.years, default=end)
    years = range(max(first_year, fiscal.FIRST_YEAR), end + 1)
    judged: dict[int, Judgement] = {
        year: judge(indicator, year, profile=profile) for year in (*years, end)
    }
    decided = {year: one for year, one in judged.items() if one.status in _OUTCOMES}
    missed = [year for year, one in decided.items() if one.status is Status.MISSED]
    outcome = FinalOutcome.UNKNOWN
    deciding = judged[end]
    if missed:
        outcome, deciding = FinalOutcome.NOT_REACHED, judged[missed[-1]]
    elif end in decided:
        outcome = FinalOutcome.REACHED
    return FinalResult(
        indicator,
        deciding,
        outcome,
        judged_years=tuple(sorted(decided)),
        missed_years=tuple(sorted(missed)),
    )


def _gap(result: FinalResult) -> Decimal | None:
    """How far the judged figure lies beyond what was aimed at; None where there are no
    two figures, or where the difference is not what decided.
    """
    judgement = result.judgement
    indicator, value = judgement.indicator, judgement.value
    target = indicator.target
    aim = judgement.expected if result.judged_years else judgement.target_value
    if target is None or value is None or aim is None:
        return None
    is_better = indicator.direction.is_better(value, aim)
    gap = abs(value - aim) if is_better else -abs(value - aim)
    fits = gap >= 0 if result.outcome is FinalOutcome.REACHED else gap < 0
    return gap if fits and not isinstance(target, DoTarget) else None
