"""The 課 that the address names (`?department=人事課`), and the choice of another."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dxkpi.actions import Right
from dxkpi.returns import departments_asked
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.notices import add_notice
from dxkpi.web.common.own_departments import departments_to_offer, reaches_whole_city
from dxkpi.web.common.session import WidgetKeys, page_state
from dxkpi.web.common.view import View
from dxkpi.wording.glossary import department_name

_PARAMETER = "department"
_LONGEST_QUOTE = 20
_CHOICE = WidgetKeys("my").key("department")


@dataclass
class DepartmentState:
    """The 課 that this session's reader has opened last."""

    name: str | None = None


def opened_department(view: View, first: str | None = None) -> str | None:
    """The 課 to show: that of the address, else the one opened last, else this one or the
    plan's first; None where the plan names none.
    """
    offered = departments_asked(view.plan, view.register)
    if not offered:
        return None
    asked: str | None = st.query_params.get(_PARAMETER)
    if asked is not None and asked not in offered:
        asked = _present_name(view, asked, offered)
    state = page_state(DepartmentState)
    if asked is None and state.name in offered:
        asked = state.name
        st.query_params[_PARAMETER] = asked
    if asked is None:
        return offered[0] if first is None else first
    state.name = asked
    return asked


def own_department(view: View) -> str | None:
    """The first 課 of the plan that the reader reports for; None where he reports for all
    or for none.
    """
    offered = departments_asked(view.plan, view.register)
    if reaches_whole_city(view, Right.REPORT):
        return None
    own = departments_to_offer(view, Right.REPORT, offered)
    return own[0] if own else None


def _present_name(view: View, asked: str, offered: tuple[str, ...]) -> str | None:
    """What a name of another time is called now; None, and said, where it is none."""
    for name in view.register.present_names([asked]):
        if name in offered:
            return name
    quoted = asked[:_LONGEST_QUOTE]
    add_notice(
        _("The plan asks “{value}” for nothing; another is shown.", value=quoted)
    )
    del st.query_params[_PARAMETER]
    return None


def title(department: str | None) -> str:
    """The name of the page."""
    return department_name(department, current_language())


def show_choice(
    view: View, department: str | None, label: Callable[[str], str] = str
) -> None:
    """The other 課 of the plan; nothing where it names none or one."""
    offered = departments_asked(view.plan, view.register)
    if len(offered) < 2:
        return
    st.session_state[_CHOICE] = department
    st.selectbox(
        _("Department"),
        offered,
        key=_CHOICE,
        format_func=label,
        label_visibility="collapsed",
        width=240,
        on_change=_open_chosen,
    )


def _open_chosen() -> None:
    name = st.session_state[_CHOICE]
    page_state(DepartmentState).name = name
    st.query_params[_PARAMETER] = name
