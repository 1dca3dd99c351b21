"""Rows to plans: whole plans in one statement, however many plans and however large.

A plan lies in eleven tables (its head, policies, measures, initiatives, schedule,
indicators, current figures, former targets, yearly reports, the city's own marks and
what was decided).
They are read stacked, each row with the columns of its own table filled and a column
`table_` that says whose row it is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    Enum,
    Integer,
    Row,
    Select,
    String,
    Table,
    and_,
    bindparam,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    type_coerce,
    union_all,
)
from sqlalchemy.types import TypeEngine

from dxkpi.plan import (
    Decision,
    FormerTarget,
    Municipality,
    Plan,
    PlanKey,
    TargetRule,
    WrittenTarget,
)
from dxkpi.plan.indicator import IndicatorFields
from dxkpi.plan.indicator_figures import Actual, Baseline, Reference
from dxkpi.plan.indicator_terms import ValueType
from dxkpi.plan.tree import (
    AboutFields,
    InitiativeFields,
    MeasureFields,
    PolicyFields,
    ScheduleItemFields,
)
from dxkpi.store.engine import reach_of
from dxkpi.store.parts import with_nested_parts
from dxkpi.store.rows import Fields, fields_of
from dxkpi.store.tables import (
    DECISION,
    FIGURE,
    FORMER_TARGET,
    INDICATOR,
    INITIATIVE,
    MEASURE,
    MUNICIPALITY,
    OWN_MARK,
    PLAN,
    POLICY,
    SCHEDULE_ITEM,
    YEARLY_REPORT,
    FigureKind,
)
from dxkpi.store.yearly_reports import ReportsByPlace


class _PlanRows:
    """The rows of one plan: its head, and those of each other table in their order."""

    def __init__(self) -> None:
        self.head: Row[Any] | None = None
        self.of_table: dict[str, list[Row[Any]]] = defaultdict(list)

    def add(self, row: Row[Any]) -> None:
        if row.table_ == PLAN.name:
            self.head = row
        else:
            self.of_table[row.table_].append(row)


class PlanAtRevision(NamedTuple):
    """The present text of a plan with the figures of a revision, as fields; also those of
    indicators that were retired since. `reports` is what was said year by year.
    """

    fields: Fields
    reports: ReportsByPlace


def read_plans(
    connection: Connection,
    keys: Sequence[PlanKey],
    indicators: Collection[str] | None = None,
) -> dict[PlanKey, Plan]:
    """These plans, in the order asked for; those that are not there are left out.

    With `indicators` only those of their indicators: of one that consists of parts all of
    them.
    """
    rows_of_plans: dict[int, _PlanRows] = defaultdict(_PlanRows)
    for row in _stacked_rows(connection, keys, indicators):
        rows_of_plans[row.plan_id].add(row)
    plans: dict[PlanKey, Plan] = {}
    for rows in rows_of_plans.values():
        if rows.head is not None:
            plan = _plan(rows.head, rows.of_table)
            plans[plan.key] = plan
    return {key: plans[key] for key in keys if key in plans}


def read_plan_at(connection: Connection, key: PlanKey, revision: int) -> PlanAtRevision:
    """A plan that is known to have been there at a revision."""
    rows = _PlanRows()
    for row in _stacked_rows(connection, [key], None, revision):
        rows.add(row)
    assert rows.head is not None
    return PlanAtRevision(
        _plan_fields(rows.head, rows.of_table), _reports_in(rows.of_table)
    )


def existing_plan(
    connection: Connection, key: PlanKey, indicators: Collection[str] | None = None
) -> Plan:
    """A plan that is known to be there, with all or some indicators."""
    return read_plans(connection, [key], indicators)[key]


def other_plans_of_cities(
    connection: Connection, cities: Collection[str], but: Collection[PlanKey]
) -> dict[PlanKey, Plan]:
    """The stored plans of municipalities without these."""
    p = PLAN.c
    query = select(p.municipality_code, p.code).where(p.municipality_code.in_(cities))
    keys = [PlanKey(*row) for row in connection.execute(query)]
    return read_plans(connection, [key for key in keys if key not in but])


def plan_number(connection: Connection, key: PlanKey) -> int:
    """The number of a plan that is known to be there. Raises `StoreError` where its city is
    out of reach.
    """
    reach_of(connection).check([key.city])
    query = select(PLAN.c.id).where(is_plan(key))
    return int(connection.execute(query).scalar_one())


def is_plan(key: PlanKey) -> ColumnElement[bool]:
    """The condition that a row of the plans' table is this plan's."""
    return and_(PLAN.c.municipality_code == key.city, PLAN.c.code == key.id)


def is_one_of_plans(keys: Sequence[PlanKey]) -> ColumnElement[bool]:
    """The condition that a row of the plans' table is one of these plans'."""
    return tuple_(PLAN.c.municipality_code, PLAN.c.code).in_(keys)


# --- The statement ---


_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_CODES: BindParameter[Any] = bindparam("codes", expanding=True)
_REVISION: BindParameter[int] = bindparam("revision", type_=Integer)


def _stacked_rows(
    connection: Connection,
    keys: Sequence[PlanKey],
    indicators: Collection[str] | None,
    revision: int | None = None,
) -> Iterable[Row[Any]]:
    """The rows of these plans, of all or some indicators; with a revision what was on
    record then.
    """
    values: dict[str, Any] = {"keys": list(keys)}
    if indicators is not None:
        values["codes"] = list(indicators)
    if revision is not None:
        values["revision"] = revision
    statement = _stacked_tables(
        of_indicators=indicators is not None, at_revision=revision is not None
    )
    return connection.execute(statement, values)


@cache
def _stacked_tables(*, of_indicators: bool, at_revision: bool) -> CompoundSelect[Any]:
    """The statement, made once: making it takes longer than the database's answer."""
    tables = _selected_tables(
        _CODES if of_indicators else None, _REVISION if at_revision else None
    )
    types: dict[str, TypeEngine[Any]] = {}
    for table in tables.values():
        types |= {column.name: column.type for column in table.selected_columns}
    stacked = []
    for name, table in tables.items():
        columns = [_column_or_null(table, column, types[column]) for column in types]
        label = literal(name).label("table_")
        stacked.append(table.with_only_columns(label, *columns))
    return union_all(*stacked).order_by("plan_id", "position")


