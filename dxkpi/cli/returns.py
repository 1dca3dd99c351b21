"""Yearly returns: hand out the form, take it in filled."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from dxkpi import actions, fiscal
from dxkpi.actions import StatedPurpose
from dxkpi.cli.confirmed_cells import confirmed_cell
from dxkpi.cli.console import (
    PLAN_ADDRESS,
    Code,
    Correction,
    Department,
    Year,
    app,
    check_department,
    check_ending,
    error_console,
    fail,
    make_folder,
    open_store,
    plan_of,
    print_json,
    say,
    year_of,
)
from dxkpi.cli.language import _, current_language
from dxkpi.cli.marked_copies import GiveBack
from dxkpi.cli.own_files import write_own_file
from dxkpi.cli.return_intake import Intake
from dxkpi.cli.submitted_return import (
    Outcome,
    SubmittedReturn,
    outcome_count_text,
    return_data,
    say_return,
)
from dxkpi.findings import WHOLE_FILE
from dxkpi.plan import Plan
from dxkpi.returns import Confirmation, DepartmentRegister, places_without_answer
from dxkpi.wording import glossary
from dxkpi.wording.returns import unanswered_text
from dxkpi.workbook.reader import WorkbookReader


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
    fiscal_year: Year = None,
    department: Department = None,
) -> None:
    check_ending(output, ".xlsx", ".zip")
    plan, today = plan_of(code), fiscal.today()
    year = fiscal.last_closed_year(today)
    if fiscal_year is not None:
        year = year_of(fiscal_year)
    with open_store() as store:
        register = actions.register_of_year(store, plan, year, today)
        check_department(plan, department, register)
        with WorkbookReader() as reader:
            if output.suffix.lower() == ".zip":
                forms = actions.return_forms(store, plan.key, year, today)
                content = actions.marked_form_archive(store, forms, reader)
            else:
                form = actions.return_form(store, plan.key, year, department, today)
                content = actions.marked_form(store, form, reader)
    write_own_file(output, content)
    say(
        _(
            "{file} is written: {year}, {department}.",
            file=output,
            year=current_language().year_in_both_calendars(year),
            department=glossary.department_name(department, current_language()),
        )
    )
    if department is None:
        _say_what_nobody_is_asked_for(plan, register)


def _say_what_nobody_is_asked_for(plan: Plan, register: DepartmentRegister) -> None:
    places = places_without_answer(plan, register)
    told = unanswered_text(places, current_language())
    if told is not None:
        say(told)


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
        typer.Option(
            "--city",
            metavar=PLAN_ADDRESS,
            help=_("For forms that do not say whose they are."),
        ),
    ] = None,
    fiscal_year: Year = None,
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
    correction: Correction = "",
) -> None:
    confirmed = _confirmations(confirm, reason)
    several = len(files) > 1
    if several:
        _refuse_answers_for_all(confirmed)
    if marked is not None:
        make_folder(marked)
    stated = _stated_purpose(city, fiscal_year, department)

    submitted: list[SubmittedReturn] = []
    try:
        with (
            open_store() as store,
            WorkbookReader() as reader,
            _progress_bar(len(files), visible=several) as advance,
        ):
            intake = Intake(
                store, reader, stated, confirmed, dry_run=dry_run, correction=correction
            )
            give_back = GiveBack(reader, marked, files)
            for file in files:
                taken = intake.take_in(file)
                taken = replace(taken, marked=give_back.marked_copy(taken))
                submitted.append(taken)
                advance()
                if not as_json:
                    say_return(taken)
    finally:  # whatever comes between, what was done is told
        if as_json and submitted:
            data = [_file_data(one, several=several) for one in submitted]
            print_json(data if several else data[0])
    outcomes = Counter(one.outcome for one in submitted)
    if several:
        _say_counts(outcomes)
    exit_codes = [outcome.exit_code for outcome in outcomes]
    if give_back.is_any_missing:
        exit_codes.append(2)
    raise typer.Exit(max(exit_codes))


def _stated_purpose(
    city: str | None, fiscal_year: str | None, department: str | None
) -> StatedPurpose:
    """What the options say that the files are for; `city` may name a plan, CITY/PLAN.

    Without a year the last one that is over is being collected.
    """
    plan = None
    if city is not None:
        city, _slash, plan = city.partition("/")
    if fiscal_year is None:
        year = fiscal.last_closed_year(fiscal.today())
    else:
        year = year_of(fiscal_year)
    return StatedPurpose(
        city,
        None,
        department,
        chosen_year=year,
        year_is_assumed=fiscal_year is None,
        plan=plan or None,
    )


def _refuse_answers_for_all(confirmed: Sequence[Confirmation]) -> None:
    """What is asked of a file as a whole is answered for that file alone."""
    for confirmation in confirmed:
        if confirmation.cell == WHOLE_FILE:
            fail(
                _(
                    "{code} is asked of one file at a time. Submit that file alone.",
                    code=confirmation.code,
                ),
                code=2,
            )


def _say_counts(outcomes: Counter[Outcome]) -> None:
    """Say how many files had which outcome."""
    counts = [outcome_count_text(outcome, n) for outcome, n in outcomes.items()]
    say(current_language().listed(counts))


def _confirmations(texts: Sequence[str] | None, reason: str) -> list[Confirmation]:
    return [_confirmation(text, reason) for text in texts or ()]


def _confirmation(text: str, reason: str) -> Confirmation:
    code, cell, choice = confirmed_cell(text)
    if cell == WHOLE_FILE and code == "other_year" and choice:
        choice = str(year_of(choice))
    return Confirmation(
        code, cell, choice or None, reason or _("confirmed on the command line")
    )


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
