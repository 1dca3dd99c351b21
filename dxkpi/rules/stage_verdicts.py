"""The verdict on a year of an indicator of named stages (検討 → 試行 → 導入 → 全庁展開).

Stages have an order and no distances, so there are no rates. Before the deadline the
year's stage is compared with the one that is expected: as planned in the best band of the
profile, a stage behind in its middle one, two and more in its last one. A target to keep
is kept or not.
"""

from decimal import Decimal
from typing import NamedTuple

from dxkpi.plan import KeepTarget, ReachTarget
from dxkpi.rules.expected import meets_goal
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.profiles import GradeBand, Profile, Status
from dxkpi.rules.verdict import Verdict

_AS_PLANNED = Decimal(1)
_ONE_STAGE = Decimal(1)


def judge_stage(
    facts: Judgement,
    value: Decimal,
    target: ReachTarget | KeepTarget,
    profile: Profile,
) -> Verdict:
    """The verdict on the stage of a year."""
    if isinstance(target, KeepTarget):
        return _judge_kept_stage(facts, value, target)
    direction = facts.indicator.direction
    if meets_goal(value, target.value, target.comparator, direction):
        return Verdict(Status.ACHIEVED, Reason.TARGET_MET)
    if facts.fiscal_year >= target.fiscal_year:
        return Verdict(Status.MISSED, Reason.TARGET_NOT_MET)
    if facts.is_at_start:
        return Verdict(Status.AHEAD, Reason.STARTING_POINT)
    if facts.expected is None:
        return Verdict(Status.NOT_ASSESSABLE, Reason.NO_BASELINE)
    return _judge_on_the_way(facts.expected - value, profile)


def _judge_on_the_way(stages_behind: Decimal, profile: Profile) -> Verdict:
    as_planned, one_behind, more_behind = stage_bands(profile)
    if stages_behind <= 0:
        return Verdict(as_planned.status, Reason.STAGE_AS_PLANNED, as_planned.grade)
    band = one_behind if stages_behind == _ONE_STAGE else more_behind
    return Verdict(band.status, Reason.STAGE_BEHIND, band.grade)


class StageBands(NamedTuple):
    """The bands of a profile for stages: as planned or ahead, one behind, more behind."""

    as_planned: GradeBand
    one_behind: GradeBand
    more_behind: GradeBand


def stage_bands(profile: Profile) -> StageBands:
    """One stage behind lies between: in the first band there that is called behind, else
    in the one before the last; in the last where there is none between.
    """
    as_planned, last = profile.band(_AS_PLANNED), profile.bands[-1]
    between = profile.bands[profile.bands.index(as_planned) + 1 : -1]
    one_behind = between[-1] if between else last
    for band in between:
        if band.status is Status.BEHIND:
            one_behind = band
            break
    return StageBands(as_planned, one_behind, last)


def _judge_kept_stage(facts: Judgement, value: Decimal, target: KeepTarget) -> Verdict:
    if facts.is_at_start:
        return Verdict(Status.AHEAD, Reason.STARTING_POINT)
    goal = facts.expected
    assert goal is not None  # a stage to keep is always stated
    direction = facts.indicator.direction
    if meets_goal(value, goal, target.comparator, direction):
        return Verdict(Status.ACHIEVED, Reason.KEPT)
    return Verdict(Status.MISSED, Reason.NOT_KEPT)
