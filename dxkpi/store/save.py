"""Plans to rows: one write, under the writer's lock, as one revision.

The text of a plan is replaced. Indicators are matched by their code; one that is gone
is retired, with its figures' history. All statements are bulk statements over all plans
of the write.
"""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, delete, select

from dxkpi.plan import (
    FormerTarget,
    Indicator,
    Measure,
    Plan,
    PlanKey,
    RangeTarget,
    Target,
    TargetRule,
    TotalTarget,
    ValueType,
)
from dxkpi.plan.indicator import IndicatorFields
from dxkpi.plan.tree import (
    AboutFields,
    InitiativeFields,
    MeasureFields,
    MunicipalityFields,
    PolicyFields,
    ScheduleItemFields,
)
from dxkpi.store.decisions import record_decisions
from dxkpi.store.figures import FigurePlace, figure_rows, record_figures
from dxkpi.store.former_targets import LedgerPlace, ledger_places, record_former_targets
from dxkpi.store.linked_plans import stamp_linked_plans
from dxkpi.store.load import is_one_of_plans, plan_number
from dxkpi.store.rows import Fields, fields_of, free_numbers, insert_rows, update_rows
from dxkpi.store.tables import (
    INDICATOR,
    INITIATIVE,
    MEASURE,
    MUNICIPALITY,
    PLAN,
    POLICY,
    SCHEDULE_ITEM,
)
from dxkpi.store.yearly_reports import record_marks, record_reports

_TEXT_TABLES = (POLICY, MEASURE, INITIATIVE, SCHEDULE_ITEM)

PlanIds = dict[PlanKey, int]
"""The number of each plan."""

IndicatorIds = dict[tuple[int, str], int]
"""The number of each indicator, by its plan's number and its code."""


def write_plans(connection: Connection, revision: int, plans: Sequence[Plan]) -> None:
    """Bring the store to what the plans say."""
    plan_ids = _write_heads(connection, revision, plans)
    _replace_text(connection, plans, plan_ids)
    indicator_ids = _write_indicators(connection, revision, plans, plan_ids)
    wanted: dict[FigurePlace, Fields] = {}
    ledgers: dict[LedgerPlace, FormerTarget] = {}
    for plan in plans:
        plan_id = plan_ids[plan.key]
        for indicator in plan.measured_indicators:
            number = indicator_ids[plan_id, indicator.code]
            wanted |= figure_rows(indicator, number)
            ledgers |= ledger_places(indicator, number)
    of_plans = INDICATOR.c.plan_id.in_(plan_ids.values())
    record_figures(connection, revision, wanted, of_plans)
    stamp_linked_plans(connection, revision, plan_ids.values())
    by_number = {plan_ids[plan.key]: plan for plan in plans}
    record_reports(connection, revision, by_number)
    record_marks(connection, revision, by_number)
    record_decisions(connection, revision, by_number)
    record_former_targets(connection, revision, ledgers, of_plans)


def withdraw_plan(connection: Connection, revision: int, key: PlanKey) -> None:
    """Take a plan back: what is known of it stays, and it is there no more."""
    plan_id = plan_number(connection, key)
    stamps = dict.fromkeys(("withdrawn_in", "changed_in", "worded_in"), revision)
    update_rows(connection, PLAN, "id", [{"id": plan_id, **stamps}])


def write_figures_of_plan(connection: Connection, revision: int, plan: Plan) -> None:
    """Record the figures of a plan's indicators, some or all; the plan was changed.

    Their text is stored already.
    """
    plan_id = plan_number(connection, plan.key)
    update_rows(connection, PLAN, "id", [{"id": plan_id, "changed_in": revision}])

    numbered = select(INDICATOR.c.code, INDICATOR.c.id).where(
        INDICATOR.c.plan_id == plan_id
    )
    numbers = {row.code: row.id for row in connection.execute(numbered)}
    wanted: dict[FigurePlace, Fields] = {}
    for indicator in plan.measured_indicators:
        wanted |= figure_rows(indicator, numbers[indicator.code])
    codes = [indicator.code for indicator in plan.measured_indicators]
    of_indicators = and_(INDICATOR.c.plan_id == plan_id, INDICATOR.c.code.in_(codes))
    record_figures(connection, revision, wanted, of_indicators)
    stamp_linked_plans(connection, revision, [plan_id])


