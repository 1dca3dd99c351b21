"""Rows in bulk, under the writer's lock.

They are given numbers, inserted and updated in one statement each.
"""

from collections.abc import Iterable
from itertools import count
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from dxkpi.store.engine import reaching_every_city

Fields = dict[str, Any]
"""A row's columns by name."""


def last_number(connection: Connection, table: Table) -> int:
    """The highest number given out in a table, for whichever city; 0 when it is empty."""
    [number] = table.primary_key
    highest = select(func.coalesce(func.max(number), 0))
    with reaching_every_city(connection):
        return int(connection.execute(highest).scalar_one())


def free_numbers(connection: Connection, table: Table) -> Iterable[int]:
    """The numbers that no row of a table has had yet, from the lowest."""
    return count(last_number(connection, table) + 1)


def insert_rows(connection: Connection, table: Table, rows: list[Fields]) -> None:
    """Add rows; nothing is asked of the database where there are none."""
    if rows:
        connection.execute(insert(table), rows)


def update_rows(
    connection: Connection, table: Table, key: str, rows: list[Fields]
) -> None:
    """Change the rows that the column `key` names. All are to have the same columns."""
    if not rows:
        return
    names = [name for name in rows[0] if name != key]
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    statement = update(table).where(table.c[key] == bindparam("the_key")).values(values)
    parameters = []
    for row in rows:
        changes = {f"new_{name}": row[name] for name in names}
        parameters.append({"the_key": row[key], **changes})
    connection.execute(statement, parameters)


def fields_of(value: object, model: type[BaseModel]) -> Fields:
    """What a value, or a row, holds in a model's fields, each of which is a column."""
    return {name: getattr(value, name) for name in model.model_fields}
