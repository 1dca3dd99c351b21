"""Rows as the database keeps them, without making values of the plan of them.

What is hashed must be the same on SQLite and PostgreSQL and after a copy between them, and
a row that no value can be made of must still be read to be named.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Dialect,
    Enum,
    Numeric,
    Select,
    String,
    Table,
    TableClause,
    Text,
    column,
    null,
    select,
    type_coerce,
)
from sqlalchemy import table as sql_table
from sqlalchemy.types import TypeDecorator, TypeEngine

from dxkpi.store.column_types import ExactDecimal, JsonValue, JsonValues
from dxkpi.store.tables import INDICATOR, PLAN

Content = Mapping[str, Any]
"""The columns of a row that hold anything, as plain data."""


class RawJson(TypeDecorator[Any]):
    """JSON as plain data; of text that is none, the text itself."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(JSON(none_as_null=True))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is None or dialect.name != "sqlite":
            return value
        return json.dumps(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        if dialect.name != "sqlite" or not isinstance(value, str | bytes):
            return value
        try:
            return json.loads(value)
        except ValueError:
            return {"no JSON": str(value)}


class RawDecimal(TypeDecorator[str]):
    """A decimal digit for digit, as text, whatever stands there."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(40))
        return dialect.type_descriptor(Numeric())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "sqlite":
            return value
        return Decimal(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        if isinstance(value, Decimal):
            return format(value, "f")
        return None if value is None else str(value)


@dataclass(frozen=True)
class RowSource:
    """A table whose rows are hashed: by which column a row is known, and which are left
    out because they say nothing or change without a write of their own. Of what is
    `long`, only the hash stands in the row's content.
    """

    table: Table
    key: str = "id"
    left_out: frozenset[str] = frozenset()
    long: str | None = None

    @property
    def kind(self) -> str:
        return self.table.name


@dataclass(frozen=True)
class RawRow:
    """A row: of which table, known by what, of which city (None: of none), and what it
    holds.
    """

    kind: str
    item: str
    city: str | None
    content: Content


def raw_rows(
    connection: Connection,
    source: RowSource,
    condition: ColumnElement[bool] | None = None,
    names: Collection[str] | None = None,
) -> Iterator[RawRow]:
    """The rows of a table; with `names` only those columns, which an older level has."""
    query = _with_city(source.table, _raw_columns(source, names))
    if condition is not None:
        query = query.where(condition)
    for row in connection.execute(query).mappings():
        fields = dict(row)
        city = fields.pop("city_")
        item = str(fields.pop("key_"))
        if source.long is not None:
            fields[source.long] = sha256_of_text(fields[source.long])
        yield RawRow(source.kind, item, city, without_empty(fields))


def without_empty(fields: Mapping[str, Any]) -> Content:
    """The fields that hold anything, as plain data that is the same on every database.

    What is empty is left out: so a column or a field that a later level adds changes
    nothing of what was recorded before.
    """
    content = {}
    for name, value in fields.items():
        plain = _plain(value)
        is_empty = plain is None or plain is False or plain in ("", [], {})
        if not is_empty:
            content[name] = plain
    return content


def canonical_text(content: Any) -> str:
    """Plain data as the one text that it has: keys in order, no blanks."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def sha256_of_text(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def raw_table(table: Table) -> TableClause:
    """A table with the same columns, to read its rows and write them elsewhere as they are."""
    columns = [column(one.name, _raw_type(one.type)) for one in table.c]
    return sql_table(table.name, *columns)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(without_empty(value))
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _raw_columns(
    source: RowSource, names: Collection[str] | None
) -> Sequence[ColumnElement[Any]]:
    columns = [
        type_coerce(column, _raw_type(column.type)).label(column.name)
        for column in source.table.c
        if column.name not in source.left_out
        if names is None or column.name in names
    ]
    return [*columns, source.table.c[source.key].label("key_")]


def _raw_type(column_type: TypeEngine[Any]) -> TypeEngine[Any]:
    if isinstance(column_type, JsonValue | JsonValues | JSON):
        return RawJson()
    if isinstance(column_type, ExactDecimal):
        return RawDecimal()
    if isinstance(column_type, Enum):
        return String()
    return column_type


def _with_city(table: Table, columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
    """The statement for a table's rows with the city that each is of."""
    city: ColumnElement[Any]
    if "indicator_id" in table.c:
        of_plan = PLAN.c.municipality_code.label("city_")
        return (
            select(*columns, of_plan)
            .join(INDICATOR, INDICATOR.c.id == table.c.indicator_id)
            .join(PLAN, PLAN.c.id == INDICATOR.c.plan_id)
        )
    if "plan_id" in table.c:
        of_plan = PLAN.c.municipality_code.label("city_")
        return select(*columns, of_plan).join(PLAN, PLAN.c.id == table.c.plan_id)
    if "city" in table.c:
        city = table.c.city
    elif table.name == "municipality":
        city = table.c.code
    else:
        city = null()
    return select(*columns, city.label("city_")).select_from(table)
