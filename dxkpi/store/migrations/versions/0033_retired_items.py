"""Indicators and initiatives that were retired: since which fiscal year, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    for table in ("indicator", "initiative"):
        op.add_column(table, sa.Column("retired", sa.JSON(), nullable=True))