def _write_heads(
    connection: Connection, revision: int, plans: Sequence[Plan]
) -> PlanIds:
    """Add or change the municipalities and what is said about their plans. A plan that was
    taken back begins anew.
    """
    _write_municipalities(connection, revision, plans)
    keys = [plan.key for plan in plans]
    p = PLAN.c
    stored = select(p.municipality_code, p.code, p.id, p.withdrawn_in)
    rows = connection.execute(stored.where(is_one_of_plans(keys))).all()
    ids = {PlanKey(row.municipality_code, row.code): row.id for row in rows}
    numbers = iter(free_numbers(connection, PLAN))
    begun: Fields = {"added_in": revision, "worded_in": revision}
    begun_anew = [
        {"id": row.id, "withdrawn_in": None, **begun}
        for row in rows
        if row.withdrawn_in is not None
    ]
    new, changed = [], []
    for plan in plans:
        about = fields_of(plan.about, AboutFields)
        about |= {"kind": plan.about.kind, "changed_in": revision}
        if plan.key in ids:
            changed.append(about | {"id": ids[plan.key]})
        else:
            ids[plan.key] = next(numbers)
            key = {"municipality_code": plan.key.city, "code": plan.key.id}
            first = {"withdrawn_in": None, "id": ids[plan.key]}
            new.append(about | key | begun | first)
    insert_rows(connection, PLAN, new)
    update_rows(connection, PLAN, "id", changed)
    update_rows(connection, PLAN, "id", begun_anew)
    return ids


def _write_municipalities(
    connection: Connection, revision: int, plans: Sequence[Plan]
) -> None:
    """Add or change the municipalities; a change of one is a change of all its plans."""
    wanted = {plan.municipality.code: plan.municipality for plan in plans}
    query = select(MUNICIPALITY).where(MUNICIPALITY.c.code.in_(wanted))
    stored = {row.code: row for row in connection.execute(query)}
    new, changed = [], []
    for code, municipality in wanted.items():
        fields = fields_of(municipality, MunicipalityFields)
        if code not in stored:
            new.append(fields)
        elif fields != stored[code]._asdict():
            changed.append(fields)
    insert_rows(connection, MUNICIPALITY, new)
    update_rows(connection, MUNICIPALITY, "code", changed)
    stamp = {"changed_in": revision}
    touched = [{"municipality_code": fields["code"], **stamp} for fields in changed]
    update_rows(connection, PLAN, "municipality_code", touched)


def _replace_text(
    connection: Connection, plans: Sequence[Plan], plan_ids: PlanIds
) -> None:
    rows: dict[Table, list[Fields]] = {table: [] for table in _TEXT_TABLES}
    for table in _TEXT_TABLES:
        of_plans = table.c.plan_id.in_(plan_ids.values())
        connection.execute(delete(table).where(of_plans))
    for plan in plans:
        _add_text_rows(rows, plan, plan_ids[plan.key])
    for table, of_table in rows.items():
        insert_rows(connection, table, of_table)


def _add_text_rows(rows: dict[Table, list[Fields]], plan: Plan, plan_id: int) -> None:
    """Add the rows of a plan's text, each with its position in the plan as a whole."""
    positions = count()

    def add(table: Table, fields: Fields) -> None:
        place = {"plan_id": plan_id, "position": next(positions)}
        rows[table].append(fields | place)

    for policy in plan.policies:
        add(POLICY, fields_of(policy, PolicyFields))
        for measure in policy.measures:
            above = {"policy_number": policy.number}
            add(MEASURE, fields_of(measure, MeasureFields) | above)
            for table, fields in _rows_below(measure):
                add(table, fields)