def _selected_tables(
    codes: BindParameter[Any] | None, revision: BindParameter[int] | None
) -> dict[str, Select[Any]]:
    """The rows wanted of each table, with the number of their plan."""
    is_asked_for = tuple_(PLAN.c.municipality_code, PLAN.c.code).in_(_KEYS)
    ids = select(PLAN.c.id).where(is_asked_for)
    is_there = _is_open(PLAN.c.withdrawn_in, revision)
    tables = {PLAN.name: _selected_heads().where(PLAN.c.id.in_(ids), is_there)}
    for table in (POLICY, MEASURE, INITIATIVE, SCHEDULE_ITEM):
        tables[table.name] = select(table).where(table.c.plan_id.in_(ids))

    is_in_plan = _is_open(INDICATOR.c.retired_in, revision)
    wanted = [INDICATOR.c.plan_id.in_(ids), is_in_plan]
    if codes is not None:
        wanted.append(_is_judged_with_any(codes, ids))
    tables[INDICATOR.name] = select(INDICATOR).where(*wanted)

    for table in (YEARLY_REPORT, OWN_MARK, DECISION):
        columns = [column for column in table.c if column.name != "id"]
        of_plans = table.c.plan_id.in_(ids)
        tables[table.name] = select(*columns).where(
            of_plans, is_on_record(table, revision)
        )

    not_of_plans = ("id", "withheld")
    figure_columns = [column for column in FIGURE.c if column.name not in not_of_plans]
    tables[FIGURE.name] = (
        select(INDICATOR.c.plan_id, *figure_columns)
        .join(INDICATOR, INDICATOR.c.id == FIGURE.c.indicator_id)
        .where(*wanted, is_on_record(FIGURE, revision))
    )
    ledger = FORMER_TARGET.c
    tables[FORMER_TARGET.name] = (
        select(INDICATOR.c.plan_id, ledger.indicator_id, ledger.position, ledger.former)
        .join(INDICATOR, INDICATOR.c.id == ledger.indicator_id)
        .where(*wanted, is_on_record(FORMER_TARGET, revision))
    )
    return tables


