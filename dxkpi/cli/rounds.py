"""The round of a year: opened, shown, extended, assigned."""

from datetime import date
from typing import Annotated, Any, NoReturn

import typer

from dxkpi import actions, fiscal
from dxkpi.actions import (
    AssignDepartments,
    ChangeRound,
    ExtendDeadline,
    OpenRound,
    WrongRound,
)
from dxkpi.cli.console import (
    Code,
    Format,
    TableFormat,
    app,
    fail,
    new_table,
    open_store,
    plan_of,
    print_json,
    print_table,
    say,
    say_if_invented,
    year_of,
)
from dxkpi.cli.language import _, current_language
from dxkpi.cli.operator import operator
from dxkpi.plan import Plan
from dxkpi.plan.round import Round
from dxkpi.returns.round_facts import round_departments
from dxkpi.returns.round_status import DepartmentInRound
from dxkpi.settings import settings
from dxkpi.store import TYPED_AS_COMMAND, Store
from dxkpi.wording.glossary import department_name, marked_label
from dxkpi.wording.rounds import round_fault_text, round_in_short

rounds = typer.Typer(
    no_args_is_help=True,
    help=_("The round of a year: deadlines, who answers, how far each department is."),
)
app.add_typer(rounds, name="round")

YearOfRound = Annotated[
    str | None,
    typer.Option(
        "--fiscal-year", help=_("The year. Default: the last one that is over.")
    ),
]


@rounds.command("open", help=_("Open the round of a year, or change its deadlines."))
def open_(
    code: Code,
    deadline: Annotated[
        str | None,
        typer.Option("--deadline", help=_("The last day for figures: 2026-05-15.")),
    ] = None,
    schedule_deadline: Annotated[
        str | None,
        typer.Option(
            "--schedule-deadline",
            help=_("The last day for the schedule. Default: that for figures."),
        ),
    ] = None,
    review: Annotated[
        bool | None,
        typer.Option(
            "--review/--no-review",
            help=_("Whether what is handed in is confirmed by the secretariat."),
        ),
    ] = None,
    fiscal_year: YearOfRound = None,
) -> None:
    plan, year = plan_of(code), year_of_round(fiscal_year)
    with open_store() as store:
        before = store.round(plan.key, year)
        usual = before.deadline if before else settings().deadline(year)
        day = _day(deadline) or usual
        if day is None:
            fail(_("Say the last day for figures: --deadline 2026-05-15."), code=2)
        schedule = _day(schedule_deadline) or (
            before.schedule_deadline if before else None
        )
        was_reviewed = before.is_reviewed if before else False
        is_reviewed = was_reviewed if review is None else review
        words = (plan.key, year, day, schedule, is_reviewed, TYPED_AS_COMMAND)
        try:
            if before is None:
                opened = actions.open_round(store, OpenRound(*words), operator())
            else:
                opened = actions.change_round(store, ChangeRound(*words), operator())
        except WrongRound as error:
            _refuse(error)
    _say_round(opened)


@rounds.command(help=_("Give a department until a later day, with the reason."))
def extend(
    code: Code,
    department: Annotated[str, typer.Option("--department", help=_("Which one."))],
    until: Annotated[
        str | None,
        typer.Option("--until", help=_("The later day; none takes it back.")),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help=_("Why."))] = "",
    fiscal_year: YearOfRound = None,
) -> None:
    plan, year = plan_of(code), year_of_round(fiscal_year)
    command = ExtendDeadline(
        plan.key, year, department, _day(until), reason, TYPED_AS_COMMAND
    )
    with open_store() as store:
        try:
            changed = actions.extend_deadline(store, command, operator())
        except WrongRound as error:
            _refuse(error)
    _say_round(changed)


