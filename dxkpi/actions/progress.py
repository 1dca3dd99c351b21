"""Reporting how far the schedule has come."""

from dataclasses import dataclass

from dxkpi.actions.actor import Actor
from dxkpi.actions.intake import ExaminedReturn
from dxkpi.actions.permission import Command, permit
from dxkpi.actions.returns import make_registration
from dxkpi.store import TYPED, Store, Submission, writing


@dataclass(frozen=True)
class ReportProgress(Command):
    """Put on record how far entries of the schedule have come, typed without a figure."""

    examined: ExaminedReturn


def report_progress(store: Store, command: ReportProgress, actor: Actor) -> Submission:
    """Store the progress as a return of its own, which can be withdrawn by its receipt.

    Raises `ChangedInStore` as `register_return` does.
    """
    permit(actor, command)
    checked = command.examined.checked
    if checked is None or not command.examined.is_only_progress:
        raise ValueError("only progress that was typed without figures is reported")
    registration = make_registration(checked, None, TYPED)
    return writing.register_return(store, registration, actor.name)
