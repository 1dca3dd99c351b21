"""Verifying a store: whether anything in it was changed past the program.

Five questions: does the database hold together, does each link of the chain of changes,
is every row what the last change of it says, is every original and every release what was
handed in and released, and can a plan be made of what is there.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import simplejson
from sqlalchemy import Connection, Engine, Enum, and_, func, not_, select, text
from sqlalchemy.types import TypeEngine

from dxkpi.plan import PlanKey
from dxkpi.plan.release_content import sha256_of
from dxkpi.store.chain_hashes import ChainEnd
from dxkpi.store.chain_walk import read_chain_end, walk_chain
from dxkpi.store.change_entries import REMOVED_ORIGINAL, WORDING, wordings
from dxkpi.store.column_types import ExactDecimal, JsonValue, JsonValues
from dxkpi.store.defects import DefectKind, PlaceNames, StoreDefect, StoredPlace
from dxkpi.store.engine import snapshot
from dxkpi.store.load import read_plans
from dxkpi.store.raw_rows import Content, RowSource, raw_rows
from dxkpi.store.recorded_tables import (
    ACCOUNTS,
    MUNICIPALITIES,
    PASSWORDS,
    RECORDED_TABLES,
)
from dxkpi.store.tables import (
    CHANGE_ENTRY,
    METADATA,
    ORIGINAL,
    PLAN,
    RELEASE,
    REVISION,
    SUBMISSION,
)

_ORIGINALS_AT_ONCE = 10
_SIGNED_ZERO = re.compile(r"-0(\.0+)?")


@dataclass(frozen=True)
class Verification:
    """What was looked at, and what is wrong."""

    defects: tuple[StoreDefect, ...]
    changes: int
    originals: int
    end: ChainEnd

    @property
    def is_sound(self) -> bool:
        return not self.defects


def verify_store(engine: Engine, noted: str | None = None) -> Verification:
    """Look through a store of this code's level, as it is at one moment.

    `noted` is the hash of a change that somebody kept elsewhere. Raises `StoreError`.
    """
    with snapshot(engine) as connection:
        places = PlaceNames(connection)
        defects = (
            *_database_defects(connection),
            *walk_chain(connection, places, noted),
            *_row_defects(connection, places),
            *_original_defects(connection, places),
            *_release_defects(connection, places),
        )
        unreadable = _unreadable_plans(connection, places, defects)
        count = select(func.count())
        return Verification(
            (*defects, *unreadable),
            connection.execute(count.select_from(REVISION)).scalar_one(),
            connection.execute(count.select_from(ORIGINAL)).scalar_one(),
            read_chain_end(connection),
        )


# The database


def _database_defects(connection: Connection) -> Iterator[StoreDefect]:
    if connection.dialect.name == "sqlite":
        for [line] in connection.execute(text("PRAGMA integrity_check")):
            if line != "ok":
                yield StoreDefect(DefectKind.DATABASE, detail=str(line))
        orphans = connection.execute(text("PRAGMA foreign_key_check"))
        tables = {str(row[0]) for row in orphans}
    else:
        tables = {name for name in METADATA.tables if _has_orphans(connection, name)}
    for table in sorted(tables):
        yield StoreDefect(DefectKind.REFERENCE, detail=table)


def _has_orphans(connection: Connection, name: str) -> bool:
    """Whether rows of a table refer to what is not there."""
    for key in METADATA.tables[name].foreign_key_constraints:
        parent = key.referred_table.alias("parent")
        pairs = [(one.parent, parent.c[one.column.name]) for one in key.elements]
        is_parent = and_(*(own == other for own, other in pairs))
        refers = and_(*(own.is_not(None) for own, _other in pairs))
        has_parent = select(parent).where(is_parent).exists()
        orphan = select(1).select_from(key.table).where(refers, not_(has_parent))
        if connection.execute(orphan.limit(1)).first() is not None:
            return True
    return False


# Rows beside what the last change of each says


def _row_defects(connection: Connection, places: PlaceNames) -> Iterator[StoreDefect]:
    sources = [table.source for table in RECORDED_TABLES]
    for source in (*sources, ACCOUNTS, PASSWORDS, MUNICIPALITIES):
        yield from _defects_of_table(connection, places, source)
    yield from _wording_defects(connection, places)


def _defects_of_table(
    connection: Connection, places: PlaceNames, source: RowSource
) -> Iterator[StoreDefect]:
    recorded = _last_entries(connection, source.kind)
    for row in raw_rows(connection, source):
        place = places.place(source.kind, row.content)
        yield from _unreadable_columns(source, place, row.content)
        if row.item in recorded:
            before = recorded.pop(row.item)
            yield from _differences(places, source, row.content, before)
        else:
            yield StoreDefect(DefectKind.ADDED, place)
    for before in recorded.values():
        place = places.place(source.kind, before or {})
        yield StoreDefect(DefectKind.DELETED, place)


def _last_entries(connection: Connection, kind: str) -> dict[str, Content | None]:
    """What the last change of each row of a kind says; None where that is not there."""
    e = CHANGE_ENTRY.c
    query = select(e.item, e.content).where(e.kind == kind).order_by(e.recorded_in)
    texts = {row.item: row.content for row in connection.execute(query)}
    return {item: _entry_content(content) for item, content in texts.items()}


def _entry_content(content: str | None) -> Content | None:
    if content is None:
        return None
    try:
        entry = simplejson.loads(content)
    except ValueError:  # the chain's walk names it
        return None
    return entry if isinstance(entry, dict) else None


def _differences(
    places: PlaceNames, source: RowSource, now: Content, recorded: Content | None
) -> Iterator[StoreDefect]:
    place = places.place(source.kind, now)
    if recorded is None:
        yield StoreDefect(DefectKind.ENTRY_EMPTIED, place)
        return
    for column in sorted(now.keys() | recorded.keys()):
        is_decimal = _is_decimal(source, column)
        if not _is_same(now.get(column), recorded.get(column), is_decimal=is_decimal):
            yield StoreDefect(
                DefectKind.ALTERED,
                place,
                column=column,
                now=now.get(column),
                recorded=recorded.get(column),
            )


def _is_decimal(source: RowSource, name: str) -> bool:
    column = source.table.c.get(name)
    return column is not None and isinstance(column.type, ExactDecimal)


def _is_same(now: Any, recorded: Any, *, is_decimal: bool) -> bool:
    """Whether a field is as it was recorded. SQLite kept the sign of a zero once, which
    is lost when it is copied to PostgreSQL.
    """
    if is_decimal and _is_signed_zero(recorded):
        return bool(now in (recorded, recorded[1:]))
    return bool(now == recorded)


def _is_signed_zero(raw: Any) -> bool:
    return isinstance(raw, str) and _SIGNED_ZERO.fullmatch(raw) is not None


def _unreadable_columns(
    source: RowSource, place: StoredPlace, content: Content
) -> Iterator[StoreDefect]:
    for column in source.table.c:
        raw = content.get(column.name)
        if raw is not None and not _is_readable(column.type, raw):
            yield StoreDefect(DefectKind.UNREADABLE, place, column=column.name)


def _is_readable(column_type: TypeEngine[Any], raw: Any) -> bool:
    """Whether a value can be made of what stands in a column."""
    try:
        if isinstance(column_type, JsonValue):
            column_type.kind.model_validate(raw)
        elif isinstance(column_type, JsonValues):
            for part in raw:
                column_type.kind.model_validate(part)
        elif isinstance(column_type, ExactDecimal):
            return Decimal(raw).is_finite()
        elif isinstance(column_type, Enum):
            return raw in column_type.enums
    except (ValueError, TypeError, ArithmeticError):
        return False
    return True


def _wording_defects(
    connection: Connection, places: PlaceNames
) -> Iterator[StoreDefect]:
    """The rows of plans' wordings that are not what the last change of the wording says."""
    recorded = _last_entries(connection, WORDING)
    query = select(PLAN.c.id, PLAN.c.municipality_code)
    plans = {row.id: row.municipality_code for row in connection.execute(query)}
    for number, now in wordings(connection, plans).items():
        before = recorded.pop(str(number), None)
        if before is None:
            yield StoreDefect(DefectKind.ADDED, places.of_plan(str(number), PLAN.name))
            continue
        for table in sorted(now.keys() | before.keys()):
            of_table = (now.get(table, {}), before.get(table, {}))
            yield from _wording_differences(places, str(number), table, *of_table)
    for item in recorded:
        yield StoreDefect(DefectKind.DELETED, places.of_plan(item, PLAN.name))


