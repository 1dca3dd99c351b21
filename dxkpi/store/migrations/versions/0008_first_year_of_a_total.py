"""The first year of a total that a plan aims at over several years."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    # In one statement with its check, which SQLite cannot add to a column later.
    op.execute(
        "alter table indicator add column target_since integer"
        " constraint ck_indicator_since_of_total check (target_since is null"
        " or (target_rule = 'reach' and target_since between 1989 and 2100))"
    )
