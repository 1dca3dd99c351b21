"""The kinds of columns, keys and constraints that the tables are made of."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Dialect,
    Enum,
    ForeignKeyConstraint,
    Numeric,
    String,
)
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

from dxkpi import fiscal
from dxkpi.text.rounding import unsigned_zero


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal that comes back digit for digit; a zero without a sign.

    NUMERIC on PostgreSQL, which has no -0, text on SQLite, which has no decimals.
    """

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(40))
        return dialect.type_descriptor(Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        kept = unsigned_zero(value)
        return format(kept, "f") if dialect.name == "sqlite" else kept

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        return Decimal(value)


class JsonValue(TypeDecorator[SQLModel]):
    """A value of the plan in one column, written and read as JSON; NULL for none."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def __init__(self, kind: type[SQLModel]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: SQLModel | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return value.model_dump(mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> SQLModel | None:
        if value is None:
            return None
        return self.kind.model_validate(value)


class JsonValues(TypeDecorator[tuple[SQLModel, ...]]):
    """Several values of the plan in one column, written and read as a JSON list."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: type[SQLModel]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(
        self, value: tuple[SQLModel, ...] | None, dialect: Dialect
    ) -> Any:
        if value is None:
            return None
        return [one.model_dump(mode="json") for one in value]

    def process_result_value(
        self, value: Any, dialect: Dialect
    ) -> tuple[SQLModel, ...] | None:
        if value is None:
            return None
        return tuple(self.kind.model_validate(one) for one in value)


def word_column(kind: type[StrEnum]) -> Any:
    """A field for one of an enum's words, checked by the database.

    The constraint is named after the enum: ScheduleKind makes schedule_kind.
    """
    name = re.sub("(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
    words = Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=24,
        values_callable=lambda members: [member.value for member in members],
    )
    return typed_column(words)


def typed_column(column_type: TypeEngine[Any] | type[TypeEngine[Any]]) -> Any:
    """A field whose database type is not the one SQLModel would choose."""
    return Field(sa_type=column_type)


def list_column(column_type: TypeEngine[Any] | type[TypeEngine[Any]] = JSON) -> Any:
    """A field for a list that rows of former levels do not have: theirs is empty."""
    return Field(sa_type=column_type, sa_column_kwargs={"server_default": "[]"})


def given_number() -> Any:
    """A primary key given out by the writer, not by the database."""
    return Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


def plausible_years(*columns: str) -> CheckConstraint:
    """That these columns hold fiscal years of our time, or nothing."""
    bounds = f"between {fiscal.FIRST_YEAR} and {fiscal.LAST_YEAR}"
    conditions = [f'("{name}" is null or "{name}" {bounds})' for name in columns]
    return CheckConstraint(" and ".join(conditions), name="plausible_years")


def parent_table(table: str, *pairs: tuple[str, str]) -> ForeignKeyConstraint:
    """A foreign key to a table, as pairs of a column and the parent's.

    It is checked at commit, so that a plan's text can be replaced in any order.
    """
    return ForeignKeyConstraint(
        [own for own, _ in pairs],
        [f"{table}.{other}" for _, other in pairs],
        deferrable=True,
        initially="DEFERRED",
    )
