"""What one department is asked for one fiscal year: its indicators and its schedule entries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dxkpi.plan import Indicator, Plan, Progress
from dxkpi.rules import (
    STANDARD,
    EntryKey,
    Judgement,
    Profile,
    ReportableEntry,
    is_due,
    judge,
    reportable_entries,
)


@dataclass(frozen=True)
class ReturnForm:
    """What one department (None: all of them) is asked for one fiscal year.

    `plan` and `progress` are as they stand in the store now, at `revision`, the number of
    the plan's last change; `last_closed` is the last fiscal year that is over.
    """

    plan: Plan
    fiscal_year: int
    department: str | None
    revision: int
    last_closed: int
    progress: Mapping[EntryKey, Progress] = field(default_factory=dict)
    profile: Profile = STANDARD

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators asked for, in the plan's order."""
        return tuple(
            indicator
            for indicator in self.plan.indicators
            if self._asks(self.plan.departments_of(indicator))
        )

    @cached_property
    def schedule_entries(self) -> tuple[ReportableEntry, ...]:
        """The schedule entries asked for, in the plan's order."""
        return tuple(
            entry
            for entry in reportable_entries(self.plan)
            if self._asks(entry.measure.departments)
        )

    def is_shared(self, indicator: Indicator) -> bool:
        """Whether another department is asked for the same figure."""
        if self.department is None:
            return False
        return len(self.plan.departments_of(indicator)) > 1

    def registered_progress(self, entry: ReportableEntry) -> Progress | None:
        """The progress that is registered for the form's year, not an earlier one's."""
        last = self.progress.get(entry.key)
        if last is None or last.fiscal_year != self.fiscal_year:
            return None
        return last

    def judged(self, indicator: Indicator) -> Judgement:
        """An indicator, as it is or with another actual, at the end of the form's year."""
        due = is_due(self.plan, self.fiscal_year, self.last_closed)
        return judge(indicator, self.fiscal_year, due=due, profile=self.profile)

    def _asks(self, departments: tuple[str, ...]) -> bool:
        return self.department is None or self.department in departments


def departments_asked(plan: Plan) -> tuple[str, ...]:
    """Every department that is asked for anything, in the plan's order."""
    names: dict[str, None] = {}
    for indicator in plan.indicators:
        names |= dict.fromkeys(plan.departments_of(indicator))
    for entry in reportable_entries(plan):
        names |= dict.fromkeys(entry.measure.departments)
    return tuple(names)
