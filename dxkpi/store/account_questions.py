"""What the store is asked about accounts."""

from collections.abc import Iterable, Mapping

from dxkpi.store.account_steps import read_account_steps
from dxkpi.store.accounts import (
    Account,
    AccountChange,
    read_account,
    read_account_changes,
    read_accounts,
    read_accounts_of,
    read_changes_in_city,
)
from dxkpi.store.history_step import HistoryStep
from dxkpi.store.opened_store import OpenedStore
from dxkpi.store.revisions import Revision, last_change_of_accounts


class AccountQuestions(OpenedStore):
    """Accounts as they are at this moment, and what was done to them."""

    def account(self, subject: str) -> Account | None:
        """The account of a subject, as it is at this moment."""
        return self._ask(read_account, subject)

    def accounts_of(self, subjects: Iterable[str]) -> Mapping[str, Account]:
        """The accounts of several subjects, as they are at this moment, by subject."""
        return self._ask(read_accounts_of, tuple(subjects))

    def accounts(self, city: str | None = None) -> tuple[Account, ...]:
        """The accounts that have or had a role in a city, those of every city among
        them; None: all accounts. By subject.
        """
        return self._ask(read_accounts, city)

    def account_changes(
        self, subject: str, city: str | None = None
    ) -> tuple[AccountChange, ...]:
        """Everything that was done to an account, the oldest first; with a city as much
        of it as `account_steps` tells that city.
        """
        if city is None:
            return self._ask(read_account_changes, subject)
        self.reach.check([city])
        return self._ask(read_changes_in_city, city, subject)

    def last_change_of_accounts(self) -> Revision | None:
        """The write in which an account was last changed, of whichever city."""
        return self._ask(last_change_of_accounts)

    def account_steps(self, city: str) -> tuple[HistoryStep, ...]:
        """Everything that was done to accounts while they belonged to a city, the oldest
        first, without their roles in other cities.
        """
        self.reach.check([city])
        return self._ask(read_account_steps, city)
