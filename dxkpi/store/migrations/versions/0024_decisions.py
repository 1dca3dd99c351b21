"""What the headquarters decided."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

_STATES = ("to_do", "ongoing", "carried_out", "given_up")


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("decided", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=True),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("initiative", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("state", _states(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("recorded_in", sa.Integer(), nullable=False),
        sa.Column("superseded_in", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            '("fiscal_year" is null or "fiscal_year" between 1989 and 2100)',
            name="ck_decision_plausible_years",
        ),
        sa.CheckConstraint(
            "indicator is null or measure is null",
            name="ck_decision_is_about_one_thing",
        ),
        sa.CheckConstraint(
            "superseded_in > recorded_in", name="ck_decision_superseded_later"
        ),
        _parent("plan_id", "plan"),
        _parent("recorded_in", "revision"),
        _parent("superseded_in", "revision"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index(
        "uq_decision_current",
        "decision",
        ["plan_id", "number"],
        unique=True,
        sqlite_where=sa.text("superseded_in is null"),
        postgresql_where=sa.text("superseded_in is null"),
    )


def _states() -> sa.Enum:
    return sa.Enum(
        *_STATES,
        name="decision_state",
        native_enum=False,
        create_constraint=True,
        length=24,
    )


def _parent(column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{parent}.id"],
        name=f"fk_decision_{column}",
        initially="DEFERRED",
        deferrable=True,
    )
