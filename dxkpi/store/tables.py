"""The tables.

Fields stand once, in `dxkpi.plan.tree`; here they get keys, column types and
constraints.

Policies, measures, initiatives and schedule entries are the plan's text and are
replaced with it. Figures are never overwritten: a row is current while `superseded_in`
is empty, and a new value adds a row (see `FigureRow`). Numbers that identify rows are
given out by the single writer, under its lock, so they are the same on every database.
"""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import ConfigDict
from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy import false as sa_false
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from dxkpi import fiscal
from dxkpi.plan.city_departments import CityDepartment
from dxkpi.plan.dated_figure import CountedThings
from dxkpi.plan.decision import DecisionState
from dxkpi.plan.former_target import FormerTarget
from dxkpi.plan.grading import Grading
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
from dxkpi.plan.staff_survey import Survey
from dxkpi.plan.target import Comparator, TargetRule
from dxkpi.plan.tree import (
    AboutFields,
    BarState,
    Certainty,
    FormerYears,
    InitiativeFields,
    MeasureFields,
    MunicipalityFields,
    NationalItem,
    PlanKind,
    PolicyFields,
    ScheduleItemFields,
    ScheduleKind,
)
from dxkpi.plan.yearly_report import InitiativeState, Judge
from dxkpi.store.column_types import (
    ExactDecimal,
    JsonValue,
    JsonValues,
    given_number,
    list_column,
    parent_table,
    plausible_years,
    typed_column,
    word_column,
)
from dxkpi.store.figure_details import FigureDetails


class FigureKind(StrEnum):
    BASELINE = "baseline"
    TARGET = "target"
    YEARLY_TARGET = "yearly_target"
    ACTUAL = "actual"
    REFERENCE = "reference"


class MarkedKind(StrEnum):
    """What a city's own mark is about."""

    POLICY = "policy"
    MEASURE = "measure"
    INITIATIVE = "initiative"
    INDICATOR = "indicator"


class SubmissionState(StrEnum):
    """Whether a return waits for somebody's word, is on record, or was taken back."""

    WAITING = "waiting"
    REGISTERED = "registered"
    WITHDRAWN = "withdrawn"


_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


_CURRENT = text("superseded_in is null")
_STANDING = text("state <> 'withdrawn'")
_PLACE_IN_TIME = text(
    "(case when kind in ('baseline', 'target') then 0 else fiscal_year end)"
)


_UNCHECKED: Any = ConfigDict(defer_build=True)


class _Table(SQLModel, registry=registry(metadata=MetaData(naming_convention=_NAMES))):
    """A registry of our own.

    Streamlit re-imports edited modules, and the default one would then clash. Tables do
    not validate, so no validator is built for them at the start.
    """

    model_config = _UNCHECKED


class RevisionRow(_Table, table=True):
    """One write to the store: when, who, from where; why, where it corrects a plan that
    was over.

    Its number is what caches are keyed by.
    """

    __tablename__ = "revision"
    id: int = given_number()
    at: datetime = typed_column(DateTime(timezone=True))
    who: str
    source: str
    correction: str | None


class MunicipalityRow(MunicipalityFields, _Table, table=True):
    __tablename__ = "municipality"
    __table_args__ = (CheckConstraint("length(code) = 6", name="code_has_six_digits"),)
    code: str = Field(primary_key=True)
    departments: tuple[CityDepartment, ...] = list_column(JsonValues(CityDepartment))
    grading: Grading | None = typed_column(JsonValue(Grading))


class PlanRow(AboutFields, _Table, table=True):
    """What is said about a plan. Its `code` is the id that the document gives it.

    It was added in the revision `added_in`, and its text is since `worded_in` what it is.
    """

    __tablename__ = "plan"
    __table_args__ = (
        UniqueConstraint("municipality_code", "code"),
        parent_table("municipality", ("municipality_code", "code")),
        plausible_years("first_fiscal_year", "last_fiscal_year"),
        CheckConstraint(
            "first_fiscal_year <= last_fiscal_year", name="period_in_order"
        ),
    )
    id: int = given_number()
    municipality_code: str
    code: str
    kind: PlanKind = word_column(PlanKind)
    changed_in: int = Field(sa_column_kwargs={"server_default": "0"})
    added_in: int = Field(sa_column_kwargs={"server_default": "0"})
    worded_in: int = Field(sa_column_kwargs={"server_default": "0"})
    notes: tuple[str, ...] = typed_column(JSON)
    grading: Grading | None = typed_column(JsonValue(Grading))


class PlanTextRow(_Table, table=True):
    """The text that a plan had until a revision replaced it, as a document without what
    is said year by year.
    """

    __tablename__ = "plan_text"
    __table_args__ = (
        parent_table("plan", ("plan_id", "id")),
        CheckConstraint("superseded_in > recorded_in", name="superseded_later"),
        UniqueConstraint("plan_id", "superseded_in"),
    )
    id: int = given_number()
    plan_id: int
    document: str
    recorded_in: int
    superseded_in: int


class PolicyRow(PolicyFields, _Table, table=True):
    __tablename__ = "policy"
    __table_args__ = (parent_table("plan", ("plan_id", "id")),)
    plan_id: int = Field(primary_key=True)
    number: str = Field(primary_key=True)
    position: int


class MeasureRow(MeasureFields, _Table, table=True):
    __tablename__ = "measure"
    __table_args__ = (
        PrimaryKeyConstraint("plan_id", "number"),
        parent_table("policy", ("plan_id", "plan_id"), ("policy_number", "number")),
    )
    plan_id: int = Field(primary_key=True)
    number: str = Field(primary_key=True)
    policy_number: str
    position: int
    national_item: NationalItem | None = word_column(NationalItem)
    departments: tuple[str, ...] = typed_column(JSON)
    expected_effects: tuple[str, ...] = typed_column(JSON)


