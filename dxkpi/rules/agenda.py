"""What the schedule says about a fiscal year: what ends in it, what is late, which
deadlines lay before it.

What an entry has come to is known only where its department said so: without a report
nothing is late or done, and a deadline is ahead or past, no more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
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
from dxkpi.rules.schedule_entries import EntryKey, entries_of_measure

ReportedProgress = Mapping[EntryKey, Progress]
"""What was last reported of each entry of the schedule by the year that is looked at."""

_NOTHING: ReportedProgress = MappingProxyType({})
_FINISHED = (BarState.DONE, BarState.STOPPED)
_OPEN_FIRST = (BarState.IN_PROGRESS, None, BarState.DONE, BarState.STOPPED)


@dataclass(frozen=True)
class ScheduledEnd:
    """An entry of the schedule that ends, with the measure it belongs to and what was
    last reported of it.

    Nothing is ever reported of a deadline itself. `entries` are what it is the deadline
    of: those of its initiative (or of its measure, where it names none), each with its
    own report.
    """

    measure: Measure
    item: ScheduleItem
    progress: Progress | None = None
    entries: tuple["ScheduledEnd", ...] = ()

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
        if states and states.issubset(_FINISHED):
            return BarState.DONE if BarState.DONE in states else BarState.STOPPED
        return BarState.IN_PROGRESS if self.unfinished else None

    @property
    def unfinished(self) -> tuple["ScheduledEnd", ...]:
        """The entries of a deadline that are known not to be finished in its year; an
        earlier report does not tell.
        """
        return tuple(entry for entry in self.entries if self._waits_for(entry))

    def _waits_for(self, entry: "ScheduledEnd") -> bool:
        report = entry.progress
        if report is None or report.state in _FINISHED:
            return False
        return self.item.end is None or report.fiscal_year >= self.item.end


@dataclass(frozen=True)
class EndStanding:
    """How an end stands in a year's agenda; entries of one initiative that stand alike
    share an item.

    `percent` (0 to 100) is what was reported, `reported_in` the year of the report
    where it is another than the agenda's. An open deadline is told apart from an entry
    in progress.
    """

    state: BarState | None = None
    percent: Decimal | None = None
    reported_in: int | None = None
    is_open_deadline: bool = False


@dataclass(frozen=True)
class EndGroup:
    """The entries of one initiative (or measure) that stand alike, the earliest end first.

    `beside_entries` says that the same list holds entries of the initiative that are no deadlines.
    """

    members: tuple[ScheduledEnd, ...]
    standing: EndStanding
    beside_entries: bool = False

    @property
    def first(self) -> ScheduledEnd:
        return self.members[0]


@dataclass(frozen=True)
class Agenda:
    """What is late in a fiscal year, longest overdue first, what else ends in it, and
    the deadlines that have passed.

    `late_end_too` says that some of what is late ends in the year as well. Of the
    deadlines open ones come first, then those of which nothing is known.
    """

    late: tuple[EndGroup, ...]
    ending: tuple[EndGroup, ...]
    passed: tuple[EndGroup, ...]
    late_end_too: bool


def plan_agenda(
    plan: Plan, fiscal_year: int, last_closed: int, reported: ReportedProgress
) -> Agenda:
    """What the schedule asks for as known in a fiscal year. `last_closed` is the last
    year that is over.
    """
    late = late_entries(plan, fiscal_year, last_closed, reported)
    ends = ends_in_year(plan, fiscal_year, reported)
    others = [end for end in ends if end not in late]
    past = past_deadlines(plan, min(fiscal_year, last_closed + 1), reported)
    passed = group_ends(past, fiscal_year)
    return Agenda(
        late=tuple(_late_group(end) for end in _by_last_year(late)),
        ending=group_ends(others, fiscal_year),
        passed=tuple(sorted(passed, key=_openness)),
        late_end_too=len(others) < len(ends),
    )


def ends_in_year(
    plan: Plan, fiscal_year: int, reported: ReportedProgress = _NOTHING
) -> tuple[ScheduledEnd, ...]:
    """What ends in a fiscal year, in the plan's order: deadlines, milestones and bars.

    A bar whose end was merely inferred to be the plan's own is left out: that says
    nothing about the year.
    """
    plan_end = plan.about.last_fiscal_year
    ends = (e for e in schedule_ends(plan, reported) if e.item.end == fiscal_year)
    if fiscal_year != plan_end:
        return tuple(ends)
    return tuple(end for end in ends if not is_inferred_bar(end.item))


def late_entries(
    plan: Plan, fiscal_year: int, last_closed: int, reported: ReportedProgress
) -> tuple[ScheduledEnd, ...]:
    """What is behind as known in a fiscal year (`is_late`), in the plan's order.
    `last_closed` is the last year over.
    """
    return tuple(
        end
        for end in schedule_ends(plan, reported)
        if is_late(end.item, end.progress, fiscal_year, last_closed)
    )


def past_deadlines(
    plan: Plan, fiscal_year: int, reported: ReportedProgress = _NOTHING
) -> tuple[ScheduledEnd, ...]:
    """The deadlines that lay before a fiscal year, in the plan's order, met or not as
    far as the reports tell.
    """
    deadlines = (end for end in schedule_ends(plan, reported) if end.is_deadline)
    return tuple(end for end in deadlines if end.last_year < fiscal_year)


def is_late(
    item: ScheduleItem, progress: Progress | None, fiscal_year: int, last_closed: int
) -> bool:
    """Whether an entry is behind as known in a fiscal year: its department says 遅れ,
    or its end is past and it is not done.

    Only an end that the plan states can be missed, and only a report of its year or
    later tells that it was. What nobody reported is unknown and not late, what was
    stopped neither.
    """
    if progress is None or progress.state in _FINISHED:
        return False
    if progress.state is BarState.LATE:
        return True
    if item.end is None or item.certainty is not Certainty.STATED:
        return False
    is_past = item.end <= min(fiscal_year, last_closed)
    return is_past and progress.fiscal_year >= item.end


def is_inferred_bar(item: ScheduleItem) -> bool:
    """Whether an entry is a bar whose years somebody read into the plan."""
    return item.kind is ScheduleKind.BAR and item.certainty is not Certainty.STATED


def schedule_ends(
    plan: Plan, reported: ReportedProgress = _NOTHING
) -> Iterator[ScheduledEnd]:
    """Every entry of the schedule in the plan's order, with what was reported of it."""
    for measure in plan.measures:
        yield from _ends_of_measure(measure, reported)


