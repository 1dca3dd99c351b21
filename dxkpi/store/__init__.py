"""The store: SQLModel tables on SQLite or PostgreSQL.

It takes and gives values, never rows.

What is here reads. `dxkpi.store.writing` writes, and only `dxkpi.actions` may use it.
"""

from dxkpi.store.accounts import Account, AccountChange, Grant, Membership
from dxkpi.store.backup import StoreContents
from dxkpi.store.changes_since import ChangedFigure, ChangedProgress, ChangedSaid
from dxkpi.store.defects import DefectKind, StoreDefect, StoredPlace
from dxkpi.store.drafts import DraftStep, ListedDraft, NewDraft, NewStep, PlanDraft
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.figure_details import FigureDetails
from dxkpi.store.history_step import HistoryEntry, HistoryStep, MarkedPlace, ReviewAct
from dxkpi.store.known_plans import KnownPlan
from dxkpi.store.listed_plans import City, ListedPlan
from dxkpi.store.reach import EVERY_CITY, NO_CITY, CityReach
from dxkpi.store.registration import (
    TYPED,
    TYPED_AS_COMMAND,
    AlreadyRegistered,
    ChangedInStore,
    HeldReturn,
    OriginalFile,
    RegisteredReturn,
    Registration,
)
from dxkpi.store.releases import ReleaseDraft
from dxkpi.store.restoring import RestoredStore
from dxkpi.store.reviews import NewRemark, SeenItem
from dxkpi.store.revisions import Revision
from dxkpi.store.store import Store
from dxkpi.store.submissions import RecordedConfirmation, Submission, submissions_known
from dxkpi.store.tables import (
    AccountEvent,
    FigureKind,
    MarkedKind,
    PlanDraftState,
    Role,
    SubmissionState,
)
from dxkpi.store.verification import Verification
from dxkpi.store.withdrawal import Recorded, WithdrawalPreview, WithdrawnReturn

__all__ = [
    "EVERY_CITY",
    "NO_CITY",
    "TYPED",
    "TYPED_AS_COMMAND",
    "Account",
    "AccountChange",
    "AccountEvent",
    "AlreadyRegistered",
    "ChangedFigure",
    "ChangedInStore",
    "ChangedProgress",
    "ChangedSaid",
    "City",
    "CityReach",
    "DefectKind",
    "DraftStep",
    "FigureDetails",
    "FigureKind",
    "Grant",
    "HeldReturn",
    "HistoryEntry",
    "HistoryStep",
    "KnownPlan",
    "ListedDraft",
    "ListedPlan",
    "MarkedKind",
    "MarkedPlace",
    "Membership",
    "NewDraft",
    "NewRemark",
    "NewStep",
    "OriginalFile",
    "PlanDraft",
    "PlanDraftState",
    "Recorded",
    "RecordedConfirmation",
    "RegisteredReturn",
    "Registration",
    "ReleaseDraft",
    "RestoredStore",
    "ReviewAct",
    "Revision",
    "Role",
    "SeenItem",
    "Store",
    "StoreContents",
    "StoreDefect",
    "StoreError",
    "StoreFault",
    "StoredPlace",
    "Submission",
    "SubmissionState",
    "Verification",
    "WithdrawalPreview",
    "WithdrawnReturn",
    "submissions_known",
]
