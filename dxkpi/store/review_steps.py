"""The review in a plan's history: what was sent back, answered and confirmed."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, select

from dxkpi.plan import PlanKey
from dxkpi.plan.review import ItemKind, entry_at, initiative_at
from dxkpi.store.history_step import HistoryEntry, HistoryStep, ReviewAct
from dxkpi.store.load import is_plan
from dxkpi.store.revisions import as_utc
from dxkpi.store.tables import ITEM_CONFIRMATION, PLAN, REMARK, REVISION


def review_steps(
    connection: Connection, plan: PlanKey, indicator: str | None = None
) -> Iterator[HistoryStep]:
    """Every remark, answer and confirmation; with `indicator` only those on its figures."""
    for row in _rows(connection, REMARK, "recorded_in", plan, indicator):
        remark = HistoryEntry(None, note=row.text, column=row.form_column)
        yield _step(row, row.recorded_in, ReviewAct.REMARKED, None, remark)
    for row in _rows(connection, REMARK, "answered_in", plan, indicator):
        remark = HistoryEntry(None, note=row.text, column=row.form_column)
        answer = HistoryEntry(None, note=row.answer)
        yield _step(row, row.answered_in, ReviewAct.ANSWERED, remark, answer)
    for row in _rows(connection, ITEM_CONFIRMATION, "recorded_in", plan, indicator):
        final = HistoryEntry(None)
        yield _step(row, row.recorded_in, ReviewAct.CONFIRMED, None, final)


def _rows(
    connection: Connection,
    table: Table,
    written_in: str,
    plan: PlanKey,
    indicator: str | None,
) -> Iterator[Row[Any]]:
    """The rows of a plan, each with the write that its column `written_in` names."""
    t = table.c
    query: Select[Any] = (
        select(*t, REVISION.c.at, REVISION.c.who, REVISION.c.source)
        .join(PLAN, PLAN.c.id == t.plan_id)
        .join(REVISION, REVISION.c.id == t[written_in])
        .where(is_plan(plan))
        .order_by(t.id)
    )
    if indicator is not None:
        query = query.where(t.kind == ItemKind.FIGURE, t.place == indicator)
    yield from connection.execute(query)


def _step(
    row: Row[Any],
    revision: int,
    act: ReviewAct,
    before: HistoryEntry | None,
    after: HistoryEntry,
) -> HistoryStep:
    indicator, entry_key, report_key = None, None, None
    match row.kind:
        case ItemKind.FIGURE:
            indicator = row.place
        case ItemKind.ENTRY:
            entry_key = entry_at(row.place)
        case ItemKind.INITIATIVE:
            report_key = initiative_at(row.place)
    return HistoryStep(
        revision=revision,
        at=as_utc(row.at),
        who=row.who,
        source=row.source,
        indicator=indicator,
        kind=None,
        entry_key=entry_key,
        series="",
        fiscal_year=row.fiscal_year,
        before=before,
        after=after,
        report_key=report_key,
        review=act,
    )
