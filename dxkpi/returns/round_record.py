"""The record of a round: what each department was asked, what came of it and when, what
is missing and why. Counts add up: what is asked came, has a reason instead, or is missing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from dxkpi import fiscal
from dxkpi.plan import Actual, Missing
from dxkpi.plan.review import ItemKey, ItemKind, YearReview
from dxkpi.returns.return_form import ReturnForm
from dxkpi.returns.round_items import ItemState, RoundItem
from dxkpi.returns.round_status import DepartmentInRound, RoundProgress

DatedItem = tuple[ItemKey, int]
"""A thing that is reported, and the year that it is of."""

Arrivals = Mapping[DatedItem, datetime]
"""Since when each thing is in without a break."""


@dataclass(frozen=True)
class RecordedItem:
    """One thing that a department is asked for, and what came of it.

    `came_at` is since when it is in; `reason` why there is no figure, where somebody said
    so, with what was written of it in `note`. `days_late`: of what is in, how many days
    after its deadline it came, of what is missing how many it is overdue.
    """

    item: RoundItem
    came_at: datetime | None = None
    reason: Missing | None = None
    note: str = ""
    days_late: int = 0

    @property
    def is_missing(self) -> bool:
        return self.item.state is ItemState.OPEN

    @property
    def has_reason_instead(self) -> bool:
        """Whether the last word on it is why there is no figure."""
        return not self.is_missing and self.reason is not None

    @property
    def is_content_in(self) -> bool:
        """Whether there is what was asked for: a figure, a state, a report."""
        return not self.is_missing and self.reason is None

    @property
    def is_confirmed(self) -> bool:
        return self.item.state is ItemState.CONFIRMED


@dataclass(frozen=True)
class RecordCounts:
    """Of `asked` things `came` are in, `explained` have a reason instead and `missing`
    are neither; so many were in late, or are overdue, and so many are confirmed.
    """

    asked: int = 0
    came: int = 0
    explained: int = 0
    missing: int = 0
    late: int = 0
    confirmed: int = 0


@dataclass(frozen=True)
class DepartmentRecord:
    """What one department was asked, and what came. `voluntary` is what it may leave out:
    the reports of initiatives of a department that has other things to report.
    """

    standing: DepartmentInRound
    deadline: date | None
    required: tuple[RecordedItem, ...]
    voluntary: tuple[RecordedItem, ...]

    @property
    def department(self) -> str | None:
        return self.standing.department

    @cached_property
    def counts(self) -> RecordCounts:
        return count_items(self.required)

    @property
    def days_late(self) -> int:
        """The most days that something it had to hand in came late, or is overdue."""
        return max((one.days_late for one in self.required), default=0)

    @property
    def decisive_deadline(self) -> date | None:
        """The day that `days_late` counts from; where nothing is late, the form's own.

        Figures and schedule may have different days.
        """
        latest = max(self.required, key=lambda one: one.days_late, default=None)
        if latest is None or not latest.days_late:
            return self.deadline
        return latest.item.deadline

    @property
    def complete_on(self) -> date | None:
        """The day on which everything was in that is asked; None where something lacks."""
        moments = [one.came_at for one in self.required if one.came_at is not None]
        if self.counts.missing or not moments:
            return None
        return fiscal.day_in_japan(max(moments))


@dataclass(frozen=True)
class RoundRecord:
    """A round with what came of it, by department. `closed_at` is when the last thing
    was in, or confirmed where that is asked; None while the round runs.
    """

    departments: tuple[DepartmentRecord, ...]
    closed_at: datetime | None

    @cached_property
    def counts(self) -> RecordCounts:
        """Each thing once, whoever of several departments answers for it."""
        return count_items(self._distinct())

    @cached_property
    def counts_by_department(self) -> RecordCounts:
        """The sum of the departments: what several answer for counts for each of them."""
        return count_items(
            one for record in self.departments for one in record.required
        )

    @property
    def voluntary_asked(self) -> int:
        return sum(len(record.voluntary) for record in self.departments)

    def named_items(self) -> dict[ItemKey, tuple[str, tuple[str | None, ...]]]:
        """The name of everything that is asked, and the departments that answer for it."""
        named: dict[ItemKey, tuple[str, tuple[str | None, ...]]] = {}
        for record in self.departments:
            for one in (*record.required, *record.voluntary):
                if one.item.key is not None:
                    _name, whose = named.get(one.item.key, ("", ()))
                    named[one.item.key] = (one.item.name, (*whose, record.department))
        return named

    def _distinct(self) -> list[RecordedItem]:
        """Each thing once; where several answer for it, as the first of them to be in."""
        by_place: dict[tuple[object, ...], RecordedItem] = {}
        for record in self.departments:
            for one in record.required:
                place = (one.item.kind, one.item.code, one.item.fiscal_year)
                known = by_place.get(place)
                if known is None or one.days_late < known.days_late:
                    by_place[place] = one
        return list(by_place.values())


def count_items(items: Iterable[RecordedItem]) -> RecordCounts:
    counted = list(items)
    return RecordCounts(
        asked=len(counted),
        came=sum(one.is_content_in for one in counted),
        explained=sum(one.has_reason_instead for one in counted),
        missing=sum(one.is_missing for one in counted),
        late=sum(one.days_late > 0 for one in counted),
        confirmed=sum(one.is_confirmed for one in counted),
    )


def round_record(
    forms: Sequence[ReturnForm],
    progress: RoundProgress,
    arrivals: Arrivals,
    review: YearReview,
    opened_at: datetime | None,
    today: date,
) -> RoundRecord:
    """The record of a round as it stands, in the order of the forms.

    What was in when the round was opened came in time.
    """
    standings = {one.department: one for one in progress.departments}
    departments = []
    for form in forms:
        standing = standings.get(form.department)
        if standing is not None:
            recorder = _Recorder(form, arrivals, opened_at, today)
            departments.append(recorder.record(standing))
    closed_at = None
    if departments and progress.is_closed:
        closed_at = max(_settling(departments, review), default=None)
    return RoundRecord(tuple(departments), closed_at)


def _settling(
    departments: Iterable[DepartmentRecord], review: YearReview
) -> Iterator[datetime]:
    """When each thing was in, and when it was confirmed."""
    for record in departments:
        for one in (*record.required, *record.voluntary):
            if one.came_at is not None:
                yield one.came_at
            key, year = one.item.key, one.item.fiscal_year
            if not one.is_confirmed or key is None or year is None:
                continue
            confirmation = review.confirmation(key, year)
            if confirmation is not None:
                yield confirmation.at


@dataclass(frozen=True)
class _Recorder:
    """What came of a department's form."""

    form: ReturnForm
    arrivals: Arrivals
    opened_at: datetime | None
    today: date

    def record(self, standing: DepartmentInRound) -> DepartmentRecord:
        required = set(standing.required)
        figures = {
            indicator.code: self.form.registered(indicator)
            for indicator in self.form.asked_indicators
        }
        recorded = [self._recorded(item, figures) for item in standing.items]
        return DepartmentRecord(
            standing,
            self.form.deadline,
            tuple(one for one in recorded if one.item in required),
            tuple(one for one in recorded if one.item not in required),
        )

    def _recorded(
        self, item: RoundItem, figures: Mapping[str, Actual | None]
    ) -> RecordedItem:
        came_at = self._came_at(item)
        is_figure = item.kind is ItemKind.FIGURE
        figure = figures.get(item.code) if is_figure else None
        reason, note = None, ""
        if figure is not None and figure.missing is not None:
            reason, note = figure.missing, figure.note or ""
        return RecordedItem(item, came_at, reason, note, self._days_late(item, came_at))

    def _came_at(self, item: RoundItem) -> datetime | None:
        if item.state is ItemState.OPEN or item.key is None or item.fiscal_year is None:
            return None
        return self.arrivals.get((item.key, item.fiscal_year))

    def _days_late(self, item: RoundItem, came_at: datetime | None) -> int:
        if came_at is None:
            return item.days_late(self.today)
        was_in_before = self.opened_at is not None and came_at <= self.opened_at
        if item.deadline is None or was_in_before:
            return 0
        return max(0, (fiscal.day_in_japan(came_at) - item.deadline).days)
