"""What the headquarters decided: listed, recorded, changed."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, NoReturn

import typer

from dxkpi import actions, fiscal
from dxkpi.actions import ChangeDecision, TypedDecision, WrongDecision
from dxkpi.cli.console import (
    Code,
    Correction,
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
from dxkpi.cli.known_day import AsOf, plan_of_day
from dxkpi.cli.language import _, current_language
from dxkpi.cli.operator import operator
from dxkpi.plan import Decision, DecisionState, DecisionSubject, Plan
from dxkpi.plan.decision import WHOLE_PLAN
from dxkpi.plan.document_words import term_of_word
from dxkpi.returns.department_decisions import decisions_of_department
from dxkpi.rules import count_decisions
from dxkpi.rules.decisions import is_open, is_overdue
from dxkpi.settings import settings
from dxkpi.store import TYPED_AS_COMMAND
from dxkpi.wording.decisions import (
    counted_states_text,
    fault_text,
    short_day,
    state_text,
    subject_text,
    until_text,
)

_Number = Annotated[
    str | None,
    typer.Option("--number", help=_("Change the decision with this number.")),
]


@app.command(help=_("List what the headquarters decided, and how far it is."))
def decisions(
    code: Code,
    fiscal_year: Annotated[
        str | None,
        typer.Option("--fiscal-year", help=_("Only what was decided about this year.")),
    ] = None,
    department: Annotated[
        str | None,
        typer.Option("--department", help=_("Only what this department is to do.")),
    ] = None,
    only_open: Annotated[
        bool, typer.Option("--open", help=_("Only what is still to be done."))
    ] = False,
    format_: Format = TableFormat.TABLE,
    as_of: AsOf = None,
) -> None:
    shown = plan_of_day(code, as_of)
    plan, today = shown.plan, shown.day
    listed = plan.decisions
    if department is not None:
        register = settings().register_on(plan.municipality, today)
        listed = decisions_of_department(plan, department, register)
    year = None if fiscal_year is None else year_of(fiscal_year)
    listed = tuple(
        decision
        for decision in listed
        if year in (None, decision.fiscal_year)
        if is_open(decision) or not only_open
    )
    say_if_invented(plan)
    if format_ is TableFormat.JSON:
        print_json([_decision_data(decision, today) for decision in listed])
        return
    if not listed:
        say(_("Nothing was decided here yet."))
        return
    _print_decisions(plan, listed, today)


def _print_decisions(plan: Plan, listed: tuple[Decision, ...], today: date) -> None:
    table = new_table(
        _("Decision number"),
        _("Fiscal year"),
        _("Decided on"),
        _("About what"),
        _("Decision"),
        _("Department"),
        _("Until when"),
        _("How far"),
        _("What came of it"),
    )
    language = current_language()
    for decision in listed:
        table.add_row(
            decision.number,
            language.short_year(decision.fiscal_year),
            short_day(decision.decided, language),
            subject_text(plan, decision.subject, language),
            decision.text,
            decision.department or "－",
            until_text(decision, language),
            state_text(decision, language),
            decision.outcome or "",
        )
    print_table(table)
    say(counted_states_text(count_decisions(listed, today), language))


def _decision_data(decision: Decision, today: date) -> dict[str, Any]:
    data = decision.model_dump(mode="json")
    return data | {"overdue": is_overdue(decision, today)}


@app.command(help=_("Record what the headquarters decided, or change a decision."))
def decide(
    code: Code,
    number: _Number = None,
    text: Annotated[
        str | None, typer.Option("--text", help=_("What was decided."))
    ] = None,
    fiscal_year: Annotated[
        str | None,
        typer.Option(
            "--fiscal-year",
            help=_("The year it is about. Default: the last one that is over."),
        ),
    ] = None,
    decided: Annotated[
        str | None,
        typer.Option("--decided", help=_("The day or month. Default: today.")),
    ] = None,
    indicator: Annotated[
        str | None,
        typer.Option("--indicator", help=_("The code of the indicator it is about.")),
    ] = None,
    measure: Annotated[
        str | None,
        typer.Option("--measure", help=_("The number of the measure it is about.")),
    ] = None,
    initiative: Annotated[
        str | None,
        typer.Option("--initiative", help=_("The number of the initiative in it.")),
    ] = None,
    department: Annotated[
        str | None, typer.Option("--department", help=_("Who does it."))
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until", help=_("Until when: 2026-12, 令和8年12月, 令和8年度末.")
        ),
    ] = None,
    state: Annotated[
        str | None,
        typer.Option("--state", help=_("これから, 実施中, 済み or 取りやめ.")),
    ] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", help=_("What came of it."))
    ] = None,
    remove: Annotated[
        bool,
        typer.Option("--remove", help=_("Take the decision out: it was a mistake.")),
    ] = False,
    correction: Correction = "",
) -> None:
    plan = plan_of(code)
    before = None if number is None else _decision_numbered(plan, number)
    if remove and before is None:
        fail(_("Say which decision: --number N."), code=2)
    after = None
    if not remove:
        said = {
            "text": text,
            "decided": decided,
            "department": department,
            "until": until,
            "outcome": outcome,
            "fiscal_year": None if fiscal_year is None else year_of(fiscal_year),
            "state": None if state is None else _state(state),
            "subject": _subject(before, indicator, measure, initiative),
        }
        after = _parsed(_with_words(before, said))
    command = ChangeDecision(plan.key, before, after, TYPED_AS_COMMAND, correction)
    with open_store() as store:
        try:
            written = actions.change_decision(store, command, operator())
        except WrongDecision as error:
            _refuse(error)
    if written is None:
        say(_("Decision {number} was taken out.", number=number))
    else:
        say(_("Decision {number} is on record.", number=written.number))


def _parsed(typed: TypedDecision) -> Decision:
    try:
        return actions.parse_decision(typed)
    except WrongDecision as error:
        _refuse(error)


def _refuse(error: WrongDecision) -> NoReturn:
    language = current_language()
    fail("\n".join(fault_text(fault, language) for fault in error.faults), code=2)


def _decision_numbered(plan: Plan, number: str) -> Decision:
    numbered = {decision.number: decision for decision in plan.decisions}
    if number not in numbered:
        fail(_("There is no decision with the number {number}.", number=number), code=2)
    return numbered[number]


def _with_words(before: Decision | None, said: dict[str, Any]) -> TypedDecision:
    """The decision with what was said of it; what was not said stays as it is."""
    if before is None:
        today = fiscal.today()
        typed = TypedDecision("", fiscal.last_closed_year(today), today.isoformat())
    else:
        typed = TypedDecision.of(before)
    given = {name: value for name, value in said.items() if value is not None}
    return replace(typed, **given)


def _subject(
    before: Decision | None,
    indicator: str | None,
    measure: str | None,
    initiative: str | None,
) -> DecisionSubject | None:
    """What was named as its subject, an initiative in the measure that it was about
    before; None where nothing was.
    """
    if initiative is not None and measure is None and before is not None:
        measure = before.measure
    subject = DecisionSubject(indicator, measure, initiative)
    return None if subject == WHOLE_PLAN else subject


def _state(word: str) -> DecisionState:
    term = term_of_word(DecisionState, word) or word
    if term not in list(DecisionState):
        fail(
            _(
                "“{state}” is no state of a decision. Write これから, 実施中, 済み or 取りやめ.",
                state=word,
            ),
            code=2,
        )
    return DecisionState(term)
