"""Values to rows: one write, under the writer's lock, as one revision.

The text of a plan is replaced. Figures are compared with what is current: what is the same stays, what differs gets a
new row that supersedes the old one. Indicators are matched by their code; one that is gone is retired with its figures,
so that the history of every figure remains. All statements are bulk statements over all plans of the write.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from dxkpi.plan import Indicator, Plan
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

Fields = dict[str, Any]

_EMPTY_FIGURE: Fields = {
    "series": "",
    "fiscal_year": None,
    "as_of": None,
    "value": None,
    "approximate": False,
    "missing": None,
    "note": None,
    "survey": None,
}


def last_number(connection: Connection, table: Table) -> int:
    """The highest number given out in a table, 0 when it is empty."""
    [number] = table.primary_key
    return int(
        connection.execute(select(func.coalesce(func.max(number), 0))).scalar_one()
    )


class Writer:
    """Writes plans as one revision on a connection that holds the writer's lock."""

    def __init__(self, connection: Connection, revision: int) -> None:
        self._connection = connection
        self._revision = revision

    def write(self, plans: Sequence[Plan]) -> None:
        ids = self._plan_ids(plans)
        self._replace_text(plans, ids)
        self._write_figures(plans, ids, self._indicator_ids(plans, ids))

    def write_figures(self, plan: Plan) -> None:
        """Record the figures of a plan's indicators, some or all, whose text is stored already: the plan was changed."""
        city = plan.municipality.code
        plan_id = self._connection.execute(
            select(PLAN.c.id).where(PLAN.c.municipality_code == city)
        ).scalar_one()
        self._update(PLAN, "id", [{"id": plan_id, "changed_in": self._revision}])
        indicators = {
            (plan_id, row.code): row.id
            for row in self._connection.execute(
                select(INDICATOR.c.code, INDICATOR.c.id).where(
                    INDICATOR.c.plan_id == plan_id
                )
            )
        }
        own = {indicator.code for indicator in plan.indicators}
        self._write_figures(
            [plan], {city: plan_id}, indicators, INDICATOR.c.code.in_(own)
        )

    def _plan_ids(self, plans: Sequence[Plan]) -> dict[str, int]:
        codes = [plan.municipality.code for plan in plans]
        known = {
            row.municipality_code: row.id
            for row in self._connection.execute(
                select(PLAN.c.municipality_code, PLAN.c.id).where(
                    PLAN.c.municipality_code.in_(codes)
                )
            )
        }
        new = [code for code in codes if code not in known]
        ids = known | dict(zip(new, self._numbers(PLAN), strict=False))
        cities = {
            plan.municipality.code: plan.municipality.model_dump() for plan in plans
        }
        heads = {
            plan.municipality.code: _fields(plan.about, AboutFields)
            | {"changed_in": self._revision}
            for plan in plans
        }
        self._insert(MUNICIPALITY, [cities[code] for code in new])
        self._insert(
            PLAN,
            [
                heads[code] | {"id": ids[code], "municipality_code": code}
                for code in new
            ],
        )
        self._update(MUNICIPALITY, "code", [cities[code] for code in known])
        self._update(PLAN, "id", [heads[code] | {"id": known[code]} for code in known])
        return ids

    def _replace_text(self, plans: Sequence[Plan], ids: dict[str, int]) -> None:
        rows: dict[Table, list[Fields]] = {
            POLICY: [],
            MEASURE: [],
            INITIATIVE: [],
            SCHEDULE_ITEM: [],
        }
        for table in rows:
            self._connection.execute(
                delete(table).where(table.c.plan_id.in_(ids.values()))
            )
        for plan in plans:
            plan_id = {"plan_id": ids[plan.municipality.code]}
            order = iter(range(1_000_000))
            for policy in plan.policies:
                rows[POLICY].append(
                    _fields(policy, PolicyFields) | plan_id | {"position": next(order)}
                )
                for measure in policy.measures:
                    own = plan_id | {
                        "policy_number": policy.number,
                        "position": next(order),
                    }
                    rows[MEASURE].append(_fields(measure, MeasureFields) | own)
                    below = plan_id | {"measure_number": measure.number}
                    for table, fields, items in (
                        (INITIATIVE, InitiativeFields, measure.initiatives),
                        (SCHEDULE_ITEM, ScheduleItemFields, measure.schedule),
                    ):
                        rows[table] += [
                            _fields(i, fields) | below | {"position": next(order)}
                            for i in items
                        ]
        for table, values in rows.items():
            self._insert(table, values)

    def _indicator_ids(
        self, plans: Sequence[Plan], ids: dict[str, int]
    ) -> dict[tuple[int, str], int]:
        known = {
            (row.plan_id, row.code): row
            for row in self._connection.execute(
                select(INDICATOR).where(INDICATOR.c.plan_id.in_(ids.values()))
            )
        }
        rows = {
            (row["plan_id"], row["code"]): row
            for plan in plans
            for row in _indicator_rows(plan, ids[plan.municipality.code])
        }
        new = [key for key in rows if key not in known]
        numbers = {key: row.id for key, row in known.items()}
        numbers.update(zip(new, self._numbers(INDICATOR), strict=False))
        self._insert(INDICATOR, [rows[key] | {"id": numbers[key]} for key in new])
        self._update(
            INDICATOR,
            "id",
            [rows[key] | {"id": numbers[key]} for key in rows if key in known],
        )
        retired = {"measure": None, "policy": None, "retired_in": self._revision}
        gone = [
            row.id
            for key, row in known.items()
            if key not in rows and row.retired_in is None
        ]
        self._update(INDICATOR, "id", [retired | {"id": id_} for id_ in gone])
        return numbers

    def _write_figures(
        self,
        plans: Sequence[Plan],
        ids: dict[str, int],
        indicators: dict[tuple[int, str], int],
        *of_indicators: ColumnElement[bool],
    ) -> None:
        """Bring the figures of the plans' indicators, all or those that the condition names, to what the plans say."""
        wanted: dict[tuple[Any, ...], Fields] = {}
        for plan in plans:
            for indicator in plan.indicators:
                number = indicators[ids[plan.municipality.code], indicator.code]
                for position, figure in enumerate(_figures(indicator)):
                    wanted[number, *_place(figure)] = figure | {
                        "indicator_id": number,
                        "position": position,
                    }
        current = {
            (row["indicator_id"], *_place(row)): row
            for row in self._connection.execute(
                select(FIGURE)
                .join(INDICATOR, INDICATOR.c.id == FIGURE.c.indicator_id)
                .where(
                    INDICATOR.c.plan_id.in_(ids.values()),
                    FIGURE.c.superseded_in.is_(None),
                    *of_indicators,
                )
            ).mappings()
        }
        changed = [
            place
            for place in {**current, **wanted}
            if place not in wanted
            or place not in current
            or _differ(current[place], wanted[place])
        ]
        superseded = [current[place]["id"] for place in changed if place in current]
        self._update(
            FIGURE,
            "id",
            [{"id": id_, "superseded_in": self._revision} for id_ in superseded],
        )
        moved = [
            {"id": current[place]["id"], "position": figure["position"]}
            for place, figure in wanted.items()
            if place in current
            and place not in changed
            and current[place]["position"] != figure["position"]
        ]
        self._update(FIGURE, "id", moved)
        stamp = {"recorded_in": self._revision, "superseded_in": None}
        new = [wanted[place] | stamp for place in changed if place in wanted]
        self._insert(
            FIGURE,
            [
                row | {"id": id_}
                for row, id_ in zip(new, self._numbers(FIGURE), strict=False)
            ],
        )

    def _numbers(self, table: Table) -> Iterable[int]:
        return range(last_number(self._connection, table) + 1, 2**62)

    def _insert(self, table: Table, rows: list[Fields]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)

    def _update(self, table: Table, key: str, rows: list[Fields]) -> None:
        if rows:
            values: dict[str, Any] = {
                name: bindparam(f"new_{name}") for name in rows[0] if name != key
            }
            statement = (
                update(table).where(table.c[key] == bindparam("the_key")).values(values)
            )
            renamed = [
                {
                    "the_key" if name == key else f"new_{name}": value
                    for name, value in row.items()
                }
                for row in rows
            ]
            self._connection.execute(statement, renamed)


