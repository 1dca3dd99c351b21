"""The chart's numbers as a table, beside how they are read."""

import re
from typing import NamedTuple

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.survey import IndicatorTrend
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, strong, unbroken
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.web.realisation.explanation import explanation

_PIECES = re.compile(r"\s+|令和[元0-9]+|[!-~]+[～–]?|\S{1,2}")


class _FiguresCard(NamedTuple):
    """The table with its title and what is to be known of the figures; as Markdown."""

    title: str
    table: pd.DataFrame
    remarks: str


def show_figures_and_explanation(view: View) -> None:
    """The table with the link to the indicator, and beside it how the figures are read."""
    grid = st.grid(2, min_column_width=360, border=True)
    with grid.cell():
        _show_figures(view)
    with grid.cell():
        st.markdown(explanation(view))


def _show_figures(view: View) -> None:
    card = view.worded(_figures_card)
    st.markdown(card.title)
    if not card.table.empty:
        st.table(card.table, border="horizontal", hide_index=True, alt=_("Figures"))
    if card.remarks:
        st.caption(card.remarks)
    st.page_link(
        page_files.INDICATOR,
        label=_("More about this indicator"),
        icon=":material/monitoring:",
        query_params=link_query(kpi=view.followed_trend().indicator.code),
    )


def _figures_card(view: View) -> _FiguresCard:
    trend = view.followed_trend()
    unit = trend.indicator.unit
    unit_text = _("unit {unit}", unit=unit) if unit else ""
    title = f"{strong(_('Figures'))} {faint(unit_text)}"
    return _FiguresCard(title, _figures_table(view, trend), _remarks(trend))


def _figures_table(view: View, trend: IndicatorTrend) -> pd.DataFrame:
    """The table, with the year looked at in bold."""
    frame = charts.trend_table(
        trend.indicator, trend.judgements, trend.outlook, current_language()
    )
    year, actual = frame.columns[:2]
    looked_at = frame[year] == fiscal.wareki(view.year)
    shown = frame.map(_breakable_cell)
    bold = "**" + shown.loc[looked_at, [year, actual]] + "**"
    shown.loc[looked_at, [year, actual]] = bold
    return shown.rename(columns=plain)


def _remarks(trend: IndicatorTrend) -> str:
    """The note of the last figure, and the indicator's definition."""
    remarks = []
    actual = trend.latest_judgement.actual
    if actual is not None and actual.note:
        remarks.append(plain(actual.note))
    definition = trend.indicator.definition
    if definition:
        remarks.append(plain(_("Definition: {text}", text=definition)))
    return "\n\n".join(remarks)


def _breakable_cell(cell: str) -> str:
    """A cell that breaks well where the screen is narrow: 令和7/年度, 65.2～/67.6, 概ね/順調.

    A status is its word alone.
    """
    begins_with_glyph = cell[1:2] == " "
    text = cell[2:] if begins_with_glyph else cell
    pieces = _PIECES.findall(text)
    return "".join(piece if piece.isspace() else unbroken(piece) for piece in pieces)
