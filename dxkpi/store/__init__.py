"""The store: SQLModel tables on SQLite or PostgreSQL. It takes and gives `dxkpi.plan` values, never rows."""

from dxkpi.returns.status import SURVEYED
from dxkpi.store.engine import StoreError
from dxkpi.store.history import HistoryEntry, Recorded
from dxkpi.store.returns import TYPED, AlreadyRegistered, ChangedInStore, Submission
from dxkpi.store.revisions import Revision
from dxkpi.store.store import City, Store
from dxkpi.store.tables import FigureKind, SubmissionState
from dxkpi.store.withdrawal import WithdrawalPreview

__all__ = [
    "SURVEYED",
    "TYPED",
    "AlreadyRegistered",
    "ChangedInStore",
    "City",
    "FigureKind",
    "HistoryEntry",
    "Recorded",
    "Revision",
    "Store",
    "StoreError",
    "Submission",
    "SubmissionState",
    "WithdrawalPreview",
]