def _is_judged_with_any(
    codes: BindParameter[Any], plan_ids: Select[Any]
) -> ColumnElement[bool]:
    """The condition that an indicator is one of these, or judged together with one."""
    i = INDICATOR.c
    judged = func.coalesce(i.judged_with, i.code)
    of_codes = select(i.plan_id, judged).where(
        i.plan_id.in_(plan_ids), i.code.in_(codes)
    )
    return tuple_(i.plan_id, judged).in_(of_codes)


def is_on_record(
    table: Table, revision: int | BindParameter[int] | None
) -> ColumnElement[bool]:
    """The condition that a row counts: today, or at a revision."""
    is_open = _is_open(table.c.superseded_in, revision)
    if revision is None:
        return is_open
    return and_(table.c.recorded_in <= revision, is_open)


def _is_open(
    ended_in: ColumnElement[Any], revision: int | BindParameter[int] | None
) -> ColumnElement[bool]:
    if revision is None:
        return ended_in.is_(None)
    return or_(ended_in.is_(None), ended_in > revision)


def _selected_heads() -> Select[Any]:
    plan_columns = [column for column in PLAN.c if column.name != "id"]
    m = MUNICIPALITY.c
    return select(
        *plan_columns,
        PLAN.c.id.label("plan_id"),
        m.prefecture.label("municipality_prefecture"),
        m.name.label("municipality_name"),
        m.fictional.label("municipality_fictional"),
        m.departments.label("municipality_departments"),
        m.grading.label("municipality_grading"),
        literal(0).label("position"),
    ).join(MUNICIPALITY, m.code == PLAN.c.municipality_code)


def _column_or_null(
    table: Select[Any], name: str, kind: TypeEngine[Any]
) -> ColumnElement[Any]:
    """A column of the stack: the table's own, else nothing of the same type.

    Words of an enum are plain text there: two tables may have different enums under the
    same name.
    """
    is_enum = isinstance(kind, Enum)
    if name not in table.selected_columns:
        return cast(null(), String() if is_enum else kind).label(name)
    column = table.selected_columns[name]
    if isinstance(column.type, Enum):
        column = type_coerce(column, String())
    return column.label(name)


# --- The values ---


def _plan(head: Row[Any], of_table: dict[str, list[Row[Any]]]) -> Plan:
    return Plan.model_validate(_plan_fields(head, of_table))


def _reports_in(of_table: dict[str, list[Row[Any]]]) -> ReportsByPlace:
    return ReportsByPlace(of_table[YEARLY_REPORT.name], of_table[OWN_MARK.name])


def _plan_fields(head: Row[Any], of_table: dict[str, list[Row[Any]]]) -> Fields:
    reports = _reports_in(of_table)
    measures = _measures_by_policy(of_table, reports)
    policies = []
    for row in of_table[POLICY.name]:
        policy = fields_of(row, PolicyFields) | reports.of_policy(row.number)
        policies.append(policy | {"measures": measures[row.number]})

    figures: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in of_table[FIGURE.name]:
        figures[row.indicator_id].append(row)
    formers: dict[int, list[FormerTarget]] = defaultdict(list)
    for row in of_table[FORMER_TARGET.name]:
        formers[row.indicator_id].append(row.former)
    indicators = [
        _indicator(row, figures[row.id])
        | {"former_targets": formers[row.id]}
        | reports.of_indicator(row.code)
        for row in of_table[INDICATOR.name]
    ]
    judged_with = [row.judged_with for row in of_table[INDICATOR.name]]
    return {
        "municipality": _municipality(head),
        "plan": {
            "id": head.code,
            "kind": head.kind,
            **fields_of(head, AboutFields),
        },
        "policies": policies,
        "indicators": with_nested_parts(indicators, judged_with),
        "decisions": [fields_of(row, Decision) for row in of_table[DECISION.name]],
    }


