"""What the reader has chosen: language, municipality, fiscal year.

A choice lives in the address (`?city=472123&year=2025&lang=en`), so that bookmarks work, and follows the reader from
page to page through the links. Defaults are not written there: going back leaves the dashboard in one step.
"""

from collections.abc import Collection

import streamlit as st

from dxkpi import fiscal
from dxkpi.plan import Measure
from dxkpi.rules import default_year
from dxkpi.settings import WrongSetting, settings
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, speak
from dxkpi.web.common.view import View
from dxkpi.wording.language import DEFAULT_LANGUAGE, LANGUAGES, Language, language_named


def opened(*, to_report: bool = False) -> View:
    """The view that the address asks for. Says so and ends the run where there is nothing to show.

    Without a choice it is the latest year with figures; `to_report`: the one whose figures are due, the last closed.
    """
    known = cached.cities()
    if not known:
        st.info(
            _(
                "There is no plan in the store yet. Load plans with: dxkpi load data/plans/*.yaml"
            )
        )
        st.stop()
    city = known[_chosen("city", known, settings().default_city)]
    plan, today = cached.plan(city), fiscal.today()
    last_closed = fiscal.last_closed_year(today)
    years = tuple(plan.fiscal_years) or (last_closed,)
    default = (
        min(max(last_closed, years[0]), years[-1])
        if to_report
        else default_year(plan, last_closed)
    )
    year = _chosen("year", [str(y) for y in years], str(default))
    return View(city, plan, int(year), years, today)


def _chosen(name: str, known: Collection[str], default: str) -> str:
    asked = st.query_params.get(name)
    if asked is not None and asked not in known:
        tell(
            _("There is no plan of “{value}” here; another is shown.", value=asked[:20])
            if name == "city"
            else _(
                "The plan says nothing about “{value}”; another year is shown.",
                value=asked[:20],
            )
        )
        del st.query_params[name]
    remembered: str | None = st.session_state.get(f"chosen_{name}")
    value = next(
        wish
        for wish in (asked, remembered, default, next(iter(known)))
        if wish is not None and wish in known
    )
    if asked == value:
        if name == "city" and remembered not in (None, value):
            _forget_plan()
        st.session_state[f"chosen_{name}"] = value
    return value


def _forget_plan() -> None:
    """The year and the filters that belong to the plan seen before."""
    for key in [str(key) for key in st.session_state]:
        if key.endswith(("_year", "_policy", "_department")):
            del st.session_state[key]


def choose_city(code: str) -> None:
    """Another municipality: its own year, no opened indicator, no policy or department of the plan before."""
    _forget_plan()
    st.session_state["chosen_city"] = code
    st.query_params.from_dict(address())


def choose_year(year: int) -> None:
    st.session_state["chosen_year"] = str(year)
    st.query_params.update(address())


def opened_measure(view: View) -> Measure | None:
    """The measure that the address names (`?measure=1-2`), if it names one of this plan."""
    number = st.query_params.get("measure")
    if not number:
        return None
    measure = view.plan.measure(number)
    if measure is None:
        tell(_("There is no measure {key} in this plan.", key=number[:20]))
        all_measures()
    return measure


def open_measure(number: str) -> None:
    st.query_params["measure"] = number


def all_measures() -> None:
    st.query_params.pop("measure", None)


def choose_language(language: str) -> None:
    st.session_state["chosen_lang"] = language
    st.query_params["lang"] = language


def address(**more: str) -> dict[str, str]:
    """The query of a link to another page or indicator that keeps what the reader has chosen."""
    kept = {
        name: st.session_state.get(f"chosen_{name}")
        for name in ("city", "year", "lang")
    }
    return {name: value for name, value in kept.items() if value} | more


def language_of(locale: str | None, asked: str | None = None) -> Language:
    """The language asked for; else English for an English browser (locale or Accept-Language), else as configured."""
    if asked in LANGUAGES:
        return Language(asked)
    if (locale or "").lower().startswith("en"):
        return Language.ENGLISH
    try:
        return language_named(settings().language)
    except WrongSetting:
        return DEFAULT_LANGUAGE


def speak_to_reader() -> None:
    """Use the reader's language in this run."""
    asked = st.query_params.get("lang") or st.session_state.get("chosen_lang")
    if asked in LANGUAGES:
        st.session_state["chosen_lang"] = asked
    speak(language_of(st.context.locale, asked))


def tell(sentence: str) -> None:
    """Something that the next page heading should say."""
    st.session_state.setdefault("told", []).append(sentence)


def told() -> list[str]:
    """What was to be said since the last heading; it is said once."""
    sentences: list[str] = st.session_state.pop("told", [])
    return sentences
