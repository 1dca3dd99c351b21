"""The command line: load and export plans, judge them, look into the store, start the dashboard.

Results go to standard output, everything said about them to standard error. Exit codes: 0 done, 1 refused because of
what the files or the store hold, 2 wrong usage or settings.
"""

import getpass
import io
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import simplejson
import typer
from rich.console import Console
from rich.table import Table

from dxkpi import fiscal, i18n, terms
from dxkpi.i18n import _
from dxkpi.plan import Change, Missing, Plan, compare, document, figures
from dxkpi.progress import PROFILES, Judgement, default_year, judge_plan, wording
from dxkpi.settings import PLANS, PROJECT, WrongSetting, settings
from dxkpi.store import Store, StoreError

i18n.use(os.environ.get("DXKPI_LANGUAGE", i18n.DEFAULT_LANGUAGE))

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=_("The KPI dashboard for cities' DX promotion plans. Plans go in as YAML, come out judged."),
)

MAX_CHANGES_SHOWN = 20


class DocumentFormat(StrEnum):
    JSON = "json"
    YAML = "yaml"


class TableFormat(StrEnum):
    TABLE = "table"
    JSON = "json"


Code = Annotated[str, typer.Argument(metavar=_("CODE"), help=_("Municipal code, e.g. 472123 (see: dxkpi cities)."))]


