"""The chart of an indicator: its course and its target, and its files."""

from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from dxkpi import charts
from dxkpi.plan import DecisionSubject, Indicator
from dxkpi.rules import decisions_about
from dxkpi.rules.totals import running_total
from dxkpi.web.common.chart_block import nothing_to_draw_text, show_chart
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, strong
from dxkpi.web.common.target_revisions import show_revisions
from dxkpi.web.common.view import View
from dxkpi.web.indicator.outlook import show_outlook
from dxkpi.web.realisation.trend_chart import followed_chart
from dxkpi.wording import glossary
from dxkpi.wording.chart_notes import axis_start_text
from dxkpi.wording.figure_times import figure_time_label
from dxkpi.wording.municipality import city_name, plain_city_name


def show_course(view: View, indicator: Indicator) -> None:
    """The chart with what one must know to read it, and its files."""
    specs, note = _charts_with_note(view, indicator)
    st.markdown(strong(_("Course and target")) + " " + faint(note))
    if not specs:
        st.info(nothing_to_draw_text(indicator))
        return
    for name, spec in specs:
        if len(specs) > 1:
            st.markdown(strong(name))
        show_chart(spec)
    if indicator.counts_in(view.year):
        show_outlook(view, indicator)
    show_revisions(view, indicator.code)
    pictures = [Picture(name, spec, note) for name, spec in specs]
    csv = partial(course_csv, indicator=indicator)
    offer_downloads(view, indicator.code, pictures, csv)


def _charts_with_note(
    view: View, indicator: Indicator
) -> tuple[tuple[tuple[str, dict[str, Any]], ...], str]:
    """The charts by their names, and how they are read; of the 実感率 the chart of its own
    page.
    """
    if view.trend_of(indicator) is not None:
        followed = followed_chart(view)
        if followed is not None:
            spec, note = followed
            return ((indicator.name, spec),), note
    specs = view.worded(_course_charts, indicator.code)
    return specs, view.timeless.worded(_chart_note, indicator.code)


def _course_charts(view: View, code: str) -> tuple[tuple[str, dict[str, Any]], ...]:
    """The chart of the opened indicator with its name; of parts that cannot stand on one
    plane one for each. Empty where there is nothing to draw.
    """
    indicator = view.indicator(code)
    shown = [indicator]
    if charts.chart_form(indicator) == "years":
        shown = list(indicator.measured)
    specs = ((each.name, _course_chart(view, each.code)) for each in shown)
    return tuple((name, spec) for name, spec in specs if spec is not None)


def _course_chart(view: View, code: str) -> dict[str, Any] | None:
    """The chart of the opened indicator; None where there is nothing to draw."""
    indicator = view.indicator(code)
    course = view.course(indicator)
    form = charts.chart_form(indicator)
    if not course or form == "nothing":
        return None
    if form == "parts":
        return charts.parts_chart(
            indicator, course, current_language(), selected_year=view.year
        )
    if form == "years":
        return charts.year_tiles(
            indicator, course, current_language(), selected_year=view.year
        )
    return charts.line_chart(
        indicator,
        course,
        current_language(),
        place=plain_city_name(view.city),
        selected_year=view.year,
        former=view.former_figures(indicator),
        decisions=decisions_about(view.plan, DecisionSubject(indicator.code)),
        preliminary=view.finality.preliminary_years(indicator.code),
    )


def _chart_note(view: View, code: str) -> str:
    """What one must know to read the chart: the kind of figure, its unit, where the axis begins."""
    language = current_language()
    indicator = view.indicator(code)
    facts = []
    if indicator.is_number:
        facts.append(
            glossary.term_label(running_total(indicator).aggregation, language)
        )
    facts.append(figure_time_label(indicator, language))
    if indicator.unit:
        facts.append(_("unit {unit}", unit=indicator.unit))
    if indicator.has_stages:
        facts.append(_("stages {stages}", stages=indicator.scale))
    former = view.former_figures(indicator)
    if start := _axis_start(view, indicator):
        facts.append(axis_start_text(indicator, start, language))
    if former:
        facts.append(_("grey: figures of the former plan"))
    return language.listed(fact for fact in facts if fact)


def _axis_start(view: View, indicator: Indicator) -> Decimal | None:
    """Where the value axis starts if it leaves out zero."""
    if charts.chart_form(indicator) == "parts":
        return charts.parts_axis_start(indicator)
    former = charts.former_values(view.former_figures(indicator))
    return charts.line_axis_start(indicator, former)


def course_csv(view: View, indicator: Indicator) -> bytes:
    """The chart's numbers as a file; behind an indicator that consists of parts these."""
    name = city_name(view.city, current_language())
    shown = (indicator, *indicator.part_indicators)
    return charts.figures_csv(
        [(each, view.course(each)) for each in shown],
        name,
        current_language(),
        {each.code: view.former_figures(each) for each in shown},
        finality=view.finality,
    )
