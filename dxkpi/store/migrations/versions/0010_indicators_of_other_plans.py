"""Which indicator of another plan one goes on from, or is the same as."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    for name in ("continues", "shares"):
        op.add_column("indicator", sa.Column(name, sa.JSON(none_as_null=True)))
