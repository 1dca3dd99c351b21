"""What the secretariat remarked on and confirmed of a year's report."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

_KINDS = ("figure", "entry", "initiative")


def upgrade() -> None:
    op.create_table(
        "remark",
        *_item_columns(),
        sa.Column("form_column", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("recorded_in", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_in", sa.Integer(), nullable=True),
        _plausible_years("remark"),
        sa.CheckConstraint(
            "answered_in > recorded_in", name="ck_remark_answered_later"
        ),
        sa.CheckConstraint(
            "(answer is null) = (answered_in is null)",
            name="ck_remark_answer_with_its_write",
        ),
        _parent("remark", "plan_id", "plan"),
        _parent("remark", "recorded_in", "revision"),
        _parent("remark", "answered_in", "revision"),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
    )
    op.create_table(
        "item_confirmation",
        *_item_columns(),
        sa.Column("stood_at", sa.Integer(), nullable=False),
        sa.Column("recorded_in", sa.Integer(), nullable=False),
        sa.Column("superseded_in", sa.Integer(), nullable=True),
        _plausible_years("item_confirmation"),
        sa.CheckConstraint(
            "superseded_in > recorded_in", name="ck_item_confirmation_superseded_later"
        ),
        sa.CheckConstraint(
            "stood_at < recorded_in", name="ck_item_confirmation_stood_before"
        ),
        _parent("item_confirmation", "plan_id", "plan"),
        _parent("item_confirmation", "stood_at", "revision"),
        _parent("item_confirmation", "recorded_in", "revision"),
        _parent("item_confirmation", "superseded_in", "revision"),
        sa.PrimaryKeyConstraint("id", name="pk_item_confirmation"),
    )
    op.create_index(
        "uq_item_confirmation_current",
        "item_confirmation",
        ["plan_id", "fiscal_year", "kind", "place"],
        unique=True,
        sqlite_where=sa.text("superseded_in is null"),
        postgresql_where=sa.text("superseded_in is null"),
    )


def _item_columns() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("kind", _kinds(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
    )


def _kinds() -> sa.Enum:
    return sa.Enum(
        *_KINDS,
        name="item_kind",
        native_enum=False,
        create_constraint=True,
        length=24,
    )


def _plausible_years(table: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        '("fiscal_year" is null or "fiscal_year" between 1989 and 2100)',
        name=f"ck_{table}_plausible_years",
    )


def _parent(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{parent}.id"],
        name=f"fk_{table}_{column}",
        initially="DEFERRED",
        deferrable=True,
    )
