"""Signing in and out, and choosing a password.

Nobody's permission is asked here: whoever knows the password, the one-time code or the
token is the one that it belongs to. Of tokens only hashes are kept.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from dxkpi import fiscal
from dxkpi.actions.logged import logged_sign_in
from dxkpi.actions.passwords import (
    PasswordFault,
    code_sha256,
    folded_subject,
    hash_password,
    is_password,
    password_fault,
    secret_sha256,
)
from dxkpi.actions.sign_in_refusal import SignInRefusal, SignInRefused
from dxkpi.settings import settings
from dxkpi.store import Account, Store, sign_ins
from dxkpi.store.sign_ins import NewSignIn

_BYTES_OF_TOKEN = 32
_BYTES_OF_BUCKET = 2


_REFUSAL_OF_FAULT = {
    PasswordFault.TOO_SHORT: SignInRefusal.PASSWORD_TOO_SHORT,
    PasswordFault.TOO_LONG: SignInRefusal.PASSWORD_TOO_LONG,
    PasswordFault.IS_SUBJECT: SignInRefusal.PASSWORD_IS_SUBJECT,
}


@logged_sign_in
def sign_in_with_password(
    store: Store, subject: str, password: str, now: datetime | None = None
) -> str | SignInRefused:
    """The token by which a browser is known from now on, or why there is none.

    Subjects that are unknown, disabled or without a password are answered like a wrong
    password, after the same work, and locked out like it.
    """
    now = now or fiscal.now()
    subject = folded_subject(subject)
    bucket = _bucket_of(subject)
    locked_until = sign_ins.count_attempt(store, bucket, now)
    if locked_until is not None:
        return SignInRefused(SignInRefusal.LOCKED, locked_until)

    is_right = is_password(password, sign_ins.password_hash(store, subject))
    account = store.account(subject)
    if not is_right or account is None or account.is_disabled:
        return SignInRefused(SignInRefusal.WRONG)

    token = secrets.token_urlsafe(_BYTES_OF_TOKEN)
    expires_at = now + timedelta(hours=settings().sign_in_hours)
    sign_in = NewSignIn(secret_sha256(token), now, expires_at)
    sign_ins.begin_sign_in(store, subject, sign_in, bucket)
    return token


def signed_in_account(
    store: Store, token: str, now: datetime | None = None
) -> Account | None:
    """Who is signed in with a token, as his account is at this moment; None: nobody.

    It counts until it expires, he signs out, here or everywhere, or is disabled.
    """
    return sign_ins.signed_in_account(store, secret_sha256(token), now or fiscal.now())


@logged_sign_in
def sign_out(store: Store, token: str, now: datetime | None = None) -> None:
    """Let a token count no longer."""
    sign_ins.end_sign_in(store, secret_sha256(token), now or fiscal.now())


def invited_account(
    store: Store, code: str, now: datetime | None = None
) -> Account | None:
    """Whom a one-time code invites; None where it does not count, or no longer."""
    return sign_ins.invited_account(store, code_sha256(code), now or fiscal.now())


@logged_sign_in
def accept_invitation(
    store: Store, code: str, new_password: str, now: datetime | None = None
) -> Account | SignInRefused:
    """Set the password of who was invited by a one-time code, which then counts no longer;
    whatever he was signed in with before does not either. Gives his account.
    """
    now = now or fiscal.now()
    account = invited_account(store, code, now)
    if account is None:
        return SignInRefused(SignInRefusal.INVALID_CODE)
    fault = password_fault(new_password, account.subject)
    if fault is not None:
        return SignInRefused(_REFUSAL_OF_FAULT[fault])
    is_done = sign_ins.accept_invitation(
        store,
        code_sha256(code),
        hash_password(new_password),
        now,
        _bucket_of(account.subject),
    )
    return account if is_done else SignInRefused(SignInRefusal.INVALID_CODE)


@logged_sign_in
def change_password(
    store: Store,
    token: str,
    password: str,
    new_password: str,
    now: datetime | None = None,
) -> Account | SignInRefused:
    """Set another password for who is signed in with a token and knows the present one;
    his other browsers are signed out. Gives his account.

    A wrong password is counted and locked out as at the sign-in.
    """
    now = now or fiscal.now()
    account = signed_in_account(store, token, now)
    if account is None:
        return SignInRefused(SignInRefusal.WRONG)
    fault = password_fault(new_password, account.subject)
    if fault is not None:
        return SignInRefused(_REFUSAL_OF_FAULT[fault])
    bucket = _bucket_of(account.subject)
    locked_until = sign_ins.count_attempt(store, bucket, now)
    if locked_until is not None:
        return SignInRefused(SignInRefusal.LOCKED, locked_until)
    if not is_password(password, sign_ins.password_hash(store, account.subject)):
        return SignInRefused(SignInRefusal.WRONG)
    is_done = sign_ins.change_password(
        store, secret_sha256(token), hash_password(new_password), now, bucket
    )
    return account if is_done else SignInRefused(SignInRefusal.WRONG)


def _bucket_of(subject: str) -> int:
    """Where the failures of a subject are counted, whether there is such an account."""
    digest = hashlib.sha256(subject.encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:_BYTES_OF_BUCKET])
