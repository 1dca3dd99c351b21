"""What a department does about a figure, apart from why it is what it is."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("figure", sa.Column("countermeasure", sa.String()))
