"""The page of somebody who signed in and may do nothing here yet: whom to ask."""

import streamlit as st

from dxkpi import actions
from dxkpi.settings import settings
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.sign_in.reader import current_account, current_person


def stop_without_role() -> None:
    """Say whom to ask and end the run, where somebody signed in and has no role in any city."""
    account = current_account()
    subject = current_person().subject if account is None else account.subject
    if subject is None:
        return
    if account is not None and account.memberships and not account.is_disabled:
        return
    is_disabled = account is not None and account.is_disabled
    st.title(_disabled_text() if is_disabled else _no_role_text(), anchor=False)
    st.markdown(plain(_whom_to_ask()))
    st.markdown(plain(_("Tell them this, by which dxkpi knows you:")))
    st.code(subject, language=None)
    st.caption(plain(_("They enter it with your 課 and what you may do.")))
    st.stop()


def _no_role_text() -> str:
    return _("You are signed in, but have no role here yet")


def _disabled_text() -> str:
    return _("You are signed in, but your account was disabled")


def _whom_to_ask() -> str:
    names = actions.administrators(cached.store(), None)
    contact = settings().contact
    if contact is not None:
        return _("Please turn to {contact}.", contact=contact)
    if names:
        names_listed = current_language().listed(names)
        return _("Please turn to {contact}.", contact=names_listed)
    return _("Please turn to the secretariat.")
