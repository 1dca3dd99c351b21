"""Which target a fiscal year is judged by: the one that was in force when it was reported.

A year is reported after its end, so a revision that was decided before the end of March
counts from the fiscal year in which it was decided, unless it says another. A slip that was
corrected never counted.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from dxkpi import fiscal
from dxkpi.plan import FormerTarget, Indicator
from dxkpi.plan.ledger import before_change


class TargetMove(StrEnum):
    """Whether a revision promises less or more than before, or otherwise."""

    LOWERED = "lowered"
    RAISED = "raised"
    CHANGED = "changed"


class TargetRevision(NamedTuple):
    """A revision of an indicator's promise: as it stood before and after it."""

    former: FormerTarget
    before: Indicator
    after: Indicator

    @property
    def first_year(self) -> int:
        """The first fiscal year that is judged by what came after."""
        return first_year_after(self.former)

    @property
    def move(self) -> TargetMove:
        """Whether less or more is promised than before."""
        return target_move(self.before, self.after)


def first_year_after(former: FormerTarget) -> int:
    """The first fiscal year that is judged by what came after a revision."""
    if former.judged_from is not None:
        return former.judged_from
    assert former.decided is not None
    return fiscal.year_of_month(former.decided)


def target_revisions(indicator: Indicator) -> tuple[TargetRevision, ...]:
    """The revisions of an indicator, the earliest first; corrected slips are none."""
    return tuple(_latest_first(indicator))[::-1]


def indicator_in_force(indicator: Indicator, fiscal_year: int) -> Indicator:
    """The indicator as it is judged in a fiscal year, without its ledger."""
    if not indicator.former_targets:
        return indicator
    in_force = indicator
    for revision in _latest_first(indicator):
        if fiscal_year >= revision.first_year:
            break
        in_force = revision.before
    return _without_ledger(in_force)


def original_indicator(indicator: Indicator) -> Indicator:
    """The indicator as it was promised at first, without its ledger."""
    original = indicator
    for revision in _latest_first(indicator):
        original = revision.before
    return _without_ledger(original)


def is_revised_by(indicator: Indicator, fiscal_year: int) -> bool:
    """Whether a fiscal year is judged by another target than the first one."""
    return any(
        revision.first_year <= fiscal_year for revision in _latest_first(indicator)
    )


def target_move(before: Indicator, after: Indicator) -> TargetMove:
    """Whether an indicator promises less or more than it did; by figures of one rule only."""
    earlier, later = before.target, after.target
    if earlier is None or later is None or earlier.rule is not later.rule:
        return TargetMove.CHANGED
    if earlier.value is None or later.value is None or earlier.value == later.value:
        return TargetMove.CHANGED
    if after.direction.is_better(earlier.value, later.value):
        return TargetMove.LOWERED
    return TargetMove.RAISED


def _latest_first(indicator: Indicator) -> Iterator[TargetRevision]:
    after = indicator
    for former in reversed(indicator.former_targets):
        if former.is_revision:
            before = before_change(after, former)
            yield TargetRevision(former, before, after)
            after = before


def _without_ledger(indicator: Indicator) -> Indicator:
    if not indicator.former_targets:
        return indicator
    return indicator.model_copy(update={"former_targets": ()})
