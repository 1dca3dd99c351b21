"""The boxes in which a reader chooses municipality, plan, fiscal year and language."""

import streamlit as st

from dxkpi.store import City, ListedPlan
from dxkpi.web.common import cached, reader_choice
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording.language import LANGUAGES, Language
from dxkpi.wording.municipality import city_name

_FEW_CITIES = 60

_KEYS = WidgetKeys("select")
_PREFECTURE = _KEYS.key("prefecture")
_CITY = _KEYS.key("city")
_PLAN = _KEYS.key("plan")
_YEAR = _KEYS.key("year")
_LANGUAGE = _KEYS.key("language")

_LANGUAGE_NAMES = {Language.JAPANESE: "日本語", Language.ENGLISH: "English"}


def show_city_selector(shown: City) -> None:
    """The municipality; where there are many, first the prefecture.

    A list of all would be sent with every run.
    """
    if len(cached.cities()) > _FEW_CITIES:
        _show_prefecture_selector(shown)
    language = current_language()
    names = {
        city.code: city_name(city, language)
        for city in cached.neighbours(shown, _FEW_CITIES)
    }
    st.session_state[_CITY] = shown.code
    st.selectbox(
        _("Municipality"),
        list(names),
        key=_CITY,
        format_func=names.__getitem__,
        label_visibility="collapsed",
        width=160 if language is Language.JAPANESE else 190,
        on_change=_change_city,
    )


def _show_prefecture_selector(shown: City) -> None:
    st.session_state[_PREFECTURE] = shown.prefecture
    st.selectbox(
        _("Prefecture"),
        list(cached.first_by_prefecture()),
        key=_PREFECTURE,
        label_visibility="collapsed",
        width=120,
        on_change=_change_prefecture,
    )


def _change_prefecture() -> None:
    first_cities = cached.first_by_prefecture()
    reader_choice.choose_city(first_cities[st.session_state[_PREFECTURE]])


def _change_city() -> None:
    reader_choice.choose_city(st.session_state[_CITY])


def show_plan_selector(shown: ListedPlan) -> None:
    """The plans of the municipality; nothing where it has one only."""
    plans = {listed.id: listed for listed in cached.plans_of_city(shown.city.code)}
    if len(plans) < 2:
        return
    st.session_state[_PLAN] = shown.id
    st.selectbox(
        _("Plan"),
        list(plans),
        key=_PLAN,
        format_func=lambda plan_id: plans[plan_id].title,
        label_visibility="collapsed",
        width=260,
        on_change=_change_plan,
        args=(shown.city.code,),
    )


def _change_plan(city: str) -> None:
    reader_choice.choose_plan(city, st.session_state[_PLAN])


def show_year_selector(view: View) -> None:
    """The fiscal years of the view's plan."""
    st.session_state[_YEAR] = view.year
    is_japanese = current_language() is Language.JAPANESE
    st.selectbox(
        _("Fiscal year"),
        view.years,
        key=_YEAR,
        format_func=current_language().fiscal_year_title,
        label_visibility="collapsed",
        width=150 if is_japanese else 182,
        on_change=_change_year,
    )


def _change_year() -> None:
    reader_choice.choose_year(st.session_state[_YEAR])


def show_language_selector() -> None:
    """日本語 / English."""
    st.session_state[_LANGUAGE] = current_language()
    st.selectbox(
        "言語 / Language",
        LANGUAGES,
        key=_LANGUAGE,
        format_func=_LANGUAGE_NAMES.__getitem__,
        on_change=_change_language,
    )


def _change_language() -> None:
    reader_choice.choose_language(st.session_state[_LANGUAGE])
