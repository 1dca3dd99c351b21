"""What commands share: the application, the store they open, and how results and
refusals are said.
"""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from dxkpi import fiscal
from dxkpi.actions import Actor, Identification
from dxkpi.cli.language import _, current_language
from dxkpi.plan import Plan
from dxkpi.returns import departments_asked
from dxkpi.settings import PLANS, PROJECT, WrongSetting, settings
from dxkpi.store import Store, StoreError
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


class TableFormat(StrEnum):
    TABLE = "table"
    JSON = "json"


Code = Annotated[
    str,
    typer.Argument(
        metavar=_("CODE"), help=_("Municipal code, e.g. 472123 (see: dxkpi cities).")
    ),
]


@contextmanager
def ready_or_fail() -> Iterator[None]:
    try:
        yield
    except WrongSetting as error:
        fail(wrong_values_text(error.wrong_values, current_language()), code=2)
    except StoreError as error:
        reason = store_error_text(error, current_language())
        fail(f"{reason} ({error.detail})" if error.detail else reason)


@contextmanager
def opened() -> Iterator[Store]:
    """The store as it is, whatever its level."""
    with ready_or_fail():
        store = Store(settings().database_url)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def open_store() -> Iterator[Store]:
    """The store, brought to this program's level first."""
    with opened() as store:
        store.migrate()
        yield store


def plan_of(code: str) -> Plan:
    """The plan as it may be shown and exported."""
    with open_store() as store:
        plan = store.plan(code)
        if plan is None:
            known = ", ".join(city.code for city in store.cities())
            words = (
                _(
                    "There is no plan of {code} in the store. There are: {known}.",
                    code=code,
                    known=known,
                )
                if known
                else _(
                    "The store is empty. Load plans first: dxkpi load {folder}/*.yaml",
                    folder=PLANS.relative_to(PROJECT),
                )
            )
            fail(words)
    return plan_with_pooled_groups(plan, settings().smallest_group)


def last_change(store: Store, code: str) -> datetime | None:
    """When the plan of a municipality, which has one, was last written."""
    return next(city.revision.at for city in store.cities() if city.code == code)


def check_department(plan: Plan, department: str | None) -> None:
    """Refuse a department that the plan asks for nothing; None is all of them."""
    known = departments_asked(plan)
    if department is not None and department not in known:
        fail(
            _(
                "The plan knows no department “{value}”. Choose one of the list.",
                value=department,
            )
            + "\n"
            + "\n".join(f"  {name}" for name in known),
            code=2,
        )


def write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        fail(
            _("{file} cannot be written: {reason}", file=file, reason=error.strerror),
            code=2,
        )


def check_ending(file: Path, ending: str) -> None:
    """Refuse a name under which the file would be taken for something else."""
    if file.suffix.lower() != ending:
        fail(
            _(
                "{file} is to end in {ending}: nothing else is written here.",
                file=file,
                ending=ending,
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


def operator() -> Actor:
    """Who runs the command."""
    return Actor(_account_name(), Identification.COMMAND_LINE)


def _account_name() -> str:
    try:
        return getpass.getuser()
    except (
        KeyError,
        OSError,
        ImportError,
    ):  # a container may run as a number without a name
        return "?"


def new_table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def console() -> Console:
    return Console(
        markup=False, highlight=False, width=None if sys.stdout.isatty() else 160
    )


def errors() -> Console:
    """Standard error, for what is said about results."""
    return Console(stderr=True, markup=False, highlight=False)


def say(message: str) -> None:
    typer.echo(message, err=True)


def fail(message: str, code: int = 1) -> NoReturn:
    say(message)
    raise typer.Exit(code)
