"""The store: plans in, plans out, with the history of every figure.

It hands out values (`dxkpi.plan`), never rows. A plan is read in one statement whatever its size; a write goes
through one transaction, adds one revision and supersedes figures instead of overwriting them. The last revision is what
caches are keyed by; it is asked for at most once a second.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Row, insert, select

from dxkpi.i18n import _
from dxkpi.plan import Missing, Plan
from dxkpi.store import migration
from dxkpi.store.engine import StoreError, connect, reading, writing
from dxkpi.store.load import read_plans
from dxkpi.store.save import Writer
from dxkpi.store.tables import FIGURE, INDICATOR, MUNICIPALITY, PLAN, REVISION, FigureKind

_REVISION_SECONDS = 1.0

T = TypeVar("T")


class Revision(NamedTuple):
    """A write to the store. With its moment it is unique even where a backup was restored: caches are keyed by it."""

    number: int
    at: datetime | None


@dataclass(frozen=True)
class City:
    """A municipality with a plan in the store, as a list to choose from needs it, and the plan's last change."""

    code: str
    prefecture: str
    name: str
    fictional: bool
    title: str
    revision: Revision


@dataclass(frozen=True)
class Recorded:
    """One step in a figure's history: what was recorded, by whom, from where, and what it replaced.

    `old` and `new` are the figure, or the reason given for its absence, or None where there was or is nothing.
    """

    revision: int
    at: datetime
    who: str
    source: str
    indicator: str
    kind: FigureKind
    series: str
    fiscal_year: int | None
    old: Decimal | Missing | None
    new: Decimal | Missing | None


class Store:
    """Plans in a database. Methods raise `StoreError` with a reason when the database cannot be used."""

    def __init__(self, url: str) -> None:
        self._engine = connect(url)
        self._revision: tuple[float, Revision] | None = None

    @property
    def engine_name(self) -> str:
        return self._engine.dialect.name

    def close(self) -> None:
        self._engine.dispose()

    def migrate(self) -> Path | None:
        """Bring the store to this code's level; returns the copy made of an older SQLite file."""
        return migration.migrate(self._engine)

    def level(self) -> migration.Level:
        return migration.level(self._engine)

    def revision(self) -> Revision:
        """The last write, at most a second old; writes through this object are seen at once."""
        now = time.monotonic()
        if self._revision is None or now - self._revision[0] > _REVISION_SECONDS:
            self._revision = (now, self._ask(_last_revision))
        return self._revision[1]

    def cities(self) -> tuple[City, ...]:
        """Every municipality with a plan, by code, invented ones last."""
        m = MUNICIPALITY.c
        query = (
            select(m.code, m.prefecture, m.name, m.fictional, PLAN.c.title, PLAN.c.changed_in, REVISION.c.at)
            .join(PLAN, PLAN.c.municipality_code == m.code)
            .join(REVISION, REVISION.c.id == PLAN.c.changed_in)
            .order_by(m.fictional, m.code)
        )
        return self._ask(
            lambda connection: tuple(
                City(
                    row.code, row.prefecture, row.name, row.fictional, row.title, Revision(row.changed_in, _utc(row.at))
                )
                for row in connection.execute(query)
            )
        )

    def plan(self, code: str) -> Plan | None:
        """The plan of one municipality, or None when the store has none."""
        return self.plans([code]).get(code)

    def plans(self, codes: Sequence[str]) -> dict[str, Plan]:
        """The plans of several municipalities, in the order asked for; unknown codes are left out."""
        return self._ask(lambda connection: read_plans(connection, codes))

    def save(self, plans: Sequence[Plan], who: str, source: str, seen: Revision | None = None) -> Revision | None:
        """Store the plans as they are given, all or none; returns the new revision, or None if nothing changed.

        With `seen`, nothing is stored if somebody else has written since that revision (`StoreError`).
        """
        codes = [plan.municipality.code for plan in plans]
        if len(set(codes)) < len(codes):
            raise StoreError(_("Two of the plans are of the same municipality."))
        with writing(self._engine) as connection:
            last = _last_revision(connection)
            if seen is not None and last != seen:
                raise StoreError(_("The store was changed by somebody else meanwhile. Nothing was stored; try again."))
            stored = read_plans(connection, codes)
            changed = [plan for plan in plans if repr(stored.get(plan.municipality.code)) != repr(plan)]
            if not changed:
                return None
            revision = Revision(last.number + 1, datetime.now(UTC))
            row = {"id": revision.number, "at": revision.at, "who": who, "source": source}
            connection.execute(insert(REVISION), row)
            Writer(connection, revision.number).write(changed)
        self._revision = (time.monotonic(), revision)
        return revision

    def history(self, code: str, indicator: str | None = None) -> tuple[Recorded, ...]:
        """Every figure ever recorded for a municipality's plan (or one of its indicators), oldest first."""
        f, i = FIGURE.c, INDICATOR.c
        later = REVISION.alias("later")
        query = (
            select(
                i.code, f.kind, f.series, f.fiscal_year, f.value, f.missing, f.recorded_in, f.superseded_in,
                REVISION.c.at, REVISION.c.who, REVISION.c.source,
                later.c.at.label("later_at"), later.c.who.label("later_who"), later.c.source.label("later_source"),
            )
            .join(INDICATOR, i.id == f.indicator_id)
            .join(PLAN, PLAN.c.id == i.plan_id)
            .join(REVISION, REVISION.c.id == f.recorded_in)
            .outerjoin(later, later.c.id == f.superseded_in)
            .where(PLAN.c.municipality_code == code)
            .order_by(f.recorded_in, i.position, f.position)
        )  # fmt: skip
        chosen = query.where(i.code == indicator) if indicator else query
        return self._ask(lambda connection: _steps(connection.execute(chosen)))

    def _ask(self, question: Callable[[Connection], T]) -> T:
        """Ask the database; once more if it had dropped the connection in the meantime."""
        try:
            with reading(self._engine) as connection:
                return question(connection)
        except StoreError as error:
            if not error.connection_lost:
                raise
        with reading(self._engine) as connection:
            return question(connection)


def _last_revision(connection: Connection) -> Revision:
    newest = select(REVISION.c.id, REVISION.c.at).order_by(REVISION.c.id.desc()).limit(1)
    row = connection.execute(newest).first()
    return Revision(row.id, _utc(row.at)) if row else Revision(0, None)


def _steps(rows: Iterable[Row[Any]]) -> tuple[Recorded, ...]:
    """Rows, in the order of their writes, say when a figure came and went; steps say what each write did to it."""
    steps: dict[tuple[Any, ...], Recorded] = {}
    for row in rows:
        single = row.kind in (FigureKind.BASELINE, FigureKind.TARGET)
        place = (row.code, row.kind, row.series, None if single else row.fiscal_year)
        figure = (row.code, row.kind, row.series, row.fiscal_year)
        said = row.value if row.value is not None else row.missing
        came = steps.get((row.recorded_in, *place))
        write = (row.recorded_in, _utc(row.at), row.who, row.source)
        steps[row.recorded_in, *place] = Recorded(*write, *figure, old=came.old if came else None, new=said)
        if row.superseded_in is not None:
            write = (row.superseded_in, _utc(row.later_at), row.later_who, row.later_source)
            steps[row.superseded_in, *place] = Recorded(*write, *figure, old=said, new=None)
    return tuple(sorted(steps.values(), key=lambda step: step.revision))


def _utc(at: datetime) -> datetime:
    """SQLite gives back what was stored in UTC without saying so."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)
