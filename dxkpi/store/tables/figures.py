"""Indicators, their figures and the targets that they had."""

from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy import false as sa_false
from sqlmodel import Field

from dxkpi import fiscal
from dxkpi.plan.dated_figure import CountedThings
from dxkpi.plan.former_target import FormerTarget
from dxkpi.plan.indicator import IndicatorFields
from dxkpi.plan.indicator_terms import (
    Aggregation,
    Calendar,
    Direction,
    IndicatorRole,
    Missing,
    ValueType,
)
from dxkpi.plan.linked_indicator import FormerIndicator, SharedIndicator
from dxkpi.plan.publication import Publication
from dxkpi.plan.retirement import Retirement
from dxkpi.plan.staff_survey import Survey
from dxkpi.plan.target import Comparator, TargetRule
from dxkpi.store.column_types import (
    ExactDecimal,
    JsonValue,
    given_number,
    list_column,
    parent_table,
    plausible_years,
    typed_column,
    word_column,
)
from dxkpi.store.figure_details import FigureDetails
from dxkpi.store.tables.base import CURRENT, StoredTable, table_of

_PLACE_IN_TIME = text(
    "(case when kind in ('baseline', 'target') then 0 else fiscal_year end)"
)


class FigureKind(StrEnum):
    BASELINE = "baseline"
    TARGET = "target"
    YEARLY_TARGET = "yearly_target"
    ACTUAL = "actual"
    REFERENCE = "reference"


class IndicatorRow(IndicatorFields, StoredTable, table=True):
    """An indicator, which keeps its row for good.

    One that leaves the plan is retired, and its figures' history stays. A total is kept
    as what it is to its running total: a target to reach, with its first year. A range is
    one to keep, whose figure has two bounds. One of stages has numbers, with their names.
    A part of an indicator (`judged_with` is the code of that one) is kept as the indicator
    that it is by itself, under its own name.
    """

    __tablename__ = "indicator"
    __table_args__ = (
        UniqueConstraint("plan_id", "code"),
        parent_table("plan", ("plan_id", "id")),
        parent_table("measure", ("plan_id", "plan_id"), ("measure", "number")),
        parent_table("policy", ("plan_id", "plan_id"), ("policy", "number")),
        parent_table("revision", ("retired_in", "id")),
        CheckConstraint("decimals between 0 and 6", name="decimals"),
        CheckConstraint(
            "target_rule is not null or target_comparator is null",
            name="comparator_has_rule",
        ),
        CheckConstraint(
            "target_since is null or (target_rule = 'reach' and target_since between "
            f"{fiscal.FIRST_YEAR} and {fiscal.LAST_YEAR})",
            name="since_of_total",
        ),
    )
    id: int = given_number()
    plan_id: int
    position: int
    role: IndicatorRole | None = word_column(IndicatorRole)
    calendar: Calendar | None = word_column(Calendar)
    published: Publication | None = typed_column(JsonValue(Publication))
    retired: Retirement | None = typed_column(JsonValue(Retirement))
    counts: CountedThings | None = typed_column(JsonValue(CountedThings))
    departments: tuple[str, ...] = list_column()
    also_in: tuple[str, ...] = list_column()
    value_type: ValueType = word_column(ValueType)
    stages: tuple[str, ...] = list_column()
    direction: Direction = word_column(Direction)
    aggregation: Aggregation = word_column(Aggregation)
    target_rule: TargetRule | None = word_column(TargetRule)
    target_comparator: Comparator | None = word_column(Comparator)
    target_since: int | None
    continues: FormerIndicator | None = typed_column(JsonValue(FormerIndicator))
    shares: SharedIndicator | None = typed_column(JsonValue(SharedIndicator))
    judged_with: str | None
    retired_in: int | None


class FigureRow(StoredTable, table=True):
    """One figure of an indicator as one write recorded it.

    It is current until a later write supersedes it.

    An indicator has one current baseline and target, and one figure of the other kinds
    for each series and year. The value of a `withheld` figure was taken away: beside the
    survey that superseded it, it would tell what single people answered.
    """

    __tablename__ = "figure"
    __table_args__ = (
        parent_table("indicator", ("indicator_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        parent_table("revision", ("superseded_in", "id")),
        plausible_years("fiscal_year"),
        CheckConstraint("kind = 'target' or fiscal_year is not null", name="has_year"),
        CheckConstraint(
            "kind in ('target', 'actual') or value is not null", name="has_value"
        ),
        CheckConstraint(
            "(kind = 'reference') = (series <> '')", name="series_of_references"
        ),
        CheckConstraint("value is null or missing is null", name="value_or_reason"),
        CheckConstraint("superseded_in > recorded_in", name="superseded_later"),
        Index("ix_figure_indicator_id", "indicator_id"),
        Index(
            "uq_figure_current",
            "indicator_id",
            "kind",
            "series",
            _PLACE_IN_TIME,
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
    )
    id: int = given_number()
    indicator_id: int
    position: int
    kind: FigureKind = word_column(FigureKind)
    series: str
    fiscal_year: int | None
    as_of: str | None
    value: Decimal | None = typed_column(ExactDecimal)
    numerator: Decimal | None = typed_column(ExactDecimal)
    denominator: Decimal | None = typed_column(ExactDecimal)
    approximate: bool
    missing: Missing | None = word_column(Missing)
    note: str | None
    countermeasure: str | None
    survey: Survey | None = typed_column(JsonValue(Survey))
    details: FigureDetails | None = typed_column(JsonValue(FigureDetails))
    withheld: bool = Field(
        default=False, sa_column_kwargs={"server_default": sa_false()}
    )
    recorded_in: int = Field(index=True)
    superseded_in: int | None = Field(index=True)


class FormerTargetRow(StoredTable, table=True):
    """An entry of an indicator's target ledger as one write recorded it.

    It is superseded like a figure. `former` is what was promised before a change.
    """

    __tablename__ = "former_target"
    __table_args__ = (
        parent_table("indicator", ("indicator_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        parent_table("revision", ("superseded_in", "id")),
        CheckConstraint("superseded_in > recorded_in", name="superseded_later"),
        Index(
            "uq_former_target_current",
            "indicator_id",
            "position",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
    )
    id: int = given_number()
    indicator_id: int
    position: int
    former: FormerTarget = typed_column(JsonValue(FormerTarget))
    recorded_in: int = Field(index=True)
    superseded_in: int | None = Field(index=True)


INDICATOR = table_of(IndicatorRow)
FIGURE = table_of(FigureRow)
FORMER_TARGET = table_of(FormerTargetRow)
