"""When a plan was last written, so that a write to one leaves what is kept of the others alone."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column(
        "plan",
        sa.Column("changed_in", sa.Integer(), nullable=False, server_default="0"),
    )
    op.execute(
        "update plan set changed_in = (select coalesce(max(id), 0) from revision)"
    )
