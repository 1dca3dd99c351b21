"""The chain of changes: what each write recorded, with its hash."""

from sqlalchemy import CheckConstraint, Index, PrimaryKeyConstraint
from sqlmodel import Field

from dxkpi.store.column_types import given_number, parent_table
from dxkpi.store.tables.base import StoredTable, table_of


class ChangeEntryRow(StoredTable, table=True):
    """What one write left at one place: of a figure its row, of a plan's wording hashes.

    `kind` is the table of what was written, `item` the key of its row. `sha256` is the
    hash of `salt` and `content`. Both are taken away with what was withheld to guard
    people; the hash stays, and without the salt nobody can try figures against it.
    """

    __tablename__ = "change_entry"
    __table_args__ = (
        PrimaryKeyConstraint("recorded_in", "kind", "item"),
        parent_table("revision", ("recorded_in", "id")),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint(
            "(salt is null) = (content is null)", name="salt_with_its_content"
        ),
        Index("ix_change_entry_kind_item", "kind", "item"),
    )
    recorded_in: int = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    city: str | None
    salt: str | None
    content: str | None
    sha256: str


class ChainEndRow(StoredTable, table=True):
    """The last change of the chain: one row, which tells when the last one is missing."""

    __tablename__ = "chain_end"
    __table_args__ = (CheckConstraint("length(sha256) = 64", name="sha256"),)
    id: int = given_number()
    revision: int
    sha256: str


CHANGE_ENTRY = table_of(ChangeEntryRow)
CHAIN_END = table_of(ChainEndRow)
