"""Sentences that are said once: what the next page heading is to say (an address named no
plan of ours), and what came of the press of a button.
"""

from dataclasses import dataclass, field

import streamlit as st

from dxkpi.web.common.markdown import plain
from dxkpi.web.common.session import page_state


@dataclass
class _Notices:
    sentences: list[str] = field(default_factory=list)


def add_notice(sentence: str) -> None:
    """Something that the next page heading is to say."""
    page_state(_Notices).sentences.append(sentence)


def take_notices() -> list[str]:
    """What was to be said since the last heading; each is given once."""
    notices = page_state(_Notices)
    taken, notices.sentences = notices.sentences, []
    return taken


def show_outcome(sentence: str, *, succeeded: bool) -> None:
    """What came of the press of a button; nothing where none was pressed."""
    if not sentence:
        return
    if succeeded:
        st.success(plain(sentence), icon=":material/check_circle:")
    else:
        st.error(plain(sentence), icon=":material/error:")
