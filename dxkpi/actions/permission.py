"""Who may do what.

Every action asks here, at the moment it writes, and nobody else decides.
"""

from enum import StrEnum

from dxkpi.actions.actor import Actor, Identification
from dxkpi.settings import settings


class Command:
    """What somebody wants done. Each action has its own, a small frozen dataclass."""


class Refusal(StrEnum):
    """Why somebody may not do something.

    The sentences are in `dxkpi.wording.permission`.
    """

    SWITCHED_OFF = "switched_off"
    NAMELESS = "nameless"


class NotPermitted(Exception):
    """The actor may not do this; nothing was done."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def permit(actor: Actor, command: Command) -> None:
    """Let the actor go on with the command. Raises `NotPermitted`."""
    refusal = refusal_of(actor, command)
    if refusal is not None:
        raise NotPermitted(refusal)


def refusal_of(
    actor: Actor,
    command: Command,  # noqa: ARG001  # rules for roles will ask it
) -> Refusal | None:
    """Why the actor may not do this; None where he may.

    Everybody with a name may do everything. Whoever can use the command line may write
    even where the screens only show: he could change the setting as well.
    """
    on_screen = actor.known_by is not Identification.COMMAND_LINE
    if on_screen and screens_only_show():
        return Refusal.SWITCHED_OFF
    if not actor.name:
        return Refusal.NAMELESS
    return None


def screens_only_show() -> bool:
    """Whether nothing can be written on the screens (DXKPI_REGISTRATION=false)."""
    return not settings().registration
