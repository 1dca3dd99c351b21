"""A round as the parts of its record see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from dxkpi.plan import Plan
from dxkpi.plan.review import YearReview
from dxkpi.plan.round import Round
from dxkpi.reports.round_history import arrivals, corrections
from dxkpi.returns import ReturnForm
from dxkpi.returns.round_record import DatedItem, RoundRecord, round_record
from dxkpi.returns.round_remarks import RecordedRemark, recorded_remarks
from dxkpi.returns.round_status import RoundProgress
from dxkpi.rules import Profile
from dxkpi.store import HistoryStep
from dxkpi.wording.glossary import department_name
from dxkpi.wording.language import Language


@dataclass(frozen=True)
class RecordedRound:
    """A round with everything that was recorded of it, and the language that its record
    speaks.

    `plan` has the figures that other plans of the city have for it, `steps` are the
    plan's whole history, the oldest first; `stamp` is the moment of its last change.
    """

    plan: Plan
    opened: Round
    forms: tuple[ReturnForm, ...]
    progress: RoundProgress
    review: YearReview
    steps: tuple[HistoryStep, ...]
    profile: Profile
    today: date
    stamp: datetime | None
    language: Language

    @property
    def fiscal_year(self) -> int:
        return self.opened.fiscal_year

    @property
    def opened_at(self) -> datetime | None:
        return self.opened.opening.at if self.opened.opening else None

    @cached_property
    def record(self) -> RoundRecord:
        return round_record(
            self.forms,
            self.progress,
            arrivals(self.steps),
            self.review,
            self.opened_at,
            self.today,
        )

    @cached_property
    def remarks(self) -> tuple[RecordedRemark, ...]:
        return recorded_remarks(self.record, self.review)

    @cached_property
    def corrections(self) -> tuple[HistoryStep, ...]:
        """What was corrected of what the round asks for, since it was opened."""
        if self.opened_at is None:
            return ()
        return corrections(self.steps, self._items, self.opened_at)

    @cached_property
    def _items(self) -> set[DatedItem]:
        return {
            (recorded.item.key, recorded.item.fiscal_year)
            for department in self.record.departments
            for recorded in (*department.required, *department.voluntary)
            if recorded.item.key is not None and recorded.item.fiscal_year is not None
        }

    def departments_text(self, departments: Sequence[str | None]) -> str:
        names = [department_name(name, self.language) for name in departments]
        return self.language.listed(names)
