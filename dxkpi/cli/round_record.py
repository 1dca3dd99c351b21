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
    from dxkpi.actions.round_sheets import read_round_year
    from dxkpi.reports.round_book import round_book
    from dxkpi.reports.round_pdf import round_pdf
    from dxkpi.reports.round_sheet import make_round_sheet

    check_ending(output, ".xlsx", _PDF)
    plan, asked = plan_of(code), year_of_round(fiscal_year)
    language = current_language()
    year = language.fiscal_year(asked)
    with open_store() as store:
        of_round = read_round_year(
            store, plan.key, asked, fiscal.today(), operator(), language
        )
    if of_round is None:
        fail(_("No round was opened for {year}.", year=year), code=2)
    sheet = make_round_sheet(of_round)
    write = round_pdf if output.suffix.lower() == _PDF else round_book
    write_own_file(output, write(sheet))
    say_if_invented(plan)
    say(
        _(
            "{file} is written: {plan}, {year}.",
            file=output,
            plan=plan.about.title,
            year=year,
        )
    )
