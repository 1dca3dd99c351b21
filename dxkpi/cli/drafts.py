"""The drafts of plans that somebody works on."""

from datetime import datetime
from typing import Annotated

import typer

from dxkpi import fiscal
from dxkpi.cli.console import (
    Format,
    TableFormat,
    app,
    new_table,
    open_store,
    print_json,
    print_table,
    say,
)
from dxkpi.cli.language import _
from dxkpi.store import ListedDraft


@app.command(
    help=_("List the drafts of plans that are worked on: since when, by whom.")
)
def drafts(
    city: Annotated[
        str | None,
        typer.Argument(metavar=_("CITY"), help=_("Only those of this municipality.")),
    ] = None,
    format_: Format = TableFormat.TABLE,
) -> None:
    with open_store() as store:
        listed = store.drafts(city)
    if format_ is TableFormat.JSON:
        print_json([_draft_data(each) for each in listed])
    elif listed:
        _print_drafts(listed)
    else:
        say(_("Nobody works on a draft."))


def _print_drafts(listed: tuple[ListedDraft, ...]) -> None:
    table = new_table(
        _("Draft number"),
        _("Plan"),
        _("Title"),
        _("Steps"),
        _("Begun"),
        _("Changed last"),
    )
    for each in listed:
        data = _draft_data(each)
        table.add_row(
            str(each.number),
            str(data["plan"]),
            each.title,
            str(each.step),
            f"{_moment(each.begun_at)} {each.begun_by}",
            f"{_moment(each.changed_at)} {each.changed_by}",
        )
    print_table(table)


def _draft_data(draft: ListedDraft) -> dict[str, object]:
    """A draft as it is printed; a plan to be is named by its city alone."""
    return {
        "number": draft.number,
        "plan": draft.city if draft.plan is None else f"{draft.city}/{draft.plan}",
        "title": draft.title,
        "steps": draft.step,
        "begun_at": draft.begun_at.isoformat(),
        "begun_by": draft.begun_by,
        "changed_at": draft.changed_at.isoformat(),
        "changed_by": draft.changed_by,
    }


def _moment(at: datetime) -> str:
    return f"{fiscal.time_in_japan(at):%Y-%m-%d %H:%M}"
