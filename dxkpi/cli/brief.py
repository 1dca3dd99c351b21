"""The sheet for the 本部会議 as a PDF file."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dxkpi import fiscal
from dxkpi.actions import read_finality
from dxkpi.cli.console import (
    Code,
    YearOrLatest,
    app,
    check_ending,
    fail,
    last_change,
    open_store,
    say,
    say_if_invented,
    year_of,
)
from dxkpi.cli.known_day import AsOf, PlanOfDay, plan_of_day
from dxkpi.cli.language import _, current_language
from dxkpi.cli.own_files import write_own_file
from dxkpi.plan import Plan, PlanKey
from dxkpi.rules import PROFILES, default_year, profile_of
from dxkpi.settings import settings
from dxkpi.store import Store


@app.command(
    help=_(
        "Write the one page for the headquarters meeting as PDF (A4, for archives: PDF/A)."
    )
)
def brief(
    code: Code,
    output: Annotated[
        Path, typer.Option("-o", "--output", help=_("The file (.pdf) to write."))
    ],
    fiscal_year: YearOrLatest = None,
    as_of: AsOf = None,
    details: Annotated[
        bool,
        typer.Option(
            "--details",
            help=_(
                "Add a page for each indicator that needs attention: chart, cause and "
                "countermeasure, its years."
            ),
        ),
    ] = False,
) -> None:
    # charts and typesetting take a second; no other command needs them
    from dxkpi.reports import brief_pdf, make_brief, make_indicator_pages

    check_ending(output, ".pdf")
    shown = plan_of_day(code, as_of)
    plan, today = shown.plan, shown.day
    closed = fiscal.last_closed_year(today)
    year = default_year(plan, closed) if fiscal_year is None else year_of(fiscal_year)
    if plan.fiscal_years and year not in plan.fiscal_years:
        first, last = plan.fiscal_years[0], plan.fiscal_years[-1]
        fail(
            _(
                "The plan says nothing about {year}. It speaks of {period}.",
                year=current_language().fiscal_year(year),
                period=current_language().fiscal_years(first, last),
            ),
            code=2,
        )
    with open_store() as store:
        stamp: datetime | None
        if shown.known is None:
            progress = store.progress(plan.key, year)
            _number, stamp = last_change(store, plan.key)
        else:
            number, stamp = shown.known.revision
            progress = store.progress(plan.key, year, number)
        known_at = None if shown.known is None else shown.known.revision.number
        profile = profile_of(plan, PROFILES[settings().profile])
        sheet = make_brief(
            plan,
            year,
            today,
            profile,
            progress,
            stamp,
            current_language(),
            partial(_plan_beside, store, shown),
            read_finality(store, plan, today, known_at),
        )
    pages = (
        make_indicator_pages(plan, year, today, profile, current_language())
        if details
        else ()
    )
    write_own_file(output, brief_pdf(sheet, pages))
    say_if_invented(plan)
    say(
        _(
            "{file} is written: {plan}, {year}.",
            file=output,
            plan=plan.about.title,
            year=current_language().fiscal_year(year),
        )
    )


def _plan_beside(store: Store, shown: PlanOfDay, plan_id: str) -> Plan | None:
    """Another plan of the city as it is, or as it was known on the day."""
    key = PlanKey(shown.plan.key.city, plan_id)
    if shown.known is None:
        return store.plan(key)
    known = store.plan_on(key, shown.day)
    return known.plan if known else None
