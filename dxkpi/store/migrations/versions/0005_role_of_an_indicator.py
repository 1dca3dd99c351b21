"""What an indicator is to the program (the realisation rate), beyond what its name says."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    # In one statement with its check, which SQLite cannot add to a column later.
    op.execute(
        "alter table indicator add column role varchar(24)"
        " constraint ck_indicator_indicator_role check (role in ('realisation'))"
    )
