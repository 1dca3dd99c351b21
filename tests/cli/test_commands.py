"""The commands are found in the modules that define them, each by itself too."""

import subprocess
import sys

from dxkpi.cli.commands import MODULES, application


def started(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What a program of its own says to these arguments."""
    return subprocess.run(
        [sys.executable, "-m", "dxkpi", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_each_command_is_looked_for_where_it_is_defined() -> None:
    defined = {}
    program = application()
    for command in program.registered_commands:
        assert command.callback
        name = command.name or command.callback.__name__
        defined[name] = command.callback.__module__
    for group in program.registered_groups:
        assert group.typer_instance
        assert group.name
        for command in group.typer_instance.registered_commands:
            assert command.callback
            defined[group.name] = command.callback.__module__
    assert defined == {name: f"dxkpi.cli.{module}" for name, module in MODULES.items()}


def test_a_command_that_is_alone_in_its_module_takes_its_name_too() -> None:
    assert MODULES["schema"] not in [
        module for name, module in MODULES.items() if name != "schema"
    ]
    printed = started("schema", "--format", "markdown")
    assert printed.returncode == 0, printed.stderr
    assert "municipality" in printed.stdout


def test_help_lists_every_command() -> None:
    listed = started("--help").stdout.split()
    assert set(MODULES) <= set(listed)


def test_what_is_no_command_is_refused() -> None:
    refused = started("staus")
    assert refused.returncode == 2
    assert "staus" in refused.stderr
