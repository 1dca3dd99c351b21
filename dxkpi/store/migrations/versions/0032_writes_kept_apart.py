"""Writes kept apart by city on PostgreSQL, and recorded in the chain of changes what it did
not hold so far: returns that wait to be confirmed or did so until they were withdrawn, and
passwords.
"""

from alembic import op

from dxkpi.store.older_chains import record_what_has_no_entry
from dxkpi.store.recorded_tables import PASSWORDS, RETURNS

revision = "0032"
down_revision = "0031"

_CITIES = "(select current_setting('dxkpi.cities', true))"
_CODES = f"any (string_to_array({_CITIES}, ','))"
_OF_CITY = "exists (select from change_entry where recorded_in = revision.id)"
_OF_ACCOUNT = (
    "exists (select from account_change c"
    " join membership m on m.account_id = c.account_id"
    " where c.recorded_in = revision.id"
    f" and (m.city = {_CODES} or (m.city is null and {_CITIES} not in ('', 'none'))))"
)


def upgrade() -> None:
    record_what_has_no_entry(op.get_bind(), (RETURNS, PASSWORDS), "level 0032")
    if op.get_bind().dialect.name == "postgresql":
        _put_writes_under_policy()


def _put_writes_under_policy() -> None:
    """A write is of the cities of which it left an entry, which are under a policy of
    their own, and of those to which the accounts belonged that it changed.
    """
    for mode in ("enable", "force"):
        op.execute(f"alter table revision {mode} row level security")
    op.execute(
        "create policy within_reach on revision"
        f" using ({_CITIES} = '*' or {_OF_CITY} or {_OF_ACCOUNT})"
    )
