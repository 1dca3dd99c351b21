"""Who runs a command."""

import getpass

from dxkpi.actions import Actor, Identification


def operator() -> Actor:
    """Who runs the command."""
    return Actor(_account_name(), Identification.COMMAND_LINE)


def _account_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"  # a container may run as a number without a name
