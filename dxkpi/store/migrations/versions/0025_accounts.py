"""Accounts, their roles, and how they sign in."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

_ROLES = ("visitor", "viewer", "reporter", "reviewer", "author", "admin")
_EVENTS = (
    "created",
    "renamed",
    "granted",
    "revoked",
    "disabled",
    "enabled",
    "signed_out",
    "invited",
    "password_set",
)


def upgrade() -> None:
    _create_accounts()
    _create_memberships()
    _create_changes()
    _create_passwords()
    _create_sign_ins()
    _create_invitations()


def _create_accounts() -> None:
    op.create_table(
        "account",
        _number("id"),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        _moment("disabled_at"),
        _moment("signed_out_at"),
        sa.CheckConstraint("subject <> ''", name="ck_account_has_subject"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("subject", name="uq_account_subject"),
    )


def _create_memberships() -> None:
    table = "membership"
    op.create_table(
        table,
        _number("id"),
        _number("account_id"),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("role", _words("role", _ROLES), nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        _number("recorded_in"),
        sa.Column("superseded_in", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "length(city) = 6", name="ck_membership_city_has_six_digits"
        ),
        sa.CheckConstraint("role <> 'visitor'", name="ck_membership_is_no_visitor"),
        sa.CheckConstraint(
            "role <> 'reporter' or (city is not null and department is not null)",
            name="ck_membership_reporter_has_department",
        ),
        sa.CheckConstraint("since <= until", name="ck_membership_days_in_order"),
        sa.CheckConstraint(
            "superseded_in > recorded_in", name="ck_membership_superseded_later"
        ),
        _parent(table, "account_id", "account"),
        _parent(table, "recorded_in", "revision"),
        _parent(table, "superseded_in", "revision"),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
    )
    op.create_index("ix_membership_account_id", table, ["account_id"])


def _create_changes() -> None:
    table = "account_change"
    op.create_table(
        table,
        _number("id"),
        _number("account_id"),
        sa.Column("what", _words("account_event", _EVENTS), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("membership_id", sa.Integer(), nullable=True),
        _number("recorded_in"),
        _parent(table, "account_id", "account"),
        _parent(table, "membership_id", "membership"),
        _parent(table, "recorded_in", "revision"),
        sa.PrimaryKeyConstraint("id", name="pk_account_change"),
    )
    op.create_index("ix_account_change_account_id", table, ["account_id"])


def _create_passwords() -> None:
    op.create_table(
        "password",
        _number("account_id"),
        sa.Column("hash", sa.String(), nullable=False),
        _moment("set_at", nullable=False),
        _parent("password", "account_id", "account"),
        sa.PrimaryKeyConstraint("account_id", name="pk_password"),
    )
    op.create_table(
        "sign_in_failure",
        _number("bucket"),
        sa.Column("failures", sa.Integer(), nullable=False),
        _moment("last_at", nullable=False),
        sa.CheckConstraint("failures > 0", name="ck_sign_in_failure_some_failures"),
        sa.PrimaryKeyConstraint("bucket", name="pk_sign_in_failure"),
    )


def _create_sign_ins() -> None:
    table = "sign_in"
    op.create_table(
        table,
        _number("id"),
        _number("account_id"),
        sa.Column("token_sha256", sa.String(), nullable=False),
        _moment("at", nullable=False),
        _moment("expires_at", nullable=False),
        _moment("ended_at"),
        sa.CheckConstraint("length(token_sha256) = 64", name="ck_sign_in_sha256"),
        sa.CheckConstraint("expires_at > at", name="ck_sign_in_expires_later"),
        _parent(table, "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in"),
        sa.UniqueConstraint("token_sha256", name="uq_sign_in_token_sha256"),
    )
    op.create_index("ix_sign_in_account_id", table, ["account_id"])


def _create_invitations() -> None:
    table = "invitation"
    op.create_table(
        table,
        _number("id"),
        _number("account_id"),
        sa.Column("code_sha256", sa.String(), nullable=False),
        _moment("expires_at", nullable=False),
        _moment("used_at"),
        _number("recorded_in"),
        sa.CheckConstraint("length(code_sha256) = 64", name="ck_invitation_sha256"),
        _parent(table, "account_id", "account"),
        _parent(table, "recorded_in", "revision"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("code_sha256", name="uq_invitation_code_sha256"),
    )
    op.create_index("ix_invitation_account_id", table, ["account_id"])


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _words(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(
        *words, name=name, native_enum=False, create_constraint=True, length=24
    )


def _parent(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{parent}.id"],
        name=f"fk_{table}_{column}",
        initially="DEFERRED",
        deferrable=True,
    )
