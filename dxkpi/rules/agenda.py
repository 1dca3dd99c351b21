"""What the schedule says about a fiscal year: what ends in it, what is late, which
deadlines lay before it.

What an entry has come to is known only where its department said so: without a report
nothing is late or done. What is past without one is told as unreported, and a report of
an earlier year as that of its year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dxkpi.plan import BarState, Plan
from dxkpi.rules.entry_state import FINISHED, is_late
from dxkpi.rules.scheduled_ends import (
    NO_REPORTED_PROGRESS,
    InitiativeKey,
    ReportedProgress,
    ScheduledEnd,
    is_inferred_bar,
    schedule_ends,
)

_OPEN_FIRST = (BarState.IN_PROGRESS, None, BarState.DONE, BarState.STOPPED)


@dataclass(frozen=True)
class EndStanding:
    """How an end stands in a year's agenda; entries of one initiative that stand alike
    share an item.

    `percent` (0 to 100) is what was reported, `reported_in` the year of the report
    where it is another than the agenda's. An open deadline is told apart from an entry
    in progress. `is_unconfirmed`: something newer was reported and is not final.
    """

    state: BarState | None = None
    percent: Decimal | None = None
    reported_in: int | None = None
    is_open_deadline: bool = False
    is_unconfirmed: bool = False


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
    """What the schedule asks for as known in a fiscal year.

    `late` is late by a report of the year itself, `late_before` by one of an earlier
    year, with none since; longest overdue first. `unreported` has ended, and nobody
    said whether it was finished: what was late comes first, then the earliest end.
    `unconfirmed` has ended, and what was reported of it since waits to be confirmed.
    `ending` is what else ends in the year, `passed` are earlier deadlines of which it
    is known whether they were met, open ones first. `late_end_too` says that some of
    what ends in the year stands in one of the first four lists.
    """

    late: tuple[EndGroup, ...]
    late_before: tuple[EndGroup, ...]
    unreported: tuple[EndGroup, ...]
    unconfirmed: tuple[EndGroup, ...]
    ending: tuple[EndGroup, ...]
    passed: tuple[EndGroup, ...]
    late_end_too: bool


def plan_agenda(
    plan: Plan, fiscal_year: int, last_closed: int, reported: ReportedProgress
) -> Agenda:
    """What the schedule asks for as known in a fiscal year. `last_closed` is the last
    year that is over.
    """
    unreported = unreported_ends(plan, fiscal_year, last_closed, reported)
    unconfirmed = unconfirmed_ends(plan, fiscal_year, last_closed, reported)
    late = late_entries(plan, fiscal_year, last_closed, reported)
    without_end = (*unreported, *unconfirmed)
    known_late = _by_last_year(end for end in late if end not in without_end)
    above = (*without_end, *late)
    ends = ends_in_year(plan, fiscal_year, reported)
    others = [end for end in ends if end not in above]
    past = past_deadlines(plan, min(fiscal_year, last_closed + 1), reported)
    passed = group_ends((end for end in past if end not in above), fiscal_year)
    late_groups = [(end, _group_of_end(end, fiscal_year)) for end in known_late]
    return Agenda(
        late=tuple(
            group
            for end, group in late_groups
            if not end.is_reported_before(fiscal_year)
        ),
        late_before=tuple(
            group for end, group in late_groups if end.is_reported_before(fiscal_year)
        ),
        unreported=group_unreported(unreported),
        unconfirmed=group_unreported(unconfirmed),
        ending=group_ends(others, fiscal_year),
        passed=tuple(sorted(passed, key=_openness)),
        late_end_too=len(others) < len(ends),
    )


def unreported_ends(
    plan: Plan, fiscal_year: int, last_closed: int, reported: ReportedProgress
) -> tuple[ScheduledEnd, ...]:
    """What has ended by a year with nobody saying whether it was finished, in the
    plan's order. `last_closed` is the last year that is over.
    """
    return tuple(
        end
        for end in schedule_ends(plan, reported)
        if end.is_unreported(fiscal_year, last_closed)
    )


def unconfirmed_ends(
    plan: Plan, fiscal_year: int, last_closed: int, reported: ReportedProgress
) -> tuple[ScheduledEnd, ...]:
    """What has ended by a year, and what was reported of it since is not final, in the
    plan's order.
    """
    return tuple(
        end
        for end in schedule_ends(plan, reported)
        if end.waits_past_end(fiscal_year, last_closed)
    )


def ends_in_year(
    plan: Plan, fiscal_year: int, reported: ReportedProgress = NO_REPORTED_PROGRESS
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
    plan: Plan, fiscal_year: int, reported: ReportedProgress = NO_REPORTED_PROGRESS
) -> tuple[ScheduledEnd, ...]:
    """The deadlines that lay before a fiscal year, in the plan's order, met or not as
    far as the reports tell.
    """
    deadlines = (end for end in schedule_ends(plan, reported) if end.is_deadline)
    return tuple(end for end in deadlines if end.last_year < fiscal_year)


def group_ends(ends: Iterable[ScheduledEnd], fiscal_year: int) -> tuple[EndGroup, ...]:
    """A group for each initiative (or measure) of which something ends and for each way
    in which that stands.
    """
    groups: dict[tuple[str, str | None, EndStanding], list[ScheduledEnd]] = {}
    with_entries = set()
    for end in _by_last_year(ends):
        initiative = end.initiative
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
    return replace(_final_standing(end, fiscal_year), is_unconfirmed=end.is_unconfirmed)


def _final_standing(end: ScheduledEnd, fiscal_year: int) -> EndStanding:
    """How it stands by the reports that are seen."""
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


def group_unreported(ends: Iterable[ScheduledEnd]) -> tuple[EndGroup, ...]:
    """A group for each initiative (or measure) with ends that nobody reported on, and
    the last report that there is of what is not finished.

    One that says 遅れ counts before a later one, and comes first.
    """
    groups: dict[InitiativeKey, list[ScheduledEnd]] = {}
    for end in _by_last_year(ends):
        groups.setdefault(end.initiative, []).append(end)
    unsorted = [
        EndGroup(tuple(members), _last_standing(members)) for members in groups.values()
    ]
    return tuple(sorted(unsorted, key=_was_late_first))


def _last_standing(members: Iterable[ScheduledEnd]) -> EndStanding:
    members = tuple(members)
    waits = any(end.is_unconfirmed for end in members)
    reports = [report for end in members for report in end.reports]
    unfinished = [report for report in reports if report.state not in FINISHED]
    if not unfinished:
        return EndStanding(is_unconfirmed=waits)
    last = max(unfinished, key=lambda r: (r.state is BarState.LATE, r.fiscal_year))
    return EndStanding(last.state, last.percent, last.fiscal_year, is_unconfirmed=waits)


def _was_late_first(group: EndGroup) -> bool:
    return group.standing.state is not BarState.LATE


def _group_of_end(end: ScheduledEnd, fiscal_year: int) -> EndGroup:
    return EndGroup((end,), standing_of(end, fiscal_year))


def _by_last_year(ends: Iterable[ScheduledEnd]) -> Sequence[ScheduledEnd]:
    return sorted(ends, key=lambda end: end.last_year)


def _openness(group: EndGroup) -> int:
    return _OPEN_FIRST.index(group.first.state)
