"""The chart of an indicator: its course and its target, and its files."""

from functools import partial
from typing import Any

import streamlit as st

from dxkpi import charts
from dxkpi.plan import Indicator
from dxkpi.rules.totals import running_total
from dxkpi.web.common.chart_block import nothing_to_draw_text, show_chart
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, strong
from dxkpi.web.common.target_revisions import show_revisions
from dxkpi.web.common.view import View
from dxkpi.wording import glossary
from dxkpi.wording.chart_notes import axis_start_text
from dxkpi.wording.figure_times import figure_time_label
from dxkpi.wording.municipality import city_name, plain_city_name


def show_course(view: View, indicator: Indicator) -> None:
    """The chart with what one must know to read it, and its files."""
    spec = view.worded(_course_chart, indicator.code)
    note = view.timeless.worded(_chart_note, indicator.code)
    st.markdown(strong(_("Course and target")) + " " + faint(note))
    if spec is None:
        st.info(nothing_to_draw_text(indicator))
        return
    show_chart(spec)
    show_revisions(view, indicator.code)
    pictures = [Picture(indicator.name, spec, note)]
    csv = partial(course_csv, indicator=indicator)
    offer_downloads(view, indicator.code, pictures, csv)


def _course_chart(view: View, code: str) -> dict[str, Any] | None:
    """The chart of the opened indicator; None where there is nothing to draw."""
    indicator = view.indicator(code)
    course = view.course(indicator)
    form = charts.chart_form(indicator)
    if not course or form == "nothing":
        return None
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
    if start := charts.line_axis_start(indicator, charts.former_values(former)):
        facts.append(axis_start_text(indicator, start, language))
    if former:
        facts.append(_("grey: figures of the former plan"))
    return language.listed(fact for fact in facts if fact)


def course_csv(view: View, indicator: Indicator) -> bytes:
    """The chart's numbers as a file."""
    name = city_name(view.city, current_language())
    return charts.figures_csv(
        [(indicator, view.course(indicator))],
        name,
        current_language(),
        {indicator.code: view.former_figures(indicator)},
    )
