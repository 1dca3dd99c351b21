"""進み具合 and 結果: how far the round is, and the record of it that is filed.

Which tab is open stands in the address. On paper the open one prints.
"""

from enum import StrEnum

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dxkpi.web.common.language import _
from dxkpi.web.common.page_choices import option_in_address, write_choice
from dxkpi.web.common.view import View
from dxkpi.web.round.record import may_see_record
from dxkpi.web.round.widget_keys import KEYS


class RoundTab(StrEnum):
    """What the page shows of a round."""

    COURSE = "course"
    RECORD = "record"


_CHOICE, _WIDGET = KEYS.key("tab"), KEYS.key("tab", "widget")


def open_tab(view: View) -> tuple[RoundTab, DeltaGenerator]:
    """The tab that the address names, and where its content belongs; no tabs for who may
    not see the record.
    """
    if not may_see_record(view):
        return RoundTab.COURSE, st.container()
    labels = _labels()
    chosen = option_in_address(_CHOICE, [RoundTab.RECORD]) or RoundTab.COURSE
    st.session_state[_WIDGET] = labels[chosen]
    tabs = st.tabs(list(labels.values()), key=_WIDGET, on_change=_write_address)
    return chosen, tabs[list(labels).index(chosen)]


def _labels() -> dict[RoundTab, str]:
    return {
        RoundTab.COURSE: _("How far it is"),
        RoundTab.RECORD: _("Record of the round"),
    }


def _write_address() -> None:
    """Write into the address which tab was opened; how far the round is needs no word."""
    opened = st.session_state[_WIDGET]
    is_record = opened == _labels()[RoundTab.RECORD]
    st.session_state[_CHOICE] = RoundTab.RECORD if is_record else None
    write_choice(_CHOICE)
