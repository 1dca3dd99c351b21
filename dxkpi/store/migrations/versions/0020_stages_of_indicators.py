"""The names of the stages that an indicator goes through."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    column = sa.Column("stages", sa.JSON(), nullable=False, server_default="[]")
    op.add_column("indicator", column)
