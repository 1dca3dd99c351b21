"""Every action as one line of the log: what, in which city and plan, by whom, what came of
it, and how long it took.
"""

import logging
import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec, TypeVar

from dxkpi.actions.actor import Actor
from dxkpi.actions.permission import Command, NotPermitted
from dxkpi.actions.target_changes import UnexplainedTargets
from dxkpi.event_log import facts_of_failure, log_event, subject_hash
from dxkpi.plan import PlanKey
from dxkpi.store import ListedDraft, Store, StoreError

P = ParamSpec("P")
T = TypeVar("T")

DONE, REFUSED, NOT_DONE, FAILED = "done", "refused", "not_done", "failed"
"""What came of an action: done; not permitted; not possible as it was asked for; a mistake
of the program."""


def logged(action: Callable[P, T]) -> Callable[P, T]:
    """The action, with a line in the log for each time that somebody wants it."""

    @wraps(action)
    def run(*arguments: P.args, **named: P.kwargs) -> T:
        begun = time.monotonic()
        given = (*arguments, *named.values())
        facts = _asked_for(given)
        try:
            result = action(*arguments, **named)
        except Exception as error:
            facts |= _not_done(error)
            _log(action.__name__, begun, facts, logging.WARNING)
            raise
        facts |= _done(result, facts)
        _log(action.__name__, begun, facts, logging.INFO)
        return result

    return run


def _log(event: str, begun: float, facts: dict[str, object], level: int) -> None:
    milliseconds = round(1000 * (time.monotonic() - begun))
    log_event(event, level, **facts, milliseconds=milliseconds)


def _asked_for(given: Iterable[object]) -> dict[str, object]:
    """Where something is wanted, and by whom."""
    facts: dict[str, object] = {}
    store = next((each for each in given if isinstance(each, Store)), None)
    for each in given:
        if isinstance(each, Actor):
            facts["known_by"] = each.known_by.value
            facts["subject"] = subject_hash(each.subject)
        if isinstance(each, Command) and store is not None:
            facts["cities"] = _cities(store, each)
            facts["plans"] = _plans(each)
            facts |= _draft(each)
    return facts


def _cities(store: Store, command: Command) -> list[str]:
    """The cities that a command reaches; * for every city."""
    try:
        scopes = command.scopes(store)
    except StoreError:
        return []
    return sorted({scope.city or "*" for scope in scopes})


def _draft(asked: object) -> dict[str, object]:
    """The number of the draft that something is about."""
    number = getattr(asked, "draft", None)
    return {"draft": number} if isinstance(number, int) else {}


def _plans(command: Command) -> list[str]:
    plan = getattr(command, "plan", None)
    if isinstance(plan, PlanKey):
        return [str(plan)]
    plans = getattr(command, "plans", ())
    return [str(each.key) for each in plans]


def _done(result: object, facts: dict[str, object]) -> dict[str, object]:
    """What came of it; a refusal that is given back is one as well."""
    refusal = getattr(result, "refusal", None)
    if refusal is not None:
        return {"outcome": REFUSED, "reason": str(refusal)}
    done: dict[str, object] = {"outcome": DONE}
    if isinstance(result, ListedDraft):
        return done | {"draft": result.number}
    plan = getattr(result, "plan", None)
    if isinstance(plan, PlanKey) and not facts.get("plans"):
        done["plans"] = [str(plan)]
    number = getattr(result, "number", None)
    if isinstance(plan, PlanKey) and isinstance(number, int):
        done["receipt"] = number
    return done


def _not_done(error: Exception) -> dict[str, object]:
    if isinstance(error, NotPermitted):
        return {"outcome": REFUSED, "reason": error.refusal.value}
    if isinstance(error, StoreError):
        return {"outcome": NOT_DONE, "reason": error.fault.value}
    faults = getattr(error, "faults", None)
    if faults is not None:
        return {"outcome": NOT_DONE, "reason": ", ".join(map(str, faults))}
    if isinstance(error, UnexplainedTargets):
        return {"outcome": NOT_DONE, "reason": "unexplained_targets"}
    return {"outcome": FAILED, **facts_of_failure(error)}