def _fields(value: Any, of: Any) -> Fields:
    return {name: getattr(value, name) for name in of.model_fields}


def _indicator_rows(plan: Plan, plan_id: int) -> Iterable[Fields]:
    for position, indicator in enumerate(plan.indicators):
        target = indicator.target
        yield _fields(indicator, IndicatorFields) | {
            "plan_id": plan_id,
            "position": position,
            "target_rule": target.rule if target else None,
            "target_comparator": target.comparator if target else None,
            "retired_in": None,
        }


def _figures(indicator: Indicator) -> Iterable[Fields]:
    """Every figure of an indicator as a row's fields, in the plan's order."""
    if indicator.baseline:
        yield (
            _EMPTY_FIGURE
            | {"kind": FigureKind.BASELINE}
            | _fields(indicator.baseline, Baseline)
        )
    if target := indicator.target:
        yield _EMPTY_FIGURE | {
            "kind": FigureKind.TARGET,
            "fiscal_year": target.fiscal_year,
            "as_of": target.as_of,
            "value": target.value,
        }
        for year, value in target.yearly.items():
            yield _EMPTY_FIGURE | {
                "kind": FigureKind.YEARLY_TARGET,
                "fiscal_year": year,
                "value": value,
            }
    for actual in indicator.actuals:
        yield _EMPTY_FIGURE | {"kind": FigureKind.ACTUAL} | _fields(actual, Actual)
    for reference in indicator.references:
        yield (
            _EMPTY_FIGURE
            | {"kind": FigureKind.REFERENCE}
            | _fields(reference, Reference)
        )


def _place(figure: Any) -> tuple[Any, ...]:
    single = figure["kind"] in (FigureKind.BASELINE, FigureKind.TARGET)
    return figure["kind"], figure["series"], None if single else figure["fiscal_year"]


def _differ(stored: Any, wanted: Fields) -> bool:
    """Whether anything was said otherwise, to the digit: 75.0 and 75.00 differ."""
    return any(repr(stored[name]) != repr(wanted[name]) for name in _EMPTY_FIGURE)
