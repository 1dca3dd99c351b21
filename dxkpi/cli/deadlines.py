"""The deadlines of a plan as a file for calendar programs."""

from pathlib import Path
from typing import Annotated

import typer

from dxkpi import actions, fiscal
from dxkpi.cli.console import (
    Code,
    Department,
    app,
    check_department,
    check_ending,
    fail,
    last_change,
    open_store,
    plan_of,
    read_file,
    say,
    say_if_invented,
)
from dxkpi.cli.language import _, current_language, ngettext
from dxkpi.cli.own_files import write_own_file
from dxkpi.returns import report_deadline, schedule_deadline
from dxkpi.settings import settings
from dxkpi.wording import glossary


@app.command(
    help=_(
        "Write the deadlines of a plan (target dates, ends of the "
        "schedule, the returns) as an iCalendar file. Written over an earlier file "
        "of the same deadlines, it moves and cancels what the plan has changed."
    )
)
def calendar(
    code: Code,
    output: Annotated[
        Path, typer.Option("-o", "--output", help=_("The file (.ics) to write."))
    ],
    department: Department = None,
) -> None:
    from dxkpi import deadlines

    check_ending(output, ".ics")
    plan = plan_of(code)
    register = settings().register_on(plan.municipality, fiscal.today())
    check_department(plan, department, register)
    earlier = read_file(output) if output.exists() else None
    with open_store() as store:
        revision, stamp = last_change(store, plan.key)
        days = {
            year: actions.deadlines_of_year(store, plan.key, year)
            for year in plan.fiscal_years
        }
    edition = deadlines.Edition(revision, stamp, fiscal.today())
    language = current_language()
    name = glossary.department_name(department, language)
    due = deadlines.plan_deadlines(
        plan,
        department,
        lambda year: report_deadline(plan, department, register, days[year]),
        language,
        schedule_deadline=lambda year: schedule_deadline(
            plan, department, register, days[year]
        ),
        contact=settings().contact,
        register=register,
    )
    if not due and earlier is None:
        fail(_("The plan states no deadline of {department}.", department=name))
    try:
        content = deadlines.deadline_calendar(
            plan, department, due, edition, language, earlier=earlier
        )
    except deadlines.NotOurCalendar:
        fail(
            _(
                "{file} is there already and is no calendar of these deadlines. "
                "Name another file.",
                file=output,
            ),
            code=2,
        )
    write_own_file(output, content)
    say_if_invented(plan)
    say(
        ngettext(
            "{file} is written: {n} deadline of {department}.",
            "{file} is written: {n} deadlines of {department}.",
            len(due),
            file=output,
            department=name,
        )
    )
