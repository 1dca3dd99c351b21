"""Who does something: a name, and how it is known."""

from collections.abc import MutableMapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from dxkpi.returns import DepartmentRegister
from dxkpi.store import Account


class Identification(StrEnum):
    """How it is known who somebody is."""

    SIGNED_IN = "signed_in"
    TYPED = "typed"  # a name typed on the screen, in a house without sign-in
    COMMAND_LINE = "command_line"  # the operator's account on the machine
    VISITOR = "visitor"  # anybody, where people sign in and he has not


@dataclass(frozen=True)
class Actor:
    """Somebody who wants something done.

    The name is kept with what he writes; it is empty where nobody gave one. `subject` is
    that of the account of whoever signed in. `account` is what the store said of it when
    a run of a page began, `registers` the departments of the cities that the run asked
    for: good for what is shown and offered, never for a write.
    """

    name: str
    known_by: Identification
    subject: str | None = None
    account: Account | None = field(default=None, compare=False, repr=False)
    registers: MutableMapping[str, DepartmentRegister] | None = field(
        default=None, compare=False, repr=False
    )

    @property
    def unread(self) -> "Actor":
        """The same person, of whom nothing was read yet."""
        return replace(self, account=None, registers=None)
