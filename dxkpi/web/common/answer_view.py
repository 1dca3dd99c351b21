"""What answers the reader's last step comes into view.

Streamlit leaves the window where it was scrolled to: who pressed a button at the foot of
a long page would stay beside it. The page's script brings the newest step's answer to
the top, and the keyboard with it.
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def answer_of_step(step: int) -> DeltaGenerator:
    """A container for what answers a step. Steps are counted from 1; 0 is none yet."""
    if not step:
        return st.container()
    return st.container(key=f"into_view_{step}")
