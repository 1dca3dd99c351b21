"""The head of a card whose link stands beside its title."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def card_head(title: str) -> Iterator[None]:
    """The title, which is Markdown; what is shown within stands at its right."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(title, width="stretch")
        yield
