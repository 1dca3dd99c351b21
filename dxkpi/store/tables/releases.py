"""What was released of plans' years."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from dxkpi.store.column_types import given_number, parent_table, plausible_years
from dxkpi.store.tables.base import StoredTable, table_of


class ReleaseRow(StoredTable, table=True):
    """A release of a plan's year; it is written once and never changed.

    `number` tells it from the others of its plan, `corrects` is that of the release in
    whose place it is. `content` is kept byte for byte, `sha256` is its hash.
    """

    __tablename__ = "release"
    __table_args__ = (
        parent_table("plan", ("plan_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        plausible_years("fiscal_year"),
        CheckConstraint(
            "(corrects is null) = (reason is null)", name="corrects_for_a_reason"
        ),
        CheckConstraint("corrects < number", name="corrects_earlier"),
        UniqueConstraint("plan_id", "number"),
    )
    id: int = given_number()
    plan_id: int
    number: int
    fiscal_year: int
    note: str | None
    corrects: int | None
    reason: str | None
    content: str
    sha256: str
    recorded_in: int = Field(index=True)


RELEASE = table_of(ReleaseRow)
