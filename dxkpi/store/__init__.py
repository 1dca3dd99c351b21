"""The store: SQLModel tables on SQLite or PostgreSQL. It takes and gives `dxkpi.plan` values, never rows."""

from dxkpi.returns.status import SURVEYED
from dxkpi.store.engine import StoreError
from dxkpi.store.history import Entry, Recorded
from dxkpi.store.returns import TYPED, AlreadyRegistered, Outdated, Submission
from dxkpi.store.revisions import Revision
from dxkpi.store.store import City, Store
from dxkpi.store.tables import FigureKind, SubmissionState
from dxkpi.store.withdrawal import Undoing

__all__ = [
    "SURVEYED",
    "TYPED",
    "AlreadyRegistered",
    "City",
    "Entry",
    "FigureKind",
    "Outdated",
    "Recorded",
    "Revision",
    "Store",
    "StoreError",
    "Submission",
    "SubmissionState",
    "Undoing",
]
