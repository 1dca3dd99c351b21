"""A chart on a page, drawn by the browser or here, the toggle that turns charts into
tables, and why there is no chart.
"""

from typing import Any

import streamlit as st

from dxkpi.charts import drawn_svg, fitting_svgs
from dxkpi.plan import Indicator
from dxkpi.web.common.drawing_widths import DRAWN_WIDTHS
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.reader_choice import choose_tables, reader_choice
from dxkpi.wording.targets import goal_text

_AS_TABLE = "as_table"

_GAUGE_WIDTH, _LARGEST_GAUGE = 176, 1.15
_MARKS_OF_MARKDOWN = {ord(mark): f"&#{ord(mark)};" for mark in ":$[]*_~`\\"}
_MARKS_OF_MARKDOWN[ord("\n")] = " "


def show_chart(spec: dict[str, Any]) -> None:
    """A chart with its alternative text, in the theme's colours."""
    drawn = {name: value for name, value in spec.items() if name != "description"}
    st.vega_lite_chart(drawn, width="stretch", alt=spec["description"])


def fitting_drawing(spec: dict[str, Any]) -> str:
    """A chart that has a card to itself: drawn for several widths, of which the head of
    the page shows the one that fits.
    """
    return fitting_svgs(spec, DRAWN_WIDTHS)


def drawn_gauge(gauge: dict[str, Any]) -> str:
    """A gauge for a list of indicators: as wide as its column is on a narrow desk screen."""
    return drawn_svg(gauge, _GAUGE_WIDTH, largest=_LARGEST_GAUGE)


def show_drawing(svg: str) -> None:
    """A chart that was drawn here.

    Texts of users stand in it with the marks of HTML escaped. Markdown leaves a block of
    HTML alone up to an empty line; its marks are escaped all the same.
    """
    safe = svg.translate(_MARKS_OF_MARKDOWN)
    st.markdown(f"<div>{safe}</div>", unsafe_allow_html=True)


def show_table_toggle() -> bool:
    """Whether the reader wants the page's charts as tables: the same numbers, one click away."""
    st.session_state[_AS_TABLE] = reader_choice().table is not None
    return st.toggle(_("As a table"), key=_AS_TABLE, on_change=_write_table)


def _write_table() -> None:
    choose_tables(wanted=st.session_state[_AS_TABLE])


def wants_tables() -> bool:
    """What the toggle that was shown above says."""
    return reader_choice().table is not None


def nothing_to_draw_text(indicator: Indicator) -> str:
    """Why an indicator has no chart, and what will change that."""
    if indicator.target is None:
        return plain(
            _(
                "The plan gives neither figures nor a target, so there is nothing to draw."
            )
        )
    goal = goal_text(indicator, current_language())
    return plain(_("Target: {goal}. A chart appears with the first actual.", goal=goal))
