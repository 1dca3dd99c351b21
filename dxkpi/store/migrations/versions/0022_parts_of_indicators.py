"""Indicators that are parts of one that is judged as a whole."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column("indicator", sa.Column("judged_with", sa.String()))