def _wording_differences(
    places: PlaceNames,
    plan_id: str,
    table: str,
    now: Mapping[str, str],
    recorded: Mapping[str, str],
) -> Iterator[StoreDefect]:
    for name in sorted(now.keys() | recorded.keys()):
        place = places.of_plan(plan_id, table, None if table == PLAN.name else name)
        if name not in recorded:
            yield StoreDefect(DefectKind.ADDED, place)
        elif name not in now:
            yield StoreDefect(DefectKind.DELETED, place)
        elif now[name] != recorded[name]:
            yield StoreDefect(DefectKind.ALTERED, place)


# Originals, releases, plans


def _original_defects(
    connection: Connection, places: PlaceNames
) -> Iterator[StoreDefect]:
    s, o = SUBMISSION.c, ORIGINAL.c
    columns = (s.number, s.plan_id, s.fiscal_year, s.file, s.sha256, o.content)
    query = (
        select(*columns)
        .outerjoin(ORIGINAL, o.submission == s.number)
        .where(s.sha256.is_not(None))
        .order_by(s.number)
        .execution_options(yield_per=_ORIGINALS_AT_ONCE)
    )
    removed = _last_entries(connection, REMOVED_ORIGINAL)
    for row in connection.execute(query):
        fields = {name: getattr(row, name) for name in ("plan_id", "fiscal_year")}
        place = places.place(ORIGINAL.name, {**fields, "number": row.number})
        if row.content is None:
            if str(row.number) not in removed:
                kind = DefectKind.ORIGINAL_MISSING
                yield StoreDefect(kind, place, detail=row.file)
        elif hashlib.sha256(row.content).hexdigest() != row.sha256:
            yield StoreDefect(DefectKind.ORIGINAL_ALTERED, place, detail=row.file)


