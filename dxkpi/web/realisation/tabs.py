"""Under the chart: year by year, and by 課, 職位 and 年代 as far as the survey has them.

Which tab is open stands in the address. On paper the open one prints, with its title.
"""

import streamlit as st

from dxkpi.plan.staff_survey import GroupKind
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.page_choices import option_in_address, write_choice
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.web.realisation.group_tab import show_group_tab
from dxkpi.web.realisation.year_tab import show_year_tab
from dxkpi.wording.survey import group_kind_name

_KEYS = WidgetKeys("realisation")
_CHOICE, _WIDGET = _KEYS.key("tab"), _KEYS.key("tab", "widget")


def show_tabs(view: View) -> None:
    """The years, or the groups of a kind: what the address names."""
    labels = _labels(view)
    if len(labels) == 1:
        show_year_tab(view)
        return
    chosen = option_in_address(_CHOICE, [kind for kind in labels if kind is not None])
    st.session_state[_WIDGET] = labels[chosen]
    tabs = st.tabs(list(labels.values()), key=_WIDGET, on_change=_open, args=(labels,))
    for kind, tab in zip(labels, tabs, strict=True):
        if kind is not chosen:
            continue
        with tab:
            _show_tab(view, kind)


def _labels(view: View) -> dict[GroupKind | None, str]:
    """The names of the tabs; None is that of the years."""
    labels: dict[GroupKind | None, str] = {None: _("Year by year")}
    surveys = view.followed_trend().surveys
    if surveys is None:
        return labels
    for kind in GroupKind:
        if surveys.groups(kind, surveys.last_year):
            labels[kind] = group_kind_name(kind, current_language())
    return labels


def _open(labels: dict[GroupKind | None, str]) -> None:
    """Write into the address which tab was opened; the years need no word."""
    opened = st.session_state[_WIDGET]
    kinds = {label: kind for kind, label in labels.items()}
    st.session_state[_CHOICE] = kinds.get(opened)
    write_choice(_CHOICE)


def _show_tab(view: View, kind: GroupKind | None) -> None:
    if kind is None:
        show_year_tab(view)
    else:
        show_group_tab(view, kind)