@rounds.command(
    help=_("Say who answers for 全課, 関係各課 and the like in the round of a year.")
)
def assign(
    code: Code,
    named: Annotated[str, typer.Option("--named", help=_("The plan's word: 全課."))],
    department: Annotated[
        list[str] | None,
        typer.Option(
            "--department",
            help=_("Who answers; several times. None: as the city's register says."),
        ),
    ] = None,
    fiscal_year: YearOfRound = None,
) -> None:
    plan, year = plan_of(code), year_of_round(fiscal_year)
    command = AssignDepartments(
        plan.key, year, named, tuple(department or ()), TYPED_AS_COMMAND
    )
    with open_store() as store:
        try:
            changed = actions.assign_departments(store, command, operator())
        except WrongRound as error:
            _refuse(error)
    _say_round(changed)


@rounds.command(help=_("Show the round of a year, and how far each department is."))
def show(
    code: Code,
    fiscal_year: YearOfRound = None,
    format_: Format = TableFormat.TABLE,
) -> None:
    plan, year = plan_of(code), year_of_round(fiscal_year)
    with open_store() as store:
        opened = store.round(plan.key, year)
        departments = _departments(store, plan, year)
    say_if_invented(plan)
    if format_ is TableFormat.JSON:
        print_json(_round_data(opened, departments))
        return
    if opened is None:
        say(
            _(
                "No round was opened for {year}.",
                year=current_language().fiscal_year(year),
            )
        )
    else:
        _say_round(opened)
    _print_departments(departments)


def _departments(store: Store, plan: Plan, year: int) -> tuple[DepartmentInRound, ...]:
    today = fiscal.today()
    forms = actions.return_forms(store, plan.key, year, today)
    progress = round_departments(
        forms,
        store.submissions(plan.key),
        store.taken_forms(plan.key, year),
        store.round(plan.key, year),
        today,
        store.review(plan.key, year),
    )
    return progress.departments


def _print_departments(departments: tuple[DepartmentInRound, ...]) -> None:
    language = current_language()
    table = new_table(_("Department"), _("State"), _("Not in yet"), _("Days overdue"))
    for one in departments:
        table.add_row(
            department_name(one.department, language),
            marked_label(one.state, language),
            str(len(one.open_items)),
            str(one.days_late or ""),
        )
    print_table(table)


def _round_data(
    opened: Round | None, departments: tuple[DepartmentInRound, ...]
) -> dict[str, Any]:
    listed = [
        {
            "department": one.department,
            "state": one.state.value,
            "open": [item.code for item in one.open_items],
            "days_late": one.days_late,
            "next_step": one.next_step.value,
        }
        for one in departments
    ]
    if opened is None:
        return {"round": None, "departments": listed}
    schedule = opened.schedule_deadline
    return {
        "round": {
            "fiscal_year": opened.fiscal_year,
            "deadline": opened.deadline.isoformat(),
            "schedule_deadline": schedule.isoformat() if schedule else None,
            "review": opened.is_reviewed,
            "assignments": {
                one.named: list(one.departments) for one in opened.assignments
            },
            "extensions": [one.model_dump(mode="json") for one in opened.extensions],
        },
        "departments": listed,
    }


def _say_round(opened: Round) -> None:
    language = current_language()
    year = language.fiscal_year(opened.fiscal_year)
    said = _(
        "Round of {year}: {what}.", year=year, what=round_in_short(opened, language)
    )
    say(said)


def year_of_round(fiscal_year: str | None) -> int:
    if fiscal_year is None:
        return fiscal.last_closed_year(fiscal.today())
    return year_of(fiscal_year)


def _day(text: str | None) -> date | None:
    """A day that was written: 2026-05-15, 令和8年5月15日; ends the program where it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(fiscal.parse_year(text).as_of or "")
    except (fiscal.NotAFiscalYear, ValueError):
        fail(
            _("“{text}” is no day. Write 2026-05-15 or 令和8年5月15日.", text=text),
            code=2,
        )


def _refuse(error: WrongRound) -> NoReturn:
    language = current_language()
    fail("\n".join(round_fault_text(one, language) for one in error.faults), code=2)
