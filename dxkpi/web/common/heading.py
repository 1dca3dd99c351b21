"""The top of a page: where it belongs, its name, and the selectors."""

from collections.abc import Callable

import streamlit as st

from dxkpi.web.common.end_of_plan import show_end_of_plan
from dxkpi.web.common.known_day import show_known_day
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, grey_badge, plain
from dxkpi.web.common.notices import take_notices
from dxkpi.web.common.release_shown import show_release
from dxkpi.web.common.selectors import (
    show_city_selector,
    show_plan_selector,
    show_year_selector,
)
from dxkpi.web.common.view import View
from dxkpi.wording.municipality import invented_label


def show_heading(
    view: View,
    title: str,
    *above: str,
    with_year: bool = True,
    finality: str = "",
    show_tools: Callable[[], object] | None = None,
) -> None:
    """The page's name between where it belongs and the selectors, then the notices.

    `finality` is the badge that says how final what is shown is. `show_tools` shows what
    a page has besides, at the right of the line above its name.
    """
    st.set_page_config(page_title=f"{title} – dxkpi")
    places = [plain(text) for text in above if text]
    if invented := invented_label(view.city, current_language()):
        places.append(grey_badge(invented))
    if finality:
        places.append(finality)
    if show_tools is None:
        st.markdown(SEPARATOR.join(places))
    else:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(SEPARATOR.join(places), width="stretch")
            show_tools()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(plain(title), anchor=False, width="stretch")
        with st.container(horizontal=True, width="content", gap="small"):
            show_city_selector(view.city)
            show_plan_selector(view.listed)
            if with_year:
                show_year_selector(view)
    show_known_day(view)
    show_release(view)
    show_end_of_plan(view)
    for sentence in take_notices():
        st.warning(plain(sentence), icon=":material/info:")


def period_text(view: View, *, with_year: bool = True) -> str:
    """The plan's period, with the year of it that is looked at unless the page is of no year."""
    first, last = view.plan.about.first_fiscal_year, view.plan.about.last_fiscal_year
    period = current_language().fiscal_years(first, last) or _("period not stated")
    if not with_year or first is None:
        return period
    before_plan = view.year < first
    after_plan = last is not None and view.year > last
    if before_plan or after_plan:
        return period
    return period + _(" (year {n})", n=view.year - first + 1)
