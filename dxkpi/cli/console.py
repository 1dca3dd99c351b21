"""What commands share: the application, the store they open, and how results and
refusals are said.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import simplejson
import typer
from rich.console import Console
from rich.table import Table

from dxkpi import fiscal
from dxkpi.cli.language import _, current_language
from dxkpi.event_log import LogFormat, set_up_log, write_no_log
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.document_place import meant_text
from dxkpi.returns import DepartmentRegister, departments_asked
from dxkpi.rules import plan_in_force
from dxkpi.settings import WrongSetting, settings
from dxkpi.store import ListedPlan, Store, StoreError, StoreFault
from dxkpi.survey import plan_with_pooled_groups
from dxkpi.wording.settings import wrong_values_text
from dxkpi.wording.store import store_error_text

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=_(
        "The KPI dashboard for cities' DX promotion plans. Plans go in as YAML, come out judged."
    ),
)


@app.callback()
def take_command() -> None:
    """Ask for a command's name also where a single command is defined; what a command
    says is not mixed with the log, unless it is asked for.
    """
    write_no_log()


class TableFormat(StrEnum):
    TABLE = "table"
    JSON = "json"


Format = Annotated[TableFormat, typer.Option("--format", help=_("Table or JSON."))]

PLAN_ADDRESS = _("CITY[/PLAN]")
PLAN_ADDRESS_HELP = _(
    "Municipal code, e.g. 472123, or one of its plans, e.g. 472123/dx-2026 (see: dxkpi cities)."
)

Code = Annotated[str, typer.Argument(metavar=PLAN_ADDRESS, help=PLAN_ADDRESS_HELP)]

Year = Annotated[
    str | None,
    typer.Option("--fiscal-year", help=_("Fiscal year: 2025, R7, 令和7年度.")),
]
YearOrLatest = Annotated[
    str | None,
    typer.Option(
        "--fiscal-year",
        help=_("Fiscal year: 2025, R7, 令和7年度. Default: the latest."),
    ),
]
Department = Annotated[
    str | None,
    typer.Option("--department", help=_("The department's name in the plan.")),
]


Correction = Annotated[
    str,
    typer.Option(
        "--correction",
        help=_("Why figures of a plan that is over are changed; kept with them."),
    ),
]


@contextmanager
def ready_or_fail() -> Iterator[None]:
    try:
        yield
    except WrongSetting as error:
        fail(wrong_values_text(error.wrong_values, current_language()), code=2)
    except StoreError as error:
        reason = refused_text(error)
        fail(f"{reason} ({error.detail})" if error.detail else reason)


def refused_text(error: StoreError) -> str:
    """Why the store cannot be used or refused something, with the switch that helps."""
    reason = store_error_text(error, current_language())
    if error.fault not in (StoreFault.PLAN_IS_OVER, StoreFault.IS_FINAL):
        return reason
    return current_language().sentences([reason, _("(--correction TEXT)")])


@contextmanager
def unmigrated_store() -> Iterator[Store]:
    """The store as it is, whatever its level."""
    with ready_or_fail():
        if settings().log is LogFormat.JSON:
            set_up_log(LogFormat.JSON)
        store = Store(settings().database_url, smallest_group=settings().smallest_group)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def open_store() -> Iterator[Store]:
    """The store, brought to this program's level first."""
    with unmigrated_store() as store:
        store.migrate()
        yield store


def plan_of(address: str) -> Plan:
    """The plan at CITY/PLAN, or the one in force at CITY, as it may be shown and exported."""
    with open_store() as store:
        listed = listed_plan(address, store.listed_plans())
        plan = store.plan_with_shared_figures(listed.key)
    if plan is None:
        raise LookupError(f"the plan {listed.key} is gone")
    return plan_with_pooled_groups(plan, settings().smallest_group)


def listed_plan(address: str, stored: Sequence[ListedPlan]) -> ListedPlan:
    """The plan that an address names; ends the program where there is none."""
    code, slash, plan_id = address.partition("/")
    of_city = [listed for listed in stored if listed.city.code == code]
    if slash:
        named = [listed for listed in of_city if listed.id == plan_id]
    else:
        named = of_city
    if not named:
        known = of_city or stored
        fail(_no_plan_text(address, [str(listed.key) for listed in known]))
    chosen = plan_in_force(named, fiscal.year_of_day(fiscal.today()))
    if len(named) > 1:
        others = [str(listed.key) for listed in named if listed is not chosen]
        say(
            _(
                "This is {plan}, {title}. Other plans: {others}.",
                plan=chosen.key,
                title=chosen.title,
                others=", ".join(others),
            )
        )
    return chosen


