"""What the secretariat remarked on and confirmed of a year's report."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from dxkpi.plan.review import ItemKind
from dxkpi.store.column_types import (
    given_number,
    parent_table,
    plausible_years,
    word_column,
)
from dxkpi.store.tables.base import CURRENT, StoredTable, table_of


class RemarkRow(StoredTable, table=True):
    """A remark on one reported thing; its answer comes in a later write."""

    __tablename__ = "remark"
    __table_args__ = (
        parent_table("plan", ("plan_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        parent_table("revision", ("answered_in", "id")),
        plausible_years("fiscal_year"),
        CheckConstraint("answered_in > recorded_in", name="answered_later"),
        CheckConstraint(
            "(answer is null) = (answered_in is null)", name="answer_with_its_write"
        ),
    )
    id: int = given_number()
    plan_id: int
    fiscal_year: int
    kind: ItemKind = word_column(ItemKind)
    place: str
    form_column: str | None
    text: str
    recorded_in: int = Field(index=True)
    answer: str | None
    answered_in: int | None = Field(index=True)


class ItemConfirmationRow(StoredTable, table=True):
    """That a reported thing is final as it stood since the revision `stood_at`."""

    __tablename__ = "item_confirmation"
    __table_args__ = (
        parent_table("plan", ("plan_id", "id")),
        parent_table("revision", ("stood_at", "id")),
        parent_table("revision", ("recorded_in", "id")),
        parent_table("revision", ("superseded_in", "id")),
        plausible_years("fiscal_year"),
        CheckConstraint("superseded_in > recorded_in", name="superseded_later"),
        CheckConstraint("stood_at < recorded_in", name="stood_before"),
        Index(
            "uq_item_confirmation_current",
            "plan_id",
            "fiscal_year",
            "kind",
            "place",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
    )
    id: int = given_number()
    plan_id: int
    fiscal_year: int
    kind: ItemKind = word_column(ItemKind)
    place: str
    stood_at: int
    recorded_in: int = Field(index=True)
    superseded_in: int | None = Field(index=True)


REMARK = table_of(RemarkRow)
ITEM_CONFIRMATION = table_of(ItemConfirmationRow)
