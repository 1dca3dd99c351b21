"""The store to be read: plans, yearly returns and the history of every figure.

It gives values and never rows. What it can be asked stands in modules of their own, by
what it is about; here is what concerns the store as a whole. What writes is in
`dxkpi.store.writing`.
"""

from pathlib import Path

from dxkpi.store import migration
from dxkpi.store.account_questions import AccountQuestions
from dxkpi.store.backup import StoreContents, contents_of, opened_backup, write_backup
from dxkpi.store.draft_questions import DraftQuestions
from dxkpi.store.engine import passes_over_policies
from dxkpi.store.history_questions import HistoryQuestions
from dxkpi.store.plan_questions import PlanQuestions
from dxkpi.store.return_questions import ReturnQuestions
from dxkpi.store.round_questions import RoundQuestions
from dxkpi.store.verification import Verification, verify_store


class Store(
    PlanQuestions,
    DraftQuestions,
    ReturnQuestions,
    RoundQuestions,
    HistoryQuestions,
    AccountQuestions,
):
    """Plans in a database. Methods raise `StoreError` when the database cannot be used,
    and for what is of a plan whose city is out of reach.
    """

    def passes_over_policies(self) -> bool:
        """Whether the database lets this program see every city whatever it is told."""
        return passes_over_policies(self.engine)

    @property
    def engine_name(self) -> str:
        return self.engine.dialect.name

    @property
    def url(self) -> str:
        """The address, with its password, under which another process opens the same store."""
        return self.engine.url.render_as_string(hide_password=False)

    def close(self) -> None:
        self.engine.dispose()

    def migrate(self) -> Path | None:
        """Bring the store to this code's level.

        Returns the copy made of an older SQLite file.
        """
        self.reach.check_is_everywhere()
        copy = migration.migrate(self.engine, self.smallest_group)
        self.last_write.forget()
        return copy

    def level(self) -> migration.Level:
        return migration.read_level(self.engine)

    def back_up(self, file: Path) -> StoreContents:
        """Copy the whole store to a new file, also while it is in use; what it holds.

        Raises `StoreError`, and then there is no file.
        """
        self.reach.check_is_everywhere()
        write_backup(self.engine, file)
        return self.contents_of_backup(file)

    def contents_of_backup(self, file: Path) -> StoreContents:
        """What a backup holds, once it was found to be whole. Raises `StoreError`."""
        with opened_backup(file, self.smallest_group) as engine:
            return contents_of(engine)

    def verify(self, noted: str | None = None) -> Verification:
        """Look for what was changed past the program; `noted` is the hash of a change that
        somebody kept elsewhere.
        """
        self.reach.check_is_everywhere()
        return verify_store(self.engine, noted)
