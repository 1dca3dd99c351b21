"""The two counts that a share comes from, and what they are of."""

import sqlalchemy as sa
from alembic import op

from dxkpi.store.column_types import ExactDecimal

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("indicator", sa.Column("counts", sa.JSON(none_as_null=True)))
    op.add_column("figure", sa.Column("numerator", ExactDecimal()))
    op.add_column("figure", sa.Column("denominator", ExactDecimal()))
