"""Its indicators, worst first: a bar to what was expected, status, figure and the change
since the year before.
"""

import pandas as pd
import streamlit as st

from dxkpi import charts
from dxkpi.rules import Judgement
from dxkpi.rules.year_on_year import year_on_year
from dxkpi.web.common.chart_block import drawn_gauge, show_drawing, show_table_toggle
from dxkpi.web.common.finality import finality_mark
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import show_indicator_link
from dxkpi.web.common.markdown import faint, plain, strong, titled, verdict_badge
from dxkpi.web.common.view import View
from dxkpi.web.department.own_parts import own_judgements
from dxkpi.wording.differences import change_text
from dxkpi.wording.judgement import actual_text, verdict_text
from dxkpi.wording.year_review import NOTHING, expected_or_nothing

_LINK_COLUMNS = 34


def show_indicators(view: View, department: str | None) -> bool:
    """The card, and whether the reader wants the page's charts as tables."""
    judgements = own_judgements(view, department)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            n = len(judgements)
            count = ngettext("{n} indicator", "{n} indicators", n)
            st.markdown(titled(count, _("worst first")), width="stretch")
            as_table = show_table_toggle()
        if not judgements:
            st.markdown(faint(_("The plan gives it no indicators.")))
        elif as_table:
            st.table(
                view.worded(_indicators_table, department),
                border="horizontal",
                hide_index=True,
                alt=_("Indicators with their status"),
            )
        else:
            _show_rows(view, judgements)
    return as_table


def _show_rows(view: View, judgements: tuple[Judgement, ...]) -> None:
    gauges = view.worded(_gauges)
    rows = st.grid(20, min_column_width=26, gap=(6, 8))
    for judgement in judgements:
        indicator = judgement.indicator
        gauge = gauges.get(indicator.code)
        with rows.cell(column_span=7):
            show_indicator_link(indicator, _LINK_COLUMNS)
        with rows.cell(column_span=6):
            if gauge is None:
                st.markdown(_figure_text(judgement))
            else:
                show_drawing(gauge)
        with rows.cell(column_span=7):
            change = faint(_since_last_year(judgement))
            badge = verdict_badge(judgement)
            badge += finality_mark(view, judgement, judgements)
            st.markdown(f"{badge} {change}".rstrip())


def _gauges(view: View) -> dict[str, str]:
    """The drawn gauges of the indicators that have one, by code."""
    gauges = {
        judgement.indicator.code: charts.gauge(judgement, current_language())
        for judgement in view.judgements()
    }
    return {
        code: drawn_gauge(gauge) for code, gauge in gauges.items() if gauge is not None
    }


def _figure_text(judgement: Judgement) -> str:
    """The figure with what was expected, where a bar would say nothing."""
    language = current_language()
    actual = strong(actual_text(judgement, language))
    expected = expected_or_nothing(judgement, language)
    if expected == NOTHING:
        return actual
    remark = _("expected {value}", value=expected)
    return f"{actual} {faint(remark)}"


def _since_last_year(judgement: Judgement) -> str:
    """What has changed since the year before; of parts nothing is said as a whole."""
    change = None if judgement.parts else year_on_year(judgement).change
    if change is None:
        return ""
    text = change_text(judgement.indicator, change, current_language())
    year = current_language().short_year(judgement.fiscal_year - 1)
    return _("since {year} {change}", year=year, change=text)


def _indicators_table(view: View, department: str | None) -> pd.DataFrame:
    """The same figures in three columns, which fit a telephone."""
    language = current_language()
    rows = []
    own = own_judgements(view, department)
    for judgement in own:
        verdict = strong(verdict_text(judgement, language))
        verdict += finality_mark(view, judgement, own)
        actual = strong(actual_text(judgement, language))
        change = _since_last_year(judgement)
        rows.append(
            {
                _("Indicator"): f"{verdict} {plain(judgement.indicator.name)}",
                _("Actual"): f"{actual} {faint(change)}".strip(),
                _("Expected"): plain(expected_or_nothing(judgement, language)),
            }
        )
    return pd.DataFrame(rows)
