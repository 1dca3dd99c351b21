"""Answers to questions about a file, as they are written on the command line."""

from typing import NamedTuple

from dxkpi.cli.console import fail
from dxkpi.cli.language import _


class ConfirmedCell(NamedTuple):
    """A question's code, the cell that it is about, and what is answered; "": as proposed."""

    code: str
    cell: str
    choice: str


def confirmed_cell(text: str) -> ConfirmedCell:
    """What CODE@CELL or CODE@CELL=VALUE says; ends the command where it is neither."""
    code, at, place = text.partition("@")
    cell, _equals, choice = place.partition("=")
    if not (code and at and cell):
        fail(
            _(
                "“{text}” is no confirmation. Write CODE@CELL or CODE@CELL=VALUE.",
                text=text,
            ),
            code=2,
        )
    return ConfirmedCell(code, cell, choice)
