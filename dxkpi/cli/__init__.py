"""The command line: load and export plans, judge them, hand out and take in yearly
forms, start the dashboard.

Results go to standard output, everything said about them to standard error. Exit codes:
0 done, 1 refused because of what the files or the store hold, 2 wrong usage or
settings.
"""

import gc
import io
import sys

import typer

from dxkpi.cli.commands import application


def main() -> None:
    """The entry point. Files and pipes get UTF-8 on Windows too, whose own code page
    lacks many letters of names.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
    program = _imported_program()
    program(prog_name="dxkpi")


def _imported_program() -> typer.Typer:
    """The program with the command that is called.

    What is imported stays. Looking for garbage in it took a fifth of a start.
    """
    called = sys.argv[1] if len(sys.argv) > 1 else None
    gc.disable()
    program = application(called)
    gc.freeze()
    gc.enable()
    return program
