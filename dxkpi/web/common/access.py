"""Who is at the screen, and what is said where nothing can be written.

A dashboard that only shows has registration switched off (DXKPI_REGISTRATION=false).
Whoever signed in is known; in a house without sign-in people say their name, which is
kept for the session and with what they write. Every write asks `dxkpi.actions` for
permission at the moment it happens; pages ask here only for what to offer.
"""

from collections.abc import Iterable

import streamlit as st

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    Identification,
    NotPermitted,
    Refusal,
    screens_only_show,
)
from dxkpi.plan import Plan
from dxkpi.store import StoreError
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.reader_choice import reader_choice
from dxkpi.wording.permission import refusal_text
from dxkpi.wording.store import store_error_text

LONGEST_NAME = 80

LONGEST_REASON = 200

_KEY = "who"
_CORRECTION_KEY = "correction"


def may_register() -> bool:
    """Whether figures may be registered and withdrawn on the screens; not by who looks
    back to a day.
    """
    return not screens_only_show() and reader_choice().known is None


def closed_text() -> str:
    """Why nothing can be written here."""
    return refusal_text(Refusal.SWITCHED_OFF, current_language())


def not_done_text(error: NotPermitted | StoreError) -> str:
    """Why nothing was written, as the reader is told it."""
    if isinstance(error, NotPermitted):
        return refusal_text(error.refusal, current_language(), error.right, error.whom)
    return store_error_text(error, current_language())


def signed_in_name() -> str | None:
    """The name (else the address) of whoever signed in; None where nobody has."""
    person = st.user.to_dict()
    name = str(person.get("name") or person.get("email") or "").strip()
    return name[:LONGEST_NAME] or None


def _signed_in_subject() -> str | None:
    """The subject of the account of whoever signed in."""
    person = st.user.to_dict()
    subject = person.get("sub") or person.get("email") or person.get("name")
    return None if subject is None else str(subject)


def current_actor() -> Actor:
    """Who is at the screen: whoever signed in, else the name that was typed, which may
    be empty.
    """
    name = signed_in_name()
    if name is not None:
        return Actor(name, Identification.SIGNED_IN, _signed_in_subject())
    typed = str(st.session_state.get(_KEY) or "")
    in_one_line = " ".join(typed.split())
    return Actor(in_one_line[:LONGEST_NAME], Identification.TYPED)


def ask_correction(plans: Iterable[Plan]) -> None:
    """The reason of a correction, asked for where one of the plans is over."""
    if not any(actions.is_read_only(plan) for plan in plans):
        return
    st.text_input(
        _("Why this is corrected (required: the plan is over)"),
        key=_CORRECTION_KEY,
        max_chars=LONGEST_REASON,
    )


def typed_correction() -> str:
    """What was typed there; empty where nothing was asked."""
    return str(st.session_state.get(_CORRECTION_KEY) or "")


def ask_name() -> None:
    """The name of whoever writes, asked for where nobody is signed in."""
    if name := signed_in_name():
        st.caption(plain(_("Signed in: {name}", name=name)))
        return
    st.text_input(
        _("Your name (department and name)"),
        key=_KEY,
        persist_state="session",
        max_chars=LONGEST_NAME,
        width=320,
        placeholder=_("for example: HR section, Sato"),
    )
