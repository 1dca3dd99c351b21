"""The end of a form by which something is taken back: why, and taking back or leaving it."""

from collections.abc import Callable

import streamlit as st

from dxkpi.web.common.language import _

_LONGEST_REASON = 300


def ask_reason(question: str, key: str) -> None:
    """The field for the reason, kept under a key of the session."""
    st.text_input(question, key=key, max_chars=_LONGEST_REASON)


def typed_reason(key: str) -> str:
    """The reason that was typed, without spaces around it; empty where there is none."""
    return " ".join(str(st.session_state.get(key) or "").split())


def offer_taking_back(
    label: str, take_back: Callable[[int], None], number: int, leave: Callable[[], None]
) -> None:
    """The buttons of the form: one takes back what has the number, one leaves it."""
    with st.container(horizontal=True, gap="small"):
        st.form_submit_button(
            label,
            type="primary",
            icon=":material/undo:",
            on_click=take_back,
            args=(number,),
        )
        st.form_submit_button(_("Leave it"), on_click=leave)
