"""Rounds in rows, superseded like figures, so that their own history remains; and who took
which form.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from dxkpi import fiscal
from dxkpi.plan import PlanKey
from dxkpi.plan.round import Opening, Round, TakenForm
from dxkpi.store.linked_plans import stamp_linked_plans
from dxkpi.store.load import is_on_record, is_plan, plan_number
from dxkpi.store.revisions import as_utc, storable_text
from dxkpi.store.rows import Fields, insert_rows, last_number, update_rows
from dxkpi.store.tables import PLAN, REVISION, ROUND, TAKEN_FORM

MakeRound = Callable[[Round | None], Round]
"""What a round becomes of what it is; None where none was opened."""

_FIELDS = (
    "fiscal_year",
    "deadline",
    "schedule_deadline",
    "is_reviewed",
    "assignments",
    "extensions",
)


def round_of(row: Row[Any]) -> Round:
    """A row as the round it is, without who opened it."""
    return Round(**{name: getattr(row, name) for name in _FIELDS})


def read_round(
    connection: Connection, plan: PlanKey, fiscal_year: int, revision: int | None = None
) -> Round | None:
    """The round of a plan's year, as it stood at a revision if one is given; None where
    none was opened.
    """
    rows = _rows(connection, plan, fiscal_year, revision)
    if not rows:
        return None
    first, last = rows[0], rows[-1]
    fields = {name: getattr(last, name) for name in _FIELDS}
    return Round(**fields, opening=Opening(as_utc(first.at), first.who))


def reviewed_years(
    connection: Connection, plan: PlanKey, revision: int | None = None
) -> tuple[int, ...]:
    """The years of a plan whose rounds are reviewed, or were at a revision."""
    r = ROUND.c
    query = (
        select(r.fiscal_year)
        .join(PLAN, PLAN.c.id == r.plan_id)
        .where(is_plan(plan), is_on_record(ROUND, revision), r.is_reviewed)
        .order_by(r.fiscal_year)
    )
    return tuple(connection.execute(query).scalars())


def read_taken_forms(
    connection: Connection, plan: PlanKey, fiscal_year: int
) -> tuple[TakenForm, ...]:
    """Who took which form of a year first, oldest first."""
    t = TAKEN_FORM.c
    query = (
        select(t.department, t.at, t.who)
        .join(PLAN, PLAN.c.id == t.plan_id)
        .where(is_plan(plan), t.fiscal_year == fiscal_year)
        .order_by(t.id)
    )
    return tuple(
        TakenForm(row.department or None, as_utc(row.at), row.who)
        for row in connection.execute(query)
    )


def write_round(
    connection: Connection, revision: int, plan: PlanKey, changed: Round
) -> None:
    """Put a round in the place of that of the same year. The plan was changed: forms and
    pages of the year say other days.
    """
    plan_id = plan_number(connection, plan)
    update_rows(connection, PLAN, "id", [{"id": plan_id, "changed_in": revision}])
    stamp_linked_plans(connection, revision, [plan_id])
    outdated: list[Fields] = [
        {"id": row.id, "superseded_in": revision}
        for row in _rows(connection, plan, changed.fiscal_year)
        if row.superseded_in is None
    ]
    update_rows(connection, ROUND, "id", outdated)
    fields: Fields = {name: getattr(changed, name) for name in _FIELDS}
    place = {"id": last_number(connection, ROUND) + 1, "plan_id": plan_id}
    stamp = {"recorded_in": revision, "superseded_in": None}
    insert_rows(connection, ROUND, [place | fields | stamp])


def write_taken_form(
    connection: Connection,
    plan: PlanKey,
    fiscal_year: int,
    department: str | None,
    who: str,
) -> None:
    """Note that somebody took a form; the same person again changes nothing."""
    row = {
        "plan_id": plan_number(connection, plan),
        "fiscal_year": fiscal_year,
        "department": storable_text(department or ""),
        "who": storable_text(who),
    }
    t = TAKEN_FORM.c
    noted = select(t.id).where(*(t[name] == value for name, value in row.items()))
    if connection.execute(noted).first() is not None:
        return
    number = last_number(connection, TAKEN_FORM) + 1
    stamp = {"id": number, "at": fiscal.now()}
    connection.execute(insert(TAKEN_FORM), row | stamp)


def _rows(
    connection: Connection, plan: PlanKey, fiscal_year: int, revision: int | None = None
) -> list[Row[Any]]:
    """Everything that was recorded of a year's round up to a revision, oldest first."""
    r = ROUND.c
    query = (
        select(*r, REVISION.c.at, REVISION.c.who)
        .join(PLAN, PLAN.c.id == r.plan_id)
        .join(REVISION, REVISION.c.id == r.recorded_in)
        .where(is_plan(plan), r.fiscal_year == fiscal_year)
        .order_by(r.id)
    )
    if revision is not None:
        query = query.where(r.recorded_in <= revision)
    return list(connection.execute(query))
