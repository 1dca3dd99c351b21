"""Where an indicator's figures come from, how they are worked out, and of which time they are."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    for name in ("method", "source", "counted_on"):
        op.add_column("indicator", sa.Column(name, sa.String()))
    # In one statement with its check, which SQLite cannot add to a column later.
    op.execute(
        "alter table indicator add column calendar varchar(24)"
        " constraint ck_indicator_calendar check"
        " (calendar in ('calendar_year', 'school_year'))"
    )
