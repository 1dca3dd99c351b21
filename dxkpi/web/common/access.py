"""Who may write: asked by every page that offers it, and again by every write at the moment it happens.

A dashboard that only shows has registration switched off (DXKPI_REGISTRATION=false). Whoever signed in is known; in a
house without sign-in people say their name, which is kept for the session and with what they write.
"""

import streamlit as st

from dxkpi.settings import settings
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import plain

LONGEST_NAME = 80

_KEY = "who"


def may_register() -> bool:
    """Whether figures may be registered and withdrawn here."""
    return settings().registration


def closed() -> str:
    """Why nothing can be written here."""
    return _(
        "Registration is switched off on this dashboard. Please turn to the secretariat."
    )


def signed_in() -> str | None:
    """The name (else the address) of whoever signed in; None where nobody has."""
    person = st.user.to_dict()
    name = str(person.get("name") or person.get("email") or "").strip()
    return name[:LONGEST_NAME] or None


def who() -> str:
    """Who writes: whoever signed in, else the name that was typed; empty where there is none."""
    return (
        signed_in()
        or " ".join(str(st.session_state.get(_KEY) or "").split())[:LONGEST_NAME]
    )


def ask_who() -> None:
    """The name of whoever writes, asked for where nobody is signed in."""
    if name := signed_in():
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


def nameless() -> str:
    """What is said to somebody who wants to write without a name."""
    return _("Write your name first: it is kept with what you register.")
