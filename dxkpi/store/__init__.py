"""The store: SQLModel tables on SQLite or PostgreSQL. It takes and gives `dxkpi.plan` values, never rows."""

from dxkpi.store.engine import StoreError
from dxkpi.store.store import City, Recorded, Revision, Store

__all__ = ["City", "Recorded", "Revision", "Store", "StoreError"]