@app.command(help=_("Check plan files, show what changes, load all or none."))
def load(
    files: Annotated[list[Path], typer.Argument(metavar=_("FILES"), help=_("Plan documents (YAML or JSON)."))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show the changes, load nothing."))] = False,
    only_new: Annotated[bool, typer.Option("--only-new", help=_("Leave alone what is in the store already."))] = False,
    remove_actuals: Annotated[
        bool, typer.Option("--remove-actuals", help=_("Also take away actuals that the files do not hold."))
    ] = False,
) -> None:
    plans = _read_all(files)
    with _store() as store:
        seen = store.revision()
        if only_new:
            known = {city.code for city in store.cities()}
            plans = [plan for plan in plans if plan.municipality.code not in known]
        stored = store.plans([plan.municipality.code for plan in plans])
        lost: list[Change] = []
        for plan in plans:
            before = stored.get(plan.municipality.code)
            changes = compare(before, plan)
            _say_changes(plan, changes, new=before is None)
            lost += [change for change in changes if change.loses_actual]
        if lost and not remove_actuals:
            _fail(
                i18n.ngettext(
                    "Not loaded: the store holds {n} actual that the files do not. "
                    "Add it to the files, or load with --remove-actuals.",
                    "Not loaded: the store holds {n} actuals that the files do not. "
                    "Add them to the files, or load with --remove-actuals.",
                    len(lost),
                )
            )
        if dry_run:
            return
        revision = store.save(plans, _user(), ", ".join(file.name for file in files)[:500], seen)
    _say(_("Loaded (revision {n}).", n=revision.number) if revision else _("Nothing to load: the store is up to date."))


@app.command(help=_("Print a plan as the document it was loaded from."))
def export(
    code: Code,
    format_: Annotated[DocumentFormat, typer.Option("--format", help=_("JSON or YAML."))] = DocumentFormat.YAML,
) -> None:
    plan = _plan(code)
    if plan.municipality.fictional:
        _say(_("Invented data: this municipality does not exist."))
    sys.stdout.write(document.to_json(plan) if format_ is DocumentFormat.JSON else document.to_yaml(plan))


@app.command(help=_("Judge every indicator of a plan in a fiscal year, with the formula."))
def status(
    code: Code,
    fiscal_year: Annotated[
        str | None, typer.Option("--fiscal-year", help=_("Fiscal year: 2025, R7, 令和7年度. Default: the latest."))
    ] = None,
    profile: Annotated[
        str | None, typer.Option("--profile", help=_("Grading profile: {names}.", names=", ".join(PROFILES)))
    ] = None,
    format_: Annotated[TableFormat, typer.Option("--format", help=_("Table or JSON."))] = TableFormat.TABLE,
) -> None:
    plan = _plan(code)
    chosen = profile or settings().profile
    if chosen not in PROFILES:
        _fail(_("There is no grading profile “{name}”. Choose one of: {names}.",
                name=chosen, names=", ".join(PROFILES)), code=2)  # fmt: skip
    closed = fiscal.last_closed(fiscal.today())
    year = default_year(plan, closed) if fiscal_year is None else _year(fiscal_year)
    judgements = judge_plan(plan, year, closed, PROFILES[chosen])
    if plan.municipality.fictional:
        _say(_("Invented data: this municipality does not exist."))
    if format_ is TableFormat.JSON:
        rows = [_judgement_data(judgement) for judgement in judgements]
        print(simplejson.dumps(rows, ensure_ascii=False, indent=2, use_decimal=True))
    else:
        _say(f"{plan.municipality.name}  {plan.about.title}  {fiscal.label(year)}  {PROFILES[chosen].name}")
        _print_judgements(judgements)


@app.command(help=_("List the municipalities in the store."))
def cities() -> None:
    with _store() as store:
        for city in store.cities():
            mark = _(" (invented)") if city.fictional else ""
            print(f"{city.code}  {city.prefecture}{city.name}{mark}  {city.title}")


@app.command(help=_("Every figure ever recorded, with who and when."))
def history(
    code: Code,
    indicator: Annotated[str | None, typer.Option("--indicator", help=_("Only this indicator's code."))] = None,
) -> None:
    plan = _plan(code)
    if indicator is not None and plan.indicator(indicator) is None:
        _fail(_("There is no indicator “{code}” in this plan.", code=indicator))
    with _store() as store:
        table = _table(_("Revision"), _("When"), _("Who"), _("From"), _("Code"), _("Figure"), _("Old"), _("New"))
        for step in store.history(code, indicator):
            year = fiscal.wareki(step.fiscal_year) if step.fiscal_year else ""
            figure = " ".join(part for part in (terms.label(step.kind), step.series, year) if part)
            old, new = map(_recorded, (step.old, step.new))
            when = f"{step.at.astimezone():%Y-%m-%d %H:%M}"
            table.add_row(str(step.revision), when, step.who, step.source, step.indicator, figure, old, new)
    _console().print(table)


@app.command(help=_("Bring the store to the level of this program."))
def migrate() -> None:
    with _opened() as store:
        before = store.level()
        copy = store.migrate()
        after = store.level()
    if before == after:
        _say(_("The store is up to date (level {level}).", level=after.store))
        return
    _say(_("The store is now at level {level}.", level=after.store))
    if copy:
        _say(_("The file as it was before: {file}", file=copy))


@app.command(help=_("Start the dashboard."))
def serve(
    host: Annotated[str | None, typer.Option("--host", help=_("Address to listen on."))] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help=_("Port to listen on."))] = None,
) -> None:
    import uvicorn

    if not (PROJECT / "app.py").exists():
        _fail(_("The dashboard runs from its project folder (app.py, pages/). See the README."), code=2)
    with _ready_or_fail():
        chosen = settings()
        store = Store(chosen.database_url)
        copy = store.migrate()
        store.close()
    if copy:
        _say(_("The file as it was before: {file}", file=copy))
    host, port = host or chosen.host, port or chosen.port
    os.environ["DXKPI_DATABASE_URL"] = chosen.database_url
    os.chdir(PROJECT)
    _check_address(host, port)
    _say(_("dxkpi is running at {address} (stop with Ctrl+C)", address=f"http://{host}:{port}"))
    uvicorn.run("app:app", host=host, port=port, app_dir=str(PROJECT), log_level="warning", access_log=False)


def _check_address(host: str, port: int) -> None:
    """End with a sentence when nothing can listen there, before anything says that it is running."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except (OSError, OverflowError) as error:
        _fail(_("Nothing can listen at {host}:{port}; another program may be using it.", host=host, port=port)
              + f" ({error})", code=2)  # fmt: skip


@contextmanager
def _ready_or_fail() -> Iterator[None]:
    try:
        yield
    except WrongSetting as error:
        _fail(str(error), code=2)
    except StoreError as error:
        _fail(f"{error} ({error.detail})" if error.detail else str(error))


@contextmanager
def _opened() -> Iterator[Store]:
    """The store as it is, whatever its level."""
    with _ready_or_fail():
        store = Store(settings().database_url)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def _store() -> Iterator[Store]:
    """The store, brought to this program's level first."""
    with _opened() as store:
        store.migrate()
        yield store


