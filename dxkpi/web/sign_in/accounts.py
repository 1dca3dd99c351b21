"""From the person at the other end of a connection to his account in the store."""

from dxkpi import actions
from dxkpi.actions import Actor, Identification
from dxkpi.store import Account, Store
from dxkpi.web.sign_in.person import Person

VISITOR = Actor("", Identification.VISITOR)


def account_of(store: Store, person: Person) -> Account | None:
    """The account of whoever signed in, as the store has it now.

    None where nobody did, where he has no account, and where he was signed out since.
    """
    if person.token is not None:
        return actions.signed_in_account(store, person.token)
    if person.subject is None:
        return None
    account = store.account(person.subject)
    if account is None or was_signed_out(account, person):
        return None
    return account


def was_signed_out(account: Account, person: Person) -> bool:
    """Whether a sign-in is not later than the moment up to which none counts any longer."""
    if account.signed_out_at is None or person.signed_in_at is None:
        return False
    return person.signed_in_at <= account.signed_out_at.timestamp()


def actor_of(store: Store, person: Person, typed_name: str = "") -> Actor:
    """Who acts over a connection.

    In a house without sign-in it is the name that was typed, which may be empty;
    elsewhere whoever signed in, else a visitor.
    """
    return actor_with(person, account_of(store, person), typed_name)


def actor_with(person: Person, account: Account | None, typed_name: str = "") -> Actor:
    """Who acts over a connection, where his account was read already."""
    if person.is_local:
        return Actor(typed_name, Identification.TYPED)
    if account is None:
        return VISITOR
    return Actor(account.name, Identification.SIGNED_IN, account.subject, account)
