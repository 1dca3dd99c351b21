"""The entries of a schedule that progress is reported for, each with the key under
which its progress is kept.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from dxkpi.plan import Measure, Plan, ScheduleItem, ScheduleKind

EntryKey = tuple[str, str, int]


@dataclass(frozen=True)
class ReportableEntry:
    """An entry of the schedule that progress is asked for. `code` (1-2/1) counts a
    measure's entries from 1.

    In the store it is known by measure, label and `nth` (which of several with the same
    label), so that progress stays with its entry when others are added.
    """

    code: str
    measure: Measure
    item: ScheduleItem
    nth: int

    @property
    def key(self) -> EntryKey:
        return self.measure.number, self.item.label, self.nth

    def counts_in(self, fiscal_year: int) -> bool:
        """Whether progress of a year is asked for: not once its initiative was retired."""
        return self.measure.initiative_counts_in(self.item.initiative, fiscal_year)


def reportable_entries(plan: Plan) -> tuple[ReportableEntry, ...]:
    """Every entry of a plan's schedule that progress can be reported for."""
    return tuple(
        entry
        for measure in plan.measures
        for entry in entries_of_measure(measure)
        if entry is not None
    )


def reportable_entries_in(plan: Plan, fiscal_year: int) -> tuple[ReportableEntry, ...]:
    """The entries of which progress of a year is asked for."""
    return tuple(one for one in reportable_entries(plan) if one.counts_in(fiscal_year))


def entries_of_measure(measure: Measure) -> Iterator[ReportableEntry | None]:
    """Each entry of a measure's schedule as progress is reported for it; None for a
    deadline, which is never asked for.
    """
    seen: Counter[str] = Counter()
    number = count(1)
    for item in measure.schedule:
        if item.kind is ScheduleKind.DEADLINE:
            yield None
        else:
            yield ReportableEntry(
                f"{measure.number}/{next(number)}", measure, item, seen[item.label]
            )
            seen[item.label] += 1
