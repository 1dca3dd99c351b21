"""Like with like: the compared cities' indicators on one topic, each in a panel of its
own, and in what they differ.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dxkpi.comparison.indicator_differences import NamedIndicator, aspect_groups
from dxkpi.comparison.topics import Topic
from dxkpi.store import ListedPlan
from dxkpi.web.common.downloads import offer_downloads
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.compare.compared_plans import city_names, origin_of_cities
from dxkpi.web.compare.indicator_panels import (
    IndicatorPanel,
    axes_note,
    indicator_panels,
    show_panel,
)
from dxkpi.web.compare.topic_choice import (
    CityIndicator,
    choose_topic,
    indicators_on_topic,
)
from dxkpi.web.compare.topic_figures import figures_csv, figures_table
from dxkpi.wording.comparison import (
    aspect_groups_text,
    aspect_name,
    topic_name,
    topic_sentence,
)


def show_like_indicators(
    view: View, compared: tuple[ListedPlan, ...], *, as_table: bool
) -> None:
    """Choose a topic; read what differs; see each city's indicators."""
    st.header(_("Like with like: indicators on one topic"), anchor=False)
    if len(compared) == 1:
        st.info(_("Choose another municipality to compare indicators with."))
        return
    topic = choose_topic(view, compared)
    if topic is None:
        st.info(
            _(
                "These plans have no topic in common among their indicators. "
                "Type a word to search their names and definitions."
            )
        )
        return
    if not indicators_on_topic(view, compared, topic):
        st.info(_no_indicator_text(topic))
        return

    st.subheader(view.timeless.worded(_sentence, compared, topic), anchor=False)
    st.markdown(view.timeless.worded(_differences, compared, topic))
    panels = view.timeless.worded(indicator_panels, compared, topic)
    if as_table:
        _show_table(view, compared, topic)
    else:
        _show_panels(view, compared, topic, panels)
    pictures = [panel.picture for panel in panels if panel.picture]
    csv = partial(figures_csv, compared=compared, topic=topic)
    origin = origin_of_cities(compared)
    offer_downloads(view, "like-with-like", pictures, csv, several=origin)


def _no_indicator_text(topic: Topic) -> str:
    name = topic_name(topic, current_language())
    return plain(
        _(
            "None of these plans has an indicator on “{topic}”. Type another word.",
            topic=name,
        )
    )


def _show_table(view: View, compared: tuple[ListedPlan, ...], topic: Topic) -> None:
    st.dataframe(
        view.timeless.worded(figures_table, compared, topic),
        hide_index=True,
        height="content",
        alt=_("Figures of the indicators on this topic"),
    )


def _show_panels(
    view: View,
    compared: tuple[ListedPlan, ...],
    topic: Topic,
    panels: Sequence[IndicatorPanel],
) -> None:
    if any(panel.picture for panel in panels):
        st.caption(view.timeless.worded(axes_note, compared, topic))
    grid = st.grid(3, min_column_width=290, border=True)
    for panel in panels:
        with grid.cell():
            show_panel(view, panel)


def _sentence(view: View, compared: tuple[ListedPlan, ...], topic: Topic) -> str:
    language = current_language()
    indicators = _named_indicators(indicators_on_topic(view, compared, topic))
    return plain(topic_sentence(indicators, topic_name(topic, language), language))


def _named_indicators(indicators: Sequence[CityIndicator]) -> list[NamedIndicator]:
    return [NamedIndicator(each.city_name, each.indicator) for each in indicators]


def _differences(view: View, compared: tuple[ListedPlan, ...], topic: Topic) -> str:
    """In what the cities' indicators differ, and which city has none, as Markdown."""
    indicators = indicators_on_topic(view, compared, topic)
    having = {each.listed for each in indicators}
    lines = []
    if len(having) > 1:
        lines += _aspect_lines(indicators)
    without = []
    for listed, name in zip(compared, city_names(compared), strict=True):
        if listed not in having:
            without.append(name)
    if without:
        names = current_language().listed(without)
        lines.append(plain(_("No indicator on it: {cities}.", cities=names)))
    return "\n".join(f"- {line}" for line in lines)


def _aspect_lines(indicators: Sequence[CityIndicator]) -> list[str]:
    """Each aspect that differs or is not stated, as Markdown: who says what."""
    language = current_language()
    lines = []
    for groups in aspect_groups(_named_indicators(indicators)):
        name = strong(aspect_name(groups.aspect, language))
        lines.append(f"{name} {plain(aspect_groups_text(groups, language))}")
    return lines
