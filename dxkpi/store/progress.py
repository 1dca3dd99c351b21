"""The progress of the schedule's entries: kept for each year, superseded like a figure."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select, update

from dxkpi.plan import PlanKey, Progress
from dxkpi.rules import EntryKey
from dxkpi.store.load import is_on_record, is_plan, plan_number
from dxkpi.store.rows import fields_of, free_numbers, insert_rows
from dxkpi.store.tables import PLAN, PROGRESS


def read_progress(
    connection: Connection,
    key: PlanKey,
    fiscal_year: int | None = None,
    revision: int | None = None,
) -> dict[EntryKey, Progress]:
    """The latest progress of each schedule entry, up to a fiscal year if one is given;
    with a revision as it was on record then.
    """
    p = PROGRESS.c
    query = (
        select(PROGRESS)
        .join(PLAN, PLAN.c.id == p.plan_id)
        .where(is_plan(key), is_on_record(PROGRESS, revision))
        .order_by(p.fiscal_year)
    )
    if fiscal_year is not None:
        query = query.where(p.fiscal_year <= fiscal_year)
    return {entry_key(row): progress_of(row) for row in connection.execute(query)}


def write_progress(
    connection: Connection,
    revision: int,
    plan: PlanKey,
    fiscal_year: int,
    entries: Mapping[EntryKey, Progress | None],
) -> None:
    """Record the progress of schedule entries in a year; None takes away what is there."""
    if not entries:
        return
    plan_id = plan_number(connection, plan)
    current = and_(
        PROGRESS.c.plan_id == plan_id,
        PROGRESS.c.fiscal_year == fiscal_year,
        PROGRESS.c.superseded_in.is_(None),
        _is_one_of(entries),
    )
    connection.execute(update(PROGRESS).where(current).values(superseded_in=revision))

    stamp = {"plan_id": plan_id, "recorded_in": revision, "superseded_in": None}
    numbers = iter(free_numbers(connection, PROGRESS))
    rows = []
    for (measure, label, nth), progress in entries.items():
        if progress is None:
            continue
        key = {"measure": measure, "label": label, "nth": nth}
        rows.append({"id": next(numbers)} | key | progress.model_dump() | stamp)
    insert_rows(connection, PROGRESS, rows)


def entry_key(row: Row[Any]) -> EntryKey:
    """Which entry of the schedule a row of progress is about."""
    return row.measure, row.label, row.nth


def progress_of(row: Row[Any]) -> Progress:
    """A row of progress as the value it is."""
    return Progress.model_validate(fields_of(row, Progress))


def _is_one_of(keys: Iterable[EntryKey]) -> ColumnElement[bool]:
    p = PROGRESS.c
    return or_(
        *(
            and_(p.measure == measure, p.label == label, p.nth == nth)
            for measure, label, nth in keys
        )
    )
