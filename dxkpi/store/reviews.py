"""Remarks and confirmations in rows, and the revision in which each reported thing became
what it is.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, Table, select, update

from dxkpi.plan import PlanKey
from dxkpi.plan.review import (
    ItemConfirmation,
    ItemKey,
    Remark,
    YearReview,
    entry_item,
    figure_key,
    initiative_key,
)
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.linked_plans import stamp_linked_plans
from dxkpi.store.load import is_on_record, is_plan, plan_number
from dxkpi.store.revisions import as_utc
from dxkpi.store.rounds import reviewed_years
from dxkpi.store.rows import Fields, free_numbers, insert_rows, update_rows
from dxkpi.store.tables import (
    FIGURE,
    INDICATOR,
    ITEM_CONFIRMATION,
    PLAN,
    PROGRESS,
    REMARK,
    REVISION,
    YEARLY_REPORT,
    FigureKind,
)

_ANSWER = REVISION.alias("answer")
"""The write that answered a remark."""


class NewRemark(NamedTuple):
    """A remark that is to be made; `item_year` is the thing's own year where that is not
    the one that is reviewed.
    """

    item: ItemKey
    text: str
    column: str | None = None
    item_year: int | None = None


class SeenItem(NamedTuple):
    """A thing as a reviewer saw it: since which revision it stood so, of its own year."""

    item: ItemKey
    fiscal_year: int
    stood_at: int


def read_review(
    connection: Connection, plan: PlanKey, fiscal_year: int, revision: int | None = None
) -> YearReview:
    """Everything that was remarked and confirmed of a plan's year; with a revision as it
    was on record then.
    """
    return _read_years(connection, plan, (fiscal_year,), revision)[fiscal_year]


def read_reviews(
    connection: Connection, plan: PlanKey, revision: int | None = None
) -> dict[int, YearReview]:
    """The same of every year whose round is reviewed."""
    years = reviewed_years(connection, plan, revision)
    return _read_years(connection, plan, years, revision)


def _read_years(
    connection: Connection, plan: PlanKey, years: Sequence[int], revision: int | None
) -> dict[int, YearReview]:
    changes = _changes(connection, plan, revision) if years else {}
    reviews = {}
    for year in years:
        place = (connection, plan, year, revision)
        remarks, confirmations = _remarks(*place), _confirmations(*place)
        reviews[year] = YearReview(tuple(remarks), tuple(confirmations), changes)
    return reviews


def check_nothing_new(
    connection: Connection,
    plan: PlanKey,
    fiscal_year: int,
    items: Collection[tuple[ItemKey, int]],
    seen: int,
) -> None:
    """Raises `StoreError` (CHANGED_SINCE_SEEN) where one of the things, each with its own
    year, was changed, confirmed, sent back or answered for after the revision that a
    reviewer saw.
    """
    keys = {item for item, _item_year in items}
    newest = [
        row.recorded_in
        for row in _current_confirmations(connection, plan, fiscal_year)
        if ItemKey(row.kind, row.place) in keys
    ]
    for row in connection.execute(_of_year(REMARK, plan, fiscal_year)):
        if ItemKey(row.kind, row.place) in keys:
            newest += [row.recorded_in, row.answered_in or 0]
    for item_of_year, revision in _changes(connection, plan).items():
        if item_of_year in items:
            newest.append(revision)
    if max(newest, default=0) > seen:
        raise StoreError(StoreFault.CHANGED_SINCE_SEEN)


def write_remarks(
    connection: Connection,
    revision: int,
    plan: PlanKey,
    fiscal_year: int,
    remarks: Sequence[NewRemark],
) -> None:
    """Add remarks. The plan was changed: its pages say that things were sent back."""
    plan_id = _stamped_plan(connection, revision, plan)
    numbers = iter(free_numbers(connection, REMARK))
    rows: list[Fields] = [
        {
            "id": next(numbers),
            "plan_id": plan_id,
            "fiscal_year": fiscal_year,
            "kind": remark.item.kind,
            "place": remark.item.place,
            "form_column": remark.column,
            "text": remark.text,
            "recorded_in": revision,
            "answer": None,
            "answered_in": None,
        }
        for remark in remarks
    ]
    insert_rows(connection, REMARK, rows)


def write_answer(
    connection: Connection, revision: int, plan: PlanKey, number: int, answer: str
) -> None:
    """Answer a remark. Raises `StoreError` (NO_SUCH_REMARK) where none of the plan waits
    under this number.
    """
    plan_id = _stamped_plan(connection, revision, plan)
    r = REMARK.c
    statement = (
        update(REMARK)
        .where(r.id == number, r.plan_id == plan_id, r.answer.is_(None))
        .values(answer=answer, answered_in=revision)
    )
    if connection.execute(statement).rowcount == 0:
        raise StoreError(StoreFault.NO_SUCH_REMARK)


def write_confirmations(
    connection: Connection,
    revision: int,
    plan: PlanKey,
    fiscal_year: int,
    items: Sequence[SeenItem],
) -> None:
    """Confirm things as they were seen, each in the place of its former confirmation.

    Raises `StoreError` (CHANGED_SINCE_SEEN) where one is no longer as it was seen.
    """
    changes = _changes(connection, plan)
    for seen in items:
        if changes.get((seen.item, seen.fiscal_year)) != seen.stood_at:
            raise StoreError(StoreFault.CHANGED_SINCE_SEEN)
    plan_id = _stamped_plan(connection, revision, plan)
    wanted = {seen.item for seen in items}
    outdated: list[Fields] = [
        {"id": row.id, "superseded_in": revision}
        for row in _current_confirmations(connection, plan, fiscal_year)
        if ItemKey(row.kind, row.place) in wanted
    ]
    update_rows(connection, ITEM_CONFIRMATION, "id", outdated)
    numbers = iter(free_numbers(connection, ITEM_CONFIRMATION))
    rows: list[Fields] = [
        {
            "id": next(numbers),
            "plan_id": plan_id,
            "fiscal_year": fiscal_year,
            "kind": seen.item.kind,
            "place": seen.item.place,
            "stood_at": seen.stood_at,
            "recorded_in": revision,
            "superseded_in": None,
        }
        for seen in items
    ]
    insert_rows(connection, ITEM_CONFIRMATION, rows)


def _stamped_plan(connection: Connection, revision: int, plan: PlanKey) -> int:
    """The number of the plan, which is changed in this revision; so are those that show
    its figures, and how final these are.
    """
    plan_id = plan_number(connection, plan)
    update_rows(connection, PLAN, "id", [{"id": plan_id, "changed_in": revision}])
    stamp_linked_plans(connection, revision, [plan_id])
    return plan_id


def _of_year(table: Table, plan: PlanKey, fiscal_year: int) -> Select[Any]:
    """The rows of a plan's year, each with the write that recorded it, oldest first."""
    t = table.c
    return (
        select(*t, REVISION.c.at, REVISION.c.who)
        .join(PLAN, PLAN.c.id == t.plan_id)
        .join(REVISION, REVISION.c.id == t.recorded_in)
        .where(is_plan(plan), t.fiscal_year == fiscal_year)
        .order_by(t.id)
    )


