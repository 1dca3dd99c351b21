"""The overview's leading figure: the indicator that stands for the plan."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts
from dxkpi.plan import Actual, Indicator
from dxkpi.rules.year_review import LeadingFigure, leading_figure
from dxkpi.survey import IndicatorTrend
from dxkpi.web.common import page_files
from dxkpi.web.common.chart_block import fitting_drawing, show_drawing
from dxkpi.web.common.finality import finality_mark
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import (
    SEPARATOR,
    link_lines,
    plain,
    strong,
    verdict_badge,
)
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.wording.chart_captions import known_date_label
from dxkpi.wording.survey_glance import survey_glance
from dxkpi.wording.year_figure import counted_figure_text
from dxkpi.wording.year_review import leading_sentence

_NAME_COLUMNS, _MOST_NAME_LINES = 44, 2


@dataclass(frozen=True)
class OverviewLead:
    """The leading indicator as its card shows it."""

    indicator: Indicator
    name: str
    figure: str
    verdict: str
    path: dict[str, Any]
    drawing: str


def overview_lead(view: View) -> OverviewLead | None:
    """The leading indicator with its last figure by the view's year.

    None where there is none to lead.
    """
    return view.worded(_overview_lead)


def _overview_lead(view: View) -> OverviewLead | None:
    leading = leading_figure(view.plan, view.judgements(), view.year)
    if leading is None:
        return None
    indicator, language = leading.indicator, current_language()
    trend = view.trend_of(indicator)
    years = view.plan.fiscal_years_of(indicator)
    first_year = years[0]
    if indicator.baseline is not None:
        first_year = max(first_year, indicator.baseline.fiscal_year)
    path = _path(view, indicator, trend, range(first_year, years[-1] + 1))
    return OverviewLead(
        indicator,
        name=_figure_name(indicator, leading.figure),
        figure=plain(
            counted_figure_text(leading.judgement.indicator, leading.figure, language)
        ),
        verdict=_verdict(view, leading, trend),
        path=path,
        drawing=fitting_drawing(path),
    )


def _path(
    view: View, indicator: Indicator, trend: IndicatorTrend | None, years: range
) -> dict[str, Any]:
    """The way to the target; of the 実感率 with its margins and where it leads."""
    language = current_language()
    if trend is not None and trend.trajectory is not None:
        return charts.small_trend(
            trend.trajectory,
            trend.judgements,
            trend.outlook,
            years,
            language,
            assumed=trend.assumed,
        )
    return charts.small_multiple(
        indicator,
        view.course(indicator),
        language,
        first_year=years[0],
        last_year=years[-1],
    )


def _verdict(view: View, leading: LeadingFigure, trend: IndicatorTrend | None) -> str:
    """The badge, with what it can be within the margin, and beneath it the short sentences."""
    language = current_language()
    badge = verdict_badge(leading.judgement)
    badge += finality_mark(view, leading.judgement)
    glance = None if trend is None else survey_glance(trend, language)
    if glance is not None:
        chance = f":small[{plain(glance.chance)}]" if glance.chance else ""
        return f"{badge}  \n{strong(glance.change)} {chance}".rstrip()
    return f"{badge} {plain(leading_sentence(leading, trend, language))}"


def _figure_name(indicator: Indicator, figure: Actual) -> str:
    when = known_date_label(indicator, figure, current_language(), short=False)
    if not when:
        return indicator.name
    return indicator.name + SEPARATOR + when


def show_lead(view: View, lead: OverviewLead, *, as_table: bool) -> None:
    """The card: the name as the link to more, the figure, what it means, the way to the target."""
    with st.container(key="lead", gap=None):
        _show_name(view, lead)
        st.metric(plain(lead.name), lead.figure, label_visibility="collapsed")
        st.markdown(lead.verdict)
        if as_table:
            st.table(
                view.timeless.worded(_path_table, lead.indicator.code),
                border="horizontal",
                hide_index=True,
                alt=lead.indicator.name,
            )
        else:
            show_drawing(lead.drawing)


def _show_name(view: View, lead: OverviewLead) -> None:
    """The name with the time of the figure, as the link to more."""
    page, query = page_files.INDICATOR, link_query(kpi=lead.indicator.code)
    if view.trend_of(lead.indicator) is not None:
        page, query = page_files.REALISATION, link_query()
    label = link_lines(lead.name, _NAME_COLUMNS, _MOST_NAME_LINES)
    st.page_link(page, label=label, query_params=query)


def _path_table(view: View, code: str) -> pd.DataFrame:
    """The path's figures: year, actual, expected."""
    indicator = view.indicator(code)
    course, language = view.course(indicator), current_language()
    frame = charts.figure_table(indicator, course, language, view.finality)
    sums = [column for column in frame.columns if column == _("sum so far")]
    names = (_("fiscal year"), _("actual value"), *sums, _("expected value"))
    shown = frame[list(names)]
    return shown.map(plain)
