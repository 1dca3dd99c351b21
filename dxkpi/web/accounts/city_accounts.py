"""Who has a role in one city. What an account has elsewhere is left out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dxkpi import actions
from dxkpi.store import Account, Membership
from dxkpi.web.common import cached
from dxkpi.web.common.view import View


@dataclass(frozen=True)
class CityAccounts:
    """The accounts of a city with what they have there, those of every city among them,
    and its departments as the register and the plans have them.
    """

    city: str
    accounts: tuple[Account, ...]
    departments: tuple[str, ...]

    def account(self, subject: str | None) -> Account | None:
        """The account of a subject; None where it is none of this city."""
        for account in self.accounts:
            if account.subject == subject:
                return account
        return None


def read_city_accounts(view: View) -> CityAccounts:
    """Who has or had a role in the view's city, as it stands now."""
    city = view.city.code
    accounts = accounts_of_city(city)
    departments = dict.fromkeys(view.worded_with_others(_departments))
    return CityAccounts(city, accounts, tuple(departments))


def accounts_of_city(city: str) -> tuple[Account, ...]:
    """The accounts of a city with the roles that count there."""
    return tuple(
        replace(account, memberships=_memberships_in(account, city))
        for account in cached.store().accounts(city)
    )


def only_of_city(accounts: Iterable[Account], city: str) -> tuple[Account, ...]:
    """The accounts with the roles of this city alone, without those of every city."""
    return tuple(
        replace(
            account,
            memberships=tuple(m for m in account.memberships if m.city == city),
        )
        for account in accounts
    )


def _memberships_in(account: Account, city: str) -> tuple[Membership, ...]:
    return tuple(m for m in account.memberships if m.is_of(city))


def _departments(view: View) -> tuple[str, ...]:
    plans = [cached.plan(listed) for listed in cached.plans_of_city(view.city.code)]
    return actions.city_departments(plans)
