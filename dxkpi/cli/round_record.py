"""The record of a round, which is filed, as a workbook or as PDF."""

from pathlib import Path
from typing import Annotated

import typer

from dxkpi import fiscal
from dxkpi.cli.console import (
    Code,
    check_ending,
    fail,
    open_store,
    plan_of,
    say,
    say_if_invented,
)
from dxkpi.cli.language import _, current_language
from dxkpi.cli.operator import operator
from dxkpi.cli.own_files import write_own_file
from dxkpi.cli.rounds import YearOfRound, rounds, year_of_round

_PDF = ".pdf"


@rounds.command(
    help=_(
        "Write the record of a round: what came, what is missing and why, what was asked "
        "and answered, what changed since last year."
    )
)
def report(
    code: Code,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help=_("The file (.xlsx or .pdf) to write.")),
    ],
    fiscal_year: YearOfRound = None,
) -> None:
    # charts and typesetting take a second; no other command of a round needs them
    from dxkpi.actions.recorded_rounds import read_recorded_round
    from dxkpi.reports.filed_record import make_filed_record
    from dxkpi.reports.record_pdf import record_pdf
    from dxkpi.reports.record_workbook import record_workbook

    check_ending(output, ".xlsx", _PDF)
    plan, asked = plan_of(code), year_of_round(fiscal_year)
    language = current_language()
    year = language.fiscal_year(asked)
    with open_store() as store:
        of_round = read_recorded_round(
            store, plan.key, asked, fiscal.today(), operator(), language
        )
    if of_round is None:
        fail(_("No round was opened for {year}.", year=year), code=2)
    record = make_filed_record(of_round)
    write = record_pdf if output.suffix.lower() == _PDF else record_workbook
    write_own_file(output, write(record))
    say_if_invented(plan)
    say(
        _(
            "{file} is written: {plan}, {year}.",
            file=output,
            plan=plan.about.title,
            year=year,
        )
    )
