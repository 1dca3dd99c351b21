"""The topic on which indicators are compared, and the cities' indicators on it."""

from dataclasses import dataclass

import streamlit as st

from dxkpi.comparison.topics import Topic, shared_topics, topic_indicators, typed_topic
from dxkpi.plan import Indicator
from dxkpi.store import ListedPlan
from dxkpi.web.common import cached
from dxkpi.web.common.filters import show_search
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.web.compare.address_choice import show_address_choice
from dxkpi.web.compare.compared_plans import city_names
from dxkpi.wording.comparison import topic_name

_MOST_OF_A_CITY = 3


@dataclass(frozen=True)
class CityIndicator:
    """An indicator of a city on the topic; `only_by_measure` if only its measure's name
    speaks of the topic.
    """

    listed: ListedPlan
    city_name: str
    indicator: Indicator
    only_by_measure: bool


def choose_topic(view: View, compared: tuple[ListedPlan, ...]) -> Topic | None:
    """The topic that the reader typed or chose; None where there is none to choose."""
    topics = view.timeless.worded(_shared_topics, compared)
    by_code = {str(topic.code): topic for topic in topics}
    names = {
        code: topic_name(topic, current_language()) for code, topic in by_code.items()
    }
    chosen = None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if names:
            chosen = by_code[show_address_choice("topic", _("Topic"), names, 300)]
        typed = show_search(WidgetKeys("compare_topic"), _("or a word of your own"))
    if typed:
        return typed_topic(typed)
    return chosen


def _shared_topics(_view: View, compared: tuple[ListedPlan, ...]) -> tuple[Topic, ...]:
    return shared_topics([cached.plan(listed) for listed in compared])


def indicators_on_topic(
    view: View, compared: tuple[ListedPlan, ...], topic: Topic
) -> tuple[CityIndicator, ...]:
    """The first few of each city: those on the topic, else those of its measures on the topic."""
    return view.timeless.worded(_find_indicators, compared, topic)


def _find_indicators(
    _view: View, compared: tuple[ListedPlan, ...], topic: Topic
) -> tuple[CityIndicator, ...]:
    indicators = []
    for listed, name in zip(compared, city_names(compared), strict=True):
        plan = cached.plan(listed)
        for each in topic_indicators(plan, topic, _MOST_OF_A_CITY):
            indicators.append(
                CityIndicator(listed, name, each.indicator, each.only_by_measure)
            )
    return tuple(indicators)
