"""The history of a plan's text, told fact by fact out of the wordings that were kept."""

from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, select

from dxkpi.plan import PlanChange, PlanKey
from dxkpi.plan.document_facts import text_changes
from dxkpi.store.history_step import HistoryStep
from dxkpi.store.load import existing_plan, is_plan
from dxkpi.store.plan_texts import text_as_data, text_data
from dxkpi.store.revisions import as_utc
from dxkpi.store.tables import PLAN, PLAN_TEXT, REVISION


def read_wording_steps(
    connection: Connection, key: PlanKey, indicator: str | None = None
) -> list[HistoryStep]:
    """Every change of a plan's text since its wordings are kept, the oldest first.

    With `indicator` only those of its own, or of its parts'.
    """
    t = PLAN_TEXT.c
    query = (
        select(
            t.document,
            t.superseded_in,
            REVISION.c.at,
            REVISION.c.who,
            REVISION.c.source,
            REVISION.c.correction,
        )
        .join(PLAN, PLAN.c.id == t.plan_id)
        .join(REVISION, REVISION.c.id == t.superseded_in)
        .where(is_plan(key))
        .order_by(t.superseded_in)
    )
    rows = list(connection.execute(query))
    if not rows:
        return []
    texts = [text_as_data(row.document) for row in rows]
    texts.append(text_data(existing_plan(connection, key)))
    steps = []
    for row, (before, after) in zip(rows, pairwise(texts), strict=True):
        for change in text_changes(before, after):
            if indicator is None or _indicator_of(change) == indicator:
                steps.append(_step(row, change))
    return steps


def _step(row: Any, change: PlanChange) -> HistoryStep:
    return HistoryStep(
        revision=row.superseded_in,
        at=as_utc(row.at),
        who=row.who,
        source=row.source,
        correction=row.correction,
        indicator=_indicator_of(change),
        kind=None,
        entry_key=None,
        series="",
        fiscal_year=None,
        before=None,
        after=None,
        wording=change,
    )


def _indicator_of(change: PlanChange) -> str | None:
    """The code of the indicator that a change is of; None for any other."""
    is_of_indicator = change.path[0] == "indicator"
    return str(change.path[1]) if is_of_indicator else None
