"""進み具合, 結果 and 公表: how far the round is, the record of it that is filed, and the
year's release.

Which tab is open stands in the address. On paper the open one prints.
"""

from enum import StrEnum

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dxkpi.web.common.language import _
from dxkpi.web.common.page_choices import option_in_address, write_choice
from dxkpi.web.common.view import View
from dxkpi.web.round.record import may_see_record
from dxkpi.web.round.release import may_see_release
from dxkpi.web.round.widget_keys import KEYS


class RoundTab(StrEnum):
    """What the page shows of a year."""

    COURSE = "course"
    RECORD = "record"
    RELEASE = "release"


_CHOICE, _WIDGET = KEYS.key("tab"), KEYS.key("tab", "widget")


def open_tab(view: View) -> tuple[RoundTab, DeltaGenerator]:
    """The tab that the address names, and where its content belongs; no tabs for who may
    see only how far the round is.
    """
    offered = _offered(view)
    if len(offered) == 1:
        return RoundTab.COURSE, st.container()
    labels = [_labels()[tab] for tab in offered]
    chosen = option_in_address(_CHOICE, offered[1:]) or RoundTab.COURSE
    st.session_state[_WIDGET] = _labels()[chosen]
    tabs = st.tabs(labels, key=_WIDGET, on_change=_write_address)
    return chosen, tabs[offered.index(chosen)]


def _offered(view: View) -> list[RoundTab]:
    """The record is of a round; a year is released with or without one."""
    offered = [RoundTab.COURSE]
    if view.round is not None and may_see_record(view):
        offered.append(RoundTab.RECORD)
    if may_see_release(view):
        offered.append(RoundTab.RELEASE)
    return offered


def _labels() -> dict[RoundTab, str]:
    return {
        RoundTab.COURSE: _("How far it is"),
        RoundTab.RECORD: _("Record of the round"),
        RoundTab.RELEASE: _("Release of the year"),
    }


def _write_address() -> None:
    """Write into the address which tab was opened; how far the round is needs no word."""
    opened = st.session_state[_WIDGET]
    tabs = {label: tab for tab, label in _labels().items()}
    tab = tabs.get(opened, RoundTab.COURSE)
    st.session_state[_CHOICE] = None if tab is RoundTab.COURSE else tab
    write_choice(_CHOICE)
