"""Alembic's entry: runs on the connection that `dxkpi.store.migration` opened, inside
its transaction.
"""

from alembic import context

from dxkpi.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA
)
with context.begin_transaction():
    context.run_migrations()
