"""Yearly returns: hand out the form, take it in filled."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import simplejson
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from dxkpi import actions, fiscal
from dxkpi.cli.console import (
    Code,
    app,
    check_department,
    console,
    errors,
    fail,
    new_table,
    open_store,
    operator,
    plan_of,
    say,
    write,
    year_of,
)
from dxkpi.cli.language import _, current_language, ngettext
from dxkpi.findings import Finding, Severity, is_unreadable
from dxkpi.plan import Survey
from dxkpi.returns import Confirmation
from dxkpi.settings import settings
from dxkpi.store import ChangedInStore, Store, Submission
from dxkpi.survey import pool_again
from dxkpi.wording import figures, glossary
from dxkpi.wording.findings import finding_text, value_text
from dxkpi.wording.store import store_error_text
from dxkpi.workbook.reader import WorkbookReader

_Year = Annotated[
    str | None,
    typer.Option("--fiscal-year", help=_("Fiscal year: 2025, R7, 令和7年度.")),
]


class Outcome(StrEnum):
    """What came of a file, and the exit code that says so."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNREADABLE = "unreadable"

    @property
    def exit_code(self) -> int:
        return {Outcome.REFUSED: 1, Outcome.UNREADABLE: 2}.get(self, 0)


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
    plan = plan_of(code)
    closed = fiscal.last_closed_year(fiscal.today())
    year = closed if fiscal_year is None else year_of(fiscal_year)
    check_department(plan, department)
    with open_store() as store:
        if output.suffix.lower() == ".zip":
            content = actions.form_archive(
                actions.return_forms(store, code, year, fiscal.today())
            )
        else:
            content = actions.form_workbook(
                actions.return_form(store, code, year, department, fiscal.today())
            )
    write(output, content)
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
    asked = actions.StatedPurpose(
        city, None if fiscal_year is None else year_of(fiscal_year), department
    )
    confirmed = [_confirmation(text, reason) for text in confirm or ()]
    answers: list[dict[str, Any]] = []
    outcomes: Counter[Outcome] = Counter()
    if marked is not None:
        marked.mkdir(parents=True, exist_ok=True)
    with (
        open_store() as store,
        WorkbookReader() as reader,
        _bar(len(files), shown=len(files) > 1) as advance,
    ):
        for file in files:
            content = content_of(file)
            returned = actions.examine_return(
                store,
                actions.open_workbook(reader, file.name, content),
                fiscal.today(),
                asked,
                confirmed,
            )
            submission = None
            if returned.accepted and not dry_run:
                submission, returned = _register(store, returned, asked, confirmed)
            outcome = _outcome(returned, submission)
            outcomes[outcome] += 1
            advance()
            if (
                marked is not None
                and returned.answer is not None
                and outcome is Outcome.REFUSED
            ):
                (marked / file.name).write_bytes(
                    actions.marked_workbook(reader, content, returned.answer)
                )
            if as_json:
                answers.append(
                    _data(returned, submission)
                    | ({"file": str(file)} if len(files) > 1 else {})
                )
            else:
                _say_answer(file, returned, outcome, submission)
    if as_json:
        whole = answers if len(files) > 1 else answers[0]
        print(simplejson.dumps(whole, ensure_ascii=False, indent=2, use_decimal=True))
    if len(files) > 1:
        say(_(", ").join(_COUNTED[outcome](n) for outcome, n in outcomes.items()))
    raise typer.Exit(max(outcome.exit_code for outcome in outcomes))


_COUNTED = {
    Outcome.REGISTERED: lambda n: ngettext("{n} registered", "{n} registered", n),
    Outcome.ACCEPTED: lambda n: ngettext(
        "{n} can be registered", "{n} can be registered", n
    ),
    Outcome.REFUSED: lambda n: ngettext(
        "{n} to be mended or confirmed", "{n} to be mended or confirmed", n
    ),
    Outcome.UNREADABLE: lambda n: ngettext("{n} unreadable", "{n} unreadable", n),
}


