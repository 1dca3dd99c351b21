"""Whether anything in the store was changed past the program."""

from dataclasses import asdict
from typing import Annotated

import typer

from dxkpi.cli.console import (
    TableFormat,
    app,
    console,
    print_json,
    say,
    unmigrated_store,
)
from dxkpi.cli.language import _, current_language, ngettext
from dxkpi.store import Store, StoreDefect, StoreError, StoreFault, Verification
from dxkpi.wording.verification import defect_text


@app.command(
    help=_(
        "Look for what was changed past the program: figures, texts, originals, releases, "
        "the chain of changes."
    )
)
def verify(
    noted: Annotated[
        str | None,
        typer.Option(
            "--noted",
            metavar=_("HASH"),
            help=_(
                "A hash that an earlier dxkpi verify gave: is it still in the chain?"
            ),
        ),
    ] = None,
    format: Annotated[
        TableFormat, typer.Option(help=_("Sentences, or JSON for programs."))
    ] = TableFormat.TABLE,
) -> None:
    with unmigrated_store() as store:
        _check_level(store)
        verified = store.verify(noted)
    if format is TableFormat.JSON:
        print_json(_verification_data(verified))
    else:
        _print_sentences(verified)
    if not verified.is_sound:
        raise typer.Exit(1)


def _check_level(store: Store) -> None:
    """Refuse a store of another level: bringing it to this one would chain what is there."""
    level = store.level()
    if level.store is None:
        raise StoreError(StoreFault.NOT_SET_UP)
    if not level.known:
        raise StoreError(StoreFault.NEWER_LEVEL, store=level.store, code=level.code)
    if not level.current:
        raise StoreError(StoreFault.OLDER_LEVEL)


def _print_sentences(verified: Verification) -> None:
    for defect in verified.defects:
        console().print(f"- {defect_text(defect, current_language())}")
    if not verified.is_sound:
        say(_defects_text(verified))
        return
    say(
        _(
            "Nothing was changed past the program: {changes} changes and {originals} "
            "originals looked through.",
            changes=verified.changes,
            originals=verified.originals,
        )
    )
    if verified.end.revision:
        say(
            _(
                "Last change: {number}, hash {sha256}",
                number=verified.end.revision,
                sha256=verified.end.sha256,
            )
        )
        say(_("Note it elsewhere. Later: dxkpi verify --noted HASH"))


def _defects_text(verified: Verification) -> str:
    count = ngettext(
        "{n} thing is not as it was recorded.",
        "{n} things are not as they were recorded.",
        len(verified.defects),
    )
    advice = _(
        "Keep the store as it is, compare it with a backup (dxkpi restore --dry-run FILE), "
        "and restore the backup or register what should stand again."
    )
    return f"{count}\n{advice}"


def _verification_data(verified: Verification) -> dict[str, object]:
    return {
        "sound": verified.is_sound,
        "changes": verified.changes,
        "originals": verified.originals,
        "last_change": verified.end._asdict(),
        "defects": [_defect_data(defect) for defect in verified.defects],
    }


def _defect_data(defect: StoreDefect) -> dict[str, object]:
    return {**asdict(defect), "sentence": defect_text(defect, current_language())}
