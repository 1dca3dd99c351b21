"""What the schedule says about a fiscal year: what ends in it, what is late, which deadlines lay before it.

What an entry has come to is known only where its department said so: without a report nothing is late or done, and a
deadline is ahead or past, no more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dxkpi import fiscal
from dxkpi.plan import (
    BarState,
    Certainty,
    Measure,
    Plan,
    Progress,
    ScheduleItem,
    ScheduleKind,
)
from dxkpi.rules.schedule_entries import EntryKey, reportable_entries

ReportedProgress = Mapping[EntryKey, Progress]
_NOTHING: ReportedProgress = MappingProxyType({})


@dataclass(frozen=True)
class ScheduledEnd:
    """An entry of the schedule that ends, with the measure it belongs to and what was last reported of it.

    Nothing is ever reported of a deadline itself. `bars` are what it is the deadline of: the entries of its initiative
    (or of its measure, where it names none), each with its own report.
    """

    measure: Measure
    item: ScheduleItem
    progress: Progress | None = None
    bars: tuple["ScheduledEnd", ...] = ()

    @property
    def name(self) -> str:
        """The initiative that it belongs to, or the measure where it names none."""
        return self.measure.initiative_name(self.item.initiative) or self.measure.name

    @property
    def is_deadline(self) -> bool:
        return self.item.kind is ScheduleKind.DEADLINE

    @property
    def last_year(self) -> int:
        """The fiscal year in which it ends; the last there is where that is open."""
        return fiscal.LAST_YEAR if self.item.end is None else self.item.end

    @property
    def state(self) -> BarState | None:
        """How it stands as far as it is known; None where nobody said so.

        A deadline is met (`DONE`) once everything that was not stopped is done, and open (`IN_PROGRESS`) while one of
        them is known not to be.
        """
        if not self.is_deadline:
            return self.progress.state if self.progress else None
        states = {bar.state for bar in self.bars}
        if states and states <= {BarState.DONE, BarState.STOPPED}:
            return BarState.DONE if BarState.DONE in states else BarState.STOPPED
        return BarState.IN_PROGRESS if self.waits_for else None

    @property
    def waits_for(self) -> tuple["ScheduledEnd", ...]:
        """What a deadline is the deadline of and was not done by its year's report; an earlier report does not tell."""
        return tuple(
            bar
            for bar in self.bars
            if bar.progress is not None
            and bar.progress.state not in (BarState.DONE, BarState.STOPPED)
            and bar.progress.fiscal_year >= (self.item.end or bar.progress.fiscal_year)
        )


def ends_in_year(
    plan: Plan, fiscal_year: int, known: ReportedProgress = _NOTHING
) -> tuple[ScheduledEnd, ...]:
    """What ends in a fiscal year, in the plan's order: deadlines, milestones and bars.

    `known` is the progress reported by then. A bar whose end was merely inferred to be the plan's own is left out: that
    says nothing about the year.
    """
    last = plan.about.last_fiscal_year
    return tuple(
        e
        for e in schedule_ends(plan, known)
        if e.item.end == fiscal_year
        and not (is_inferred_bar(e.item) and e.item.end == last)
    )


def late_entries(
    plan: Plan, fiscal_year: int, last_closed: int, known: ReportedProgress
) -> tuple[ScheduledEnd, ...]:
    """What is behind as known in a fiscal year (`is_late`), in the plan's order. `last_closed` is the last year over."""
    return tuple(
        e
        for e in schedule_ends(plan, known)
        if is_late(e.item, e.progress, fiscal_year, last_closed)
    )


def past_deadlines(
    plan: Plan, fiscal_year: int, known: ReportedProgress = _NOTHING
) -> tuple[ScheduledEnd, ...]:
    """The deadlines that lay before a fiscal year, in the plan's order, met or not as far as `known` tells."""
    return tuple(
        e
        for e in schedule_ends(plan, known)
        if e.is_deadline and e.last_year < fiscal_year
    )


def is_late(
    item: ScheduleItem, progress: Progress | None, fiscal_year: int, last_closed: int
) -> bool:
    """Whether an entry is behind as known in a fiscal year: its department says 遅れ, or its end is past and it is not done.

    Only an end that the plan states can be missed, and only a report of its year or later tells that it was. What nobody
    reported is unknown and not late, what was stopped neither.
    """
    if progress is None or progress.state in (BarState.DONE, BarState.STOPPED):
        return False
    last = item.end if item.certainty is Certainty.STATED else None
    missed = (
        last is not None
        and last <= min(fiscal_year, last_closed)
        and progress.fiscal_year >= last
    )
    return missed or progress.state is BarState.LATE


def schedule_ends(
    plan: Plan, known: ReportedProgress = _NOTHING
) -> Iterator[ScheduledEnd]:
    """Every entry of the schedule in the plan's order, with what is known of it."""
    reported = iter(
        ScheduledEnd(bar.measure, bar.item, known.get(bar.key))
        for bar in reportable_entries(plan)
    )
    for measure in plan.measures:
        bars = {
            n: next(reported)
            for n, item in enumerate(measure.schedule)
            if item.kind is not ScheduleKind.DEADLINE
        }
        for n, item in enumerate(measure.schedule):
            yield bars.get(n) or ScheduledEnd(
                measure, item, bars=tuple(_ending_by(item, bars.values()))
            )


def _ending_by(
    deadline: ScheduleItem, bars: Iterable[ScheduledEnd]
) -> Iterator[ScheduledEnd]:
    """What a deadline is the deadline of: not what the plan lets start after it."""
    for bar in bars:
        start = bar.item.start if bar.item.certainty is Certainty.STATED else None
        after = start is not None and deadline.end is not None and start > deadline.end
        if deadline.initiative in (None, bar.item.initiative) and not after:
            yield bar


def is_inferred_bar(item: ScheduleItem) -> bool:
    """Whether an entry is a bar whose years somebody read into the plan."""
    return item.kind is ScheduleKind.BAR and item.certainty is not Certainty.STATED
