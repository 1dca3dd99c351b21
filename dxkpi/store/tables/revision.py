"""The writes to the store."""

from datetime import datetime

from sqlalchemy import DateTime

from dxkpi.store.column_types import given_number, typed_column
from dxkpi.store.tables.base import StoredTable, table_of


class RevisionRow(StoredTable, table=True):
    """One write to the store: when, who, from where; why, where it corrects a plan that
    was over.

    Its number is what caches are keyed by. `sha256` is the hash of the write, chained
    with that of the write before (`dxkpi.store.chain`).
    """

    __tablename__ = "revision"
    id: int = given_number()
    at: datetime = typed_column(DateTime(timezone=True))
    who: str
    source: str
    correction: str | None
    sha256: str | None


REVISION = table_of(RevisionRow)
