"""A selector whose choice lives in the address."""

from collections.abc import Mapping

import streamlit as st

from dxkpi.web.common.session import WidgetKeys


def show_address_choice(
    name: str, label: str, options: Mapping[str, str], width: int
) -> str:
    """The chosen key of the options: as the parameter of this name says, else the first.

    `width` is in pixels. There must be an option.
    """
    key, asked = WidgetKeys("compare").key(name), st.query_params.get(name)
    st.session_state[key] = asked if asked in options else next(iter(options))

    def keep_in_address() -> None:
        st.query_params[name] = st.session_state[key]

    return st.selectbox(
        label,
        list(options),
        key=key,
        format_func=options.__getitem__,
        width=width,
        on_change=keep_in_address,
    )
