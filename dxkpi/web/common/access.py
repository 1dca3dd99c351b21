"""What the reader may do, and what is said where he may not.

Every write asks `dxkpi.actions` for permission at the moment it happens; pages ask here
for what to show and to offer.
"""

from collections.abc import Iterable

import streamlit as st

from dxkpi import actions
from dxkpi.actions import CityScope, Identification, NotPermitted, Right
from dxkpi.plan import Plan
from dxkpi.returns import CheckedReturn
from dxkpi.store import StoreError
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.reader_choice import reader_choice
from dxkpi.web.sign_in.reader import (
    NAME_KEY,
    actor_as_read,
    current_account,
    current_actor,
)
from dxkpi.web.sign_in.way_in import show_way_in
from dxkpi.wording.permission import refusal_text
from dxkpi.wording.store import store_error_text

LONGEST_REASON = 200

_CORRECTION_KEY = "correction"


def may_anywhere(right: Right) -> bool:
    """Whether whoever is at the screen has a right for something in some city."""
    return actions.may_anywhere(actor_as_read(), right)


def may(right: Right, city: str, department: str | None = None) -> bool:
    """Whether whoever is at the screen has a right in a city, for one of its departments
    if one is named, else for all of it.
    """
    return actions.may(cached.store(), actor_as_read(), right, city, department)


def may_write(right: Right, city: str) -> bool:
    """Whether to offer what takes a right: to who has it for some department at least,
    and does not look back to a day.
    """
    return reader_choice().known is None and refusal_in_city(right, city) is None


def refusal_in_city(right: Right, city: str) -> str | None:
    """Why whoever is at the screen has a right for no department of a city; None where he
    has it for some.
    """
    store, actor = cached.store(), actor_as_read()
    if actions.departments_within_reach(store, actor, right, city) != ():
        return None
    try:
        actions.require_right(store, actor, right, [CityScope(city)])
    except NotPermitted as refused:
        return not_done_text(refused)
    return None


def show_refusal(refusal: str) -> None:
    """Why something is not offered here, and the way in for whoever has not signed in."""
    st.info(plain(refusal), icon=":material/lock:")
    if current_actor().known_by is Identification.VISITOR:
        show_way_in(_("Sign in and come back here"))


def not_done_text(error: NotPermitted | StoreError) -> str:
    """Why nothing was written, as the reader is told it."""
    if isinstance(error, NotPermitted):
        return refusal_text(error.refusal, current_language(), error.right, error.whom)
    return store_error_text(error, current_language())


def ask_correction(plans: Iterable[Plan]) -> None:
    """The reason of a correction, asked for where one of the plans is over."""
    if not any(actions.is_read_only(plan) for plan in plans):
        return
    st.text_input(
        _("Why this is corrected (required: the plan is over)"),
        key=_CORRECTION_KEY,
        max_chars=LONGEST_REASON,
    )


def ask_correction_of(returns: Iterable[CheckedReturn]) -> None:
    """The reason of a correction, asked for where one of the returns needs it."""
    checked = list(returns)
    plans = [filled.form.plan for filled in checked]
    is_over = any(actions.is_read_only(plan) for plan in plans)
    store = cached.store()
    if is_over or not any(
        actions.changes_what_is_final(store, filled) for filled in checked
    ):
        ask_correction(plans)
        return
    st.text_input(
        _("Why this is corrected (required: it is final)"),
        key=_CORRECTION_KEY,
        max_chars=LONGEST_REASON,
    )


def typed_correction() -> str:
    """What was typed there; empty where nothing was asked."""
    return str(st.session_state.get(_CORRECTION_KEY) or "")


def ask_name() -> None:
    """The name of whoever writes, asked for in a house without sign-in."""
    account = current_account()
    if account is not None:
        st.caption(plain(_("Signed in: {name}", name=account.name)))
        return
    st.text_input(
        _("Your name (department and name)"),
        key=NAME_KEY,
        persist_state="session",
        max_chars=actions.LONGEST_NAME,
        width=320,
        placeholder=_("for example: HR section, Sato"),
    )
