"""The entries of a schedule as ends: each with the measure that it belongs to and what
was last reported of it.
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
from dxkpi.rules.entry_state import FINISHED, is_end_unreported
from dxkpi.rules.schedule_entries import EntryKey, entries_of_measure

ReportedProgress = Mapping[EntryKey, Progress]
"""What was last reported of each entry of the schedule by the year that is looked at."""

NO_REPORTED_PROGRESS: ReportedProgress = MappingProxyType({})


class FinalProgress(dict[EntryKey, Progress]):
    """What is final only. `waiting` are the entries of which something newer was reported
    that is not: what it is, whoever sees only what is final does not learn.
    """

    def __init__(
        self, progress: ReportedProgress, waiting: Iterable[EntryKey] = ()
    ) -> None:
        super().__init__(progress)
        self.waiting = frozenset(waiting)


def waiting_entries(reported: ReportedProgress) -> frozenset[EntryKey]:
    """The entries of which something was reported that waits to be confirmed."""
    if isinstance(reported, FinalProgress):
        return reported.waiting
    return frozenset()


InitiativeKey = tuple[str, str | None]
"""A measure's number, and that of its initiative; None for the measure itself."""


@dataclass(frozen=True)
class ScheduledEnd:
    """An entry of the schedule that ends, with the measure it belongs to and what was
    last reported of it.

    Nothing is ever reported of a deadline itself. `entries` are what it is the deadline
    of: those of its initiative (or of its measure, where it names none), each with its
    own report. `key` is what its report is kept under. `is_unconfirmed`: something newer
    was reported of it, or of one of these, and waits to be confirmed.
    """

    measure: Measure
    item: ScheduleItem
    progress: Progress | None = None
    entries: tuple["ScheduledEnd", ...] = ()
    key: EntryKey | None = None
    is_unconfirmed: bool = False

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

        A deadline is met (`DONE`) once everything that was not stopped is done, and
        open (`IN_PROGRESS`) while one of its entries is known not to be.
        """
        if not self.is_deadline:
            return self.progress.state if self.progress else None
        states = {entry.state for entry in self.entries}
        if states and states.issubset(FINISHED):
            return BarState.DONE if BarState.DONE in states else BarState.STOPPED
        return BarState.IN_PROGRESS if self.unfinished else None

    @property
    def initiative(self) -> InitiativeKey:
        """What it is an entry of."""
        return self.measure.number, self.item.initiative

    @property
    def reports(self) -> tuple[Progress, ...]:
        """What was last reported of it; of a deadline, of each of its entries."""
        parts = self.entries if self.is_deadline else (self,)
        return tuple(part.progress for part in parts if part.progress is not None)

    def is_reported_before(self, fiscal_year: int) -> bool:
        """Whether its last report is of an earlier year."""
        return self.progress is not None and self.progress.fiscal_year < fiscal_year

    def is_unreported(self, fiscal_year: int, last_closed: int) -> bool:
        """Whether it has ended by a year, and nobody said whether it was finished."""
        return not self.is_unconfirmed and self._lacks_end(fiscal_year, last_closed)

    def waits_past_end(self, fiscal_year: int, last_closed: int) -> bool:
        """Whether it has ended by a year, and what was reported since is not final."""
        return self.is_unconfirmed and self._lacks_end(fiscal_year, last_closed)

    def _lacks_end(self, fiscal_year: int, last_closed: int) -> bool:
        """Whether it has ended by a year, and no report that is seen tells how."""
        if not self.is_deadline:
            return is_end_unreported(self.item, self.progress, fiscal_year, last_closed)
        is_past = self.last_year <= min(fiscal_year, last_closed)
        return is_past and self.state is None

    @property
    def unfinished(self) -> tuple["ScheduledEnd", ...]:
        """The entries of a deadline that are known not to be finished in its year; an
        earlier report does not tell.
        """
        return tuple(entry for entry in self.entries if self._waits_for(entry))

    def _waits_for(self, entry: "ScheduledEnd") -> bool:
        report = entry.progress
        if report is None or report.state in FINISHED:
            return False
        return self.item.end is None or report.fiscal_year >= self.item.end


def schedule_ends(
    plan: Plan, reported: ReportedProgress = NO_REPORTED_PROGRESS
) -> Iterator[ScheduledEnd]:
    """Every entry of the schedule in the plan's order, with what was reported of it."""
    for measure in plan.measures:
        yield from ends_of_measure(measure, reported)


def ends_of_measure(measure: Measure, reported: ReportedProgress) -> list[ScheduledEnd]:
    """Every entry of a measure's schedule in the plan's order, likewise."""
    entries: dict[int, ScheduledEnd] = {}
    waiting = waiting_entries(reported)
    for position, entry in enumerate(entries_of_measure(measure)):
        if entry is not None:
            progress = reported.get(entry.key)
            entries[position] = ScheduledEnd(
                measure,
                entry.item,
                progress,
                key=entry.key,
                is_unconfirmed=entry.key in waiting,
            )

    ends = []
    for position, item in enumerate(measure.schedule):
        if position in entries:
            ends.append(entries[position])
        else:
            due = tuple(e for e in entries.values() if _is_due_by(e.item, item))
            waits = any(entry.is_unconfirmed for entry in due)
            ends.append(ScheduledEnd(measure, item, entries=due, is_unconfirmed=waits))
    return ends


def _is_due_by(item: ScheduleItem, deadline: ScheduleItem) -> bool:
    """Whether a deadline is that of an entry: not where the plan lets the entry start after it."""
    if deadline.initiative not in (None, item.initiative):
        return False
    if item.certainty is not Certainty.STATED:
        return True
    if item.start is None or deadline.end is None:
        return True
    return item.start <= deadline.end


def is_inferred_bar(item: ScheduleItem) -> bool:
    """Whether an entry is a bar whose years somebody read into the plan."""
    return item.kind is ScheduleKind.BAR and item.certainty is not Certainty.STATED
