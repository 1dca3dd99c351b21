"""Rows to values: whole plans in one statement, however many plans and however large.

A plan lies in seven tables (its head, policies, measures, initiatives, schedule, indicators and current figures). They
are read stacked, each row with the columns of its own table filled and a column `table_` that says whose row it is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Enum,
    Row,
    Select,
    String,
    cast,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from dxkpi.plan import Plan
from dxkpi.plan.indicator import Actual, Baseline, IndicatorFields, Reference
from dxkpi.plan.tree import (
    AboutFields,
    InitiativeFields,
    MeasureFields,
    PolicyFields,
    ScheduleItemFields,
)
from dxkpi.store.tables import (
    FIGURE,
    INDICATOR,
    INITIATIVE,
    MEASURE,
    MUNICIPALITY,
    PLAN,
    POLICY,
    SCHEDULE_ITEM,
    FigureKind,
)

Rows = Mapping[tuple[str, int], list[Row[Any]]]


def read_plans(
    connection: Connection,
    codes: Sequence[str],
    indicators: Collection[str] | None = None,
) -> dict[str, Plan]:
    """The plans of these municipalities, in the order asked for; codes without a plan are left out.

    With `indicators` only those of their indicators.
    """
    heads: dict[str, Row[Any]] = {}
    parts: dict[tuple[str, int], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(_stacked(codes, indicators)):
        if row.table_ == PLAN.name:
            heads[row.municipality_code] = row
        else:
            parts[row.table_, row.plan_id].append(row)
    return {code: _plan(heads[code], parts) for code in codes if code in heads}


def _stacked(
    codes: Sequence[str], indicators: Collection[str] | None
) -> CompoundSelect[Any]:
    ids = select(PLAN.c.id).where(PLAN.c.municipality_code.in_(codes))
    head = select(
        *(column for column in PLAN.c if column.name != "id"),
        PLAN.c.id.label("plan_id"),
        *(
            MUNICIPALITY.c[name].label(f"municipality_{name}")
            for name in ("prefecture", "name", "fictional")
        ),
        literal(0).label("position"),
    ).join(MUNICIPALITY, MUNICIPALITY.c.code == PLAN.c.municipality_code)
    parts: dict[str, Select[Any]] = {PLAN.name: head.where(PLAN.c.id.in_(ids))}
    for table in (POLICY, MEASURE, INITIATIVE, SCHEDULE_ITEM):
        parts[table.name] = select(table).where(table.c.plan_id.in_(ids))
    asked = [INDICATOR.c.plan_id.in_(ids), INDICATOR.c.retired_in.is_(None)]
    if indicators is not None:
        asked.append(INDICATOR.c.code.in_(indicators))
    parts[INDICATOR.name] = select(INDICATOR).where(*asked)
    parts[FIGURE.name] = (
        select(
            INDICATOR.c.plan_id, *(column for column in FIGURE.c if column.name != "id")
        )
        .join(INDICATOR, INDICATOR.c.id == FIGURE.c.indicator_id)
        .where(*asked, FIGURE.c.superseded_in.is_(None))
    )
    columns = {
        column.name: column.type
        for part in parts.values()
        for column in part.selected_columns
    }
    stacked = []
    for name, part in parts.items():
        own = part.selected_columns
        padded = (
            (
                _bare(own[c])
                if c in own
                else cast(null(), String() if isinstance(kind, Enum) else kind)
            ).label(c)
            for c, kind in columns.items()
        )
        stacked.append(part.with_only_columns(literal(name).label("table_"), *padded))
    return union_all(*stacked).order_by("plan_id", "position")


def _bare(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Words of an enum as plain text: two tables may have different enums under the same column name."""
    return type_coerce(column, String()) if isinstance(column.type, Enum) else column


def _plan(head: Row[Any], parts: Rows) -> Plan:
    def of(table: str) -> list[Row[Any]]:
        return parts.get((table, head.plan_id), [])

    below_measure: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for name, fields in (
        (INITIATIVE.name, InitiativeFields),
        (SCHEDULE_ITEM.name, ScheduleItemFields),
    ):
        for row in of(name):
            below_measure[name, row.measure_number].append(
                _pick(row, fields.model_fields)
            )
    figures: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in of(FIGURE.name):
        figures[row.indicator_id].append(row)
    measures: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in of(MEASURE.name):
        measure = _pick(row, MeasureFields.model_fields)
        measure["initiatives"] = below_measure[INITIATIVE.name, row.number]
        measure["schedule"] = below_measure[SCHEDULE_ITEM.name, row.number]
        measures[row.policy_number].append(measure)
    return Plan.model_validate(
        {
            "municipality": {
                "code": head.municipality_code,
                "prefecture": head.municipality_prefecture,
                "name": head.municipality_name,
                "fictional": head.municipality_fictional,
            },
            "plan": _pick(head, AboutFields.model_fields),
            "policies": [
                _pick(row, PolicyFields.model_fields)
                | {"measures": measures[row.number]}
                for row in of(POLICY.name)
            ],
            "indicators": [
                _indicator(row, figures[row.id]) for row in of(INDICATOR.name)
            ],
        }
    )


def _indicator(row: Row[Any], figures: Iterable[Row[Any]]) -> dict[str, Any]:
    by_kind: dict[str, list[Row[Any]]] = defaultdict(list)
    for figure in figures:
        by_kind[figure.kind].append(figure)
    baseline, target = by_kind[FigureKind.BASELINE], by_kind[FigureKind.TARGET]
    return _pick(row, IndicatorFields.model_fields) | {
        "baseline": _pick(baseline[0], Baseline.model_fields) if baseline else None,
        "target": {
            "rule": row.target_rule,
            "comparator": row.target_comparator,
            **_pick(target[0], ("value", "fiscal_year", "as_of")),
            "yearly": {
                figure.fiscal_year: figure.value
                for figure in by_kind[FigureKind.YEARLY_TARGET]
            },
        }
        if target
        else None,
        "actuals": [
            _pick(figure, Actual.model_fields) for figure in by_kind[FigureKind.ACTUAL]
        ],
        "references": [
            _pick(figure, Reference.model_fields)
            for figure in by_kind[FigureKind.REFERENCE]
        ],
    }


def _pick(row: Row[Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
