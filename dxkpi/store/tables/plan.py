"""Cities, their plans, and the plans' text, which is replaced as a whole."""

from sqlalchemy import JSON, CheckConstraint, PrimaryKeyConstraint, UniqueConstraint
from sqlmodel import Field

from dxkpi.plan.city_departments import CityDepartment
from dxkpi.plan.grading import Grading
from dxkpi.plan.retirement import Retirement
from dxkpi.plan.tree import (
    AboutFields,
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
from dxkpi.store.column_types import (
    JsonValue,
    JsonValues,
    given_number,
    list_column,
    parent_table,
    plausible_years,
    typed_column,
    word_column,
)
from dxkpi.store.tables.base import StoredTable, table_of


class MunicipalityRow(MunicipalityFields, StoredTable, table=True):
    __tablename__ = "municipality"
    __table_args__ = (CheckConstraint("length(code) = 6", name="code_has_six_digits"),)
    code: str = Field(primary_key=True)
    departments: tuple[CityDepartment, ...] = list_column(JsonValues(CityDepartment))
    grading: Grading | None = typed_column(JsonValue(Grading))


class PlanRow(AboutFields, StoredTable, table=True):
    """What is said about a plan. Its `code` is the id that the document gives it.

    It was added in the revision `added_in`, and its text is since `worded_in` what it is.
    One that was taken back in `withdrawn_in` keeps its rows, and is there no more.
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
    withdrawn_in: int | None
    notes: tuple[str, ...] = typed_column(JSON)
    grading: Grading | None = typed_column(JsonValue(Grading))


class PlanTextRow(StoredTable, table=True):
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
    superseded_in: int = Field(index=True)


class PolicyRow(PolicyFields, StoredTable, table=True):
    __tablename__ = "policy"
    __table_args__ = (parent_table("plan", ("plan_id", "id")),)
    plan_id: int = Field(primary_key=True)
    number: str = Field(primary_key=True)
    position: int


class MeasureRow(MeasureFields, StoredTable, table=True):
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


class InitiativeRow(InitiativeFields, StoredTable, table=True):
    __tablename__ = "initiative"
    __table_args__ = (
        parent_table("measure", ("plan_id", "plan_id"), ("measure_number", "number")),
    )
    plan_id: int = Field(primary_key=True)
    measure_number: str = Field(primary_key=True)
    number: str = Field(primary_key=True)
    position: int
    retired: Retirement | None = typed_column(JsonValue(Retirement))


class ScheduleItemRow(ScheduleItemFields, StoredTable, table=True):
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


MUNICIPALITY = table_of(MunicipalityRow)
PLAN = table_of(PlanRow)
PLAN_TEXT = table_of(PlanTextRow)
POLICY = table_of(PolicyRow)
MEASURE = table_of(MeasureRow)
INITIATIVE = table_of(InitiativeRow)
SCHEDULE_ITEM = table_of(ScheduleItemRow)
