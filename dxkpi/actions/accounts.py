"""Accounts: giving and taking roles, disabling, signing out, inviting.

Whoever manages the accounts of a city can do nothing to one that another city knows as
well, or every city: with its password he would have its rights there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, NamedTuple

from pydantic import TypeAdapter, ValidationError

from dxkpi import fiscal
from dxkpi.actions.actor import Actor
from dxkpi.actions.command import CityScope, Command, NotDone
from dxkpi.actions.logged import logged
from dxkpi.actions.passwords import code_sha256, folded_subject, new_code
from dxkpi.actions.permission import actor_at_this_moment, permit
from dxkpi.actions.rights import Right, roles_with
from dxkpi.actions.two_people import (
    check_not_more_than_own,
    check_roles_of_another,
    check_was_invited_by_another,
)
from dxkpi.plan.fields import MunicipalCode, unstorable
from dxkpi.settings import settings
from dxkpi.store import TYPED, Account, Grant, Membership, Role, Store, account_writing

LONGEST_SUBJECT = 200
LONGEST_NAME = 80
_MUNICIPAL_CODE = TypeAdapter[str](MunicipalCode)


class GrantFault(StrEnum):
    """What is wrong with a role to be given. The sentences are in `dxkpi.wording.accounts`."""

    NO_SUBJECT = "no_subject"
    SUBJECT_TOO_LONG = "subject_too_long"
    NO_NAME = "no_name"
    NAME_TOO_LONG = "name_too_long"
    UNSTORABLE = "unstorable"
    NO_SUCH_CITY = "no_such_city"
    VISITOR = "visitor"
    NO_CITY = "no_city"
    NO_DEPARTMENT = "no_department"
    DAYS_NOT_IN_ORDER = "days_not_in_order"


class WrongGrant(NotDone):
    """A role cannot be given as it is; nothing was stored."""

    def __init__(self, *faults: GrantFault) -> None:
        super().__init__(*faults)
        self.faults: tuple[GrantFault, ...] = faults


class Invitation(NamedTuple):
    """A one-time code, which is shown this once, and until when it counts."""

    code: str
    expires_at: datetime


@dataclass(frozen=True)
class GrantRole(Command):
    """Give a role; the account is made where there is none of this subject.

    With the same role, city and department, only the days are others afterwards. The name
    of an account that is there stays where none is given.
    """

    right: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    subject: str
    name: str
    membership: Membership
    source: str = TYPED

    @property
    def grant(self) -> Grant:
        return plain_grant(Grant(self.subject, self.name, self.membership))

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        return _scopes_of_grants(store, [self.grant])


@dataclass(frozen=True)
class LoadAccounts(Command):
    """Give many roles, all or none; what is not among them stays."""

    right: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    grants: tuple[Grant, ...]
    source: str = TYPED

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        return _scopes_of_grants(store, map(plain_grant, self.grants))


@dataclass(frozen=True)
class RevokeRole(Command):
    """Take a role away, whatever its days."""

    right: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    subject: str
    membership: Membership
    source: str = TYPED

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        return (CityScope(self.membership.city),)


@dataclass(frozen=True)
class DisableAccount(Command):
    """Let somebody sign in no longer; whatever he is signed in with counts no longer."""

    right: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    subject: str
    source: str = TYPED

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        return _scopes_of_account(store, self.subject)


@dataclass(frozen=True)
class EnableAccount(Command):
    """Let somebody sign in again."""

    right: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    subject: str
    source: str = TYPED

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        return _scopes_of_account(store, self.subject)


@dataclass(frozen=True)
class SignOutEverywhere(Command):
    """Let nothing count that somebody is signed in with. Everybody may for himself."""

    right: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    subject: str
    source: str = TYPED

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        return _scopes_of_account(store, self.subject)

    def is_own_affair(self, actor: Actor) -> bool:
        return actor.subject == self.subject


@dataclass(frozen=True)
class InviteAccount(Command):
    """Let somebody choose a password by a one-time code, for the first time or anew."""

    right: ClassVar[Right] = Right.MANAGE_ACCOUNTS
    subject: str
    source: str = TYPED

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        return _scopes_of_account(store, self.subject)


@logged
def grant_role(store: Store, command: GrantRole, actor: Actor) -> bool:
    """Give a role; whether anything changed.

    Raises `WrongGrant`, and `StoreError` where nobody would be left who manages accounts.
    """
    permit(store, actor, command)
    grants = [command.grant]
    _check_grants(store, grants, actor)
    revision = account_writing.grant_roles(
        store,
        grants,
        actor.name,
        command.source,
        fiscal.today(),
        managing=roles_with(Right.MANAGE_ACCOUNTS),
    )
    return revision is not None


@logged
def load_accounts(store: Store, command: LoadAccounts, actor: Actor) -> bool:
    """Give many roles, all or none; whether anything changed. Raises as `grant_role`."""
    permit(store, actor, command)
    grants = [plain_grant(grant) for grant in command.grants]
    _check_grants(store, grants, actor)
    revision = account_writing.grant_roles(
        store,
        grants,
        actor.name,
        command.source,
        fiscal.today(),
        managing=roles_with(Right.MANAGE_ACCOUNTS),
    )
    return revision is not None


def _check_grants(store: Store, grants: Sequence[Grant], actor: Actor) -> None:
    """Refuse roles that cannot be, or that the actor may not give by himself.

    Raises `WrongGrant`, `NotPermitted`.
    """
    known = store.accounts_of(grant.subject for grant in grants)
    faults = [
        fault
        for grant in grants
        for fault in grant_faults(grant, is_known=grant.subject in known)
    ]
    if faults:
        raise WrongGrant(*faults)
    giver = actor_at_this_moment(store, actor)
    check_not_more_than_own(store, grants, giver)
    check_was_invited_by_another(store, grants, giver)


@logged
def revoke_role(store: Store, command: RevokeRole, actor: Actor) -> None:
    """Take a role away. Raises `StoreError`, also where nobody would be left who manages
    accounts.
    """
    permit(store, actor, command)
    account_writing.revoke_role(
        store,
        command.subject,
        command.membership,
        actor.name,
        command.source,
        fiscal.today(),
        managing=roles_with(Right.MANAGE_ACCOUNTS),
    )


@logged
def disable_account(store: Store, command: DisableAccount, actor: Actor) -> None:
    """Disable an account. Raises `StoreError` as `revoke_role` does."""
    permit(store, actor, command)
    account_writing.disable_account(
        store,
        command.subject,
        actor.name,
        command.source,
        fiscal.today(),
        managing=roles_with(Right.MANAGE_ACCOUNTS),
    )


@logged
def enable_account(store: Store, command: EnableAccount, actor: Actor) -> None:
    """Let a disabled account sign in again. Raises `StoreError`."""
    permit(store, actor, command)
    account_writing.enable_account(store, command.subject, actor.name, command.source)


@logged
def sign_out_everywhere(store: Store, command: SignOutEverywhere, actor: Actor) -> None:
    """Let nothing count that the account is signed in with. Raises `StoreError`."""
    permit(store, actor, command)
    account_writing.sign_out_everywhere(
        store, command.subject, actor.name, command.source
    )


@logged
def invite_account(store: Store, command: InviteAccount, actor: Actor) -> Invitation:
    """A one-time code for an account; those before it count no longer. It is kept nowhere.

    Raises `StoreError` for an unknown subject.
    """
    permit(store, actor, command)
    inviter = actor_at_this_moment(store, actor)
    check_roles_of_another(store, command.subject, inviter)
    code = new_code()
    expires_at = fiscal.now() + timedelta(days=settings().invitation_days)
    account_writing.invite_account(
        store,
        command.subject,
        code_sha256(code),
        expires_at,
        actor.name,
        command.source,
    )
    return Invitation(code, expires_at)


def grant_faults(grant: Grant, *, is_known: bool) -> Iterator[GrantFault]:
    """What is wrong with a role to be given; `is_known`: its subject has an account."""
    yield from _faults_of_texts(grant)
    is_new = bool(grant.subject) and not is_known
    if is_new and not grant.name:
        yield GrantFault.NO_NAME
    yield from _faults_of_membership(grant.membership)


def _faults_of_texts(grant: Grant) -> Iterator[GrantFault]:
    texts = (grant.subject, grant.name, grant.membership.department or "")
    if not grant.subject:
        yield GrantFault.NO_SUBJECT
    if len(grant.subject) > LONGEST_SUBJECT:
        yield GrantFault.SUBJECT_TOO_LONG
    if len(grant.name) > LONGEST_NAME:
        yield GrantFault.NAME_TOO_LONG
    if any(unstorable(text) for text in texts):
        yield GrantFault.UNSTORABLE


def _faults_of_membership(membership: Membership) -> Iterator[GrantFault]:
    if membership.city is not None and not is_city_code(membership.city):
        yield GrantFault.NO_SUCH_CITY
    if membership.role is Role.VISITOR:
        yield GrantFault.VISITOR
    if membership.role is Role.REPORTER and membership.city is None:
        yield GrantFault.NO_CITY
    if membership.role is Role.REPORTER and membership.department is None:
        yield GrantFault.NO_DEPARTMENT
    since, until = membership.since, membership.until
    if since is not None and until is not None and until < since:
        yield GrantFault.DAYS_NOT_IN_ORDER


def is_city_code(text: str) -> bool:
    """Whether a text is a municipal code, whose last digit checks the others."""
    try:
        return _MUNICIPAL_CODE.validate_python(text) == text
    except ValidationError:
        return False


def plain_grant(grant: Grant) -> Grant:
    """A grant as it is kept: subject in half width, name and department in one line."""
    membership = grant.membership
    department = " ".join((membership.department or "").split()) or None
    plain = Membership(
        membership.role, membership.city, department, membership.since, membership.until
    )
    return Grant(folded_subject(grant.subject), " ".join(grant.name.split()), plain)


def _scopes_of_grants(store: Store, grants: Iterable[Grant]) -> tuple[CityScope, ...]:
    """The cities of the roles, and those that the accounts belong to already."""
    given = tuple(grants)
    accounts = store.accounts_of(grant.subject for grant in given)
    scopes: dict[CityScope, None] = {}
    for grant in given:
        scopes[CityScope(grant.membership.city)] = None
        scopes |= dict.fromkeys(_scopes_of(accounts.get(grant.subject)))
    return tuple(scopes)


def _scopes_of_account(store: Store, subject: str) -> tuple[CityScope, ...]:
    return _scopes_of(store.account(subject))


def _scopes_of(account: Account | None) -> tuple[CityScope, ...]:
    """The cities in which an account has or ever had a role; () for an unknown one."""
    if account is None:
        return ()
    return tuple(CityScope(city) for city in sorted(account.cities, key=str))
