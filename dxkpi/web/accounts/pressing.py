"""The press of a button, and what came of it, said beside what was pressed."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from dxkpi import actions
from dxkpi.actions import AccountList, NotPermitted, Right, WrongGrant
from dxkpi.store import StoreError
from dxkpi.web.accounts.widget_keys import KEYS
from dxkpi.web.common import access, cached, notices
from dxkpi.web.common.language import current_language, sentences
from dxkpi.web.common.reader_choice import speak_to_reader
from dxkpi.web.common.session import page_state
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.accounts import grant_fault_text


class Panel(StrEnum):
    """A part of the page with buttons of its own."""

    PERSON = "person"
    GRANT = "grant"
    LIST = "list"


@dataclass(frozen=True)
class Paper:
    """An invitation to be handed over, which is shown until it is closed."""

    city: str
    subject: str
    text: str


@dataclass(frozen=True)
class OpenedList:
    """A list of a city that was read and is not stored yet."""

    city: str
    file: str
    read: AccountList


@dataclass
class AccountsPageState:
    """What is open, and what came of the last press; each success makes the widgets of
    the forms anew.
    """

    presses: int = 0
    panel: Panel | None = None
    succeeded: bool = True
    outcome: str = ""
    paper: Paper | None = None
    opened_list: OpenedList | None = None


def pressed_key(widget: str) -> str:
    """The key of a widget that is empty again after a success."""
    return KEYS.key(widget, page_state(AccountsPageState).presses)


def show_outcome(panel: Panel) -> None:
    """What came of the press of a button of this panel, said once."""
    state = page_state(AccountsPageState)
    if state.panel is not panel:
        return
    sentence, state.outcome = state.outcome, ""
    notices.show_outcome(sentence, succeeded=state.succeeded)


def press(panel: Panel, act: Callable[[], str]) -> bool:
    """Act, and keep what came of it to be said; whether it was done.

    Permission is asked for at this moment, by the action.
    """
    speak_to_reader()
    state = page_state(AccountsPageState)
    state.panel, state.paper = panel, None
    try:
        state.outcome = act()
    except WrongGrant as error:
        language = current_language()
        texts = [grant_fault_text(fault, language) for fault in error.faults]
        state.succeeded, state.outcome = False, sentences(texts)
        return False
    except (NotPermitted, StoreError) as error:
        state.succeeded, state.outcome = False, access.not_done_text(error)
        return False
    state.succeeded = True
    state.presses += 1
    return True


def may_manage(city: str | None) -> bool:
    """Whether whoever is at the screen manages the accounts of a city; None: of all."""
    return actions.may(cached.store(), current_actor(), Right.MANAGE_ACCOUNTS, city)
