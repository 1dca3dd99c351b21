"""What a page works on: the reader's language, the chosen municipality and fiscal year, and the plan, judged.

The choice lives in the address (`?city=472123&year=2025`), so that bookmarks work, and follows the reader from page to
page. Values come from the store through caches keyed by its revision; rows and sessions are never cached.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dxkpi import charts, fiscal, i18n
from dxkpi.i18n import _
from dxkpi.plan import Indicator, Plan
from dxkpi.progress import PROFILES, Judgement, default_year, is_due, judge, judge_plan
from dxkpi.settings import WrongSetting, settings
from dxkpi.store import City, Store, StoreError


@dataclass(frozen=True)
class View:
    """One municipality's plan in one fiscal year."""

    city: City
    plan: Plan
    year: int
    years: tuple[int, ...]
    revision: int


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The store of this process. Raises `WrongSetting` or `StoreError`."""
    return Store(settings().database_url)


@st.cache_resource(show_spinner=False, max_entries=2)
def cities(revision: int) -> dict[str, City]:
    """Every municipality in the store by code."""
    return {city.code: city for city in store().cities()}


@st.cache_resource(show_spinner=False, max_entries=64)
def plan(code: str, revision: int) -> Plan | None:
    """A municipality's plan as of a revision."""
    return store().plan(code)


@st.cache_resource(show_spinner=False, max_entries=256)
def judgements(code: str, year: int, revision: int, last_closed: int) -> tuple[Judgement, ...]:
    """Every indicator of a plan judged in one fiscal year."""
    found = plan(code, revision)
    return judge_plan(found, year, last_closed, PROFILES[settings().profile]) if found else ()


@st.cache_resource(show_spinner=False, max_entries=1024)
def course(code: str, indicator: str, revision: int, last_closed: int) -> tuple[Judgement, ...]:
    """One indicator judged in every fiscal year that the plan speaks of."""
    found = plan(code, revision)
    one = found.indicator(indicator) if found else None
    if found is None or one is None:
        return ()
    profile = PROFILES[settings().profile]
    return tuple(judge(one, year, due=is_due(found, year, last_closed), profile=profile) for year in found.fiscal_years)


def own_course(code: str, indicator: str, revision: int, last_closed: int) -> tuple[Judgement, ...]:
    """The course of an indicator in its own years: those of its figures and target."""
    found, judged = plan(code, revision), course(code, indicator, revision, last_closed)
    years = found.fiscal_years_of(judged[0].indicator) if found and judged else range(0)
    return tuple(judgement for judgement in judged if judgement.fiscal_year in years)


@st.cache_resource(show_spinner=False, max_entries=4096)
def small(code: str, indicator: str, revision: int, last_closed: int, language: str) -> dict[str, Any] | None:
    """The chart of an indicator in the gallery; None where there is nothing to draw."""
    judged, found = course(code, indicator, revision, last_closed), plan(code, revision)
    if not judged or found is None or charts.form(judged[0].indicator) == "nothing":
        return None
    years = found.fiscal_years
    return charts.small(judged[0].indicator, judged, first_year=years[0], last_year=years[-1])


@st.cache_resource(show_spinner=False, max_entries=1024)
def opened_chart(
    code: str, indicator: str, year: int, revision: int, last_closed: int, language: str
) -> dict[str, Any]:
    """The chart of an opened indicator."""
    judged, city = own_course(code, indicator, revision, last_closed), cities(revision)[code]
    one = judged[0].indicator
    if charts.form(one) == "years":
        return charts.years(one, judged, selected_year=year)
    return charts.detail(one, judged, place=city.name, selected_year=year)


def judged(view: View, indicator: Indicator) -> Judgement:
    """One indicator in the view's year."""
    everything = judgements(view.city.code, view.year, view.revision, last_closed())
    return next(judgement for judgement in everything if judgement.indicator.code == indicator.code)


def last_closed() -> int:
    """The last fiscal year that is over today, in Japan."""
    return fiscal.last_closed(fiscal.today())


def language_of(locale: str | None) -> str:
    """The language for a browser's locale or Accept-Language: English for English, else what is configured."""
    if (locale or "").lower().startswith("en"):
        return "en"
    try:
        return settings().language
    except WrongSetting:
        return i18n.DEFAULT_LANGUAGE


def speak() -> None:
    """Use the reader's language in this run: the one switched to, else the browser's."""
    asked = st.query_params.get("lang") or st.session_state.get("lang")
    chosen = asked if asked in i18n.LANGUAGES else language_of(st.context.locale)
    st.session_state["lang"] = chosen
    i18n.use(chosen)


def opened() -> View:
    """The view that the address asks for. Says so and ends the run where there is nothing to show."""
    revision = store().revision()
    known = cities(revision)
    if not known:
        st.info(_("There is no plan in the store yet. Load plans with: dxkpi load data/plans/*.yaml"))
        st.stop()
    code = _chosen("city", known, settings().default_city)
    found = plan(code, revision)
    if found is None:
        raise StoreError(_("The plan could not be read. Reload the page."))
    years = tuple(found.fiscal_years) or (last_closed(),)
    year = int(_chosen("year", [str(y) for y in years], str(default_year(found, last_closed()))))
    return View(known[code], found, year, years, revision)


def tell(sentence: str) -> None:
    """Something the next page heading should say."""
    st.session_state["told"] = sentence


def choose(name: str, value: str) -> None:
    """Remember a choice and put it into the address."""
    st.session_state[f"chosen_{name}"] = value
    st.query_params[name] = value


def _chosen(name: str, known: Sequence[str] | dict[str, City], default: str) -> str:
    asked = st.query_params.get(name)
    if asked is not None and asked not in known:
        words = {
            "city": _("There is no plan of “{value}” here; another is shown.", value=asked[:20]),
            "year": _("The plan says nothing about “{value}”; another year is shown.", value=asked[:20]),
        }
        tell(words[name])
    for value in (asked, st.session_state.get(f"chosen_{name}"), default):
        if value is not None and value in known:
            break
    else:
        value = next(iter(known))
    assert value is not None
    if asked != value:
        st.query_params[name] = value
    st.session_state[f"chosen_{name}"] = value
    return value


def warm_up() -> None:
    """Load what the first visitor needs: the list of plans and the default plan."""
    try:
        revision = store().revision()
        if cities(revision):
            plan(settings().default_city, revision)
    except (StoreError, WrongSetting):
        return
