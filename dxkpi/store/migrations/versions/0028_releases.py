"""Releases: what was made public of a plan's year, as it was then."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("recorded_in", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            '("fiscal_year" is null or "fiscal_year" between 1989 and 2100)',
            name="ck_release_plausible_years",
        ),
        sa.CheckConstraint(
            "(corrects is null) = (reason is null)",
            name="ck_release_corrects_for_a_reason",
        ),
        sa.CheckConstraint("corrects < number", name="ck_release_corrects_earlier"),
        _parent("plan_id", "plan"),
        _parent("recorded_in", "revision"),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
        sa.UniqueConstraint("plan_id", "number", name="uq_release_plan_id_number"),
    )


def _parent(column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{parent}.id"],
        name=f"fk_release_{column}",
        initially="DEFERRED",
        deferrable=True,
    )
