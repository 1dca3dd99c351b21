"""Plans given out: as the document that they were loaded from, or as a plan book."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dxkpi.cli.console import (
    PLAN_ADDRESS,
    PLAN_ADDRESS_HELP,
    app,
    check_ending,
    fail,
    open_store,
    say,
    say_if_invented,
    write_file,
)
from dxkpi.cli.known_day import AsOf, plan_of_day
from dxkpi.cli.language import _
from dxkpi.cli.own_files import write_own_file
from dxkpi.plan import Plan, document_writing


class DocumentFormat(StrEnum):
    JSON = "json"
    YAML = "yaml"
    BOOK = "xlsx"


@app.command(
    help=_("Give a plan as the document it was loaded from, or as a plan book (.xlsx).")
)
def export(
    code: Annotated[
        str | None, typer.Argument(metavar=PLAN_ADDRESS, help=PLAN_ADDRESS_HELP)
    ] = None,
    format_: Annotated[
        DocumentFormat | None,
        typer.Option(
            "--format", help=_("json, yaml or xlsx; else by the name of --output.")
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=_("The file to write; xlsx needs one.")),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help=_("An empty plan book for a new plan."))
    ] = False,
    as_of: AsOf = None,
) -> None:
    if new:
        _write_book(None, output)
        return
    if code is None:
        fail(_("Name the plan, or write --new for an empty plan book."), code=2)
    plan = plan_of_day(code, as_of).plan
    say_if_invented(plan)
    match _chosen_format(format_, output):
        case DocumentFormat.BOOK:
            _write_book(plan, output, is_of_today=as_of is None)
        case DocumentFormat.JSON:
            _write_text(document_writing.plan_as_json(plan), output)
        case DocumentFormat.YAML:
            _write_text(document_writing.plan_as_yaml(plan), output)


def _chosen_format(
    format_: DocumentFormat | None, output: Path | None
) -> DocumentFormat:
    """The format that was named, else that of the file to write, else YAML."""
    if format_ is not None:
        return format_
    ending = "" if output is None else output.suffix.lower().removeprefix(".")
    is_known = ending in [known.value for known in DocumentFormat]
    return DocumentFormat(ending) if is_known else DocumentFormat.YAML


def _write_book(
    plan: Plan | None, output: Path | None, *, is_of_today: bool = False
) -> None:
    """Write a plan book, empty or of a plan; it says from which state of the store it is."""
    from dxkpi.workbook.plan_book.book_writing import plan_book  # brings openpyxl

    if output is None:
        fail(_("Name the workbook to write: --output FILE.xlsx"), code=2)
    check_ending(output, ".xlsx")
    revision = None
    if is_of_today:
        with open_store() as store:
            revision = store.revision().number
    write_own_file(output, plan_book(plan, revision))
    title = _("an empty plan book") if plan is None else plan.about.title
    say(_("{file} is written: {title}.", file=output, title=title))


def _write_text(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        write_file(output, text.encode("utf-8"))