def _municipality(head: Row[Any]) -> Fields:
    fields: Fields = {
        "code": head.municipality_code,
        "prefecture": head.municipality_prefecture,
        "name": head.municipality_name,
        "fictional": head.municipality_fictional,
    }
    if head.municipality_departments:
        fields["departments"] = head.municipality_departments
    if head.municipality_grading is not None:
        fields["grading"] = head.municipality_grading
    return fields


def read_municipalities(
    connection: Connection, cities: Collection[str]
) -> dict[str, Municipality]:
    """Municipalities as they are stored, by their code."""
    query = select(MUNICIPALITY).where(MUNICIPALITY.c.code.in_(cities))
    rows = connection.execute(query)
    return {row.code: Municipality.model_validate(row._asdict()) for row in rows}


def _measures_by_policy(
    of_table: dict[str, list[Row[Any]]], reports: ReportsByPlace
) -> dict[str, list[Fields]]:
    initiatives: dict[str, list[Fields]] = defaultdict(list)
    for row in of_table[INITIATIVE.name]:
        fields = fields_of(row, InitiativeFields)
        fields |= reports.of_initiative(row.measure_number, row.number)
        initiatives[row.measure_number].append(fields)

    schedules: dict[str, list[Fields]] = defaultdict(list)
    for row in of_table[SCHEDULE_ITEM.name]:
        fields = fields_of(row, ScheduleItemFields)
        schedules[row.measure_number].append(fields)

    measures: dict[str, list[Fields]] = defaultdict(list)
    for row in of_table[MEASURE.name]:
        measure = fields_of(row, MeasureFields) | reports.of_measure(row.number)
        measure["initiatives"] = initiatives[row.number]
        measure["schedule"] = schedules[row.number]
        measures[row.policy_number].append(measure)
    return measures


def _indicator(row: Row[Any], figures: Iterable[Row[Any]]) -> Fields:
    by_kind: dict[str, list[Row[Any]]] = defaultdict(list)
    for figure in figures:
        by_kind[figure.kind].append(figure)
    indicator = fields_of(row, IndicatorFields)
    if row.stages:
        indicator["value_type"] = ValueType.STAGE
    indicator["baseline"] = _baseline(by_kind[FigureKind.BASELINE])
    indicator["target"] = _target(
        row, by_kind[FigureKind.TARGET], by_kind[FigureKind.YEARLY_TARGET]
    )
    indicator["actuals"] = [
        fields_of(actual, Actual) for actual in by_kind[FigureKind.ACTUAL]
    ]
    indicator["references"] = [
        fields_of(reference, Reference) for reference in by_kind[FigureKind.REFERENCE]
    ]
    return indicator


def _baseline(rows: Sequence[Row[Any]]) -> Fields | None:
    """The baseline of an indicator, which has one row at most."""
    if not rows:
        return None
    [start] = rows
    return {
        "fiscal_year": start.fiscal_year,
        "as_of": start.as_of,
        "value": start.value,
        "numerator": start.numerator,
        "denominator": start.denominator,
        "approximate": start.approximate,
        **_details(start, Baseline),
    }


def _details(row: Row[Any], holder: type[Baseline] | type[WrittenTarget]) -> Fields:
    """What a baseline or target has beside its figure."""
    details = row.details
    return details.fields_for(holder) if details is not None else {}


def _rule(indicator: Row[Any], aim: Row[Any]) -> TargetRule:
    """The rule of a target; totals and ranges are known by what they alone have."""
    if indicator.target_since is not None:
        return TargetRule.TOTAL
    if aim.details is not None and aim.details.is_range:
        return TargetRule.RANGE
    return TargetRule(indicator.target_rule)


def _target(
    indicator: Row[Any], rows: Sequence[Row[Any]], yearly_rows: Iterable[Row[Any]]
) -> Fields | None:
    """The target of an indicator, which has one row at most, with its yearly targets."""
    if not rows:
        return None
    [aim] = rows
    return {
        "rule": _rule(indicator, aim),
        "comparator": indicator.target_comparator,
        "value": aim.value,
        "fiscal_year": aim.fiscal_year,
        "as_of": aim.as_of,
        "yearly": {row.fiscal_year: row.value for row in yearly_rows},
        "worse_because": aim.note,
        "since": indicator.target_since,
        "approximate": aim.approximate,
        **_details(aim, WrittenTarget),
    }
