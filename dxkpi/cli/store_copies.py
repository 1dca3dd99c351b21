"""Copies of the whole store: made, looked through, taken back."""

from pathlib import Path
from typing import Annotated

import typer

from dxkpi import actions
from dxkpi.cli.console import app, indented, say, unmigrated_store
from dxkpi.cli.language import _, current_language
from dxkpi.cli.operator import operator
from dxkpi.store import StoreContents


@app.command(help=_("Copy the whole store to a file, also while it is in use."))
def backup(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=_("FILE"), help=_("A new file, e.g. dxkpi-2026-11-29.sqlite3.")
        ),
    ],
) -> None:
    with unmigrated_store() as store:
        contents = store.back_up(file)
    say(_("Backed up to {file} and checked. It holds:", file=file))
    _say_contents(contents)


@app.command(
    help=_("Check a backup, keep the present store aside, put the backup in its place.")
)
def restore(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=_("FILE"),
            help=_("What dxkpi backup made, or a copied SQLite file."),
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Check and show, restore nothing."))
    ] = False,
) -> None:
    with unmigrated_store() as store:
        contents = store.contents_of_backup(file)
        say(_("{file} is whole. It holds:", file=file))
        _say_contents(contents)
        if dry_run:
            return
        command = actions.RestoreStore(file)
        restored = actions.restore_store(store, command, operator())
    say(_("Restored from {file}.", file=file))
    if restored.former:
        say(_("The store as it was before: {file}", file=restored.former))


def _say_contents(contents: StoreContents) -> None:
    last_write = contents.revision.at
    when = "－" if last_write is None else current_language().moment(last_write)
    lines = [
        _("level {level}", level=contents.level),
        _("last write: {when}", when=when),
        _(
            "{figures} figures with their history, {returns} returns, {files} files",
            figures=contents.figures,
            returns=contents.submissions,
            files=contents.originals,
        ),
        *contents.plans,
    ]
    say("\n".join(indented(lines)))
