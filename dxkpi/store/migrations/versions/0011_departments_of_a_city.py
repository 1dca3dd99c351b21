"""The register of a city's departments, and several departments of an indicator."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    for table in ("municipality", "indicator"):
        column = sa.Column(
            "departments", sa.JSON(), nullable=False, server_default="[]"
        )
        op.add_column(table, column)