def _release_defects(
    connection: Connection, places: PlaceNames
) -> Iterator[StoreDefect]:
    r = RELEASE.c
    query = select(r.plan_id, r.fiscal_year, r.number, r.content, r.sha256)
    for row in connection.execute(query.order_by(r.id)):
        if sha256_of(row.content) != row.sha256:
            fields = {"plan_id": row.plan_id, "fiscal_year": row.fiscal_year}
            place = places.place(RELEASE.name, {**fields, "number": row.number})
            yield StoreDefect(DefectKind.RELEASE_ALTERED, place)


def _unreadable_plans(
    connection: Connection, places: PlaceNames, defects: tuple[StoreDefect, ...]
) -> Iterator[StoreDefect]:
    """The plans of which no value can be made, where no row was named for that yet."""
    named = {
        (defect.place.city, defect.place.plan)
        for defect in defects
        if defect.kind is DefectKind.UNREADABLE and defect.place is not None
    }
    query = select(PLAN.c.id, PLAN.c.municipality_code, PLAN.c.code, PLAN.c.title)
    for row in connection.execute(query.order_by(PLAN.c.id)).all():
        if (row.municipality_code, row.title) in named:
            continue
        try:
            read_plans(connection, [PlanKey(row.municipality_code, row.code)])
        except (ValueError, LookupError, ArithmeticError, TypeError):
            place = places.of_plan(str(row.id), PLAN.name)
            yield StoreDefect(DefectKind.PLAN_UNREADABLE, place)
