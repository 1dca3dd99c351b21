"""Restoring a store from a backup."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from dxkpi.actions.actor import Actor
from dxkpi.actions.command import EVERYWHERE, CityScope, Command
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import permit
from dxkpi.actions.rights import Right
from dxkpi.store import RestoredStore, Store, writing


@dataclass(frozen=True)
class RestoreStore(Command):
    """Put a backup in the place of what the store holds."""

    right: ClassVar[Right] = Right.RESTORE
    backup: Path

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        return (EVERYWHERE,)


@logged
def restore_store(store: Store, command: RestoreStore, actor: Actor) -> RestoredStore:
    """Restore a backup; the former store is kept aside.

    Raises `StoreError`, and then the store is what it was.
    """
    permit(store, actor, command)
    return writing.restore_store(store, command.backup, actor.name)
