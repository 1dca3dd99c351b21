"""The overview's leading figure: the indicator that stands for the plan."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts
from dxkpi.plan import Actual, Indicator
from dxkpi.rules.year_review import leading_figure
from dxkpi.web.common import page_files
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.links import show_indicator_link, show_page_link
from dxkpi.web.common.markdown import SEPARATOR, plain, verdict_badge
from dxkpi.web.common.view import View
from dxkpi.wording.chart_captions import known_date_label, target_label
from dxkpi.wording.headline import counted_figure_text
from dxkpi.wording.year_review import leading_sentence


@dataclass(frozen=True)
class OverviewLead:
    """The leading indicator as its card shows it."""

    indicator: Indicator
    label: str
    figure: str
    goal: str
    verdict: str
    path: dict[str, Any]


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
    badge = verdict_badge(leading.judgement)
    sentence = leading_sentence(leading, trend, language)
    years = view.plan.fiscal_years_of(indicator)
    return OverviewLead(
        indicator,
        label=_figure_label(indicator, leading.figure),
        figure=plain(
            counted_figure_text(leading.judgement.indicator, leading.figure, language)
        ),
        goal=plain(target_label(leading.judgement.indicator, language)),
        verdict=f"{badge} {plain(sentence)}",
        path=charts.small_multiple(
            indicator,
            view.course(indicator),
            language,
            first_year=years[0],
            last_year=years[-1],
        ),
    )


def _figure_label(indicator: Indicator, figure: Actual) -> str:
    when = known_date_label(indicator, figure, current_language(), short=False)
    if not when:
        return plain(indicator.name)
    return plain(indicator.name + SEPARATOR + when)


def show_lead(view: View, lead: OverviewLead, *, as_table: bool) -> None:
    """The card: the figure, what it means, the way to the target, and the link to more."""
    st.metric(lead.label, lead.figure, lead.goal, delta_color="off", delta_arrow="off")
    st.markdown(lead.verdict)
    if as_table:
        st.table(
            view.timeless.worded(_path_table, lead.indicator.code),
            border="horizontal",
            hide_index=True,
            alt=lead.indicator.name,
        )
    else:
        show_chart(lead.path)
    if view.trend_of(lead.indicator) is not None:
        show_page_link(page_files.REALISATION, _("Trend and outlook"))
    else:
        show_indicator_link(lead.indicator, icon=":material/arrow_forward:")


def _path_table(view: View, code: str) -> pd.DataFrame:
    """The path's figures: year, actual, expected."""
    indicator = view.indicator(code)
    frame = charts.figure_table(indicator, view.course(indicator), current_language())
    sums = [column for column in frame.columns if column == _("sum so far")]
    names = (_("fiscal year"), _("actual value"), *sums, _("expected value"))
    shown = frame[list(names)]
    return shown.map(plain)
