"""What is reported and judged year by year."""

from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from dxkpi.plan.tree import BarState
from dxkpi.plan.yearly_report import InitiativeState, Judge
from dxkpi.store.column_types import (
    ExactDecimal,
    given_number,
    parent_table,
    plausible_years,
    typed_column,
    word_column,
)
from dxkpi.store.tables.base import CURRENT, StoredTable, table_of


class MarkedKind(StrEnum):
    """What a city's own mark is about."""

    POLICY = "policy"
    MEASURE = "measure"
    INITIATIVE = "initiative"
    INDICATOR = "indicator"


class ProgressRow(StoredTable, table=True):
    """How far an entry of the schedule had come in a year, as one write recorded it.

    It is superseded like a figure.

    The entry is known by its measure's number, its label and which of several with that
    label it is: the schedule is text that is replaced with the plan, its progress
    stays.
    """

    __tablename__ = "progress"
    __table_args__ = (
        parent_table("plan", ("plan_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        parent_table("revision", ("superseded_in", "id")),
        plausible_years("fiscal_year"),
        CheckConstraint("cast(percent as numeric) between 0 and 100", name="percent"),
        CheckConstraint("superseded_in > recorded_in", name="superseded_later"),
        Index(
            "uq_progress_current",
            "plan_id",
            "measure",
            "label",
            "nth",
            "fiscal_year",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
    )
    id: int = given_number()
    plan_id: int
    measure: str
    label: str
    nth: int
    fiscal_year: int
    state: BarState = word_column(BarState)
    percent: Decimal | None = typed_column(ExactDecimal)
    comment: str | None
    recorded_in: int = Field(index=True)
    superseded_in: int | None = Field(index=True)


class YearlyReportRow(StoredTable, table=True):
    """What an initiative came to in a year, as one write recorded it; superseded like a
    figure.

    The initiative is known by its number in its measure, which stay when the plan's text
    is replaced; that of a measure without initiatives has an empty one.
    """

    __tablename__ = "yearly_report"
    __table_args__ = (
        parent_table("plan", ("plan_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        parent_table("revision", ("superseded_in", "id")),
        plausible_years("fiscal_year"),
        CheckConstraint(
            "state is not null or done is not null or results is not null"
            " or difficulties is not null or next_steps is not null",
            name="says_something",
        ),
        CheckConstraint("superseded_in > recorded_in", name="superseded_later"),
        Index(
            "uq_yearly_report_current",
            "plan_id",
            "measure",
            "initiative",
            "fiscal_year",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
    )
    id: int = given_number()
    plan_id: int
    measure: str
    initiative: str
    position: int
    fiscal_year: int
    state: InitiativeState | None = word_column(InitiativeState)
    done: str | None
    results: str | None
    difficulties: str | None
    next_steps: str | None
    recorded_in: int = Field(index=True)
    superseded_in: int | None = Field(index=True)


class OwnMarkRow(StoredTable, table=True):
    """What the city itself judged in a year, as one write recorded it; superseded like a
    figure.

    `place` is the code of the indicator or the number of the policy or measure; an
    initiative is known by its number in the measure as well.
    """

    __tablename__ = "own_mark"
    __table_args__ = (
        parent_table("plan", ("plan_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        parent_table("revision", ("superseded_in", "id")),
        plausible_years("fiscal_year"),
        CheckConstraint("mark is not null or text is not null", name="says_something"),
        CheckConstraint("superseded_in > recorded_in", name="superseded_later"),
        Index(
            "uq_own_mark_current",
            "plan_id",
            "marked",
            "place",
            "initiative",
            "fiscal_year",
            "by",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
    )
    id: int = given_number()
    plan_id: int
    marked: MarkedKind = word_column(MarkedKind)
    place: str
    initiative: str
    position: int
    fiscal_year: int
    by: Judge = word_column(Judge)
    mark: str | None
    text: str | None
    decided: str | None
    recorded_in: int = Field(index=True)
    superseded_in: int | None = Field(index=True)


PROGRESS = table_of(ProgressRow)
YEARLY_REPORT = table_of(YearlyReportRow)
OWN_MARK = table_of(OwnMarkRow)
