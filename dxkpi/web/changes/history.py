"""変更履歴, the facts: every figure and entry of the schedule that a write changed, newest first.

The history of a municipality is read once for each change of its plan and kept; filters
look through it in memory.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import merge

from dxkpi.store import HistoryStep, ListedPlan, Revision, submissions_known
from dxkpi.web.changes.recorded_change import ChangeOrigin, RecordedChange
from dxkpi.web.changes.recorded_things import RecordedThings
from dxkpi.web.common import cached
from dxkpi.web.common.view import View


@dataclass(frozen=True, eq=False)
class History:
    """Every change of a municipality's figures, the newest write first, and what there
    is to narrow them to.
    """

    changes: tuple[RecordedChange, ...]

    @cached_property
    def values(self) -> tuple[RecordedChange, ...]:
        """The values that were recorded or changed, the newest first."""
        return tuple(change for change in self.changes if change.is_value)

    @cached_property
    def places(self) -> dict[str, str]:
        """The names of what was changed by the place that they have in the plan, in the
        order of the names.
        """
        in_plan = [change for change in self.changes if change.recorded.account is None]
        by_name = sorted(in_plan, key=lambda change: change.name)
        named = {change.recorded.place: change.name for change in by_name}
        return {place: name for place, name in named.items() if place}

    @cached_property
    def departments(self) -> list[str]:
        names = {name for change in self.changes for name in change.departments}
        return sorted(names)

    @cached_property
    def years(self) -> list[int]:
        """The fiscal years of the figures, latest first."""
        years: set[int] = set()
        for change in self.changes:
            if change.recorded.fiscal_year is not None:
                years.add(change.recorded.fiscal_year)
        return sorted(years, reverse=True)

    @cached_property
    def people(self) -> list[str]:
        return sorted({change.recorded.who for change in self.changes})

    @cached_property
    def origins(self) -> list[ChangeOrigin]:
        present = {change.origin for change in self.changes}
        return [origin for origin in ChangeOrigin if origin in present]


def read_history(view: View) -> History:
    """The history of the view's plan, as of its last change."""
    return _history_of(view.listed)


def with_account_steps(history: History, view: View) -> History:
    """The history with what was done to the accounts of the city, for who manages them."""
    last_change = _last_change_of_accounts(cached.store().revision())
    return _history_with_accounts(history, view.listed, last_change)


@lru_cache(maxsize=1)
def _last_change_of_accounts(_last_write: Revision) -> Revision | None:
    """Any write may have changed an account, and few do."""
    return cached.store().last_change_of_accounts()


@lru_cache(maxsize=8)
def _history_with_accounts(
    history: History, listed: ListedPlan, _last_change: Revision | None
) -> History:
    city = listed.city.code
    steps = cached.store_of_city(city).account_steps(city)
    known_at = listed.known_at
    if known_at is not None:
        steps = tuple(step for step in steps if step.revision <= known_at)
    if not steps:
        return history
    of_accounts = map(_account_change, reversed(steps))
    both = merge(history.changes, of_accounts, key=lambda each: -each.recorded.revision)
    return History(tuple(both))


def _account_change(step: HistoryStep) -> RecordedChange:
    membership = step.account.membership if step.account else None
    department = membership.department if membership else None
    departments = (department,) if department else ()
    return RecordedChange(step, None, None, None, departments)


@lru_cache(maxsize=8)
def _history_of(listed: ListedPlan) -> History:
    """A plan is listed anew after each of its changes."""
    store = cached.store()
    steps = store.history(listed.key)
    if listed.known_at is not None:
        steps = tuple(step for step in steps if step.revision <= listed.known_at)
    receipts = submissions_known(store.submissions(listed.key), listed.known_on)
    things = RecordedThings.of_plan(cached.plan(listed), receipts)
    return History(tuple(map(things.change, things.newest_first(steps))))
