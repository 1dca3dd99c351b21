"""Yearly reports of initiatives, and what a city itself judged."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "yearly_report",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("initiative", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        _words(
            "state",
            "initiative_state",
            ("not_begun", "under_way", "completed", "delayed", "revised", "cancelled"),
            nullable=True,
        ),
        sa.Column("done", sa.String(), nullable=True),
        sa.Column("results", sa.String(), nullable=True),
        sa.Column("difficulties", sa.String(), nullable=True),
        sa.Column("next_steps", sa.String(), nullable=True),
        *_place_in_history("yearly_report"),
        sa.CheckConstraint(
            "state is not null or done is not null or results is not null"
            " or difficulties is not null or next_steps is not null",
            name="ck_yearly_report_says_something",
        ),
    )
    _one_current("yearly_report", "plan_id", "measure", "initiative", "fiscal_year")
    op.create_table(
        "own_mark",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        _words(
            "marked",
            "marked_kind",
            ("policy", "measure", "initiative", "indicator"),
            nullable=False,
        ),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("initiative", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        _words(
            "by", "judge", ("department", "headquarters", "experts"), nullable=False
        ),
        sa.Column("mark", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("decided", sa.String(), nullable=True),
        *_place_in_history("own_mark"),
        sa.CheckConstraint(
            "mark is not null or text is not null", name="ck_own_mark_says_something"
        ),
    )
    _one_current(
        "own_mark", "plan_id", "marked", "place", "initiative", "fiscal_year", "by"
    )


def _words(
    column: str, name: str, words: tuple[str, ...], *, nullable: bool
) -> sa.Column[str]:
    kind = sa.Enum(
        *words, name=name, native_enum=False, create_constraint=True, length=24
    )
    return sa.Column(column, kind, nullable=nullable)


def _place_in_history(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """The writes that a row came and went with, and what holds of them and its year."""
    return (
        sa.Column("recorded_in", sa.Integer(), nullable=False),
        sa.Column("superseded_in", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            '("fiscal_year" is null or "fiscal_year" between 1989 and 2100)',
            name=f"ck_{table}_plausible_years",
        ),
        sa.CheckConstraint(
            "superseded_in > recorded_in", name=f"ck_{table}_superseded_later"
        ),
        _parent(table, "plan_id", "plan"),
        _parent(table, "recorded_in", "revision"),
        _parent(table, "superseded_in", "revision"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _parent(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{parent}.id"],
        name=f"fk_{table}_{column}",
        initially="DEFERRED",
        deferrable=True,
    )


def _one_current(table: str, *columns: str) -> None:
    """One current row at each place."""
    op.create_index(
        f"uq_{table}_current",
        table,
        list(columns),
        unique=True,
        sqlite_where=sa.text("superseded_in is null"),
        postgresql_where=sa.text("superseded_in is null"),
    )
