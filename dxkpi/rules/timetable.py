"""The schedule in the plan's own order: what stands in which row, over which years, and
what was reported of it.

A plan prints its schedule as a table with the years as columns. The table on screen and
the Gantt chart have the same rows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from dxkpi import fiscal
from dxkpi.plan import Certainty, Measure, Plan, Progress, ScheduleItem, ScheduleKind
from dxkpi.rules.entry_state import is_late
from dxkpi.rules.schedule_entries import EntryKey
from dxkpi.rules.scheduled_ends import ScheduledEnd, ends_of_measure

_FEWEST_YEARS = 3


class EntryMark(StrEnum):
    """How an entry of the schedule is drawn."""

    SOLID = "solid"
    DASHED = "dashed"
    FADING = "fading"
    RISING = "rising"
    MILESTONE = "milestone"
    RING = "ring"
    DEADLINE = "deadline"
    UNDATED = "undated"


@dataclass(frozen=True)
class TimetableEntry:
    """An entry of the schedule with what was last reported of it.

    It is `late` as `is_late` says; `earlier` is a report of a year before the one that
    is looked at. `unreported`: it has ended, and nobody said whether it was finished.
    `unconfirmed`: something newer was reported of it, and waits to be confirmed.
    `key` is what its report is kept under; `preliminary`: that is not final yet, while
    most others are; `confirmed`: it is, while most others are not.
    """

    item: ScheduleItem
    progress: Progress | None = None
    late: bool = False
    earlier: bool = False
    unreported: bool = False
    key: EntryKey | None = None
    preliminary: bool = False
    unconfirmed: bool = False
    confirmed: bool = False


@dataclass(frozen=True)
class ScheduleReports:
    """What was reported of the schedule's entries by a fiscal year. `last_closed` is
    the last year that is over; `preliminary` are the entries whose report is to be marked
    as not final, `confirmed` those to be marked as final.
    """

    fiscal_year: int = fiscal.FIRST_YEAR
    last_closed: int = fiscal.FIRST_YEAR
    known: Mapping[EntryKey, Progress] = field(
        default_factory=lambda: MappingProxyType({})
    )
    preliminary: frozenset[EntryKey] = frozenset()
    confirmed: frozenset[EntryKey] = frozenset()

    def entries(self, measure: Measure) -> tuple[TimetableEntry, ...]:
        """The entries of a measure in the plan's order."""
        ends = ends_of_measure(measure, self.known)
        return tuple(self._entry(end) for end in ends)

    def _entry(self, end: ScheduledEnd) -> TimetableEntry:
        year, closed = self.fiscal_year, self.last_closed
        return TimetableEntry(
            end.item,
            end.progress,
            late=is_late(end.item, end.progress, year, closed),
            earlier=end.is_reported_before(year),
            unreported=end.is_unreported(year, closed),
            key=end.key,
            preliminary=end.key in self.preliminary,
            confirmed=end.key in self.confirmed,
            unconfirmed=_is_shown_unconfirmed(end, year, closed),
        )


def _is_shown_unconfirmed(
    end: ScheduledEnd, fiscal_year: int, last_closed: int
) -> bool:
    """Whether a newer report waits; of a deadline only where its day is past."""
    if end.is_deadline:
        return end.waits_past_end(fiscal_year, last_closed)
    return end.is_unconfirmed


NO_REPORTS = ScheduleReports()


@dataclass(frozen=True)
class TimetableRow:
    """A row of the schedule: the entries of a measure, or of its initiative whose name
    then stands beside them.
    """

    measure: Measure
    initiative: str
    entries: tuple[TimetableEntry, ...]


def timetable_rows(
    measure: Measure, reports: ScheduleReports = NO_REPORTS
) -> list[TimetableRow]:
    """A measure's entries in rows, by initiative. An initiative with an entry of the
    same name needs no name beside it.
    """
    rows: list[TimetableRow] = []
    all_entries = reports.entries(measure)
    for number in dict.fromkeys(item.initiative for item in measure.schedule):
        entries = tuple(
            entry for entry in all_entries if entry.item.initiative == number
        )
        name = initiative_label(measure, number)
        if name in {entry.item.label for entry in entries}:
            name = ""
        if not name and rows and not rows[-1].initiative:
            entries = rows.pop().entries + entries
        rows.append(TimetableRow(measure, name, entries))
    return rows


def initiative_label(measure: Measure, number: str | None) -> str:
    """An initiative's name, or its number where the measure does not list it; empty for none."""
    return measure.initiative_name(number) or number or ""


def timetable_years(plan: Plan) -> range:
    """The years across: the plan's period and the years of every entry, also before a
    change of the plan. A bar that merely lasts beyond the period brings no years of its
    own: they would be empty but for it.

    Three at least; empty where none is stated.
    """
    years = list(_stated_years(plan))
    if not years:
        return range(0)
    first, last = min(years), max(years)
    missing = max(_FEWEST_YEARS - (last - first + 1), 0)
    return range(first - (missing + 1) // 2, last + missing // 2 + 1)


def entry_mark(item: ScheduleItem) -> EntryMark:
    """How an entry is drawn: what the plan does not state is dashed or a ring, an end
    that nobody knows fades.
    """
    is_stated = item.certainty is Certainty.STATED
    if item.kind is ScheduleKind.DEADLINE:
        return EntryMark.DEADLINE
    if item.start is None and item.end is None:
        return EntryMark.UNDATED
    if item.kind is ScheduleKind.MILESTONE:
        return EntryMark.MILESTONE if is_stated else EntryMark.RING
    if item.start is None:
        return EntryMark.RISING
    if item.end is None:
        return EntryMark.FADING
    return EntryMark.SOLID if is_stated else EntryMark.DASHED


def _stated_years(plan: Plan) -> Iterator[int]:
    """Every year that the plan names, for itself and for its entries."""
    last = plan.about.last_fiscal_year
    years = [plan.about.first_fiscal_year, last]
    for measure in plan.measures:
        for item in measure.schedule:
            years += [item.start, _shown_end(item.kind, item.end, last)]
            if item.before is not None:
                before = item.before
                years += [before.start, _shown_end(item.kind, before.end, last)]
    for year in years:
        if year is not None:
            yield year


def _shown_end(kind: ScheduleKind, end: int | None, last: int | None) -> int | None:
    """The year up to which an end is drawn: a bar no further than the plan's last."""
    if end is None or last is None or kind is not ScheduleKind.BAR:
        return end
    return min(end, last)