def _rows_below(measure: Measure) -> Iterable[tuple[Table, Fields]]:
    """The initiatives and the schedule of a measure."""
    above = {"measure_number": measure.number}
    for initiative in measure.initiatives:
        yield INITIATIVE, fields_of(initiative, InitiativeFields) | above
    for item in measure.schedule:
        yield SCHEDULE_ITEM, fields_of(item, ScheduleItemFields) | above


def _write_indicators(
    connection: Connection, revision: int, plans: Sequence[Plan], plan_ids: PlanIds
) -> IndicatorIds:
    """Add, change and retire indicators; the number of each that the plans have."""
    stored = _stored_indicators(connection, plan_ids)
    numbers = iter(free_numbers(connection, INDICATOR))
    ids: IndicatorIds = {}
    new, changed = [], []
    for plan in plans:
        for fields in _indicator_rows(plan, plan_ids[plan.key]):
            key = (fields["plan_id"], fields["code"])
            if key in stored:
                ids[key] = stored[key].id
                changed.append(fields | {"id": ids[key]})
            else:
                ids[key] = next(numbers)
                new.append(fields | {"id": ids[key]})
    gone = [row for key, row in stored.items() if key not in ids]
    insert_rows(connection, INDICATOR, new)
    update_rows(connection, INDICATOR, "id", changed)
    _retire_indicators(connection, revision, gone)
    return ids


def _stored_indicators(
    connection: Connection, plan_ids: PlanIds
) -> dict[tuple[int, str], Row[Any]]:
    """Every indicator that the plans have or had, by its plan's number and its code."""
    of_plans = INDICATOR.c.plan_id.in_(plan_ids.values())
    rows = connection.execute(select(INDICATOR).where(of_plans))
    return {(row.plan_id, row.code): row for row in rows}


def _retire_indicators(
    connection: Connection, revision: int, gone: Iterable[Row[Any]]
) -> None:
    """Retire what has left the plans, unless that was done before."""
    nowhere = {"measure": None, "policy": None, "retired_in": revision}
    newly_gone = [row.id for row in gone if row.retired_in is None]
    retired = [{"id": number, **nowhere} for number in newly_gone]
    update_rows(connection, INDICATOR, "id", retired)


def _stored_rule(target: Target | None) -> TargetRule | None:
    """A total is a target to reach with a first year, a range one to keep with two
    bounds.
    """
    if isinstance(target, RangeTarget):
        return TargetRule.KEEP
    if isinstance(target, TotalTarget):
        return TargetRule.REACH
    return target.rule if target else None


def _stored_value_type(indicator: Indicator) -> ValueType:
    """Stages are kept as their numbers; their names stand beside."""
    return ValueType.NUMBER if indicator.has_stages else indicator.value_type


def _indicator_rows(plan: Plan, plan_id: int) -> Iterable[Fields]:
    """A row for each indicator, behind it one for each of its parts."""
    positions = count()
    for indicator in plan.indicators:
        place = {"plan_id": plan_id, "position": next(positions), "judged_with": None}
        yield _indicator_row(indicator) | place
        for part, of_part in zip(
            indicator.parts, indicator.part_indicators, strict=True
        ):
            place = {"plan_id": plan_id, "position": next(positions)}
            whole = {"name": part.name, "judged_with": indicator.code}
            yield _indicator_row(of_part) | whole | place


def _indicator_row(indicator: Indicator) -> Fields:
    target = indicator.target
    return fields_of(indicator, IndicatorFields) | {
        "value_type": _stored_value_type(indicator),
        "target_rule": _stored_rule(target),
        "target_comparator": target.comparator if target else None,
        "target_since": target.since if target else None,
        "retired_in": None,
    }
