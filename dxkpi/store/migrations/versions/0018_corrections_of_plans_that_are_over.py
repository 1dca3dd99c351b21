"""Why a write changed a plan that was over."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("revision", sa.Column("correction", sa.String()))
