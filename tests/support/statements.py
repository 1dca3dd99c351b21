"""What a database is asked: every statement, and how many rows it gives."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import event

from dxkpi.store import Store
from dxkpi.store.engine import read_connection


class Statement(NamedTuple):
    """A statement as it was sent, with its parameters."""

    text: str
    parameters: Any


@contextmanager
def statements_noted(store: Store) -> Iterator[list[Statement]]:
    """Notes what a store asks; many rows that are written at once are one statement."""
    statements: list[Statement] = []

    def note(
        _connection: object, _cursor: object, text: str, parameters: Any, *_rest: object
    ) -> None:
        statements.append(Statement(text, parameters))

    event.listen(store.engine, "before_cursor_execute", note)
    yield statements
    event.remove(store.engine, "before_cursor_execute", note)


def rows_given(store: Store, statements: list[Statement]) -> int:
    """How many rows the questions among the statements give."""
    questions = [each for each in statements if each.text.startswith("SELECT")]
    with read_connection(store.engine) as connection:
        return sum(
            len(connection.exec_driver_sql(each.text, each.parameters).all())
            for each in questions
        )