def _plan(code: str) -> Plan:
    with _store() as store:
        plan = store.plan(code)
        if plan is None:
            known = ", ".join(city.code for city in store.cities())
            words = (
                _("There is no plan of {code} in the store. There are: {known}.", code=code, known=known)
                if known
                else _("The store is empty. Load plans first: dxkpi load {folder}/*.yaml",
                       folder=PLANS.relative_to(PROJECT))
            )  # fmt: skip
            _fail(words)
    return plan


def _read_all(files: Sequence[Path]) -> list[Plan]:
    """Every plan, or all problems of all files and the end of the program."""
    plans: list[Plan] = []
    problems: list[document.Problem] = []
    for file in files:
        try:
            plans.append(document.read(file))
        except document.UnreadablePlan as error:
            problems += error.problems
    if problems:
        for problem in problems:
            _say(str(problem))
        _fail(i18n.ngettext("{n} problem. Nothing was loaded.", "{n} problems. Nothing was loaded.", len(problems)))
    return plans


def _year(text: str) -> int:
    try:
        return fiscal.parse(text).fiscal_year
    except fiscal.NotAFiscalYear:
        _fail(_("“{text}” is not a fiscal year. Write 2025, R7 or 令和7年度.", text=text), code=2)


def _judgement_data(judgement: Judgement) -> dict[str, Any]:
    indicator = judgement.indicator
    return {
        "indicator": indicator.code,
        "name": indicator.name,
        "fiscal_year": judgement.fiscal_year,
        "status": judgement.status.value,
        "grade": judgement.grade,
        "actual": judgement.value,
        "expected": _short(judgement.expected),
        "target": judgement.target_value,
        "achievement_rate": _short(judgement.achievement_rate),
        "progress_rate": _short(judgement.progress_rate),
        "pace": _short(judgement.pace),
        "formula": wording.formula(judgement),
        "note": wording.note(judgement),
    }


def _short(value: Decimal | None) -> Decimal | None:
    """Six digits after the point are enough for a reader of JSON; whole figures stay as they are."""
    return None if value is None else round(value, 6).normalize() + 0


def _print_judgements(judgements: Sequence[Judgement]) -> None:
    table = _table(_("Code"), _("Indicator"), _("Status"), _("Actual"), _("Expected"), _("Target"), _("Pace"))
    for judgement in judgements:
        indicator, value, expected = judgement.indicator, judgement.value, judgement.expected
        table.add_row(
            indicator.code,
            indicator.name,
            f"{terms.glyph(judgement.status)} {terms.label(judgement.status)}",
            figures.figure(indicator, value) if value is not None else "－",
            figures.figure(indicator, expected) if expected is not None else "－",
            wording.goal(indicator) or "－",
            figures.percent(judgement.pace) if judgement.pace is not None else "－",
        )
    _console().print(table)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container may run as a number without a name
        return "?"


def _recorded(value: Decimal | Missing | None) -> str:
    if isinstance(value, Missing):
        return terms.label(value)
    return "－" if value is None else str(value)


def _say_changes(plan: Plan, changes: Sequence[Change], *, new: bool) -> None:
    city = f"{plan.municipality.name} ({plan.municipality.code})"
    if new:
        _say(_("{city}: new plan, {measures} measures, {indicators} indicators.",
               city=city, measures=len(plan.measures), indicators=len(plan.indicators)))  # fmt: skip
        return
    if not changes:
        _say(_("{city}: no change.", city=city))
        return
    _say(i18n.ngettext("{city}: {n} change:", "{city}: {n} changes:", len(changes), city=city))
    for change in sorted(changes, key=lambda change: not change.loses_actual)[:MAX_CHANGES_SHOWN]:
        _say(f"  {' / '.join(map(terms.field, change.path))}: {_brief(change.old)} → {_brief(change.new)}")
    if len(changes) > MAX_CHANGES_SHOWN:
        _say(_("  … and {n} more.", n=len(changes) - MAX_CHANGES_SHOWN))


def _brief(value: Any) -> str:
    if value is None:
        return "－"
    if isinstance(value, StrEnum):
        return terms.label(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _console() -> Console:
    return Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else 160)


def _say(message: str) -> None:
    typer.echo(message, err=True)


def _fail(message: str, code: int = 1) -> NoReturn:
    _say(message)
    raise typer.Exit(code)


def main() -> None:
    """The entry point. Files and pipes get UTF-8 on Windows too, whose own code page lacks many letters of names."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
    app(prog_name="dxkpi")
