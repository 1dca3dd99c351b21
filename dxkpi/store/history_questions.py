"""What the store is asked about the past: every write, and what changed since one."""

from collections.abc import Mapping
from datetime import datetime

from dxkpi.plan import PlanKey
from dxkpi.rules import EntryKey, ReportKey
from dxkpi.store.changes_since import (
    ChangedFigure,
    ChangedProgress,
    ChangedSaid,
    actuals_changed_since,
    is_known_revision,
    marks_changed_since,
    progress_changed_since,
    reports_changed_since,
)
from dxkpi.store.history import read_history
from dxkpi.store.history_step import HistoryStep
from dxkpi.store.opened_store import OpenedStore


class HistoryQuestions(OpenedStore):
    """The history of a plan. A revision None stands for the time before any write; for an
    unknown one nothing changed since.
    """

    def history(
        self, plan: PlanKey, indicator: str | None = None
    ) -> tuple[HistoryStep, ...]:
        """Every figure and progress ever recorded for a plan, the oldest first.

        With `indicator` only its figures.
        """
        return self._ask_of(plan, read_history, indicator)

    def knows_revision(self, revision: int, at: datetime | None = None) -> bool:
        """Whether there is such a revision, and it is of the moment if one is given."""
        return self._ask(is_known_revision, revision, at)

    def changed_since(
        self, plan: PlanKey, fiscal_year: int, revision: int | None
    ) -> Mapping[str, ChangedFigure]:
        """The indicators whose actual of the year is another than at a revision; None:
        all that are registered. Empty for an unknown revision.
        """
        return self._ask_of(plan, actuals_changed_since, fiscal_year, revision)

    def progress_changed_since(
        self, plan: PlanKey, fiscal_year: int, revision: int | None
    ) -> Mapping[EntryKey, ChangedProgress]:
        """The schedule entries whose progress of the year is another than at a revision;
        None: all that are registered. Empty for an unknown revision.
        """
        return self._ask_of(plan, progress_changed_since, fiscal_year, revision)

    def reports_changed_since(
        self, plan: PlanKey, fiscal_year: int, revision: int | None
    ) -> Mapping[ReportKey, ChangedSaid]:
        """The initiatives whose report of the year is another than at a revision; None:
        all that are registered. Empty for an unknown revision.
        """
        return self._ask_of(plan, reports_changed_since, fiscal_year, revision)

    def marks_changed_since(
        self, plan: PlanKey, fiscal_year: int, revision: int | None
    ) -> Mapping[ReportKey, ChangedSaid]:
        """The same of the marks that departments gave them."""
        return self._ask_of(plan, marks_changed_since, fiscal_year, revision)
