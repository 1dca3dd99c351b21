"""What superseded surveys would tell by subtraction is taken out of the store."""

import sqlalchemy as sa
from alembic import context, op

from dxkpi.store.superseded_surveys import protect_superseded_surveys

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column(
        "figure",
        sa.Column("withheld", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    smallest = context.config.attributes["smallest_group"]
    protect_superseded_surveys(op.get_bind(), smallest)
