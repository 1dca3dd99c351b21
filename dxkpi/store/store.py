"""The store: plans and yearly returns in and out, with the history of every figure.

It hands out values (`dxkpi.plan`), never rows. A plan is read in one statement whatever its size; a write goes
through one transaction, adds one revision and supersedes figures instead of overwriting them. The last revision is what
caches are keyed by; it is asked for at most once a second.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, select

from dxkpi.plan import Plan, Progress
from dxkpi.returns import ChangedMeanwhile, CheckedReturn, ReturnForm
from dxkpi.rules import EntryKey
from dxkpi.store import history, migration, returns, withdrawal
from dxkpi.store.engine import StoreError, connect, reading, writing
from dxkpi.store.history import Recorded
from dxkpi.store.load import read_plans
from dxkpi.store.returns import Submission
from dxkpi.store.revisions import Revision, last_revision, new_revision, utc
from dxkpi.store.save import Writer
from dxkpi.store.tables import MUNICIPALITY, PLAN, REVISION
from dxkpi.store.withdrawal import WithdrawalPreview
from dxkpi.wording.language import _

_REVISION_SECONDS = 1.0

T = TypeVar("T")


@dataclass(frozen=True)
class City:
    """A municipality with a plan in the store, as a list to choose from needs it, and the plan's last change."""

    code: str
    prefecture: str
    name: str
    fictional: bool
    title: str
    revision: Revision


class Store:
    """Plans in a database. Methods raise `StoreError` with a reason when the database cannot be used."""

    def __init__(self, url: str) -> None:
        self._engine = connect(url)
        self._revision: tuple[float, Revision] | None = None
        self._registered: tuple[str, int, Plan] | None = (
            None  # the plan after the last return, read by the next one
        )

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
            self._revision = (now, self._ask(last_revision))
        return self._revision[1]

    def cities(self) -> tuple[City, ...]:
        """Every municipality with a plan, by code, invented ones last."""
        m = MUNICIPALITY.c
        query = (
            select(
                m.code,
                m.prefecture,
                m.name,
                m.fictional,
                PLAN.c.title,
                PLAN.c.changed_in,
                REVISION.c.at,
            )
            .join(PLAN, PLAN.c.municipality_code == m.code)
            .join(REVISION, REVISION.c.id == PLAN.c.changed_in)
            .order_by(m.fictional, m.code)
        )
        return self._ask(
            lambda connection: tuple(
                City(
                    row.code,
                    row.prefecture,
                    row.name,
                    row.fictional,
                    row.title,
                    Revision(row.changed_in, utc(row.at)),
                )
                for row in connection.execute(query)
            )
        )

    def plan(self, code: str) -> Plan | None:
        """The plan of one municipality, or None when the store has none."""
        if self._registered is not None and self._registered[0] == code:
            _code, revision, plan = self._registered
            if (
                self._ask(
                    lambda connection: connection.execute(
                        returns.last_change(code)
                    ).scalar()
                )
                == revision
            ):
                return plan
            self._registered = None
        return self.plans([code]).get(code)

    def plans(self, codes: Sequence[str]) -> dict[str, Plan]:
        """The plans of several municipalities, in the order asked for; unknown codes are left out."""
        return self._ask(lambda connection: read_plans(connection, codes))

    def save(
        self, plans: Sequence[Plan], who: str, source: str, seen: Revision | None = None
    ) -> Revision | None:
        """Store the plans as they are given, all or none; returns the new revision, or None if nothing changed.

        With `seen`, nothing is stored if somebody else has written since that revision (`StoreError`).
        """
        codes = [plan.municipality.code for plan in plans]
        if len(set(codes)) < len(codes):
            raise StoreError(_("Two of the plans are of the same municipality."))
        with writing(self._engine) as connection:
            if seen is not None and last_revision(connection) != seen:
                raise StoreError(
                    _(
                        "The store was changed by somebody else meanwhile. Nothing was stored; try again."
                    )
                )
            stored = read_plans(connection, codes)
            changed = [
                plan
                for plan in plans
                if repr(stored.get(plan.municipality.code)) != repr(plan)
            ]
            if not changed:
                return None
            revision = new_revision(connection, who, source)
            Writer(connection, revision.number).write(changed)
        return self._written(revision)

    def register(
        self,
        answer: CheckedReturn,
        who: str,
        file: str | None = None,
        content: bytes | None = None,
        source: str = returns.TYPED,
    ) -> Submission:
        """Put a return on record: its figures, its progress, the original and what was confirmed, all or nothing.

        Without a file it was typed on the screen, or it comes from the `source`. A return that waited with this very file keeps its number. Raises
        `AlreadyRegistered` for a file that is on record for the municipality and year, and `Outdated` when an
        indicator or an entry of the schedule that the answer writes is not as the answer's form has it.
        """
        with writing(self._engine) as connection:
            revision, registered, plan = returns.register(
                connection, answer, who, file, content, source
            )
        self._registered = (
            (registered.city, revision.number, plan) if plan is not None else None
        )
        self._written(revision)
        return registered

    def leave(
        self, form: ReturnForm, who: str, file: str, content: bytes
    ) -> Submission:
        """Keep a file that somebody must confirm: the original only, no figure. What waits already is found again.

        Raises `AlreadyRegistered` for a file that is on record.
        """
        with writing(self._engine) as connection:
            return returns.hold_return(connection, form, who, file, content)

    def withdraw(self, number: int, who: str, reason: str) -> Submission:
        """Take a return back: what `undoing` lists goes back, unless superseded, and the reason is kept.

        Raises `StoreError` for an unknown number, a second time, and without a reason.
        """
        with writing(self._engine) as connection:
            revision, withdrawn = withdrawal.withdraw(connection, number, who, reason)
        if revision is not None:
            self._written(revision)
        return withdrawn

    def undoing(self, number: int) -> tuple[WithdrawalPreview, ...]:
        """What taking a return back would do, figures first; nothing where none of it is on record.

        Raises `StoreError` for an unknown number.
        """
        return self._ask(
            lambda connection: withdrawal.preview_withdrawal(connection, number)
        )

    def submissions(self, code: str) -> tuple[Submission, ...]:
        """The returns of a municipality, newest first, without their originals."""
        return self._ask(lambda connection: returns.submissions(connection, code))

    def submission(self, number: int) -> Submission | None:
        """The return with this receipt number, if there is one."""
        return self._ask(lambda connection: returns.submission(connection, number))

    def original(self, number: int) -> bytes | None:
        """The file of a return as it was handed in; None for figures that were typed, and unknown numbers."""
        return self._ask(lambda connection: returns.original(connection, number))

    def progress(
        self, code: str, fiscal_year: int | None = None
    ) -> Mapping[EntryKey, Progress]:
        """The latest known progress of the schedule's entries at or before the year, by `Bar.key`."""
        return self._ask(
            lambda connection: returns.progress(connection, code, fiscal_year)
        )

    def changed_since(
        self, code: str, fiscal_year: int, revision: int
    ) -> Mapping[str, ChangedMeanwhile]:
        """The indicators whose actual of the year is another than at a revision; none for an unknown revision."""
        return self._ask(
            lambda connection: history.changed_since(
                connection, code, fiscal_year, revision
            )
        )

    def history(self, code: str, indicator: str | None = None) -> tuple[Recorded, ...]:
        """Every figure and progress ever recorded for a plan (or one of its indicators), oldest first."""
        return self._ask(
            lambda connection: history.history(connection, code, indicator)
        )

    def _written(self, revision: Revision) -> Revision:
        self._revision = (time.monotonic(), revision)
        return revision

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
