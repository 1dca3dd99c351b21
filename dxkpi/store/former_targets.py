"""The target ledger in rows: superseded like figures, so that its own history remains."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, select

from dxkpi.plan import FormerTarget, Indicator
from dxkpi.store.rows import Fields, free_numbers, insert_rows, update_rows
from dxkpi.store.tables import FORMER_TARGET, INDICATOR


class LedgerPlace(NamedTuple):
    """Where an entry stands: an indicator has one at each place."""

    indicator_id: int
    position: int


def ledger_places(
    indicator: Indicator, indicator_id: int
) -> Iterator[tuple[LedgerPlace, FormerTarget]]:
    """The entries of an indicator with their places."""
    for position, former in enumerate(indicator.former_targets):
        yield LedgerPlace(indicator_id, position), former


def record_former_targets(
    connection: Connection,
    revision: int,
    wanted: Mapping[LedgerPlace, FormerTarget],
    of_indicators: ColumnElement[bool],
) -> None:
    """Bring the ledgers of these indicators to what is wanted."""
    outdated: list[Fields] = []
    kept: set[LedgerPlace] = set()
    for row in _current_rows(connection, of_indicators):
        place = LedgerPlace(row.indicator_id, row.position)
        if repr(wanted.get(place)) == repr(row.former):  # to the digit
            kept.add(place)
        else:
            outdated.append({"id": row.id, "superseded_in": revision})
    new = [place for place in wanted if place not in kept]
    update_rows(connection, FORMER_TARGET, "id", outdated)
    _add_entries(connection, revision, new, wanted)


def _current_rows(
    connection: Connection, of_indicators: ColumnElement[bool]
) -> Iterable[Row[Any]]:
    query = (
        select(FORMER_TARGET)
        .join(INDICATOR, INDICATOR.c.id == FORMER_TARGET.c.indicator_id)
        .where(of_indicators, FORMER_TARGET.c.superseded_in.is_(None))
    )
    return connection.execute(query).all()


def _add_entries(
    connection: Connection,
    revision: int,
    places: Iterable[LedgerPlace],
    wanted: Mapping[LedgerPlace, FormerTarget],
) -> None:
    stamp = {"recorded_in": revision, "superseded_in": None}
    numbers = iter(free_numbers(connection, FORMER_TARGET))
    rows = [
        {"id": next(numbers), **place._asdict(), "former": wanted[place], **stamp}
        for place in places
    ]
    insert_rows(connection, FORMER_TARGET, rows)
