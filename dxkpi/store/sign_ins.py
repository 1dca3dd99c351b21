"""Signing in, as the store keeps it: hashes of passwords, codes and tokens, and failures.

These writes ask nobody's permission: a secret says who it is. Only `dxkpi.actions` may use
them (an import rule says so).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, select

from dxkpi.plan.fields import unstorable
from dxkpi.store.account_changes import (
    AccountWrite,
    account_number,
    close_invitations,
    end_sign_ins,
    record_change,
)
from dxkpi.store.accounts import Account, read_account
from dxkpi.store.chain import recorded_write
from dxkpi.store.engine import read_connection, write_transaction
from dxkpi.store.revisions import as_utc, new_revision
from dxkpi.store.rows import free_numbers, insert_rows, update_rows
from dxkpi.store.store import Store
from dxkpi.store.tables import (
    ACCOUNT,
    INVITATION,
    PASSWORD,
    SIGN_IN,
    SIGN_IN_FAILURE,
    AccountEvent,
)

FREE_FAILURES = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(hours=24)

INVITED = "invitation"
"""The source of a password that somebody chose by his one-time code."""

CHANGED = "change of password"
"""The source of a password that somebody chose in the place of his former one."""

_KEPT_AFTER_EXPIRY = timedelta(days=90)
_SMALLEST_STEP = timedelta(microseconds=1)


@dataclass(frozen=True)
class SignInFailures:
    """How often signing in failed in a row, and when it last did."""

    failures: int
    last_at: datetime

    @property
    def locked_until(self) -> datetime:
        """Until when nobody is tried: a minute after the fifth failure, then twice as
        long after each, an hour at most.
        """
        if self.failures < FREE_FAILURES:
            return self.last_at
        doublings = min(self.failures - FREE_FAILURES, 10)
        return self.last_at + min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


@dataclass(frozen=True)
class NewSignIn:
    """A browser that is signed in from now on, by the hash of its token."""

    token_sha256: str
    at: datetime
    expires_at: datetime


def count_attempt(store: Store, bucket: int, now: datetime) -> datetime | None:
    """Count an attempt before it is tried, so that many at once get no further than one
    by one. Gives until when none is tried; None: go on.
    """
    with write_transaction(store.engine) as connection:
        former = _failures(connection, bucket, now)
        if former is not None and now < former.locked_until:
            return former.locked_until
        count = 1 if former is None else former.failures + 1
        connection.execute(_failures_of(bucket))
        row = {"bucket": bucket, "failures": count, "last_at": now}
        insert_rows(connection, SIGN_IN_FAILURE, [row])
    return None


def password_hash(store: Store, subject: str) -> str | None:
    """The hash of a subject's password; None where there is none."""
    if unstorable(subject):
        return None
    query = (
        select(PASSWORD.c.hash)
        .join(ACCOUNT, ACCOUNT.c.id == PASSWORD.c.account_id)
        .where(ACCOUNT.c.subject == subject)
    )
    with read_connection(store.engine) as connection:
        return connection.execute(query).scalar()


def begin_sign_in(store: Store, subject: str, sign_in: NewSignIn, bucket: int) -> None:
    """Let a browser be signed in; the failures before it are forgotten."""
    with write_transaction(store.engine) as connection:
        connection.execute(_failures_of(bucket))
        is_long_over = SIGN_IN.c.expires_at < sign_in.at - _KEPT_AFTER_EXPIRY
        connection.execute(delete(SIGN_IN).where(is_long_over))
        _set_signing_out_right(connection, subject, sign_in.at)
        row = {
            "id": next(iter(free_numbers(connection, SIGN_IN))),
            "account_id": account_number(connection, subject),
            "token_sha256": sign_in.token_sha256,
            "at": sign_in.at,
            "expires_at": sign_in.expires_at,
            "ended_at": None,
        }
        insert_rows(connection, SIGN_IN, [row])


def _set_signing_out_right(connection: Connection, subject: str, at: datetime) -> None:
    """Put the last signing out of an account before this moment where it lies ahead, of a
    clock that was wrong. What it ended is ended by itself first.
    """
    account = read_account(connection, subject)
    if account is None or account.signed_out_at is None or account.signed_out_at < at:
        return
    number = account_number(connection, subject)
    is_open = (SIGN_IN.c.account_id == number) & SIGN_IN.c.ended_at.is_(None)
    connection.execute(SIGN_IN.update().where(is_open).values(ended_at=at))
    set_right = {"id": number, "signed_out_at": at - _SMALLEST_STEP}
    update_rows(connection, ACCOUNT, "id", [set_right])


def signed_in_account(store: Store, token_sha256: str, now: datetime) -> Account | None:
    """Whose browser has this token; None where it does not count, or no longer."""
    with read_connection(store.engine) as connection:
        return _signed_in(connection, token_sha256, now)


def _signed_in(
    connection: Connection, token_sha256: str, now: datetime
) -> Account | None:
    row = connection.execute(_sign_in(token_sha256)).first()
    if row is None or row.ended_at is not None or now >= as_utc(row.expires_at):
        return None
    account = read_account(connection, row.subject)
    if account is None or account.is_disabled:
        return None
    signed_out_at = account.signed_out_at
    is_signed_out = signed_out_at is not None and as_utc(row.at) <= signed_out_at
    return None if is_signed_out else account


