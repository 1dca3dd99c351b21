"""The rounds of plans' years, and who took a form."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, DateTime, Index, UniqueConstraint
from sqlmodel import Field

from dxkpi.plan.round import Assignment, Extension
from dxkpi.store.column_types import (
    JsonValues,
    given_number,
    parent_table,
    plausible_years,
    typed_column,
)
from dxkpi.store.tables.base import CURRENT, StoredTable, table_of


class RoundRow(StoredTable, table=True):
    """The round of a plan's year, as one write recorded it; superseded like a figure."""

    __tablename__ = "round"
    __table_args__ = (
        parent_table("plan", ("plan_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        parent_table("revision", ("superseded_in", "id")),
        plausible_years("fiscal_year"),
        CheckConstraint("superseded_in > recorded_in", name="superseded_later"),
        Index(
            "uq_round_current",
            "plan_id",
            "fiscal_year",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
    )
    id: int = given_number()
    plan_id: int
    fiscal_year: int
    deadline: date
    schedule_deadline: date | None
    is_reviewed: bool
    assignments: tuple[Assignment, ...] = typed_column(JsonValues(Assignment))
    extensions: tuple[Extension, ...] = typed_column(JsonValues(Extension))
    recorded_in: int = Field(index=True)
    superseded_in: int | None = Field(index=True)


class TakenFormRow(StoredTable, table=True):
    """The first time that somebody took the form of a department for a year; an empty
    department stands for those of all.
    """

    __tablename__ = "taken_form"
    __table_args__ = (
        parent_table("plan", ("plan_id", "id")),
        plausible_years("fiscal_year"),
        UniqueConstraint("plan_id", "fiscal_year", "department", "who"),
    )
    id: int = given_number()
    plan_id: int
    fiscal_year: int
    department: str
    at: datetime = typed_column(DateTime(timezone=True))
    who: str


ROUND = table_of(RoundRow)
TAKEN_FORM = table_of(TakenFormRow)
