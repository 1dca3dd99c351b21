"""Plans that are being written or changed, and the steps by which they came so far."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, DateTime
from sqlmodel import Field

from dxkpi.store.column_types import (
    given_number,
    parent_table,
    typed_column,
    word_column,
)
from dxkpi.store.tables.base import StoredTable, table_of


class PlanDraftState(StrEnum):
    """Whether a draft is worked on, became the plan, was taken back, or given up."""

    OPEN = "open"
    REGISTERED = "registered"
    TAKEN_BACK = "taken_back"
    DISCARDED = "discarded"


class DraftRow(StoredTable, table=True):
    """A draft of a stored plan, or of one to be, which has no row of its own yet.

    So it names its city and plan by their codes. `base` is the document that it began
    with and `document` what has become of it. Both are gone once the draft has ended:
    figures that were taken back to guard people must not live on in a copy.
    """

    __tablename__ = "draft"
    __table_args__ = (
        parent_table("revision", ("registered_in", "id")),
        parent_table("revision", ("taken_back_in", "id")),
        CheckConstraint("length(city) = 6", name="city_has_six_digits"),
        CheckConstraint(
            "(state = 'open') = (document is not null)"
            " and (document is null) = (base is null)",
            name="document_while_open",
        ),
        CheckConstraint(
            "(state = 'open') = (ended_at is null)"
            " and (ended_at is null) = (ended_by is null)",
            name="ended",
        ),
        CheckConstraint(
            "(state in ('registered', 'taken_back')) = (registered_in is not null)",
            name="registered",
        ),
        CheckConstraint(
            "(state = 'taken_back') = (taken_back_because is not null)",
            name="taken_back",
        ),
        CheckConstraint(
            "taken_back_in is null or state = 'taken_back'", name="taken_back_later"
        ),
    )
    id: int = given_number()
    city: str = Field(index=True)
    plan: str | None
    title: str
    begun_from: int | None
    begun_at: datetime = typed_column(DateTime(timezone=True))
    begun_by: str
    base: str | None
    document: str | None
    step: int
    state: PlanDraftState = word_column(PlanDraftState)
    ended_at: datetime | None = typed_column(DateTime(timezone=True))
    ended_by: str | None
    registered_in: int | None
    taken_back_in: int | None
    taken_back_because: str | None


class DraftStepRow(StoredTable, table=True):
    """A step of a draft: who changed what, as a list of locations with old and new."""

    __tablename__ = "draft_step"
    __table_args__ = (parent_table("draft", ("draft_id", "id")),)
    draft_id: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    at: datetime = typed_column(DateTime(timezone=True))
    who: str
    changes: str
    undoes: int | None


DRAFT = table_of(DraftRow)
DRAFT_STEP = table_of(DraftStepRow)