def end_sign_in(store: Store, token_sha256: str, now: datetime) -> None:
    """Sign a browser out; nothing is done where it is not signed in."""
    with write_transaction(store.engine) as connection:
        row = connection.execute(_sign_in(token_sha256)).first()
        if row is not None and row.ended_at is None:
            update_rows(connection, SIGN_IN, "id", [{"id": row.id, "ended_at": now}])


def invited_account(store: Store, code_sha256: str, now: datetime) -> Account | None:
    """Who was invited by a one-time code; None where it does not count, or no longer."""
    with read_connection(store.engine) as connection:
        return _invited(connection, code_sha256, now)


def accept_invitation(
    store: Store, code_sha256: str, hash_of_password: str, now: datetime, bucket: int
) -> bool:
    """Set the password of who was invited, by a code that then counts no longer. Whatever
    was signed in before is signed out. Whether it was done.
    """
    with recorded_write(store.engine) as connection:
        account = _invited(connection, code_sha256, now)
        if account is None:
            return False
        revision = new_revision(connection, account.name, INVITED)
        write = AccountWrite(connection, revision)
        used = {"code_sha256": code_sha256, "used_at": now}
        update_rows(connection, INVITATION, "code_sha256", [used])
        _set_password(write, account.subject, hash_of_password, now)
        connection.execute(_failures_of(bucket))
    store.remember_write(revision)
    return True


def change_password(
    store: Store, token_sha256: str, hash_of_password: str, now: datetime, bucket: int
) -> bool:
    """Set the password of who is signed in with a token; every other browser is signed
    out. Whether it was done.
    """
    with recorded_write(store.engine) as connection:
        account = _signed_in(connection, token_sha256, now)
        if account is None:
            return False
        revision = new_revision(connection, account.name, CHANGED)
        write = AccountWrite(connection, revision)
        _set_password(write, account.subject, hash_of_password, now, token_sha256)
        connection.execute(_failures_of(bucket))
    store.remember_write(revision)
    return True


def _set_password(
    write: AccountWrite,
    subject: str,
    hash_of_password: str,
    now: datetime,
    kept_token: str = "",
) -> None:
    """Set a password, and sign out every browser but the one of the token."""
    connection = write.connection
    number = account_number(connection, subject)
    connection.execute(delete(PASSWORD).where(PASSWORD.c.account_id == number))
    password = {"account_id": number, "hash": hash_of_password, "set_at": now}
    insert_rows(connection, PASSWORD, [password])
    end_sign_ins(write, subject, kept_token)
    record_change(write, subject, AccountEvent.PASSWORD_SET)


def write_invitation(
    write: AccountWrite, subject: str, code_sha256: str, expires_at: datetime
) -> None:
    """Invite by a one-time code; the codes before it count no longer."""
    connection = write.connection
    number = account_number(connection, subject)
    close_invitations(connection, subject)
    row = {
        "id": next(iter(free_numbers(connection, INVITATION))),
        "account_id": number,
        "code_sha256": code_sha256,
        "expires_at": expires_at,
        "used_at": None,
        "recorded_in": write.revision.number,
    }
    insert_rows(connection, INVITATION, [row])
    record_change(write, subject, AccountEvent.INVITED)


def forget_sign_ins(connection: Connection, now: datetime) -> None:
    """Let nothing count that anybody signed in with or was invited by so far."""
    connection.execute(delete(SIGN_IN))
    connection.execute(delete(INVITATION))
    connection.execute(ACCOUNT.update().values(signed_out_at=now))


def _failures(
    connection: Connection, bucket: int, now: datetime
) -> SignInFailures | None:
    """The failures of late; None where there were none for a day. What is more than a day
    ahead is of a clock that was wrong, and locks nobody out.
    """
    query = select(SIGN_IN_FAILURE).where(SIGN_IN_FAILURE.c.bucket == bucket)
    row = connection.execute(query).first()
    if row is None or abs(now - as_utc(row.last_at)) > FORGOTTEN_AFTER:
        return None
    return SignInFailures(row.failures, as_utc(row.last_at))


def _failures_of(bucket: int) -> Any:
    """The statement that forgets the failures of a bucket."""
    return delete(SIGN_IN_FAILURE).where(SIGN_IN_FAILURE.c.bucket == bucket)


def _sign_in(token_sha256: str) -> Select[Any]:
    return (
        select(SIGN_IN, ACCOUNT.c.subject)
        .join(ACCOUNT, ACCOUNT.c.id == SIGN_IN.c.account_id)
        .where(SIGN_IN.c.token_sha256 == token_sha256)
    )


def _invited(connection: Connection, code_sha256: str, now: datetime) -> Account | None:
    i = INVITATION.c
    query = (
        select(i.expires_at, i.used_at, ACCOUNT.c.subject)
        .join(ACCOUNT, ACCOUNT.c.id == i.account_id)
        .where(i.code_sha256 == code_sha256)
    )
    row = connection.execute(query).first()
    if row is None or row.used_at is not None or now >= as_utc(row.expires_at):
        return None
    account = read_account(connection, row.subject)
    return None if account is None or account.is_disabled else account
