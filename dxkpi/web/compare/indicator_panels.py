"""The indicators on a topic, each with its picture and its facts in a panel of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dxkpi import charts
from dxkpi.comparison.topics import Topic
from dxkpi.plan import Indicator
from dxkpi.store import ListedPlan
from dxkpi.web.common import cached, page_files
from dxkpi.web.common.chart_block import nothing_to_draw_text, show_drawing
from dxkpi.web.common.downloads import Picture
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.links import query_into_plan
from dxkpi.web.common.markdown import faint, link_lines, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.compare.topic_choice import CityIndicator, indicators_on_topic
from dxkpi.web.compare.topic_figures import (
    ComparedFigure,
    ComparedFigureKind,
    compared_figures,
    figure_kind_label,
    latest_actual,
)
from dxkpi.wording import glossary

_NAME_COLUMNS, _NAME_LINES = 28, 3
_PANEL_WIDTH = 210
"""As wide as a panel is inside on a desk screen; elsewhere the drawing grows with its panel."""

YearSpan = tuple[int, int]
"""The first and the last fiscal year of the common time axis."""


@dataclass(frozen=True)
class IndicatorPanel:
    """An indicator ready to be shown: Markdown above and below its picture, or why
    there is none.
    """

    listed: ListedPlan
    code: str
    head: str
    label: str
    latest: str
    picture: Picture | None
    drawing: str
    nothing: str
    facts: str


def show_panel(view: View, panel: IndicatorPanel) -> None:
    """The panel, with a link to the indicator's own page."""
    st.markdown(panel.head)
    query = query_into_plan(view, panel.listed, kpi=panel.code)
    st.page_link(page_files.INDICATOR, label=panel.label, query_params=query)
    st.markdown(panel.latest)
    if panel.picture is None:
        st.caption(panel.nothing)
    else:
        show_drawing(panel.drawing)
    st.markdown(panel.facts)


def indicator_panels(
    view: View, compared: tuple[ListedPlan, ...], topic: Topic
) -> tuple[IndicatorPanel, ...]:
    """A panel for each indicator on the topic, all with one time axis."""
    indicators = indicators_on_topic(view, compared, topic)
    years = _common_years(view, indicators)
    return tuple(
        _indicator_panel(view.beside(each.listed), each, years) for each in indicators
    )


def axes_note(view: View, compared: tuple[ListedPlan, ...], topic: Topic) -> str:
    """How the axes of the panels lie."""
    years = _common_years(view, indicators_on_topic(view, compared, topic))
    return plain(
        _(
            "One time axis for all ({span}); each has its own "
            "vertical axis, which does not start at zero. "
            "Dashes: expected from baseline to target. ◆: target.",
            span=current_language().fiscal_years(*years),
        )
    )


def _common_years(view: View, indicators: Sequence[CityIndicator]) -> YearSpan:
    years: list[int] = []
    for each in indicators:
        years += cached.plan(each.listed).fiscal_years_of(each.indicator)
    if not years:
        return view.last_closed, view.last_closed
    return min(years), max(years)


# One panel


def _indicator_panel(
    view: View, on_topic: CityIndicator, years: YearSpan
) -> IndicatorPanel:
    indicator = on_topic.indicator
    picture = _picture(view, on_topic, years)
    return IndicatorPanel(
        listed=on_topic.listed,
        code=indicator.code,
        head=_head(view, on_topic),
        label=link_lines(indicator.name, _NAME_COLUMNS, _NAME_LINES),
        latest=_latest_text(view, indicator),
        picture=picture,
        drawing=charts.drawn_svg(picture.spec, _PANEL_WIDTH) if picture else "",
        nothing="" if picture else nothing_to_draw_text(indicator),
        facts=_facts(view, indicator),
    )


def _head(view: View, on_topic: CityIndicator) -> str:
    """The city, and the measure where only its name speaks of the topic."""
    city = strong(on_topic.city_name)
    measure = view.plan.measure(on_topic.indicator.measure)
    if measure is None or not on_topic.only_by_measure:
        return city
    note = _("an indicator of the measure “{name}”", name=measure.name)
    return f"{city} {faint(note)}"


def _picture(view: View, on_topic: CityIndicator, years: YearSpan) -> Picture | None:
    """The indicator's course in small; None where there is nothing to draw."""
    indicator = on_topic.indicator
    form = charts.chart_form(indicator)
    if form == "nothing":
        return None
    first_year, last_year = years
    spec = charts.small_multiple(
        indicator,
        view.course(indicator),
        current_language(),
        first_year=first_year,
        last_year=last_year,
    )
    description = f"{on_topic.city_name} {spec['description']}"
    note = ""
    if form in ("line", "parts") and indicator.is_number:
        note = _("the vertical axis does not start at zero")
    title = f"{on_topic.city_name} {indicator.name}"
    return Picture(title, spec | {"description": description}, note)


def _latest_text(view: View, indicator: Indicator) -> str:
    latest = latest_actual(indicator, view.finality)
    if latest is None:
        return plain(_("no actual"))
    return f"{strong(latest.words)} {faint(latest.date)}"


def _facts(view: View, indicator: Indicator) -> str:
    """What the figure is and its figures; a single actual stands above already."""
    language, not_stated = current_language(), _("not stated in the plan")
    departments = language.listed(view.plan.departments_of(indicator))
    facts = {
        _("Definition"): indicator.definition or not_stated,
        _("Unit"): _unit_text(indicator),
        _("Department"): departments or not_stated,
    }
    for kind in ComparedFigureKind:
        dated = _dated_texts(view, indicator, kind)
        stands_above = kind is ComparedFigureKind.ACTUAL and len(dated) == 1
        if dated and not stands_above:
            facts[figure_kind_label(kind)] = language.listed(dated)
    return "  \n".join(f"{faint(name)} {plain(value)}" for name, value in facts.items())


def _unit_text(indicator: Indicator) -> str:
    """The unit with the way of counting: 件 (累計); the stages in their order."""
    if indicator.has_stages:
        return indicator.scale
    counting = glossary.term_label(indicator.aggregation, current_language())
    return f"{indicator.unit} ({counting})".strip()


def _dated_texts(
    view: View, indicator: Indicator, kind: ComparedFigureKind
) -> list[str]:
    figures = compared_figures(indicator, view.finality)
    return [_dated_text(figure) for figure in figures if figure.kind is kind]


def _dated_text(figure: ComparedFigure) -> str:
    if not figure.short_date:
        return figure.words
    return _("{value} ({date})", value=figure.words, date=figure.short_date)
