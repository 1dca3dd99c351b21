"""What the headquarters decided, in rows: superseded like figures, so that its own history
remains.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from dxkpi.plan import Decision, Plan
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.rows import Fields, fields_of, free_numbers, insert_rows, update_rows
from dxkpi.store.tables import DECISION, PLAN

Place = tuple[int, str]
"""The number of a plan, and that of a decision in it."""


def decision_of(row: Row[Any]) -> Decision:
    """A row as the decision it is."""
    return Decision.model_validate(fields_of(row, Decision))


def record_decisions(
    connection: Connection, revision: int, plans: Mapping[int, Plan]
) -> None:
    """Bring the decisions of plans, by their numbers, to what the plans say."""
    wanted: dict[Place, Fields] = {}
    for plan_id, plan in plans.items():
        for position, decision in enumerate(plan.decisions):
            place = {"plan_id": plan_id, "position": position}
            fields = fields_of(decision, Decision) | place
            wanted[plan_id, decision.number] = fields
    current = {_place_of(row): row for row in _current_rows(connection, plans)}
    kept = {
        place
        for place, row in current.items()
        if place in wanted and _says_the_same(row, wanted[place])
    }
    outdated = [row.id for place, row in current.items() if place not in kept]
    _supersede(connection, revision, outdated)
    moved = [
        {"id": current[place].id, "position": wanted[place]["position"]}
        for place in kept
        if wanted[place]["position"] != current[place].position
    ]
    update_rows(connection, DECISION, "id", moved)
    new = [fields for place, fields in wanted.items() if place not in kept]
    _add(connection, revision, new)


def write_decision(
    connection: Connection,
    revision: int,
    plan_id: int,
    before: Decision | None,
    after: Decision | None,
) -> Decision | None:
    """Put a decision in the place of another; without `before` it is a new one, which gets
    its number here, without `after` the former one is taken out. The plan was changed.

    Raises `StoreError` (DECISION_CHANGED) where the former one is not there as it was seen.
    """
    update_rows(connection, PLAN, "id", [{"id": plan_id, "changed_in": revision}])
    rows = {row.number: row for row in _current_rows(connection, [plan_id])}
    position = max((row.position for row in rows.values()), default=-1) + 1
    if before is not None:
        row = rows.get(before.number)
        if row is None or decision_of(row) != before:
            raise StoreError(StoreFault.DECISION_CHANGED)
        position = row.position
        _supersede(connection, revision, [row.id])
    if after is None:
        return None
    number = _free_number(connection, plan_id) if before is None else before.number
    written = after.changed(number=number)
    place = {"plan_id": plan_id, "position": position}
    _add(connection, revision, [fields_of(written, Decision) | place])
    return written


def _current_rows(connection: Connection, plan_ids: Iterable[int]) -> list[Row[Any]]:
    d = DECISION.c
    query = select(DECISION).where(
        d.plan_id.in_(list(plan_ids)), d.superseded_in.is_(None)
    )
    return list(connection.execute(query))


def _place_of(row: Row[Any]) -> Place:
    return row.plan_id, row.number


def _says_the_same(row: Row[Any], wanted: Fields) -> bool:
    return all(getattr(row, name) == wanted[name] for name in Decision.model_fields)


def _supersede(connection: Connection, revision: int, ids: Sequence[int]) -> None:
    rows: list[Fields] = [{"id": number, "superseded_in": revision} for number in ids]
    update_rows(connection, DECISION, "id", rows)


def _add(connection: Connection, revision: int, rows: Sequence[Fields]) -> None:
    if not rows:
        return
    stamp = {"recorded_in": revision, "superseded_in": None}
    numbers = iter(free_numbers(connection, DECISION))
    insert_rows(
        connection, DECISION, [{"id": next(numbers), **row, **stamp} for row in rows]
    )


def _free_number(connection: Connection, plan_id: int) -> str:
    """The first number that no decision of the plan ever had."""
    query = select(DECISION.c.number).where(DECISION.c.plan_id == plan_id)
    numbers = connection.execute(query).scalars()
    counted = [int(number) for number in numbers if number.isdecimal()]
    return str(max(counted, default=0) + 1)
