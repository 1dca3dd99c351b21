"""What answers the reader's last step comes into view.

Streamlit leaves the window where it was scrolled to: who pressed a button at the foot of
a long page would stay beside it. The page's script brings the newest step's answer to
the top, and the keyboard with it.
"""

import time
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dxkpi.web.common.session import page_state


@dataclass
class _SessionStart:
    """The second in which a session began.

    The window outlives a restart of the server and knows the last step that it showed.
    The steps of its next session are newer: they are counted on from this second.
    """

    second: int = field(default_factory=lambda: int(time.time()))


def answer_of_step(step: int) -> DeltaGenerator:
    """A container for what answers a step. Steps are counted from 1; 0 is none yet."""
    if not step:
        return st.container()
    newest = page_state(_SessionStart).second + step
    return st.container(key=f"into_view_{newest}")
