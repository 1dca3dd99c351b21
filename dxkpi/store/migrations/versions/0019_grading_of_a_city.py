"""How a city grades those of its plans that say nothing else."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("municipality", sa.Column("grading", sa.JSON(), nullable=True))
