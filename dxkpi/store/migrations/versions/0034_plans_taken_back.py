"""Plans that were brought in by mistake and taken back: in which write."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.add_column("plan", sa.Column("withdrawn_in", sa.Integer(), nullable=True))
