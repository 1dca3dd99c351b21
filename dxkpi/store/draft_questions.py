"""What the store is asked about drafts of plans."""

from dxkpi.plan import PlanKey
from dxkpi.store.drafts import (
    DraftStep,
    ListedDraft,
    PlanDraft,
    existing_draft,
    read_draft_steps,
    read_drafts,
    read_listed_draft,
    read_registered_drafts,
)
from dxkpi.store.opened_store import OpenedStore


class DraftQuestions(OpenedStore):
    """Drafts by their city or number. One of a city out of reach is unknown."""

    def drafts(self, city: str | None = None) -> tuple[ListedDraft, ...]:
        """The open drafts of a city; None: of every city within reach."""
        return self._ask(read_drafts, city)

    def registered_drafts(self, key: PlanKey) -> tuple[ListedDraft, ...]:
        """The drafts that became a plan and were not taken back, the last one first."""
        return self._ask(read_registered_drafts, key)

    def listed_draft(self, number: int) -> ListedDraft | None:
        """A draft, also one that has ended; None where there is none within reach."""
        return self._ask(read_listed_draft, number)

    def draft(self, number: int) -> PlanDraft:
        """An open draft with its document. Raises `StoreError`."""
        return self._ask(existing_draft, number)

    def draft_steps(self, number: int, after: int = 0) -> tuple[DraftStep, ...]:
        """The steps of an open draft, the first one first; those after a step alone."""
        return self._ask(read_draft_steps, number, after)
