"""The numbers of an indicator's chart as a table: the city's own figures, and beside them
those of others.
"""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.plan import Actual, Indicator
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import faint, plain, strong, unbroken
from dxkpi.web.common.view import View


class _FiguresTables(NamedTuple):
    """The city's own figures beside those of others, and those of the plans before where
    there are any.
    """

    own: pd.DataFrame
    former: pd.DataFrame


def show_figures(view: View, indicator: Indicator) -> None:
    """The tables of an indicator without parts; nothing where no year is known."""
    if indicator.parts or not view.course(indicator):
        return
    with st.container(border=True):
        _show_figures_of(view, indicator, _("Figures"))


def show_figures_of_parts(view: View, indicator: Indicator) -> None:
    """The tables of each part, under its name."""
    for part, of_part in zip(indicator.parts, indicator.part_indicators, strict=True):
        _show_figures_of(view, of_part, _("Figures ({part})", part=part.name))


def _show_figures_of(view: View, indicator: Indicator, title: str) -> None:
    tables = view.timeless.worded(_figures_tables, indicator.code)
    if tables is None:
        return
    unit = _("unit {unit}", unit=indicator.unit) if indicator.unit else ""
    _show_table(title, unit, tables.own)
    if not tables.former.empty:
        _show_table(_("Figures of the former plan"), unit, tables.former)
    st.caption(plain(_early_figures(indicator)))


def _show_table(title: str, note: str, table: pd.DataFrame) -> None:
    st.markdown(f"{strong(title)} {faint(note)}")
    st.table(table, border="horizontal", hide_index=True, alt=title)


def _early_figures(indicator: Indicator) -> str:
    """The figures that are not of the last month of their fiscal year, each with its month."""
    return sentences(
        _(
            "{year}: as of {month}.",
            year=current_language().fiscal_year(actual.fiscal_year),
            month=current_language().month(actual.as_of),
        )
        for actual in indicator.actuals
        if actual.as_of and _is_early(actual, actual.as_of)
    )


def _is_early(actual: Actual, as_of: str) -> bool:
    month = as_of[:7]
    return month != fiscal.last_month(actual.fiscal_year)


def _figures_tables(view: View, code: str) -> _FiguresTables | None:
    """The tables as Markdown; None where no year is known."""
    indicator = view.indicator(code)
    course = view.course(indicator)
    if not course:
        return None
    language = current_language()
    frame = charts.figure_table(indicator, course, language, view.finality)
    frame = frame.drop(columns=_("as of"))
    counts = _("numerator/denominator")
    of_actual = [counts, _("sum so far")]
    beside = [column for column in frame.columns if column in of_actual]
    year, actual, expected, *others, judged = frame.columns.difference(
        beside, sort=False
    )

    def as_markdown(column: pd.Series) -> pd.Series:
        keeps_one_line = column.name in (year, judged)
        return column.map(unbroken if keeps_one_line else plain)

    shown = frame.apply(as_markdown)
    columns = [year, actual, *beside, expected, judged, *others]
    own = shown[columns].rename(columns=plain)
    before = charts.former_table(view.former_figures(indicator), language)
    return _FiguresTables(own, before.map(plain).rename(columns=plain))
