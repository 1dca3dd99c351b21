"""Why something cannot be done to a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dxkpi.actions.command import NotDone
from dxkpi.plan.document_changes import DocumentChange
from dxkpi.plan.document_problem import Location
from dxkpi.store import DraftStep


class DraftFault(StrEnum):
    """Why something cannot be done to a draft. The sentences are in `dxkpi.wording.drafts`."""

    NO_SUCH_CITY = "no_such_city"
    NO_TITLE = "no_title"
    NO_SUCH_PLAN = "no_such_plan"
    OTHER_PLAN = "other_plan"
    NO_SUCH_PLACE = "no_such_place"
    SURVEY = "survey"
    TOO_LARGE = "too_large"
    NO_SUCH_STEP = "no_such_step"
    UNDONE_ALREADY = "undone_already"
    NOT_OWN_STEP = "not_own_step"
    PLAN_IS_THERE = "plan_is_there"
    CUTS_LINKS = "cuts_links"
    LOSES_ACTUALS = "loses_actuals"
    NOTHING_CHANGED = "nothing_changed"
    RECODED = "recoded"
    NEW_PLAN_IN_USE = "new_plan_in_use"
    NEW_PLAN_FOLLOWED = "new_plan_followed"


class WrongDraft(NotDone):
    """Something cannot be done to a draft; nothing was stored. `location` is where, if it is
    about one place.
    """

    def __init__(self, fault: DraftFault, location: Location = ()) -> None:
        super().__init__(fault, location)
        self.fault = fault
        self.faults = (fault,)
        self.location = location


@dataclass(frozen=True)
class StepConflict:
    """What somebody wants at a place that another step changed since he saw it."""

    mine: DocumentChange
    theirs: DocumentChange
    step: DraftStep

    @property
    def location(self) -> Location:
        return self.mine.location


class ChangedInDraft(NotDone):
    """Somebody else changed the same since it was seen; nothing was stored."""

    faults = ("changed_in_draft",)

    def __init__(self, conflicts: Sequence[StepConflict]) -> None:
        super().__init__(*(conflict.location for conflict in conflicts))
        self.conflicts = tuple(conflicts)
