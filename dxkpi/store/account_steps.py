"""What was done to the accounts of a city, as steps of a history."""

from sqlalchemy import Connection

from dxkpi.store.accounts import AccountChange, read_changes_in_city
from dxkpi.store.history_step import HistoryEntry, HistoryStep


def read_account_steps(connection: Connection, city: str) -> tuple[HistoryStep, ...]:
    """Everything that was done to accounts while they belonged to a city, the oldest first."""
    changes = read_changes_in_city(connection, city)
    return tuple(_step(change) for change in changes)


def _step(change: AccountChange) -> HistoryStep:
    return HistoryStep(
        revision=change.revision,
        at=change.at,
        who=change.who,
        source=change.source,
        indicator=None,
        kind=None,
        entry_key=None,
        series="",
        fiscal_year=None,
        before=None,
        after=HistoryEntry(None),
        account=change,
    )