def _remarks(
    connection: Connection, plan: PlanKey, fiscal_year: int, revision: int | None
) -> Iterator[Remark]:
    """The remarks made up to a revision, with the answers given up to it."""
    is_answer = _ANSWER.c.id == REMARK.c.answered_in
    if revision is not None:
        is_answer &= _ANSWER.c.id <= revision
    query = (
        _of_year(REMARK, plan, fiscal_year)
        .outerjoin(_ANSWER, is_answer)
        .add_columns(
            _ANSWER.c.at.label("answered_at"), _ANSWER.c.who.label("answered_by")
        )
    )
    if revision is not None:
        query = query.where(REMARK.c.recorded_in <= revision)
    for row in connection.execute(query):
        is_answered = row.answered_by is not None
        yield Remark(
            row.id,
            ItemKey(row.kind, row.place),
            row.text,
            row.form_column,
            row.recorded_in,
            as_utc(row.at),
            row.who,
            row.answer if is_answered else None,
            as_utc(row.answered_at) if is_answered else None,
            row.answered_by,
        )


def _current_confirmations(
    connection: Connection, plan: PlanKey, fiscal_year: int, revision: int | None = None
) -> Iterable[Row[Any]]:
    query = _of_year(ITEM_CONFIRMATION, plan, fiscal_year)
    current = query.where(is_on_record(ITEM_CONFIRMATION, revision))
    return list(connection.execute(current))


def _confirmations(
    connection: Connection, plan: PlanKey, fiscal_year: int, revision: int | None
) -> Iterator[ItemConfirmation]:
    for row in _current_confirmations(connection, plan, fiscal_year, revision):
        item = ItemKey(row.kind, row.place)
        yield ItemConfirmation(
            item, row.stood_at, row.recorded_in, as_utc(row.at), row.who
        )


def _changes(
    connection: Connection, plan: PlanKey, revision: int | None = None
) -> Mapping[tuple[ItemKey, int], int]:
    """In which revision each reported thing of each year became what it is, or was at a
    revision.
    """
    f, p, r = FIGURE.c, PROGRESS.c, YEARLY_REPORT.c
    changes: dict[tuple[ItemKey, int], int] = {}
    figures = (
        select(INDICATOR.c.code, f.fiscal_year, f.recorded_in)
        .join(INDICATOR, INDICATOR.c.id == f.indicator_id)
        .join(PLAN, PLAN.c.id == INDICATOR.c.plan_id)
        .where(
            is_plan(plan), f.kind == FigureKind.ACTUAL, is_on_record(FIGURE, revision)
        )
    )
    for code, year, since in connection.execute(figures):
        changes[figure_key(code), year] = since
    progress = (
        select(p.measure, p.label, p.nth, p.fiscal_year, p.recorded_in)
        .join(PLAN, PLAN.c.id == p.plan_id)
        .where(is_plan(plan), is_on_record(PROGRESS, revision))
    )
    for measure, label, nth, year, since in connection.execute(progress):
        changes[entry_item(measure, label, nth), year] = since
    reports = (
        select(r.measure, r.initiative, r.fiscal_year, r.recorded_in)
        .join(PLAN, PLAN.c.id == r.plan_id)
        .where(is_plan(plan), is_on_record(YEARLY_REPORT, revision))
    )
    for measure, initiative, year, since in connection.execute(reports):
        changes[initiative_key(measure, initiative), year] = since
    return changes
