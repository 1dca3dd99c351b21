"""Registering, holding and withdrawing a return."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from dxkpi.actions.actor import Actor
from dxkpi.actions.command import CityScope, Command, facts_of_plans
from dxkpi.actions.correction import correction_of_return, required_correction
from dxkpi.actions.intake import ExaminedReturn, OpenedWorkbook
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import permit
from dxkpi.actions.rights import Right
from dxkpi.findings import Severity
from dxkpi.plan import Missing, Plan, PlanKey
from dxkpi.returns import CheckedReturn
from dxkpi.returns.return_form import departments_named
from dxkpi.store import (
    TYPED,
    AlreadyRegistered,
    HeldReturn,
    OriginalFile,
    RecordedConfirmation,
    Registration,
    Store,
    Submission,
    WithdrawnReturn,
    writing,
)


@dataclass(frozen=True)
class ReturnCommand(Command):
    """What somebody wants done with a return that was examined."""

    right: ClassVar[Right] = Right.REPORT
    examined: ExaminedReturn

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        return scopes_of_return(self.examined)

    def facts(self) -> Mapping[str, object]:
        plan = _plan_of_examined(self.examined)
        return facts_of_plans([] if plan is None else [plan])


@dataclass(frozen=True)
class RegisterReturn(ReturnCommand):
    """Put an accepted return on record: a file, one that was held for confirmation, or
    what was typed on the screen.

    Progress and confirmations that come with figures are part of the return: they are
    stored, superseded and withdrawn together. `correction` is the reason that a plan
    which is over asks for.
    """

    correction: str = ""


@dataclass(frozen=True)
class HoldReturn(ReturnCommand):
    """Keep a file with values that somebody must confirm: the original only, no figure
    changes.
    """


@dataclass(frozen=True)
class WithdrawReturn(Command):
    """Take a return back by its receipt number; the reason is kept with it."""

    right: ClassVar[Right] = Right.WITHDRAW
    number: int
    reason: str

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        submission = store.submission(self.number)
        if submission is None:
            return ()
        return (_scope(submission.plan, submission.department),)

    def facts(self) -> Mapping[str, object]:
        return {"receipt": self.number}


@logged
def register_return(store: Store, command: RegisterReturn, actor: Actor) -> Submission:
    """Store a return's figures, its progress, its original and its confirmations, all
    or nothing.

    A file that is on record already is given back as it is. Raises `ChangedInStore`
    when somebody else changed a figure meanwhile: examine it again and show what
    changed. Of a batch each is examined again after those before it are stored.
    """
    permit(store, actor, command)
    examined = command.examined
    if examined.registered is not None:
        return examined.registered
    if examined.checked is None:
        raise ValueError("only a return that was matched to a form can be registered")
    correction = correction_of_return(store, examined.checked, command.correction)
    registration = make_registration(
        examined.checked, _original(examined.opened), TYPED, correction
    )
    try:
        return writing.register_return(store, registration, actor.name)
    except AlreadyRegistered as faster:
        return faster.submission


@logged
def hold_return(store: Store, command: HoldReturn, actor: Actor) -> Submission:
    """Keep a file to be confirmed; one that waits already is found again.

    Raises `AlreadyRegistered`.
    """
    permit(store, actor, command)
    examined = command.examined
    original = _original(examined.opened)
    if (
        original is None
        or examined.checked is None
        or examined.findings_of(Severity.ERROR)
    ):
        raise ValueError("only a file without errors can be held for confirmation")
    form = examined.checked.form
    held = HeldReturn(form.plan.key, form.fiscal_year, form.department, original)
    return writing.hold_return(store, held, actor.name)


@logged
def withdraw_return(
    store: Store, command: WithdrawReturn, actor: Actor
) -> WithdrawnReturn:
    """Put back what the return changed, unless superseded. Of a plan that is over its
    reason is that of a correction.

    Raises `StoreError`, also without a reason.
    """
    permit(store, actor, command)
    correction = required_correction(_plan_of_return(store, command), command.reason)
    return writing.withdraw_return(
        store, command.number, actor.name, command.reason, correction
    )


def scopes_of_return(examined: ExaminedReturn) -> tuple[CityScope, ...]:
    """The departments that a return is for; () while it is matched to no form."""
    if examined.registered is not None:
        registered = examined.registered
        return (_scope(registered.plan, registered.department),)
    if examined.checked is None:
        return ()
    form = examined.checked.form
    return (_scope(form.plan.key, form.departments),)


def _plan_of_examined(examined: ExaminedReturn) -> PlanKey | None:
    """The plan that a return is for; None while it is matched to no form."""
    if examined.registered is not None:
        return examined.registered.plan
    return None if examined.checked is None else examined.checked.form.plan.key


def _scope(plan: PlanKey, departments: str | None) -> CityScope:
    return CityScope(plan.city, departments_named(departments))


def _plan_of_return(store: Store, command: WithdrawReturn) -> list[Plan]:
    """The plan of the return that is withdrawn; none where there is no such return."""
    submission = store.submission(command.number)
    if submission is None:
        return []
    return list(store.plans([submission.plan]).values())


def make_registration(
    checked: CheckedReturn,
    original: OriginalFile | None,
    source: str,
    correction: str | None = None,
) -> Registration:
    """What the store is given of an accepted return.

    `source` is where it came from, if not from a file; `correction` why it changes a
    plan that is over.
    """
    if not checked.accepted:
        raise ValueError("only an accepted return can be registered")
    form = checked.form
    if form.is_ahead:
        raise ValueError("examine it again once the returns before it are stored")
    return Registration(
        plan=form.plan,
        fiscal_year=form.fiscal_year,
        department=form.departments,
        revision=form.revision,
        actuals=checked.actuals,
        progress=checked.progress,
        known_progress=form.progress,
        missing=_missing_after(checked),
        confirmations=_confirmations(checked),
        original=original,
        source=source,
        reported_year=checked.reported_year,
        correction=correction,
    )


def _original(opened: OpenedWorkbook | None) -> OriginalFile | None:
    if opened is None:
        return None
    return OriginalFile(opened.name, opened.content)


def _missing_after(checked: CheckedReturn) -> Mapping[Missing, int]:
    """How many indicators of the whole form have no figure once this is registered, by
    reason.
    """
    form = checked.form
    missing: Counter[Missing] = Counter()
    for indicator in form.indicators:
        actual = form.registered(indicator)
        actual = checked.actuals.get(indicator.code, actual)
        if actual is not None and actual.missing is not None:
            missing[actual.missing] += 1
    return missing


def _confirmations(checked: CheckedReturn) -> tuple[RecordedConfirmation, ...]:
    confirmations = []
    for finding in checked.findings:
        if finding.reason is not None:
            confirmation = RecordedConfirmation(
                finding.code, finding.where, finding.proposed, finding.reason
            )
            confirmations.append(confirmation)
    return tuple(confirmations)