class InitiativeRow(InitiativeFields, _Table, table=True):
    __tablename__ = "initiative"
    __table_args__ = (
        parent_table("measure", ("plan_id", "plan_id"), ("measure_number", "number")),
    )
    plan_id: int = Field(primary_key=True)
    measure_number: str = Field(primary_key=True)
    number: str = Field(primary_key=True)
    position: int


class ScheduleItemRow(ScheduleItemFields, _Table, table=True):
    __tablename__ = "schedule_item"
    __table_args__ = (
        parent_table("measure", ("plan_id", "plan_id"), ("measure_number", "number")),
        parent_table(
            "initiative",
            ("plan_id", "plan_id"),
            ("measure_number", "measure_number"),
            ("initiative", "number"),
        ),
        plausible_years("start", "end"),
        CheckConstraint('start <= "end"', name="ends_in_order"),
    )
    plan_id: int = Field(primary_key=True)
    measure_number: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    kind: ScheduleKind = word_column(ScheduleKind)
    certainty: Certainty = word_column(Certainty)
    before: FormerYears | None = typed_column(JsonValue(FormerYears))


class IndicatorRow(IndicatorFields, _Table, table=True):
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


class FigureRow(_Table, table=True):
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
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
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
    recorded_in: int
    superseded_in: int | None


class FormerTargetRow(_Table, table=True):
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
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
    )
    id: int = given_number()
    indicator_id: int
    position: int
    former: FormerTarget = typed_column(JsonValue(FormerTarget))
    recorded_in: int
    superseded_in: int | None


class ProgressRow(_Table, table=True):
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
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
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
    recorded_in: int
    superseded_in: int | None


class YearlyReportRow(_Table, table=True):
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
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
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
    recorded_in: int
    superseded_in: int | None


class OwnMarkRow(_Table, table=True):
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
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
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
    recorded_in: int
    superseded_in: int | None


class DecisionRow(_Table, table=True):
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
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
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
    recorded_in: int
    superseded_in: int | None


class SubmissionRow(_Table, table=True):
    """A return that was handed in.

    Its figures were recorded by one revision, and perhaps taken back by another.

    Which figures are its own says their `recorded_in`. One that was typed on the screen
    has no file.
    """

    __tablename__ = "submission"
    __table_args__ = (
        parent_table("plan", ("plan_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        parent_table("revision", ("withdrawn_in", "id")),
        plausible_years("fiscal_year"),
        CheckConstraint(
            "(file is null) = (sha256 is null) and (file is null) = (size is null)",
            name="file_whole",
        ),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint(
            "state <> 'waiting' or (recorded_in is null and file is not null)",
            name="waiting",
        ),
        CheckConstraint(
            "state <> 'registered' or recorded_in is not null", name="registered"
        ),
        CheckConstraint(
            "(withdrawn_at is not null) = (state = 'withdrawn') and "
            "(withdrawn_by is null) = (withdrawn_at is null)"
            " and (withdrawn_reason is null) = (withdrawn_at is null)",
            name="withdrawn",
        ),
        CheckConstraint(
            "(withdrawn_in is not null) = (state = 'withdrawn' and recorded_in is not null)"
            " and (withdrawn_in is null or withdrawn_in > recorded_in)",
            name="withdrawn_later",
        ),
        Index(
            "uq_submission_file",
            "plan_id",
            "fiscal_year",
            "sha256",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
    )
    number: int = given_number()
    plan_id: int
    department: str | None
    fiscal_year: int
    state: SubmissionState = word_column(SubmissionState)
    file: str | None
    sha256: str | None
    size: int | None
    at: datetime = typed_column(DateTime(timezone=True))
    who: str
    figures: int
    missing: dict[str, int] = typed_column(JSON)
    confirmations: tuple[dict[str, str | None], ...] = typed_column(JSON)
    recorded_in: int | None = Field(unique=True)
    withdrawn_in: int | None = Field(unique=True)
    withdrawn_at: datetime | None = typed_column(DateTime(timezone=True))
    withdrawn_by: str | None
    withdrawn_reason: str | None


class OriginalRow(_Table, table=True):
    """The very file that was handed in.

    It has a table of its own, so that no list ever loads it.
    """

    __tablename__ = "original"
    __table_args__ = (parent_table("submission", ("submission", "number")),)
    submission: int = given_number()
    content: bytes = typed_column(LargeBinary)


METADATA: MetaData = _Table.metadata


def _table_of(row: type[_Table]) -> Table:
    return METADATA.tables[str(row.__tablename__)]


REVISION = _table_of(RevisionRow)
MUNICIPALITY = _table_of(MunicipalityRow)
PLAN = _table_of(PlanRow)
PLAN_TEXT = _table_of(PlanTextRow)
POLICY = _table_of(PolicyRow)
MEASURE = _table_of(MeasureRow)
INITIATIVE = _table_of(InitiativeRow)
SCHEDULE_ITEM = _table_of(ScheduleItemRow)
INDICATOR = _table_of(IndicatorRow)
FIGURE = _table_of(FigureRow)
FORMER_TARGET = _table_of(FormerTargetRow)
PROGRESS = _table_of(ProgressRow)
YEARLY_REPORT = _table_of(YearlyReportRow)
OWN_MARK = _table_of(OwnMarkRow)
DECISION = _table_of(DecisionRow)
SUBMISSION = _table_of(SubmissionRow)
ORIGINAL = _table_of(OriginalRow)
