"""What changed in how a plan's indicators stand since the year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dxkpi.plan import Plan
from dxkpi.rules.due_years import is_due
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.judging import judge_plan
from dxkpi.rules.profiles import IN_ORDER, JUDGED, NEEDS_ATTENTION, Profile, Status


class StatusMove(StrEnum):
    """What became of an indicator's status. A concern is what is behind or missed."""

    NEW_CONCERN = "new_concern"
    MENDED = "mended"
    WORSE = "worse"
    BETTER = "better"
    UNREPORTED = "unreported"


@dataclass(frozen=True)
class StatusChange:
    """An indicator whose status moved, by its judgements of both years."""

    move: StatusMove
    before: Judgement
    now: Judgement


@dataclass(frozen=True)
class YearChanges:
    """How many were judged in both years and how many of them were in order, and what
    moved between: by move, and within one what stands worst now first.
    """

    judged_before: int
    in_order_before: int
    judged: int
    in_order: int
    changes: tuple[StatusChange, ...]

    def count(self, move: StatusMove) -> int:
        """How many moved so."""
        return sum(change.move is move for change in self.changes)


def changes_in_year(
    plan: Plan, fiscal_year: int, last_closed: int, profile: Profile, day: date
) -> YearChanges | None:
    """The changes of a plan since the year before; None unless figures of both years were
    due, something was judged in both, and neither mostly waits to be confirmed.
    """
    years = (fiscal_year - 1, fiscal_year)
    if not all(is_due(plan, year, last_closed) for year in years):
        return None
    before, now = (judge_plan(plan, year, last_closed, profile, day) for year in years)
    return year_changes(before, now)


def year_changes(
    before: Sequence[Judgement], now: Sequence[Judgement]
) -> YearChanges | None:
    """The changes between two years of a plan; None unless something was judged in both,
    and where more of a year waits to be confirmed than was judged.
    """
    judged_before = [judgement for judgement in before if judgement.status in JUDGED]
    judged = [judgement for judgement in now if judgement.status in JUDGED]
    if _mostly_waits(before) or _mostly_waits(now):
        return None
    if not judged_before or not judged:
        return None
    return YearChanges(
        len(judged_before),
        _count_in_order(judged_before),
        len(judged),
        _count_in_order(judged),
        _changes(judged_before, now),
    )


def _mostly_waits(judgements: Sequence[Judgement]) -> bool:
    """Whether more wait to be confirmed than were judged."""
    waiting = sum(each.status is Status.UNCONFIRMED for each in judgements)
    judged = sum(each.status in JUDGED for each in judgements)
    return waiting > judged


def _count_in_order(judged: Sequence[Judgement]) -> int:
    return sum(judgement.status in IN_ORDER for judgement in judged)


def _changes(
    judged_before: Sequence[Judgement], now: Sequence[Judgement]
) -> tuple[StatusChange, ...]:
    by_code = {judgement.indicator.code: judgement for judgement in now}
    changes = []
    for earlier in judged_before:
        later = by_code.get(earlier.indicator.code)
        move = None if later is None else status_move(earlier, later)
        if later is not None and move is not None:
            changes.append(StatusChange(move, earlier, later))
    return tuple(sorted(changes, key=_place))


def _place(change: StatusChange) -> tuple[int, int]:
    status = change.now.status
    severity = JUDGED.index(status) if status in JUDGED else 0
    return list(StatusMove).index(change.move), -severity


def status_move(before: Judgement, now: Judgement) -> StatusMove | None:
    """What became of a status; None where it stayed, and where chance alone may have
    moved it: the margin of either year holds both sides of the line.
    """
    if now.status is Status.NOT_REPORTED:
        return StatusMove.UNREPORTED
    is_comparable = now.status in JUDGED and now.status is not before.status
    if not is_comparable or before.is_undecided or now.is_undecided:
        return None
    was_concern = before.status in NEEDS_ATTENTION
    is_concern = now.status in NEEDS_ATTENTION
    if is_concern and not was_concern:
        return StatusMove.NEW_CONCERN
    if was_concern and not is_concern:
        return StatusMove.MENDED
    is_worse = JUDGED.index(now.status) > JUDGED.index(before.status)
    return StatusMove.WORSE if is_worse else StatusMove.BETTER