def _ends_of_measure(
    measure: Measure, reported: ReportedProgress
) -> list[ScheduledEnd]:
    entries: dict[int, ScheduledEnd] = {}
    for position, entry in enumerate(entries_of_measure(measure)):
        if entry is not None:
            progress = reported.get(entry.key)
            entries[position] = ScheduledEnd(measure, entry.item, progress)

    ends = []
    for position, item in enumerate(measure.schedule):
        if position in entries:
            ends.append(entries[position])
        else:
            due = tuple(e for e in entries.values() if _is_due_by(e.item, item))
            ends.append(ScheduledEnd(measure, item, entries=due))
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


def group_ends(ends: Iterable[ScheduledEnd], fiscal_year: int) -> tuple[EndGroup, ...]:
    """A group for each initiative (or measure) of which something ends and for each way
    in which that stands.
    """
    groups: dict[tuple[str, str | None, EndStanding], list[ScheduledEnd]] = {}
    with_entries = set()
    for end in _by_last_year(ends):
        initiative = (end.measure.number, end.item.initiative)
        groups.setdefault((*initiative, standing_of(end, fiscal_year)), []).append(end)
        if not end.is_deadline:
            with_entries.add(initiative)
    return tuple(
        EndGroup(tuple(members), standing, (measure, initiative) in with_entries)
        for (measure, initiative, standing), members in groups.items()
    )


def standing_of(end: ScheduledEnd, fiscal_year: int) -> EndStanding:
    """How an end stands; a report of another year names its year, and what is done in
    the year needs no percent.
    """
    report = end.progress
    if end.is_deadline:
        return EndStanding(
            end.state, is_open_deadline=end.state is BarState.IN_PROGRESS
        )
    if report is None:
        return EndStanding()
    if report.fiscal_year != fiscal_year:
        return EndStanding(report.state, report.percent, report.fiscal_year)
    if report.state is BarState.DONE:
        return EndStanding(report.state)
    return EndStanding(report.state, report.percent)


def _late_group(end: ScheduledEnd) -> EndGroup:
    report = end.progress
    assert report is not None  # nothing is late that nobody reported
    standing = EndStanding(report.state, report.percent, report.fiscal_year)
    return EndGroup((end,), standing)


def _by_last_year(ends: Iterable[ScheduledEnd]) -> Sequence[ScheduledEnd]:
    return sorted(ends, key=lambda end: end.last_year)


def _openness(group: EndGroup) -> int:
    return _OPEN_FIRST.index(group.first.state)
