"""The chart of the 実感率: its trend, the way to the target, the outlook, its files."""

from decimal import Decimal
from typing import Any, NamedTuple

import streamlit as st

from dxkpi import charts
from dxkpi.plan import DecisionSubject
from dxkpi.rules import Trajectory, decisions_about
from dxkpi.survey import IndicatorTrend
from dxkpi.web.common.chart_block import nothing_to_draw_text, show_chart
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong, titled
from dxkpi.web.common.target_revisions import show_revisions
from dxkpi.web.common.view import View
from dxkpi.web.realisation.supposition import ask_supposed_figure, supposition_text
from dxkpi.wording.chart_notes import trend_note, way_note
from dxkpi.wording.ledger import original_text
from dxkpi.wording.municipality import city_name


class _TrendChart(NamedTuple):
    """The chart with its title, and how it is read."""

    title: str
    spec: dict[str, Any]
    note: str


def show_trend_chart(view: View) -> None:
    """The trend with how it is read; beneath it what a reader supposes of next year, how
    the target was revised, and the files.
    """
    chart = view.worded(_trend_chart)
    with st.container(border=True):
        if chart is None:
            st.markdown(strong(_("Trend and its outlook")))
            st.info(view.worded(_why_no_chart))
            return
        st.markdown(titled(chart.title, chart.note))
        _show_chart_and_supposition(view, chart)
        indicator = view.followed_trend().indicator
        show_revisions(view, indicator.code)
        if original := original_text(view.judged(indicator), current_language()):
            st.caption(plain(original))
        picture = Picture(indicator.name, chart.spec, chart.note)
        offer_downloads(view, "realisation", [picture], trend_csv)


def _show_chart_and_supposition(view: View, chart: _TrendChart) -> None:
    """The chart stands over the switch that changes it."""
    place = st.container()
    trend = view.followed_trend()
    supposed = ask_supposed_figure(view)
    with place:
        if supposed is None or trend.trajectory is None:
            show_chart(chart.spec)
            return
        show_chart(_spec(view, trend, trend.trajectory, supposed))
    st.caption(plain(supposition_text(trend.trajectory, supposed)))


def _trend_chart(view: View) -> _TrendChart | None:
    trend = view.followed_trend()
    if trend.trajectory is None:
        return None
    spec = _spec(view, trend, trend.trajectory)
    former, language = view.former_figures(trend.indicator), current_language()
    if trend.assumed is not None:
        axis = charts.way_axis_start(trend, former)
        note = way_note(trend, axis, language, has_former=bool(former))
        return _TrendChart(_("Way to the target"), spec, note)
    axis = charts.trend_axis_start(trend.indicator, trend.outlook, former)
    note = trend_note(trend, axis, language, has_former=bool(former))
    if preliminary := _preliminary_years(view, trend):
        note = _("{note}; preliminary: {years}", note=note, years=preliminary)
    return _TrendChart(_("Trend and its outlook"), spec, note)


def _preliminary_years(view: View, trend: IndicatorTrend) -> str:
    """The years whose figure is not final; empty for none."""
    language = current_language()
    years = view.finality.preliminary_years(trend.indicator.code)
    return language.listed([language.short_year(year) for year in years])


def _spec(
    view: View,
    trend: IndicatorTrend,
    trajectory: Trajectory,
    supposed: Decimal | None = None,
) -> dict[str, Any]:
    return charts.trend_chart(
        trajectory,
        trend.judgements,
        trend.outlook,
        current_language(),
        height=charts.LOW_TREND_HEIGHT,
        supposed=supposed,
        former=view.former_figures(trend.indicator),
        coming=trend.coming,
        assumed=trend.assumed,
        decisions=decisions_about(view.plan, DecisionSubject(trend.indicator.code)),
        numbered=True,
    )


def _why_no_chart(view: View) -> str:
    """That the figures begin later, else that there are none."""
    indicator = view.followed_trend().indicator
    years = [a.fiscal_year for a in indicator.actuals if a.value is not None]
    if not years:
        return nothing_to_draw_text(indicator)
    first = current_language().fiscal_year(min(years))
    return plain(
        _(
            "The first figure is of {year}. Choose that year or a later one.",
            year=first,
        )
    )


def trend_csv(view: View) -> bytes:
    """The chart's numbers as a file."""
    trend = view.followed_trend()
    name = city_name(view.city, current_language())
    return charts.trend_csv(
        trend.indicator,
        trend.judgements,
        trend.outlook,
        name,
        current_language(),
        view.former_figures(trend.indicator),
    )


def followed_chart(view: View) -> tuple[dict[str, Any], str] | None:
    """The chart with how it is read, as it is also shown on the indicator's own page; None
    where nothing is known yet.
    """
    chart = view.worded(_trend_chart)
    return None if chart is None else (chart.spec, chart.note)
