"""Commands as somebody types them in a shell."""

from pathlib import Path

from typer.testing import CliRunner, Result

from dxkpi.cli.commands import application


def run(*arguments: str | Path) -> Result:
    """What a command of dxkpi says and how it ends; a traceback fails the test."""
    return CliRunner().invoke(
        application(), [str(argument) for argument in arguments], catch_exceptions=False
    )
