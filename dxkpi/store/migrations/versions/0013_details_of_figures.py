"""What baselines and targets have beside their figure: a higher aim, the plan's words."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column(
        "figure", sa.Column("details", sa.JSON(none_as_null=True), nullable=True)
    )
