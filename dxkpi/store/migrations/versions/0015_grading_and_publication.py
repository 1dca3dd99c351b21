"""How a plan grades its indicators, and when an indicator's figures come out."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("plan", sa.Column("grading", sa.JSON(), nullable=True))
    op.add_column("indicator", sa.Column("published", sa.JSON(), nullable=True))
