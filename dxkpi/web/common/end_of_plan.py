"""The banner of a plan that is over, and the way to the one that follows it."""

import streamlit as st

from dxkpi.rules import is_concluded
from dxkpi.store import ListedPlan
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.links import query_into_plan
from dxkpi.web.common.markdown import link_lines, plain
from dxkpi.web.common.page_files import OVERVIEW
from dxkpi.web.common.view import View

_COLUMNS, _LINES = 40, 2


def show_end_of_plan(view: View) -> None:
    """That the plan is over and read-only; nothing of one that is not."""
    last_year = view.listed.last_fiscal_year
    if last_year is None or not is_concluded(view.listed, view.last_closed):
        return
    sentence = _(
        "This plan ended with {year}. It is kept as it is; a change is registered as a "
        "correction, with its reason.",
        year=current_language().fiscal_year(last_year),
    )
    st.info(plain(sentence), icon=":material/event_available:")
    for successor in _successors(view):
        label = _("The plan that follows: {title}", title=successor.title)
        st.page_link(
            OVERVIEW,
            label=link_lines(label, _COLUMNS, _LINES),
            icon=":material/arrow_forward:",
            query_params=query_into_plan(view, successor),
        )


def _successors(view: View) -> list[ListedPlan]:
    plans = cached.plans_of_city(view.city.code)
    return [listed for listed in plans if listed.follows == view.listed.id]
