"""Ends what somebody is signed in with, in the store."""

from dxkpi import actions
from dxkpi.actions import SignOutEverywhere
from dxkpi.store import StoreError
from dxkpi.web.common import cached
from dxkpi.web.sign_in.accounts import account_of, actor_of
from dxkpi.web.sign_in.person import Person


def end_sign_in(person: Person) -> bool:
    """Let what somebody is signed in with count no longer; whether the store could be
    written.

    A provider's cookie counts as long as the provider said: so all of his sign-ins end.
    """
    try:
        _end(person)
    except StoreError:
        return False
    return True


def _end(person: Person) -> None:
    store = cached.store()
    if person.token is not None:
        actions.sign_out(store, person.token)
        return
    account = account_of(store, person)
    if account is not None:
        command = SignOutEverywhere(account.subject)
        actions.sign_out_everywhere(store, command, actor_of(store, person))
