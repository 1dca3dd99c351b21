"""Accounts: who somebody is, in which role for which city, and how he signs in.

Of passwords, one-time codes and the tokens of browsers only hashes are kept.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, DateTime, Index
from sqlmodel import Field

from dxkpi.store.column_types import (
    given_number,
    parent_table,
    typed_column,
    word_column,
)
from dxkpi.store.tables.base import StoredTable, table_of


class Role(StrEnum):
    """What somebody is in a city. What each may do says `dxkpi.actions.rights`."""

    VISITOR = "visitor"
    VIEWER = "viewer"
    REPORTER = "reporter"
    REVIEWER = "reviewer"
    AUTHOR = "author"
    ADMIN = "admin"


class AccountEvent(StrEnum):
    """What one write did to an account."""

    CREATED = "created"
    RENAMED = "renamed"
    GRANTED = "granted"
    REVOKED = "revoked"
    DISABLED = "disabled"
    ENABLED = "enabled"
    SIGNED_OUT = "signed_out"
    INVITED = "invited"
    PASSWORD_SET = "password_set"  # noqa: S105  # an event, no password


class AccountRow(StoredTable, table=True):
    """Somebody who may sign in, known by his subject.

    Nothing that he signed in with up to `signed_out_at` counts any longer.
    """

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("subject <> ''", name="has_subject"),)
    id: int = given_number()
    subject: str = Field(unique=True)
    name: str
    disabled_at: datetime | None = typed_column(DateTime(timezone=True))
    signed_out_at: datetime | None = typed_column(DateTime(timezone=True))


class MembershipRow(StoredTable, table=True):
    """A role of an account, as one write granted it; it is current until another takes
    it away.

    `city` None is every city. It counts from the day `since` to the day `until`.
    """

    __tablename__ = "membership"
    __table_args__ = (
        parent_table("account", ("account_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        parent_table("revision", ("superseded_in", "id")),
        CheckConstraint("length(city) = 6", name="city_has_six_digits"),
        CheckConstraint("role <> 'visitor'", name="is_no_visitor"),
        CheckConstraint(
            "role <> 'reporter' or (city is not null and department is not null)",
            name="reporter_has_department",
        ),
        CheckConstraint("since <= until", name="days_in_order"),
        CheckConstraint("superseded_in > recorded_in", name="superseded_later"),
        Index("ix_membership_account_id", "account_id"),
    )
    id: int = given_number()
    account_id: int
    city: str | None
    role: Role = word_column(Role)
    department: str | None
    since: date | None
    until: date | None
    recorded_in: int = Field(index=True)
    superseded_in: int | None = Field(index=True)


class AccountChangeRow(StoredTable, table=True):
    """What one write did to an account; who and when says its revision."""

    __tablename__ = "account_change"
    __table_args__ = (
        parent_table("account", ("account_id", "id")),
        parent_table("membership", ("membership_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        Index("ix_account_change_account_id", "account_id"),
    )
    id: int = given_number()
    account_id: int
    what: AccountEvent = word_column(AccountEvent)
    name: str | None
    membership_id: int | None
    recorded_in: int = Field(index=True)


class PasswordRow(StoredTable, table=True):
    """The hash of an account's password."""

    __tablename__ = "password"
    __table_args__ = (parent_table("account", ("account_id", "id")),)
    account_id: int = given_number()
    hash: str
    set_at: datetime = typed_column(DateTime(timezone=True))


class SignInFailureRow(StoredTable, table=True):
    """How often somebody failed to sign in of late.

    Subjects share 65,536 buckets, known and unknown ones alike: so it says
    nothing about who has an account, and nobody can make it grow.
    """

    __tablename__ = "sign_in_failure"
    __table_args__ = (CheckConstraint("failures > 0", name="some_failures"),)
    bucket: int = given_number()
    failures: int
    last_at: datetime = typed_column(DateTime(timezone=True))


class SignInRow(StoredTable, table=True):
    """A browser in which somebody signed in, known by the hash of its token."""

    __tablename__ = "sign_in"
    __table_args__ = (
        parent_table("account", ("account_id", "id")),
        CheckConstraint("length(token_sha256) = 64", name="sha256"),
        CheckConstraint("expires_at > at", name="expires_later"),
        Index("ix_sign_in_account_id", "account_id"),
    )
    id: int = given_number()
    account_id: int
    token_sha256: str = Field(unique=True)
    at: datetime = typed_column(DateTime(timezone=True))
    expires_at: datetime = typed_column(DateTime(timezone=True))
    ended_at: datetime | None = typed_column(DateTime(timezone=True))


class InvitationRow(StoredTable, table=True):
    """A one-time code by which somebody chooses his password, known by its hash."""

    __tablename__ = "invitation"
    __table_args__ = (
        parent_table("account", ("account_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        CheckConstraint("length(code_sha256) = 64", name="sha256"),
        Index("ix_invitation_account_id", "account_id"),
    )
    id: int = given_number()
    account_id: int
    code_sha256: str = Field(unique=True)
    expires_at: datetime = typed_column(DateTime(timezone=True))
    used_at: datetime | None = typed_column(DateTime(timezone=True))
    recorded_in: int


ACCOUNT = table_of(AccountRow)
MEMBERSHIP = table_of(MembershipRow)
ACCOUNT_CHANGE = table_of(AccountChangeRow)
PASSWORD = table_of(PasswordRow)
SIGN_IN_FAILURE = table_of(SignInFailureRow)
SIGN_IN = table_of(SignInRow)
INVITATION = table_of(InvitationRow)
