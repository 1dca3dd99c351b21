"""Several plans of a city: each has an id, a kind and perhaps one that it follows."""

import sqlalchemy as sa
from alembic import op

from dxkpi.plan.tree import kind_of_title, usual_plan_id

revision = "0007"
down_revision = "0006"

_UNIQUE_BEFORE = "uq_plan_municipality_code"
_UNIQUE_NOW = "uq_plan_municipality_code_code"


def upgrade() -> None:
    op.add_column("plan", sa.Column("follows", sa.String()))
    op.add_column("plan", sa.Column("code", sa.String()))
    # In one statement with its check, which SQLite cannot add to a column later.
    op.execute(
        "alter table plan add column kind varchar(24) constraint ck_plan_plan_kind check"
        " (kind in ('dx', 'strategy', 'comprehensive', 'reform', 'other'))"
    )
    _give_kinds_and_ids()
    with op.batch_alter_table("plan", copy_from=_plan_so_far()) as plan:
        plan.alter_column("kind", nullable=False)
        plan.alter_column("code", nullable=False)
        plan.drop_constraint(_UNIQUE_BEFORE, type_="unique")
        plan.create_unique_constraint(_UNIQUE_NOW, ["municipality_code", "code"])


def _give_kinds_and_ids() -> None:
    """Give each plan what its document has if it states neither."""
    plan = sa.table(
        "plan",
        sa.column("id", sa.Integer()),
        sa.column("title", sa.String()),
        sa.column("first_fiscal_year", sa.Integer()),
        sa.column("kind", sa.String()),
        sa.column("code", sa.String()),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(plan)).all():
        kind = kind_of_title(row.title)
        given = {"kind": kind, "code": usual_plan_id(kind, row.first_fiscal_year)}
        connection.execute(plan.update().where(plan.c.id == row.id).values(given))
    if connection.dialect.name == "postgresql":
        # It alters no table while a check of what was written in it is put off.
        op.execute("set constraints all immediate")


def _plan_so_far() -> sa.Table:
    """The table with the new columns, which SQLite must build anew to change it."""
    return sa.Table(
        "plan",
        sa.MetaData(),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("edition", sa.String()),
        sa.Column("first_fiscal_year", sa.Integer()),
        sa.Column("last_fiscal_year", sa.Integer()),
        sa.Column("established", sa.String()),
        sa.Column("source", sa.String()),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("changed_in", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("follows", sa.String()),
        sa.Column("code", sa.String()),
        sa.Column("kind", sa.String(24)),
        sa.CheckConstraint(
            '("first_fiscal_year" is null or "first_fiscal_year" between 1989 and 2100) and ("last_fiscal_year" is null or "last_fiscal_year" between 1989 and 2100)',
            name=op.f("ck_plan_plausible_years"),
        ),
        sa.CheckConstraint(
            "first_fiscal_year <= last_fiscal_year",
            name=op.f("ck_plan_period_in_order"),
        ),
        sa.CheckConstraint(
            "kind in ('dx', 'strategy', 'comprehensive', 'reform', 'other')",
            name=op.f("ck_plan_plan_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_plan_municipality_code"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("municipality_code", name=op.f(_UNIQUE_BEFORE)),
    )
