"""The text that a plan had before it was replaced, and since when it has the present one."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    for name in ("added_in", "worded_in"):
        column = sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        op.add_column("plan", column)
    _date_plans()
    op.create_table(
        "plan_text",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("recorded_in", sa.Integer(), nullable=False),
        sa.Column("superseded_in", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "superseded_in > recorded_in", name=op.f("ck_plan_text_superseded_later")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
            name=op.f("fk_plan_text_plan_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_text")),
        sa.UniqueConstraint(
            "plan_id", "superseded_in", name=op.f("uq_plan_text_plan_id_superseded_in")
        ),
    )


def _date_plans() -> None:
    """A plan is there since its first figure; its text was not changed after the plan."""
    op.execute(
        "update plan set worded_in = changed_in, added_in = coalesce((select"
        " min(figure.recorded_in) from figure join indicator on indicator.id ="
        " figure.indicator_id where indicator.plan_id = plan.id), changed_in)"
    )
    if op.get_bind().dialect.name == "postgresql":
        # It alters no table while a check of what was written in it is put off.
        op.execute("set constraints all immediate")
