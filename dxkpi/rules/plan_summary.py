"""A plan's judgements of a year put in order: by status, by policy, what needs attention, what was not judged."""

from collections.abc import Iterable
from decimal import Decimal

from dxkpi.plan import Direction, Indicator, Plan, ReachTarget
from dxkpi.rules.judging import Judgement, Reason
from dxkpi.rules.known_figures import last_known
from dxkpi.rules.profiles import Status

GOOD = (Status.ACHIEVED, Status.ON_TRACK, Status.MOSTLY_ON_TRACK)
BAD = (Status.MISSED, Status.FAR_BEHIND, Status.BEHIND)


def group_by_status(judgements: Iterable[Judgement]) -> dict[Status, list[Judgement]]:
    """The statuses that occur, best first, each with its judgements in their order."""
    found: dict[Status, list[Judgement]] = {status: [] for status in Status}
    for judgement in judgements:
        found[judgement.status].append(judgement)
    return {status: members for status, members in found.items() if members}


def group_by_policy(
    plan: Plan, judgements: Iterable[Judgement]
) -> dict[str | None, list[Judgement]]:
    """The judgements under the number of their policy, in the plan's order; those of no policy first, under None."""
    numbers = (None, *(policy.number for policy in plan.policies))
    groups: dict[str | None, list[Judgement]] = {number: [] for number in numbers}
    for judgement in judgements:
        groups[judgement.indicator.policy].append(judgement)
    return {number: members for number, members in groups.items() if members}


def needing_attention(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """What is behind or missed, worst first: by status, then by how little of the way lies behind."""
    bad = [judgement for judgement in judgements if judgement.status in BAD]
    return tuple(
        sorted(
            bad,
            key=lambda judgement: (BAD.index(judgement.status), _way_gone(judgement)),
        )
    )


def not_judged(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """What was not judged: what should have been reported first, then what cannot be judged, is ahead, or only observed."""
    order = (
        Status.NOT_REPORTED,
        Status.NOT_ASSESSABLE,
        Status.NOT_DUE,
        Status.MONITORED,
    )
    others = [judgement for judgement in judgements if judgement.status in order]
    return tuple(sorted(others, key=lambda judgement: order.index(judgement.status)))


def count_reported(judgements: Iterable[Judgement]) -> tuple[int, int]:
    """How many of the figures that are due in the year have been reported, and how many are due.

    What cannot be evaluated, was discontinued or does not apply in the year is not due.
    """
    asked = [
        j for j in judgements if j.status not in (Status.MONITORED, Status.NOT_DUE)
    ]
    missing = sum(judgement.status is Status.NOT_REPORTED for judgement in asked)
    given = sum(_has_own_figure(judgement) for judgement in asked)
    return given, given + missing


def _has_own_figure(judgement: Judgement) -> bool:
    """Whether the year itself has a reported figure: a reason why there is none, or a baseline, is no such figure."""
    entry = judgement.indicator.actual(judgement.fiscal_year)
    return entry is not None and entry.value is not None


def leading_indicator(plan: Plan, fiscal_year: int) -> Indicator | None:
    """The indicator to show first: 実感率, else the plan's first own one with a figure to reach; once its figures begin."""
    own = (
        i for i in plan.indicators if i.official and isinstance(i.target, ReachTarget)
    )
    return next(
        (
            wanted
            for wanted in (plan.realisation, *own)
            if wanted and _has_begun(wanted, fiscal_year)
        ),
        None,
    )


def _has_begun(indicator: Indicator, fiscal_year: int) -> bool:
    """Whether there is a figure by the year that does not lie before the baseline."""
    known, start = last_known(indicator, fiscal_year), indicator.baseline
    return known is not None and (
        start is None or known.fiscal_year >= start.fiscal_year
    )


def leading_start(
    plan: Plan, judgements: Iterable[Judgement], fiscal_year: int
) -> Judgement | None:
    """The leading indicator's judgement, where the plan's sentence tells its whole way: it stands at its start, as all do."""
    waiting = [
        judgement
        for judgement in judgements
        if judgement.status is not Status.MONITORED
    ]
    if any(judgement.status is not Status.NOT_DUE for judgement in waiting):
        return None
    first = leading_indicator(plan, fiscal_year)
    if first is None or not isinstance(first.target, ReachTarget):
        return None
    return next(
        (
            j
            for j in waiting
            if j.indicator.code == first.code and j.reason is Reason.STARTING_POINT
        ),
        None,
    )


def _way_gone(judgement: Judgement) -> Decimal:
    """How much of the way to what was expected lies behind, for the order alone; zero where nothing can say."""
    for rate in (judgement.pace, judgement.progress_rate):
        if rate is not None:
            return rate
    value, expected = judgement.value, judgement.expected
    if value is None or expected is None or value <= 0 or expected <= 0:
        return Decimal(0)
    return (
        value / expected
        if judgement.indicator.direction is Direction.HIGHER
        else expected / value
    )
