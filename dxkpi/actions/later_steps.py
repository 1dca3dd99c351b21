"""What was done to a draft since somebody saw it: where what he saw is now, and what of it
others changed otherwise.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dxkpi.actions.draft_faults import ChangedInDraft, StepConflict
from dxkpi.plan.document_changes import ABSENT, DocumentChange, Renamings, changes_at
from dxkpi.plan.document_merging import conflicts_between
from dxkpi.plan.document_problem import Location
from dxkpi.plan.indexed_document import IndexedDocument
from dxkpi.store import DraftStep, PlanDraft


class LaterSteps:
    """The steps of a draft behind one that somebody saw, and the draft as it stands now."""

    def __init__(self, draft: PlanDraft, steps: Sequence[DraftStep], seen: int) -> None:
        self.present = IndexedDocument(draft.data)
        self._steps = [step for step in steps if step.number > seen]
        self._renamings = [Renamings(step.changes) for step in self._steps]

    def present_location(self, location: Location, first: int = 0) -> Location:
        """Where a place is after these steps; `first` of them were made before."""
        for renamings in self._renamings[first:]:
            location = renamings.location_after(location)
        return location

    def brought_forward(self, change: DocumentChange) -> DocumentChange:
        """A change at the place that its own has become."""
        location = self.present_location(change.location)
        if change.is_order:  # what is moved is told by the order that its writer saw
            return replace(change, location=location)
        return DocumentChange(location, self.present.value_at(location), change.new)

    def brought_back(self, change: DocumentChange) -> DocumentChange:
        """The same of a change that takes one back: what was taken out of a list comes
        back beside a namesake, and not in its place.
        """
        brought = self.brought_forward(change)
        return replace(brought, old=ABSENT) if change.old is ABSENT else brought

    def check_conflicts(
        self,
        wanted: Sequence[DocumentChange],
        mine: Sequence[DocumentChange],
        but_who: str | None = None,
    ) -> None:
        """Refuse what these steps changed otherwise, those of `but_who` not counted.

        `mine` are the wanted changes brought forward. Raises `ChangedInDraft`.
        """
        seen = {now.location: change for now, change in zip(mine, wanted, strict=True)}
        conflicts: list[StepConflict] = []
        for position, step in enumerate(self._steps):
            if step.who == but_who:
                continue
            theirs = list(self._at_present(step, position))
            for conflict in conflicts_between(mine, theirs):
                location = conflict.mine.location
                present = self.present.value_at(location)
                if changes_at((), seen[location].old, present):
                    conflicts.append(StepConflict(conflict.mine, conflict.theirs, step))
        if conflicts:
            raise ChangedInDraft(conflicts)

    def _at_present(self, step: DraftStep, position: int) -> Iterator[DocumentChange]:
        """The changes of a step, each at the place that its own is now."""
        for change in step.changes:
            yield replace(
                change, location=self.present_location(change.location, position)
            )
