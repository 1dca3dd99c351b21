"""Rounds: the deadlines of a plan's year, who answers for 全課, and who took a form."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("schedule_deadline", sa.Date(), nullable=True),
        sa.Column("is_reviewed", sa.Boolean(), nullable=False),
        sa.Column("assignments", sa.JSON(), nullable=False),
        sa.Column("extensions", sa.JSON(), nullable=False),
        sa.Column("recorded_in", sa.Integer(), nullable=False),
        sa.Column("superseded_in", sa.Integer(), nullable=True),
        _plausible_years("round"),
        sa.CheckConstraint(
            "superseded_in > recorded_in", name="ck_round_superseded_later"
        ),
        _parent("round", "plan_id", "plan"),
        _parent("round", "recorded_in", "revision"),
        _parent("round", "superseded_in", "revision"),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
    )
    op.create_index(
        "uq_round_current",
        "round",
        ["plan_id", "fiscal_year"],
        unique=True,
        sqlite_where=sa.text("superseded_in is null"),
        postgresql_where=sa.text("superseded_in is null"),
    )
    op.create_table(
        "taken_form",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        _plausible_years("taken_form"),
        _parent("taken_form", "plan_id", "plan"),
        sa.PrimaryKeyConstraint("id", name="pk_taken_form"),
        sa.UniqueConstraint(
            "plan_id",
            "fiscal_year",
            "department",
            "who",
            name="uq_taken_form_plan_id_fiscal_year_department_who",
        ),
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
