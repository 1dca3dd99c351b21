"""The commands of the actions."""

from dxkpi import actions
from dxkpi.actions import Command


def command_classes(above: type[Command] = Command) -> list[type[Command]]:
    """Every command that somebody can want; what several are made of is none."""
    assert actions.__all__  # each module of an action is imported
    below = above.__subclasses__()
    if not below:
        return [above]
    return [command for each in below for command in command_classes(each)]
