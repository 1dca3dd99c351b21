"""What the headquarters decided: recording it, changing how far it is, taking it out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from dxkpi import fiscal
from dxkpi.actions.actor import Actor
from dxkpi.actions.command import NotDone, PlanCommand
from dxkpi.actions.correction import required_correction
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import permit
from dxkpi.actions.rights import Right
from dxkpi.plan import Decision, DecisionState, DecisionSubject, Plan
from dxkpi.plan.decision import (
    LONGEST_DECISION,
    LONGEST_DEPARTMENT,
    WHOLE_PLAN,
    is_earlier,
)
from dxkpi.plan.fields import unstorable
from dxkpi.store import TYPED, Store, StoreError, StoreFault, writing

_NOT_NUMBERED = "-"
"""Stands for the number of a new decision until the store gives it one."""


class DecisionFault(StrEnum):
    """What is wrong with a decision. The sentences are in `dxkpi.wording.decisions`."""

    NO_TEXT = "no_text"
    TEXT_TOO_LONG = "text_too_long"
    OUTCOME_TOO_LONG = "outcome_too_long"
    DEPARTMENT_TOO_LONG = "department_too_long"
    UNSTORABLE = "unstorable"
    NO_DECIDED = "no_decided"
    DECIDED_UNREADABLE = "decided_unreadable"
    DECIDED_TO_COME = "decided_to_come"
    UNTIL_UNREADABLE = "until_unreadable"
    UNTIL_EARLIER = "until_earlier"
    NO_SUCH_SUBJECT = "no_such_subject"


class WrongDecision(NotDone):
    """The decision cannot be recorded as it is; nothing was stored."""

    def __init__(self, *faults: DecisionFault) -> None:
        super().__init__(*faults)
        self.faults: tuple[DecisionFault, ...] = faults


@dataclass(frozen=True)
class TypedDecision:
    """A decision as somebody typed it; its days are texts: 令和8年12月, 2026-12-20."""

    text: str
    fiscal_year: int
    decided: str
    subject: DecisionSubject = WHOLE_PLAN
    department: str = ""
    until: str = ""
    state: DecisionState = DecisionState.TO_DO
    outcome: str = ""

    @classmethod
    def of(cls, decision: Decision) -> Self:
        """A decision as it would be typed."""
        return cls(
            text=decision.text,
            fiscal_year=decision.fiscal_year,
            decided=decision.decided,
            subject=decision.subject,
            department=decision.department or "",
            until=decision.until or "",
            state=decision.state,
            outcome=decision.outcome or "",
        )


@dataclass(frozen=True)
class ChangeDecision(PlanCommand):
    """Put a decision in the place of another of the same plan.

    `before` is the former one as it was seen; without it a new one is added. Without
    `after` the former one, which was a mistake, is taken out. `correction` is the reason
    that a plan which is over asks for.
    """

    right: ClassVar[Right] = Right.DECIDE
    before: Decision | None
    after: Decision | None
    source: str = TYPED
    correction: str = ""


def parse_decision(typed: TypedDecision) -> Decision:
    """The decision that was typed. Raises `WrongDecision` with everything that is wrong."""
    faults = tuple(_faults_of_typing(typed))
    if faults:
        raise WrongDecision(*faults)
    return Decision(
        number=_NOT_NUMBERED,
        fiscal_year=typed.fiscal_year,
        decided=_day_of(typed.decided) or "",
        text=_in_one_line(typed.text),
        indicator=typed.subject.indicator,
        measure=typed.subject.measure,
        initiative=typed.subject.initiative,
        department=_in_one_line(typed.department) or None,
        until=_end_of(typed.until),
        state=typed.state,
        outcome=_in_one_line(typed.outcome) or None,
    )


@logged
def change_decision(
    store: Store, command: ChangeDecision, actor: Actor
) -> Decision | None:
    """Store what was decided; the decision with its number, None where one was taken out.

    What is stored already is given back as it is. Raises `WrongDecision`, and `StoreError`
    where somebody changed the decision meanwhile.
    """
    permit(store, actor, command)
    plan = store.plan(command.plan)
    if plan is None:
        raise StoreError(StoreFault.PLAN_GONE)
    before, after = command.before, command.after
    if after is not None:
        _check_fits(plan, before, after)
        stored = _same_decision(plan, before, after)
        if stored is not None:
            return stored
    correction = required_correction([plan], command.correction)
    return writing.change_decision(
        store, plan.key, before, after, actor.name, command.source, correction
    )


def _check_fits(plan: Plan, before: Decision | None, after: Decision) -> None:
    """Refuse a decision that is still to come, or is about what the plan does not have."""
    if is_to_come(after.decided, fiscal.today()):
        raise WrongDecision(DecisionFault.DECIDED_TO_COME)
    is_as_before = before is not None and before.subject == after.subject
    if not is_as_before and not _has_subject(plan, after.subject):
        raise WrongDecision(DecisionFault.NO_SUCH_SUBJECT)


def _has_subject(plan: Plan, subject: DecisionSubject) -> bool:
    if subject.indicator is not None:
        return plan.indicator(subject.indicator) is not None
    if subject.measure is None:
        return subject.initiative is None
    measure = plan.measure(subject.measure)
    if measure is None or subject.initiative is None:
        return measure is not None
    return measure.initiative_name(subject.initiative) is not None


def _same_decision(
    plan: Plan, before: Decision | None, after: Decision
) -> Decision | None:
    """The stored decision that says the same, where nothing would change."""
    if before is not None:
        numbered = after.changed(number=before.number)
        return before if numbered == before and before in plan.decisions else None
    for stored in plan.decisions:
        if after.changed(number=stored.number) == stored:
            return stored
    return None


def is_to_come(day: str, today: date) -> bool:
    """Whether a month or day is still to come."""
    return day > today.isoformat()[: len(day)]


def _faults_of_typing(typed: TypedDecision) -> Iterator[DecisionFault]:
    yield from _faults_of_texts(typed)
    if not typed.subject.is_one_thing:
        yield DecisionFault.NO_SUCH_SUBJECT
    decided, until = _day_of(typed.decided), _end_of(typed.until)
    if not typed.decided.strip():
        yield DecisionFault.NO_DECIDED
    elif decided is None:
        yield DecisionFault.DECIDED_UNREADABLE
    elif is_to_come(decided, fiscal.today()):
        yield DecisionFault.DECIDED_TO_COME
    if typed.until.strip() and until is None:
        yield DecisionFault.UNTIL_UNREADABLE
    if decided is not None and until is not None and is_earlier(until, decided):
        yield DecisionFault.UNTIL_EARLIER


def _faults_of_texts(typed: TypedDecision) -> Iterator[DecisionFault]:
    text, outcome = _in_one_line(typed.text), _in_one_line(typed.outcome)
    department = _in_one_line(typed.department)
    if not text:
        yield DecisionFault.NO_TEXT
    if len(text) > LONGEST_DECISION:
        yield DecisionFault.TEXT_TOO_LONG
    if len(outcome) > LONGEST_DECISION:
        yield DecisionFault.OUTCOME_TOO_LONG
    if len(department) > LONGEST_DEPARTMENT:
        yield DecisionFault.DEPARTMENT_TOO_LONG
    if unstorable(text + outcome + department):
        yield DecisionFault.UNSTORABLE


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _day_of(text: str) -> str | None:
    """The month or day that a text names; None where it names neither."""
    try:
        return fiscal.parse_year(text).as_of
    except fiscal.NotAFiscalYear:
        return None


def _end_of(text: str) -> str | None:
    """The month or day by which something is to be done; of a fiscal year its last month."""
    try:
        parsed = fiscal.parse_year(text)
    except fiscal.NotAFiscalYear:
        return None
    if parsed.as_of is None and not parsed.ambiguous:
        return fiscal.last_month(parsed.fiscal_year)
    return parsed.as_of
