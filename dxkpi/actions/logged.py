"""Every action as one line of the log: what, in which city and plan, by whom, what came of
it, and how long it took. A command says itself what it is about.
"""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from dxkpi.actions.actor import Actor
from dxkpi.actions.command import Command, NotDone
from dxkpi.actions.permission import NotPermitted
from dxkpi.actions.sign_in_refusal import SignInRefused
from dxkpi.event_log import facts_of_failure, log_event, subject_hash
from dxkpi.store import ListedDraft, Store, StoreError, Submission

C = TypeVar("C", bound=Command)
P = ParamSpec("P")
T = TypeVar("T")

Facts = dict[str, object]

DONE, REFUSED, NOT_DONE, FAILED = "done", "refused", "not_done", "failed"
"""What came of an action: done; not permitted; not possible as it was asked for; a mistake
of the program."""


def logged(
    action: Callable[[Store, C, Actor], T],
) -> Callable[[Store, C, Actor], T]:
    """The action, with a line in the log for each time that somebody wants it."""

    @wraps(action)
    def run(store: Store, command: C, actor: Actor) -> T:
        facts = _facts_of(store, command, actor)
        return _logged(action.__name__, facts, lambda: action(store, command, actor))

    return run


def logged_sign_in(
    action: Callable[Concatenate[Store, P], T],
) -> Callable[Concatenate[Store, P], T]:
    """The same for signing in, before which nobody is known."""

    @wraps(action)
    def run(store: Store, /, *secrets: P.args, **named: P.kwargs) -> T:
        return _logged(action.__name__, {}, lambda: action(store, *secrets, **named))

    return run


def _logged(event: str, facts: Facts, act: Callable[[], T]) -> T:
    begun = time.monotonic()
    try:
        result = act()
    except Exception as error:
        _log(event, begun, facts | _not_done(error), logging.WARNING)
        raise
    _log(event, begun, facts | _done(result), logging.INFO)
    return result


def _log(event: str, begun: float, facts: Facts, level: int) -> None:
    milliseconds = round(1000 * (time.monotonic() - begun))
    log_event(event, level, **facts, milliseconds=milliseconds)


def _facts_of(store: Store, command: Command, actor: Actor) -> Facts:
    """Where something is wanted, and by whom."""
    return {
        "cities": _cities(store, command),
        **command.facts(),
        "known_by": actor.known_by.value,
        "subject": subject_hash(actor.subject),
    }


def _cities(store: Store, command: Command) -> list[str]:
    """The cities that a command reaches; * for every city."""
    try:
        scopes = command.scopes(store)
    except StoreError:
        return []
    return sorted({scope.city or "*" for scope in scopes})


def _done(result: object) -> Facts:
    """What came of it; a refusal that is given back is one as well."""
    match result:
        case SignInRefused():
            return {"outcome": REFUSED, "reason": result.refusal.value}
        case Submission():
            return {"outcome": DONE, "receipt": result.number}
        case ListedDraft():
            return {"outcome": DONE, "draft": result.number}
        case _:
            return {"outcome": DONE}


def _not_done(error: Exception) -> Facts:
    match error:
        case NotPermitted():
            return {"outcome": REFUSED, "reason": error.refusal.value}
        case StoreError():
            return {"outcome": NOT_DONE, "reason": error.fault.value}
        case NotDone():
            return {"outcome": NOT_DONE, "reason": ", ".join(map(str, error.faults))}
        case _:
            return {"outcome": FAILED, **facts_of_failure(error)}