def _no_plan_text(address: str, known: Sequence[str]) -> str:
    if not known:
        return _(
            "The store is empty. Load a plan first (dxkpi load FILE), or the samples "
            "(dxkpi demo)."
        )
    refusal = _(
        "There is no plan {address} in the store. There are: {known}.",
        address=address,
        known=", ".join(known),
    )
    code = address.partition("/")[0]
    meant = meant_text(code)
    if not meant:
        return refusal
    return (
        refusal + "\n" + _("“{code}” probably means: {meant}.", code=code, meant=meant)
    )


def last_change(store: Store, key: PlanKey) -> tuple[int, datetime]:
    """Number and moment of the last write to a plan, which must be there."""
    listed = next(one for one in store.listed_plans() if one.key == key)
    number, stamp = listed.revision
    if stamp is None:
        raise LookupError(f"the plan {key} was never written")
    return number, stamp


def check_department(
    plan: Plan, department: str | None, register: DepartmentRegister
) -> None:
    """Refuse a department that the plan asks for nothing; None is all of them."""
    known = departments_asked(plan, register)
    if department is None or department in known:
        return
    refusal = _(
        "The plan knows no department “{value}”. Choose one of the list.",
        value=department,
    )
    successors = [name for name in register.successors(department) if name in known]
    if successors:
        refusal = _(
            "{value} was reorganised: it is {departments}. Choose one of the list.",
            value=department,
            departments=current_language().listed(successors),
        )
    fail("\n".join([refusal, *indented(known)]), code=2)


def indented(names: Iterable[str]) -> list[str]:
    """Names as the lines of a list."""
    return [f"  {name}" for name in names]


def read_file(file: Path) -> bytes:
    """A file's bytes; ends the program with a sentence where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        fail(
            _("{file} cannot be read: {reason}", file=file, reason=error.strerror),
            code=2,
        )


def write_file(file: Path, content: bytes) -> None:
    """Write a file; ends the program with a sentence where that cannot be done."""
    try:
        file.write_bytes(content)
    except OSError as error:
        _fail_to_write(file, error)


def make_folder(folder: Path) -> None:
    """Make a folder unless it is there; ends the program with a sentence where that
    cannot be done.
    """
    if folder.is_file():
        fail(_("{file} is a file. Name a folder.", file=folder), code=2)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _fail_to_write(folder, error)


def _fail_to_write(path: Path, error: OSError) -> NoReturn:
    fail(not_written_text(path, error), code=2)


def not_written_text(path: Path, error: OSError) -> str:
    """Why a file or folder could not be written."""
    return _("{file} cannot be written: {reason}", file=path, reason=error.strerror)


def check_ending(file: Path, *endings: str) -> None:
    """Refuse a name under which the file would be taken for something else."""
    if file.suffix.lower() in endings:
        return
    fail(
        _(
            "{file} is to end in {ending}: nothing else is written here.",
            file=file,
            ending=_(" or ").join(endings),
        ),
        code=2,
    )


def year_of(text: str) -> int:
    try:
        return fiscal.parse_year(text).fiscal_year
    except fiscal.NotAFiscalYear:
        fail(
            _("“{text}” is not a fiscal year. Write 2025, R7 or 令和7年度.", text=text),
            code=2,
        )


def new_table(*headings: str) -> Table:
    """An empty table with these headings."""
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def console() -> Console:
    """Standard output, for results; as wide as the terminal, else wide enough for all."""
    width = None if sys.stdout.isatty() else 160
    return Console(markup=False, highlight=False, width=width)


def error_console() -> Console:
    """Standard error, for what is said about results."""
    return Console(stderr=True, markup=False, highlight=False)


def print_table(table: Table) -> None:
    """Print a table as a result."""
    console().print(table)


def print_json(data: object) -> None:
    """Print a result for programs; decimals keep their digits."""
    print(simplejson.dumps(data, ensure_ascii=False, indent=2, use_decimal=True))


def say(message: str) -> None:
    """Say something about the results, on standard error."""
    typer.echo(message, err=True)


def say_if_invented(plan: Plan) -> None:
    """Say that the municipality is invented, where it is."""
    if plan.municipality.fictional:
        say(_("Invented data: this municipality does not exist."))


def fail(message: str, code: int = 1) -> NoReturn:
    """Say why, and end the program with this exit code."""
    say(message)
    raise typer.Exit(code)
