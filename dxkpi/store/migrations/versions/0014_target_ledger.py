"""The target ledger: what an indicator promised before each change."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_CURRENT = sa.text("superseded_in is null")


def upgrade() -> None:
    op.create_table(
        "former_target",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("former", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("recorded_in", sa.Integer(), nullable=False),
        sa.Column("superseded_in", sa.Integer()),
        sa.CheckConstraint(
            "superseded_in > recorded_in",
            name=op.f("ck_former_target_superseded_later"),
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_former_target_indicator_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recorded_in"],
            ["revision.id"],
            name=op.f("fk_former_target_recorded_in"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["superseded_in"],
            ["revision.id"],
            name=op.f("fk_former_target_superseded_in"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_target")),
    )
    op.create_index(
        op.f("uq_former_target_current"),
        "former_target",
        ["indicator_id", "position"],
        unique=True,
        sqlite_where=_CURRENT,
        postgresql_where=_CURRENT,
    )
