"""What all tables share: their registry and what is current in them."""

from typing import Any

from pydantic import ConfigDict
from sqlalchemy import MetaData, Table, text
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

_UNCHECKED: Any = ConfigDict(defer_build=True)

METADATA = MetaData(naming_convention=_NAMES)

CURRENT = text("superseded_in is null")


class StoredTable(SQLModel, registry=registry(metadata=METADATA)):
    """A table of the store, in a registry of our own.

    Streamlit re-imports edited modules, and the default one would then clash. Tables do
    not validate, so no validator is built for them at the start.
    """

    model_config = _UNCHECKED


def table_of(row: type[StoredTable]) -> Table:
    return METADATA.tables[str(row.__tablename__)]
