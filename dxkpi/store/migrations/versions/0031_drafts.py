"""Plans that are being written or changed, step by step."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

_CODES = "any (string_to_array((select current_setting('dxkpi.cities', true)), ','))"
_IS_EVERYWHERE = "(select current_setting('dxkpi.cities', true)) = '*'"


def upgrade() -> None:
    _create_draft()
    op.create_table(
        "draft_step",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("changes", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["draft.id"],
            name="fk_draft_step_draft_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("draft_id", "number", name="pk_draft_step"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _put_under_policy("draft", f"city = {_CODES}")
        is_parent = "draft.id = draft_step.draft_id"
        _put_under_policy("draft_step", f"exists (select from draft where {is_parent})")


def _create_draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("begun_from", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by", sa.String(), nullable=False),
        sa.Column("base", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("state", _states(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("registered_in", sa.Integer(), nullable=True),
        sa.Column("taken_back_in", sa.Integer(), nullable=True),
        sa.Column("taken_back_because", sa.String(), nullable=True),
        sa.CheckConstraint("length(city) = 6", name="ck_draft_city_has_six_digits"),
        sa.CheckConstraint(
            "(state = 'open') = (document is not null)"
            " and (document is null) = (base is null)",
            name="ck_draft_document_while_open",
        ),
        sa.CheckConstraint(
            "(state = 'open') = (ended_at is null)"
            " and (ended_at is null) = (ended_by is null)",
            name="ck_draft_ended",
        ),
        sa.CheckConstraint(
            "(state in ('registered', 'taken_back')) = (registered_in is not null)",
            name="ck_draft_registered",
        ),
        sa.CheckConstraint(
            "(state = 'taken_back') = (taken_back_because is not null)",
            name="ck_draft_taken_back",
        ),
        sa.CheckConstraint(
            "taken_back_in is null or state = 'taken_back'",
            name="ck_draft_taken_back_later",
        ),
        _revision("registered_in"),
        _revision("taken_back_in"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    op.create_index("ix_draft_city", "draft", ["city"])


def _revision(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        ["revision.id"],
        name=f"fk_draft_{column}",
        initially="DEFERRED",
        deferrable=True,
    )


def _states() -> sa.Enum:
    return sa.Enum(
        "open",
        "registered",
        "taken_back",
        "discarded",
        name="plan_draft_state",
        native_enum=False,
        create_constraint=True,
        length=24,
    )


def _put_under_policy(table: str, is_within_reach: str) -> None:
    for mode in ("enable", "force"):
        op.execute(f"alter table {table} {mode} row level security")
    op.execute(
        f"create policy within_reach on {table}"
        f" using ({_IS_EVERYWHERE} or {is_within_reach})"
    )
