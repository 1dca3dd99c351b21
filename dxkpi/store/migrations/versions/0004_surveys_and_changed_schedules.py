"""The counts of the staff survey behind a figure, and the years that an entry of the schedule had before it was changed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column(
        "figure", sa.Column("survey", sa.JSON(none_as_null=True), nullable=True)
    )
    op.add_column(
        "schedule_item", sa.Column("before", sa.JSON(none_as_null=True), nullable=True)
    )
