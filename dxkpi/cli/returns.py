"""Yearly returns: hand out the form, take it in filled."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from dxkpi import actions, fiscal
from dxkpi.actions import ExaminedReturn, OpenedWorkbook, StatedPurpose
from dxkpi.cli.console import (
    Code,
    app,
    check_department,
    check_ending,
    error_console,
    fail,
    make_folder,
    open_store,
    operator,
    plan_of,
    print_json,
    read_file,
    say,
    write_file,
    year_of,
)
from dxkpi.cli.language import _, current_language
from dxkpi.cli.submitted_return import (
    Outcome,
    SubmittedReturn,
    outcome_count_text,
    return_data,
    say_return,
)
from dxkpi.returns import Confirmation
from dxkpi.store import ChangedInStore, Store
from dxkpi.wording import glossary
from dxkpi.wording.store import store_error_text
from dxkpi.workbook.reader import WorkbookReader

_Year = Annotated[
    str | None,
    typer.Option("--fiscal-year", help=_("Fiscal year: 2025, R7, 令和7年度.")),
]


@app.command(
    help=_(
        "Make the yearly form of a department (without one: of the whole city; to a .zip: of each)."
    )
)
def template(
    code: Code,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", help=_("The workbook (.xlsx) or archive (.zip) to write.")
        ),
    ],
    fiscal_year: _Year = None,
    department: Annotated[
        str | None,
        typer.Option("--department", help=_("The department's name in the plan.")),
    ] = None,
) -> None:
    check_ending(output, ".xlsx", ".zip")
    plan, today = plan_of(code), fiscal.today()
    year = fiscal.last_closed_year(today)
    if fiscal_year is not None:
        year = year_of(fiscal_year)
    check_department(plan, department)
    with open_store() as store:
        if output.suffix.lower() == ".zip":
            forms = actions.return_forms(store, code, year, today)
            content = actions.form_archive(forms)
        else:
            form = actions.return_form(store, code, year, department, today)
            content = actions.form_workbook(form)
    write_file(output, content)
    say(
        _(
            "{file} is written: {year}, {department}.",
            file=output,
            year=fiscal.both_calendars(year),
            department=glossary.department_name(department, current_language()),
        )
    )


@app.command(
    help=_(
        "Check filled-in forms cell by cell, show what changes, register what is right."
    )
)
def submit(
    files: Annotated[
        list[Path],
        typer.Argument(metavar=_("FILES"), help=_("Filled-in forms (.xlsx).")),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Check and show, register nothing."))
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=_("Findings and changes as JSON."))
    ] = False,
    confirm: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE@CELL[=VALUE]",
            help=_("Confirm a held value, e.g. share_as_ratio@K9=66.4."),
        ),
    ] = None,
    reason: Annotated[
        str,
        typer.Option("--reason", help=_("Why held values are right; kept with them.")),
    ] = "",
    city: Annotated[
        str | None,
        typer.Option("--city", help=_("For forms that do not say whose they are.")),
    ] = None,
    fiscal_year: _Year = None,
    department: Annotated[
        str | None,
        typer.Option(
            "--department",
            help=_("For forms that do not say whose they are; “” is all."),
        ),
    ] = None,
    marked: Annotated[
        Path | None,
        typer.Option(
            "--marked",
            help=_("Folder for the forms given back with marks on what to mend."),
        ),
    ] = None,
) -> None:
    stated_year = None if fiscal_year is None else year_of(fiscal_year)
    stated = StatedPurpose(city, stated_year, department)
    confirmed = _confirmations(confirm, reason)
    if marked is not None:
        make_folder(marked)

    several = len(files) > 1
    data: list[dict[str, Any]] = []
    outcomes: Counter[Outcome] = Counter()
    with (
        open_store() as store,
        WorkbookReader() as reader,
        _progress_bar(len(files), visible=several) as advance,
    ):
        intake = _Intake(store, reader, stated, confirmed, dry_run)
        for file in files:
            submitted = intake.take_in(file)
            outcomes[submitted.outcome] += 1
            advance()
            if marked is not None:
                _give_back_marked(reader, submitted, marked)
            if as_json:
                data.append(_file_data(submitted, several=several))
            else:
                say_return(submitted)

    if as_json:
        print_json(data if several else data[0])
    if several:
        _say_counts(outcomes)
    raise typer.Exit(max(outcome.exit_code for outcome in outcomes))


def _say_counts(outcomes: Counter[Outcome]) -> None:
    """Say how many files had which outcome."""
    counts = [outcome_count_text(outcome, n) for outcome, n in outcomes.items()]
    say(current_language().listed(counts))


def _confirmations(texts: Sequence[str] | None, reason: str) -> list[Confirmation]:
    return [_confirmation(text, reason) for text in texts or ()]


def _confirmation(text: str, reason: str) -> Confirmation:
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
    return Confirmation(
        code, cell, choice or None, reason or _("confirmed on the command line")
    )


@dataclass(frozen=True)
class _Intake:
    """How files are taken in: what they are for, which held values are confirmed, and
    whether anything is registered.
    """

    store: Store
    reader: WorkbookReader
    stated: StatedPurpose
    confirmed: Sequence[Confirmation]
    dry_run: bool

    def take_in(self, file: Path) -> SubmittedReturn:
        """Examine a file, and register it if nothing speaks against it.

        Where somebody else was faster, nothing is registered: the file is examined
        again, to tell what it would change now.
        """
        opened = actions.open_workbook(self.reader, file.name, read_file(file))
        examined = self._examine(opened)
        if self.dry_run or not examined.accepted:
            return SubmittedReturn(file, opened, examined)

        command = actions.RegisterReturn(examined)
        try:
            submission = actions.register_return(self.store, command, operator())
        except ChangedInStore as overtaken:
            say(store_error_text(overtaken, current_language()))
            return SubmittedReturn(file, opened, self._examine(opened))
        return SubmittedReturn(file, opened, examined, submission)

    def _examine(self, opened: OpenedWorkbook) -> ExaminedReturn:
        return actions.examine_return(
            self.store, opened, fiscal.today(), self.stated, self.confirmed
        )


def _give_back_marked(
    reader: WorkbookReader, submitted: SubmittedReturn, folder: Path
) -> None:
    """Put a copy of a refused form into the folder, with marks on what to mend."""
    checked = submitted.examined.checked
    if submitted.outcome is not Outcome.REFUSED or checked is None:
        return
    content = actions.marked_workbook(reader, submitted.opened.content, checked)
    write_file(folder / submitted.file.name, content)


def _file_data(submitted: SubmittedReturn, *, several: bool) -> dict[str, Any]:
    """A file's result for programs; with its name where there are several."""
    data = return_data(submitted)
    if several:
        data["file"] = str(submitted.file)
    return data


@contextmanager
def _progress_bar(total: int, *, visible: bool) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error while files are read; it disappears at the end.

    Gives what moves it on by one file.
    """
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=error_console(),
        transient=True,
        disable=not visible,
    )
    with progress:
        task = progress.add_task(_("Reading the forms"), total=total)
        yield lambda: progress.advance(task)
