"""Plans: load and export them, judge them, look into their history."""

import sys
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import simplejson
import typer

from dxkpi import actions, fiscal
from dxkpi.cli.console import (
    Code,
    TableFormat,
    app,
    console,
    fail,
    new_table,
    open_store,
    operator,
    plan_of,
    say,
    year_of,
)
from dxkpi.cli.language import _, current_language, ngettext
from dxkpi.plan import (
    Plan,
    PlanChange,
    Survey,
    changes_between,
    document,
    document_writing,
)
from dxkpi.plan.document_problem import DocumentProblem, UnreadablePlan
from dxkpi.rules import PROFILES, Judgement, default_year, judge_plan
from dxkpi.settings import settings
from dxkpi.store import HistoryEntry, HistoryStep
from dxkpi.text.lines import shortened
from dxkpi.text.rounding import percent_text
from dxkpi.wording import figures, glossary
from dxkpi.wording import judgement as wording
from dxkpi.wording.formula import formula_text
from dxkpi.wording.plan_document import placed_problem_text
from dxkpi.wording.store import source_text
from dxkpi.wording.targets import goal_text

MAX_CHANGES_SHOWN = 20


class DocumentFormat(StrEnum):
    JSON = "json"
    YAML = "yaml"


@app.command(help=_("Check plan files, show what changes, load all or none."))
def load(
    files: Annotated[
        list[Path],
        typer.Argument(metavar=_("FILES"), help=_("Plan documents (YAML or JSON).")),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Show the changes, load nothing."))
    ] = False,
    only_new: Annotated[
        bool,
        typer.Option("--only-new", help=_("Leave alone what is in the store already.")),
    ] = False,
    remove_actuals: Annotated[
        bool,
        typer.Option(
            "--remove-actuals",
            help=_("Also take away actuals that the files do not hold."),
        ),
    ] = False,
) -> None:
    plans = _read_all(files)
    with open_store() as store:
        seen = store.revision()
        if only_new:
            known = {city.code for city in store.cities()}
            plans = [plan for plan in plans if plan.municipality.code not in known]
        stored = store.plans([plan.municipality.code for plan in plans])
        lost: list[PlanChange] = []
        for plan in plans:
            before = stored.get(plan.municipality.code)
            changes = changes_between(before, plan)
            _say_changes(plan, changes, new=before is None)
            lost += [change for change in changes if change.loses_actual]
        if lost and not remove_actuals:
            fail(
                ngettext(
                    "Not loaded: the store holds {n} actual that the files do not. "
                    "Add it to the files, or load with --remove-actuals.",
                    "Not loaded: the store holds {n} actuals that the files do not. "
                    "Add them to the files, or load with --remove-actuals.",
                    len(lost),
                )
            )
        if dry_run:
            return
        source = ", ".join(file.name for file in files)[:500]
        command = actions.LoadPlans(tuple(plans), source, seen)
        revision = actions.load_plans(store, command, operator())
    say(
        _("Loaded (revision {n}).", n=revision.number)
        if revision
        else _("Nothing to load: the store is up to date.")
    )


@app.command(help=_("Print a plan as the document it was loaded from."))
def export(
    code: Code,
    format_: Annotated[
        DocumentFormat, typer.Option("--format", help=_("JSON or YAML."))
    ] = DocumentFormat.YAML,
) -> None:
    plan = plan_of(code)
    if plan.municipality.fictional:
        say(_("Invented data: this municipality does not exist."))
    sys.stdout.write(
        document_writing.plan_as_json(plan)
        if format_ is DocumentFormat.JSON
        else document_writing.plan_as_yaml(plan)
    )


@app.command(
    help=_("Judge every indicator of a plan in a fiscal year, with the formula.")
)
def status(
    code: Code,
    fiscal_year: Annotated[
        str | None,
        typer.Option(
            "--fiscal-year",
            help=_("Fiscal year: 2025, R7, 令和7年度. Default: the latest."),
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile", help=_("Grading profile: {names}.", names=", ".join(PROFILES))
        ),
    ] = None,
    format_: Annotated[
        TableFormat, typer.Option("--format", help=_("Table or JSON."))
    ] = TableFormat.TABLE,
) -> None:
    plan = plan_of(code)
    chosen = profile or settings().profile
    if chosen not in PROFILES:
        fail(
            _(
                "There is no grading profile “{name}”. Choose one of: {names}.",
                name=chosen,
                names=", ".join(PROFILES),
            ),
            code=2,
        )
    closed = fiscal.last_closed_year(fiscal.today())
    year = default_year(plan, closed) if fiscal_year is None else year_of(fiscal_year)
    judgements = judge_plan(plan, year, closed, PROFILES[chosen])
    if plan.municipality.fictional:
        say(_("Invented data: this municipality does not exist."))
    if format_ is TableFormat.JSON:
        rows = [_judgement_data(judgement) for judgement in judgements]
        print(simplejson.dumps(rows, ensure_ascii=False, indent=2, use_decimal=True))
    else:
        say(
            f"{plan.municipality.name}  {plan.about.title}  "
            f"{fiscal.both_calendars(year)}  {PROFILES[chosen].name}"
        )
        _print_judgements(judgements)


@app.command(help=_("List the municipalities in the store."))
def cities() -> None:
    with open_store() as store:
        for city in store.cities():
            mark = _(" (invented)") if city.fictional else ""
            print(f"{city.code}  {city.prefecture}{city.name}{mark}  {city.title}")


