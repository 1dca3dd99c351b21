"""Reporting how far the schedule has come."""

from dataclasses import dataclass

from dxkpi.actions.actor import Actor
from dxkpi.actions.correction import correction_of_return
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import permit
from dxkpi.actions.returns import ReturnCommand, make_registration
from dxkpi.store import TYPED, Store, Submission, writing


@dataclass(frozen=True)
class ReportProgress(ReturnCommand):
    """Put on record how far entries of the schedule have come, typed without a figure.

    `correction` is the reason that a plan which is over asks for.
    """

    correction: str = ""


@logged
def report_progress(store: Store, command: ReportProgress, actor: Actor) -> Submission:
    """Store the progress as a return of its own, which can be withdrawn by its receipt.

    Raises `ChangedInStore` as `register_return` does.
    """
    permit(store, actor, command)
    checked = command.examined.checked
    if checked is None or not command.examined.is_only_progress:
        raise ValueError("only progress that was typed without figures is reported")
    correction = correction_of_return(store, checked, command.correction)
    registration = make_registration(checked, None, TYPED, correction)
    return writing.register_return(store, registration, actor.name)
