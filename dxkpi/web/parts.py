"""Parts that pages share: the heading with its selectors, links to indicators, charts, the language switch."""

from typing import Any

import streamlit as st

from dxkpi import fiscal, terms
from dxkpi.i18n import LANGUAGES, _, language
from dxkpi.plan import Indicator, figures
from dxkpi.progress import Judgement, wording
from dxkpi.settings import PROJECT
from dxkpi.store import City
from dxkpi.web import cached, choice
from dxkpi.web.choice import View
from dxkpi.web.markdown import plain, wrapped

GALLERY = PROJECT / "pages" / "kpi.py"
INDICATOR = PROJECT / "pages" / "indicator.py"
SEPARATOR = "\u3000"

_LANGUAGE_NAMES = {"ja": "日本語", "en": "English"}


def heading(view: View, title: str, *above: str) -> None:
    """The page's name with the selectors of municipality and year beside it, and where it belongs above it."""
    st.set_page_config(page_title=f"{title} – dxkpi")
    invented = [":gray-badge[" + _("Invented data") + "]"] if view.city.fictional else []
    st.markdown(SEPARATOR.join([*(plain(text) for text in above if text), *invented]))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(plain(title), anchor=False, width="stretch")
        with st.container(horizontal=True, width="content", gap="small"):
            _selectors(view)
    for sentence in choice.told():
        st.warning(plain(sentence), icon=":material/info:")


def _selectors(view: View) -> None:
    names = {code: city_name(city) for code, city in cached.cities(view.revision).items()}
    st.session_state["select_city"], st.session_state["select_year"] = view.city.code, view.year
    st.selectbox(
        _("Municipality"), list(names), key="select_city", format_func=names.__getitem__,
        label_visibility="collapsed", width=160 if language() == "ja" else 190,
        on_change=lambda: choice.choose_city(st.session_state["select_city"]),
    )  # fmt: skip
    st.selectbox(
        _("Fiscal year"), view.years, key="select_year", format_func=fiscal.label,
        label_visibility="collapsed", width=182,
        on_change=lambda: choice.choose_year(st.session_state["select_year"]),
    )  # fmt: skip


def language_switch() -> None:
    """日本語 / English."""
    st.session_state["select_language"] = language()
    st.selectbox(
        "言語 / Language", LANGUAGES, key="select_language", format_func=_LANGUAGE_NAMES.__getitem__,
        on_change=lambda: choice.choose_language(st.session_state["select_language"]),
    )  # fmt: skip


def city_name(city: City) -> str:
    """A municipality's name, marked where it is invented."""
    return city.name + (_(" (invented)") if city.fictional else "")


def period(view: View) -> str:
    """The plan's period, with the year of it that is looked at."""
    first, last = view.plan.about.first_fiscal_year, view.plan.about.last_fiscal_year
    words = fiscal.span(first, last) or _("period not stated")
    if first is None or view.year < first or (last is not None and view.year > last):
        return words
    return words + _(" (year {n})", n=view.year - first + 1)


def indicator_link(indicator: Indicator) -> None:
    """A link that opens an indicator."""
    st.page_link(INDICATOR, label=wrapped(indicator.name, 26, 3), query_params=choice.address(kpi=indicator.code))


def chart(spec: dict[str, Any]) -> None:
    """A chart with its alternative text, in the theme's colours."""
    drawn = {name: value for name, value in spec.items() if name != "description"}
    st.vega_lite_chart(drawn, width="stretch", alt=spec["description"])


def nothing_to_draw(indicator: Indicator) -> str:
    """Why an indicator has no chart, and what will change that."""
    if indicator.target is None:
        return plain(_("The plan gives neither figures nor a target, so there is nothing to draw."))
    return plain(_("Target: {goal}. A chart appears with the first actual.", goal=wording.goal(indicator)))


def shown_actual(judgement: Judgement) -> str:
    """The year's figure with its unit, or why there is none."""
    if judgement.value is None:
        missing = judgement.actual.missing if judgement.actual else None
        return terms.label(missing) if missing else _("no actual")
    shown = figures.figure(judgement.indicator, judgement.value)
    approximate = judgement.actual is not None and judgement.actual.approximate
    return _("about {value}", value=shown) if approximate else shown
