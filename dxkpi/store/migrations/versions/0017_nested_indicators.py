"""An indicator that is part of another, and the measures under which one stands once more."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("indicator", sa.Column("part_of", sa.String()))
    op.add_column(
        "indicator",
        sa.Column("also_in", sa.JSON(), nullable=False, server_default="[]"),
    )