@app.command(help=_("Every figure ever recorded, with who and when."))
def history(
    code: Code,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help=_("Only this indicator's code."))
    ] = None,
) -> None:
    plan = plan_of(code)
    if indicator is not None and plan.indicator(indicator) is None:
        fail(_("There is no indicator “{code}” in this plan.", code=indicator))
    with open_store() as store:
        table = new_table(
            _("Revision"),
            _("When"),
            _("Who"),
            _("From"),
            _("Code"),
            _("Figure"),
            _("Old"),
            _("New"),
        )
        for step in store.history(code, indicator):
            year = fiscal.wareki(step.fiscal_year) if step.fiscal_year else ""
            kind = (
                glossary.term_label(step.kind, current_language())
                if step.kind
                else glossary.field_label("schedule", current_language())
            )
            figure = " ".join(part for part in (kind, step.series, year) if part)
            when = f"{step.at.astimezone():%Y-%m-%d %H:%M}"
            old, new = (
                _recorded(step.before, step.after),
                _recorded(step.after, step.before),
            )
            table.add_row(
                str(step.revision),
                when,
                step.who,
                _source(step),
                step.place,
                figure,
                old,
                new,
            )
    console().print(table)


def _read_all(files: Sequence[Path]) -> list[Plan]:
    """Every plan, or all problems of all files and the end of the program."""
    plans: list[Plan] = []
    problems: list[DocumentProblem] = []
    for file in files:
        try:
            plans.append(document.read_plan(file))
        except UnreadablePlan as error:
            problems += error.problems
    if problems:
        for problem in problems:
            say(placed_problem_text(problem, current_language()))
        fail(
            ngettext(
                "{n} problem. Nothing was loaded.",
                "{n} problems. Nothing was loaded.",
                len(problems),
            )
        )
    return plans


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
        "formula": formula_text(judgement, current_language()),
        "note": wording.judgement_note(judgement, current_language()),
    }


def _short(value: Decimal | None) -> Decimal | None:
    """Six digits after the point are enough for a reader of JSON; whole figures stay as
    they are.
    """
    return None if value is None else round(value, 6).normalize() + 0


def _print_judgements(judgements: Sequence[Judgement]) -> None:
    table = new_table(
        _("Code"),
        _("Indicator"),
        _("Status"),
        _("Actual"),
        _("Expected"),
        _("Target"),
        _("Pace"),
    )
    for judgement in judgements:
        indicator, value, expected = (
            judgement.indicator,
            judgement.value,
            judgement.expected,
        )
        table.add_row(
            indicator.code,
            indicator.name,
            f"{glossary.term_glyph(judgement.status)} "
            f"{glossary.term_label(judgement.status, current_language())}",
            figures.figure_text(indicator, value, current_language())
            if value is not None
            else "－",
            figures.figure_text(indicator, expected, current_language())
            if expected is not None
            else "－",
            goal_text(indicator, current_language()) or "－",
            percent_text(judgement.pace) if judgement.pace is not None else "－",
        )
    console().print(table)


def _recorded(entry: HistoryEntry | None, other: HistoryEntry | None) -> str:
    """What a write said, with the month and the note where the other side of the step
    says otherwise.
    """
    if entry is None:
        return "－"
    said = (
        glossary.term_label(entry.value, current_language())
        if isinstance(entry.value, StrEnum)
        else "－"
        if entry.value is None
        else f"{entry.value}"
    )
    words = [_("about {value}", value=said) if entry.approximate else said]
    if entry.percent is not None:
        words.append(f"{entry.percent}%")
    if entry.as_of and (other is None or entry.as_of != other.as_of):
        words.append(f"({fiscal.month_label(entry.as_of)})")
    if entry.survey and (other is None or entry.survey != other.survey):
        words.append(
            f"({glossary.field_label('survey', current_language())} "
            f"{figures.counts_text(entry.survey)})"
        )
    if entry.note and (other is None or entry.note != other.note):
        words.append(entry.note)
    return " ".join(words)


def _source(step: HistoryStep) -> str:
    """The file a write came from, and the return it belongs to or took back."""
    source = source_text(step.source, current_language())
    if step.submission is None:
        return source
    facts = {"source": source, "n": step.submission}
    return (
        _("{source} (receipt {n} withdrawn)", **facts)
        if step.withdrawal
        else _("{source} (receipt {n})", **facts)
    )


def _say_changes(plan: Plan, changes: Sequence[PlanChange], *, new: bool) -> None:
    city = f"{plan.municipality.name} ({plan.municipality.code})"
    if new:
        say(
            _(
                "{city}: new plan, {measures} measures, {indicators} indicators.",
                city=city,
                measures=len(plan.measures),
                indicators=len(plan.indicators),
            )
        )
        return
    if not changes:
        say(_("{city}: no change.", city=city))
        return
    say(
        ngettext("{city}: {n} change:", "{city}: {n} changes:", len(changes), city=city)
    )
    for change in sorted(changes, key=lambda change: not change.loses_actual)[
        :MAX_CHANGES_SHOWN
    ]:
        path = [glossary.field_label(name, current_language()) for name in change.path]
        say(f"  {' / '.join(path)}: {_brief(change.old)} → {_brief(change.new)}")
    if len(changes) > MAX_CHANGES_SHOWN:
        say(_("  … and {n} more.", n=len(changes) - MAX_CHANGES_SHOWN))


def _brief(value: Any) -> str:
    if value is None:
        return "－"
    if isinstance(value, Survey):
        return figures.counts_text(value)
    if isinstance(value, StrEnum):
        return glossary.term_label(value, current_language())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return shortened(text, 40)
