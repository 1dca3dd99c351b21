"""Who does something: a name, and how it is known."""

from dataclasses import dataclass
from enum import StrEnum


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
    that of the account of whoever signed in.
    """

    name: str
    known_by: Identification
    subject: str | None = None
