"""Links to other pages. They keep what the reader has chosen."""

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from dxkpi.plan import Indicator
from dxkpi.store import ListedPlan
from dxkpi.web.common import cached
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import link_lines, plain
from dxkpi.web.common.opened_measure import close_measure
from dxkpi.web.common.page_choices import choices_of_page
from dxkpi.web.common.page_files import INDICATOR, PLAN, RETURNS
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View

_ONWARD = ":material/arrow_forward:"
_MOST_LINES = 3


def query_into_plan(view: View, listed: ListedPlan, **more: str) -> dict[str, str]:
    """The query of a link into another plan: the year goes along only within the same."""
    query = link_query(city=listed.city.code, **more)
    if listed.key == view.listed.key:
        return query
    query.pop("year", None)
    query.pop("plan", None)
    if len(cached.plans_of_city(listed.city.code)) > 1:
        query["plan"] = listed.id
    return query


def show_page_link(page: Path, label: str, icon: str = _ONWARD) -> None:
    """A link that opens another page."""
    st.page_link(page, label=label, icon=icon, query_params=page_query(page))


def page_query(page: Path) -> dict[str, str]:
    """The query of a link to another page, with what the reader has chosen there before."""
    return link_query() | choices_of_page(page)


def show_indicator_link(
    indicator: Indicator,
    columns: int = 26,
    icon: str | None = None,
    *,
    remark: str = "",
    beneath: str = "",
) -> None:
    """A link that opens an indicator, in lines of this width (a kanji takes two columns).

    A remark stands in brackets behind its name, Markdown on a line `beneath` it.
    """
    name = indicator.name
    if remark:
        name = _("{name} ({place})", name=name, place=remark)
    lines = [link_lines(name, columns, _MOST_LINES), beneath]
    st.page_link(
        INDICATOR,
        label="  \n".join(filter(None, lines)),
        icon=icon,
        query_params=link_query(kpi=indicator.code),
    )


def indicator_address(indicator: Indicator) -> str:
    """Where an indicator's page is, for a link in a table."""
    return f"{INDICATOR.stem}?{urlencode(link_query(kpi=indicator.code))}"


def show_measure_link(number: str) -> None:
    """A link that opens a measure in the plan."""
    st.page_link(
        PLAN,
        label=plain(_("Measure {number} in the plan", number=number)),
        icon=":material/account_tree:",
        query_params=link_query(measure=number),
    )


def show_returns_link(fiscal_year: int) -> None:
    """A link that opens the state of all returns of a fiscal year."""
    st.page_link(
        RETURNS,
        label=_("Returns"),
        icon=":material/fact_check:",
        query_params=link_query(year=str(fiscal_year)),
    )


def show_all_measures_button() -> None:
    """From one measure back to all.

    Not a link: one to the page it stands on would look like the current one.
    """
    st.button(
        _("To all measures"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=close_measure,
    )
