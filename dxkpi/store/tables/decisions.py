"""What the headquarters decided."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from dxkpi.plan.decision import DecisionState
from dxkpi.store.column_types import (
    given_number,
    parent_table,
    plausible_years,
    word_column,
)
from dxkpi.store.tables.base import CURRENT, StoredTable, table_of


class DecisionRow(StoredTable, table=True):
    """What the headquarters decided, as one write recorded it; superseded like a figure.

    It is known by its number in the plan. What it is about is known by the code of the
    indicator or the number of the measure, and of the initiative there.
    """

    __tablename__ = "decision"
    __table_args__ = (
        parent_table("plan", ("plan_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        parent_table("revision", ("superseded_in", "id")),
        plausible_years("fiscal_year"),
        CheckConstraint(
            "indicator is null or measure is null", name="is_about_one_thing"
        ),
        CheckConstraint("superseded_in > recorded_in", name="superseded_later"),
        Index(
            "uq_decision_current",
            "plan_id",
            "number",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
    )
    id: int = given_number()
    plan_id: int
    number: str
    position: int
    fiscal_year: int
    decided: str
    text: str
    indicator: str | None
    measure: str | None
    initiative: str | None
    department: str | None
    until: str | None
    state: DecisionState = word_column(DecisionState)
    outcome: str | None
    recorded_in: int = Field(index=True)
    superseded_in: int | None = Field(index=True)


DECISION = table_of(DecisionRow)
