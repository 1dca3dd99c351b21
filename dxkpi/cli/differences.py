"""What differs between two plans: documents, or days of a plan in the store."""

from pathlib import Path
from typing import Annotated

import typer

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
from dxkpi.cli.known_day import plan_of_day
from dxkpi.cli.language import _, current_language, ngettext
from dxkpi.cli.plan_books import BookOptions, is_book, read_books
from dxkpi.cli.plans import read_documents
from dxkpi.plan import Plan, PlanChange, changes_between
from dxkpi.plan.document import PlanDocument
from dxkpi.plan.linked_plans import without_shared_figures
from dxkpi.wording.changed_values import indicator_of as indicator_of_change
from dxkpi.wording.changed_values import place_text, value_text

_SIDE = _(
    "A plan document or plan book (a file), or CITY[/PLAN] of the store, on a day with "
    "@: 472123@2025-05-20."
)
Side = Annotated[str, typer.Argument(help=_SIDE)]


@app.command(
    help=_("What differs between two plan documents, or two days of a plan, old → new.")
)
def diff(a: Side, b: Side, format_: Format = TableFormat.TABLE) -> None:
    old, new = _plan_at(a), _plan_at(b)
    changes = changes_between(old, new)
    if format_ is TableFormat.JSON:
        print_json([_change_data(change, old, new) for change in changes])
        return
    if not changes:
        say(_("No difference."))
        return
    say(ngettext("{n} difference:", "{n} differences:", len(changes)))
    table = new_table(_("Which fact"), _("Old"), _("New"))
    for change in changes:
        data = _change_data(change, old, new)
        table.add_row(data["place"], data["old"], data["new"])
    print_table(table)


def _plan_at(side: str) -> Plan:
    """The plan of a document, or of the store; the program ends where there is none."""
    file = Path(side)
    if file.is_file():
        [document] = _documents(file)
        return without_shared_figures(document.plan)
    address, _at, day = side.partition("@")
    return without_shared_figures(plan_of_day(address, day or None).plan)


def _documents(file: Path) -> list[PlanDocument]:
    """The plan of a document, or of a plan book over the stored plan that it is of."""
    if not is_book(file):
        return read_documents([file])
    with open_store() as store:
        return read_books(store, [file], BookOptions())


def _change_data(change: PlanChange, old: Plan, new: Plan) -> dict[str, str]:
    """A change in words, whole: what something was may be told by the older plan alone."""
    language = current_language()
    before = indicator_of_change(change, old)
    after = indicator_of_change(change, new) or before
    return {
        "place": place_text(change, language, after),
        "old": value_text(change.old, language, before or after),
        "new": value_text(change.new, language, after),
    }
