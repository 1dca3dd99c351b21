"""The wording that a plan had before it was replaced, so that it can be shown as it was known.

Text is replaced with the plan, and what stood before is kept as a document. It holds no
actuals, yearly reports, marks or decisions: those have rows of their own with their history, and
what was taken out of a survey to protect people must not live on in a copy.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import simplejson
from sqlalchemy import Connection, select

from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.document_data import plan_as_fields
from dxkpi.store.load import is_one_of_plans
from dxkpi.store.rows import Fields, free_numbers, insert_rows, update_rows
from dxkpi.store.tables import PLAN, PLAN_TEXT

_OF_YEARS = ("actuals", "reports", "marks", "decisions")
"""What is said year by year, wherever it stands."""


class PlanText(NamedTuple):
    """A wording as plain data, and since which revision it is known to have stood."""

    data: dict[str, Any]
    since: int


def keep_replaced_texts(
    connection: Connection,
    revision: int,
    stored: Mapping[PlanKey, Plan],
    plans: Iterable[Plan],
) -> None:
    """Keep the wording of the stored plans that a revision is going to replace."""
    replaced = {
        plan.key: text
        for plan in plans
        if plan.key in stored and (text := _text_of(stored[plan.key])) != _text_of(plan)
    }
    if not replaced:
        return
    p = PLAN.c
    heads = select(p.id, p.municipality_code, p.code, p.worded_in)
    numbers = iter(free_numbers(connection, PLAN_TEXT))
    texts: list[Fields] = []
    plan_rows: list[Fields] = []
    for row in connection.execute(heads.where(is_one_of_plans(list(replaced)))):
        former: Fields = {
            "id": next(numbers),
            "plan_id": row.id,
            "document": replaced[PlanKey(row.municipality_code, row.code)],
            "recorded_in": row.worded_in,
            "superseded_in": revision,
        }
        texts.append(former)
        plan_rows.append({"id": row.id, "worded_in": revision})
    insert_rows(connection, PLAN_TEXT, texts)
    update_rows(connection, PLAN, "id", plan_rows)


def text_in_force(
    connection: Connection, plan_id: int, revision: int
) -> PlanText | None:
    """The kept wording that stood at a revision, else the earliest one known after it;
    None where only the present one is known.
    """
    t = PLAN_TEXT.c
    query = (
        select(t.document, t.recorded_in)
        .where(t.plan_id == plan_id, t.superseded_in > revision)
        .order_by(t.superseded_in)
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return PlanText(text_as_data(row.document), row.recorded_in)


def text_as_data(document: str) -> Any:
    """A wording that was kept, as plain data."""
    return simplejson.loads(document, use_decimal=True)


def text_data(plan: Plan) -> Any:
    """The wording of a plan as it would be kept."""
    return text_as_data(_text_of(plan))


def _text_of(plan: Plan) -> str:
    data = plan_as_fields(plan)
    for item in _objects(data):
        for name in _OF_YEARS:
            item.pop(name, None)
    return simplejson.dumps(data, ensure_ascii=False, use_decimal=True)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a document."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _objects(item)
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
