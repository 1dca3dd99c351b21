"""A plan's judgements of a year put in order: by status, by policy, what needs
attention, what was not judged.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dxkpi.plan import Indicator, Plan, ReachTarget
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.known_figures import last_known
from dxkpi.rules.profiles import WAITING, Status
from dxkpi.rules.severity import worst_first
from dxkpi.rules.targets_in_force import TargetMove, target_move

_NOT_JUDGED = (
    Status.NOT_REPORTED,
    Status.NOT_ASSESSABLE,
    *WAITING,
    Status.MONITORED,
)


def group_by_status(judgements: Iterable[Judgement]) -> dict[Status, list[Judgement]]:
    """The statuses under which the judgements are counted, as far as they occur, best
    first, each with its judgements in their order.
    """
    groups: dict[Status, list[Judgement]] = {status: [] for status in Status}
    for judgement in judgements:
        groups[judgement.counted_status].append(judgement)
    return {status: members for status, members in groups.items() if members}


def group_by_policy(
    plan: Plan, judgements: Iterable[Judgement]
) -> dict[str | None, list[Judgement]]:
    """The judgements under the number of their policy, in the plan's order; those of no
    policy first, under None.
    """
    numbers = (None, *(policy.number for policy in plan.policies))
    groups: dict[str | None, list[Judgement]] = {number: [] for number in numbers}
    for judgement in judgements:
        groups[judgement.indicator.policy].append(judgement)
    return {number: members for number, members in groups.items() if members}


def has_one_without_policy(plan: Plan, judgements: Iterable[Judgement]) -> bool:
    """Whether a single indicator belongs to no policy, while others do."""
    groups = group_by_policy(plan, judgements)
    return len(groups) > 1 and len(groups.get(None, [])) == 1


def needing_attention(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """What is behind or missed, worst first."""
    return worst_first(
        judgement for judgement in judgements if judgement.needs_attention
    )


def not_judged(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """What was not judged: what should have been reported first, then what cannot be
    judged, is ahead, or only observed.
    """
    others = [judgement for judgement in judgements if judgement.status in _NOT_JUDGED]
    return tuple(sorted(others, key=lambda j: _NOT_JUDGED.index(j.status)))


def leading_indicator(plan: Plan, fiscal_year: int) -> Indicator | None:
    """The indicator to show first: 実感率, else the plan's first own one with a figure
    to reach; once its figures begin.
    """
    for indicator in _candidates_to_lead(plan):
        if _has_begun(indicator, fiscal_year):
            return indicator
    return None


def _candidates_to_lead(plan: Plan) -> Iterator[Indicator]:
    if plan.realisation is not None:
        yield plan.realisation
    for indicator in plan.indicators:
        reaches_figure = isinstance(indicator.target, ReachTarget)
        if indicator.official and reaches_figure and indicator.is_number:
            yield indicator


def _has_begun(indicator: Indicator, fiscal_year: int) -> bool:
    """Whether there is a figure by the year that does not lie before the baseline."""
    last, baseline = last_known(indicator, fiscal_year), indicator.baseline
    if last is None:
        return False
    return baseline is None or last.fiscal_year >= baseline.fiscal_year


def leading_start(
    plan: Plan, judgements: Iterable[Judgement], fiscal_year: int
) -> Judgement | None:
    """The leading indicator's judgement, where the plan's sentence tells its whole way:
    it stands at its start, as all do, or was not measured since.
    """
    promised = [j for j in judgements if j.status is not Status.MONITORED]
    if any(judgement.status not in WAITING for judgement in promised):
        return None
    leading = leading_indicator(plan, fiscal_year)
    if leading is None or not isinstance(leading.target, ReachTarget):
        return None
    for judgement in promised:
        is_leading = judgement.indicator.code == leading.code
        if is_leading and _is_before_first_figure(judgement, leading):
            return judgement
    return None


def _is_before_first_figure(judgement: Judgement, indicator: Indicator) -> bool:
    """Whether nothing is known after the baseline by the judgement's year."""
    if judgement.reason is Reason.STARTING_POINT:
        return True
    last, baseline = last_known(indicator, judgement.fiscal_year), indicator.baseline
    if last is None or baseline is None or judgement.status is not Status.UNMEASURED:
        return False
    return last.fiscal_year == baseline.fiscal_year


@dataclass(frozen=True)
class RevisedTargets:
    """How many indicators of a year are judged by a revised target, by what became of it,
    and how many would be behind or missed by their first.
    """

    lowered: int
    raised: int
    changed: int
    behind_by_original: int

    @property
    def count(self) -> int:
        return self.lowered + self.raised + self.changed


def count_revised(judgements: Iterable[Judgement]) -> RevisedTargets:
    """The revised targets of a year."""
    moves: Counter[TargetMove] = Counter()
    behind = 0
    for judgement in judgements:
        original = judgement.by_original
        if original is None:
            continue
        moves[_move(original, judgement)] += 1
        behind += original.needs_attention
    return RevisedTargets(
        moves[TargetMove.LOWERED],
        moves[TargetMove.RAISED],
        moves[TargetMove.CHANGED],
        behind,
    )


def _move(original: Judgement, judgement: Judgement) -> TargetMove:
    """What became of a revised target; of those of parts, where it is the same of all
    that were revised.
    """
    moves = set()
    pairs = zip(original.measured, judgement.measured, strict=True)
    for before, after in pairs:
        if not judgement.parts or after.by_original is not None:
            moves.add(target_move(before.indicator, after.indicator))
    return moves.pop() if len(moves) == 1 else TargetMove.CHANGED
