"""The chain of changes: each write with the hash of what it recorded and of the one before."""

import sqlalchemy as sa
from alembic import op

from dxkpi.store.older_chains import seal_all_changes

revision = "0030"
down_revision = "0029"

_WRITES = {
    "account_change": ("recorded_in",),
    "decision": ("recorded_in", "superseded_in"),
    "figure": ("recorded_in", "superseded_in"),
    "former_target": ("recorded_in", "superseded_in"),
    "item_confirmation": ("recorded_in", "superseded_in"),
    "membership": ("recorded_in", "superseded_in"),
    "own_mark": ("recorded_in", "superseded_in"),
    "plan_text": ("superseded_in",),
    "progress": ("recorded_in", "superseded_in"),
    "release": ("recorded_in",),
    "remark": ("recorded_in", "answered_in"),
    "round": ("recorded_in", "superseded_in"),
    "yearly_report": ("recorded_in", "superseded_in"),
}
"""The columns by which what a write recorded is found."""


def upgrade() -> None:
    for table, columns in _WRITES.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
    op.add_column("revision", sa.Column("sha256", sa.String(), nullable=True))
    _create_change_entry()
    op.create_table(
        "chain_end",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name="ck_chain_end_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_chain_end"),
    )
    seal_all_changes(op.get_bind())


def _create_change_entry() -> None:
    op.create_table(
        "change_entry",
        sa.Column("recorded_in", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("content", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name="ck_change_entry_sha256"),
        sa.CheckConstraint(
            "(salt is null) = (content is null)",
            name="ck_change_entry_salt_with_its_content",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_in"],
            ["revision.id"],
            name="fk_change_entry_recorded_in",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("recorded_in", "kind", "item", name="pk_change_entry"),
    )
    op.create_index("ix_change_entry_kind_item", "change_entry", ["kind", "item"])
    _put_under_policy()


def _put_under_policy() -> None:
    """An entry is of one city, or of none: then only who reaches every city reads it."""
    if op.get_bind().dialect.name != "postgresql":
        return
    cities = "(select current_setting('dxkpi.cities', true))"
    is_of_city = f"city = any (string_to_array({cities}, ','))"
    for mode in ("enable", "force"):
        op.execute(f"alter table change_entry {mode} row level security")
    op.execute(
        "create policy within_reach on change_entry"
        f" using ({cities} = '*' or {is_of_city})"
    )
