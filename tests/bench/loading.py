"""Loading a country of cities, against plain inserts of the very rows that it wrote, batch by batch in turn."""

import time
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import ColumnElement, Connection, Table, false, insert, select

from dxkpi.plan import Plan
from dxkpi.store import Store, writing
from dxkpi.store.engine import write_transaction
from dxkpi.store.tables import FIGURE, INDICATOR, METADATA, MUNICIPALITY, PLAN, REVISION

BATCH = 100


def batches(plans: Iterator[Plan]) -> Iterator[list[Plan]]:
    while batch := list(islice(plans, BATCH)):
        yield batch


def load(store: Store, copy: Store, plans: Iterator[Plan]) -> tuple[float, float, int]:
    """Seconds to save the plans, seconds to insert the same rows into an empty copy, and the number of figures."""
    ours = plain = 0.0
    figures = 0
    for batch in batches(plans):
        start = time.perf_counter()
        revision = writing.save_plans(store, batch, "bench", "bench")
        ours += time.perf_counter() - start
        assert revision is not None
        with store.engine.connect() as connection:
            rows = {
                table: _rows(connection, table, revision.number)
                for table in METADATA.sorted_tables
            }
        start = time.perf_counter()
        with write_transaction(copy.engine) as connection:
            for table, values in rows.items():
                if values:
                    connection.execute(insert(table), values)
        plain += time.perf_counter() - start
        figures += len(rows[FIGURE])
    return ours, plain, figures


def _rows(
    connection: Connection, table: Table, revision: int
) -> list[dict[str, object]]:
    """The rows of a table that a write of new plans added."""
    return [
        dict(row)
        for row in connection.execute(
            select(table).where(_of(table, revision))
        ).mappings()
    ]


def _of(table: Table, revision: int) -> ColumnElement[bool]:
    written = PLAN.c.changed_in == revision
    plans = select(PLAN.c.id).where(written)
    if table is REVISION:
        return REVISION.c.id == revision
    if table is MUNICIPALITY:
        return MUNICIPALITY.c.code.in_(select(PLAN.c.municipality_code).where(written))
    if table is PLAN:
        return written
    if table is FIGURE:
        return FIGURE.c.indicator_id.in_(
            select(INDICATOR.c.id).where(INDICATOR.c.plan_id.in_(plans))
        )
    return table.c.plan_id.in_(plans) if "plan_id" in table.c else false()