def content_of(file: Path) -> bytes:
    """A file's bytes; ends the program with a sentence where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        fail(
            _("{file} cannot be read: {reason}", file=file, reason=error.strerror),
            code=2,
        )


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


def _register(
    store: Store,
    returned: actions.ExaminedReturn,
    asked: actions.StatedPurpose,
    confirmed: Sequence[Confirmation],
) -> tuple[Submission | None, actions.ExaminedReturn]:
    """Register; where somebody else was faster, say what would change now instead."""
    command = actions.RegisterReturn(returned)
    try:
        return actions.register_return(store, command, operator()), returned
    except ChangedInStore as overtaken:
        say(store_error_text(overtaken, current_language()))
        assert returned.reading is not None
        return None, actions.examine_return(
            store, returned.reading, fiscal.today(), asked, confirmed
        )


def _outcome(
    returned: actions.ExaminedReturn, submission: Submission | None
) -> Outcome:
    if submission is not None:
        return Outcome.REGISTERED
    if returned.accepted:
        return Outcome.ACCEPTED
    return (
        Outcome.UNREADABLE
        if any(is_unreadable(f.code) for f in returned.findings)
        else Outcome.REFUSED
    )


def _data(
    returned: actions.ExaminedReturn, submission: Submission | None
) -> dict[str, Any]:
    kept = submission or returned.registered
    return {
        "accepted": returned.accepted,
        "findings": findings_data(returned.findings),
        "changes": [
            {
                "indicator": c.place,
                "fiscal_year": c.fiscal_year,
                "field": c.field,
                "old": _dumped(c.old),
                "new": _dumped(c.new),
            }
            for c in (returned.answer.changes if returned.answer else ())
        ],
        "submission": kept.number if kept else None,
    }


def findings_data(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """What was found, for programs."""
    return [
        {
            "code": f.code,
            "severity": f.severity.value,
            "sheet": f.sheet,
            "cell": f.cell,
            "value": value_text(f, current_language()),
            "message": finding_text(f, current_language()),
        }
        for f in findings
    ]


def _say_answer(
    file: Path,
    returned: actions.ExaminedReturn,
    outcome: Outcome,
    submission: Submission | None,
) -> None:
    say(f"{file.name}: {_HEADLINES[outcome]()}")
    for severity in Severity:
        for found in returned.of(severity):
            at = " ".join(part for part in (found.sheet, found.cell) if part)
            confirm = (
                f"  [--confirm {found.code}@{found.where}]"
                if severity is Severity.HOLD
                else ""
            )
            choices = (
                "  (" + " / ".join(c.key for c in found.choices) + ")"
                if len(found.choices) > 1
                else ""
            )
            place = f"{at}  " if at else ""
            sentence = finding_text(found, current_language())
            say(f"  {MARKS[severity]} {place}{sentence}{choices}{confirm}")
    if returned.answer is not None and returned.answer.changes:
        rows = new_table(_("Code"), _("Figure"), _("Old"), _("New"))
        for change in returned.answer.changes:
            rows.add_row(
                change.place,
                glossary.field_label(change.field, current_language()),
                _shown(change.old),
                _shown(change.new),
            )
        console().print(rows)
    if submission is not None:
        say(
            _(
                "  Receipt {number}: {figures} changed.",
                number=submission.number,
                figures=submission.figures,
            )
        )


_HEADLINES = {
    Outcome.REGISTERED: lambda: _("registered"),
    Outcome.ACCEPTED: lambda: _("can be registered"),
    Outcome.REFUSED: lambda: _("not registered: mend or confirm what is listed"),
    Outcome.UNREADABLE: lambda: _("not registered: the file cannot be read"),
}
MARKS = {
    Severity.ERROR: "×",
    Severity.HOLD: "△",
    Severity.WARNING: "!",
    Severity.INFO: "・",
}


def _dumped(value: object) -> object:
    """A value for programs; a survey as it may be shown, for what stood until now may
    be of a lower threshold.
    """
    if isinstance(value, Survey):
        return pool_again(value, settings().smallest_group).model_dump(mode="json")
    return value


def _shown(value: object) -> str:
    if value is None:
        return "－"
    if isinstance(value, Survey):
        return figures.counts_text(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return (
        glossary.term_label(value, current_language())
        if isinstance(value, StrEnum)
        else str(value)
    )


@contextmanager
def _bar(total: int, *, shown: bool) -> Iterator[Any]:
    """A progress bar on standard error while several files are read; it disappears at the end."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=errors(), transient=True, disable=not shown
    ) as progress:
        task = progress.add_task(_("Reading the forms"), total=total)
        yield lambda: progress.advance(task)
