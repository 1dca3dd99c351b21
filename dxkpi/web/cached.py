"""What pages read, kept between runs: the store of this process, plans, judgements and chart specs.

Everything is keyed by the store's revision (and by language where it holds words), so nothing is ever stale for longer
than the revision is asked for. Only immutable values are kept, never rows or sessions.
"""

import logging
from typing import Any

import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.i18n import _
from dxkpi.plan import Plan
from dxkpi.progress import PROFILES, Judgement, Profile, is_due, judge, judge_plan
from dxkpi.settings import WrongSetting, settings
from dxkpi.store import City, Revision, Store, StoreError


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The store of this process, at the level of this program. Raises `WrongSetting` or `StoreError`."""
    opened = Store(settings().database_url)
    level = opened.level()
    if level.current:
        return opened
    opened.close()
    if level.known:
        raise StoreError(_("The store is not set up yet. Run: dxkpi migrate"))
    raise StoreError(_("The store is newer than this program. Install the newer version."))


def profile() -> Profile:
    """The grading profile that is configured."""
    return PROFILES[settings().profile]


def last_closed() -> int:
    """The last fiscal year that is over today, in Japan."""
    return fiscal.last_closed(fiscal.today())


@st.cache_resource(show_spinner=False, max_entries=2)
def cities(revision: Revision) -> dict[str, City]:
    """Every municipality in the store by code."""
    return {city.code: city for city in store().cities()}


@st.cache_resource(show_spinner=False, max_entries=64)
def plan(code: str, revision: Revision) -> Plan | None:
    """A municipality's plan as of a revision."""
    return store().plan(code)


@st.cache_resource(show_spinner=False, max_entries=256)
def judgements(code: str, year: int, revision: Revision, last_closed: int) -> tuple[Judgement, ...]:
    """Every indicator of a plan judged in one fiscal year."""
    found = plan(code, revision)
    return judge_plan(found, year, last_closed, profile()) if found else ()


@st.cache_resource(show_spinner=False, max_entries=1024)
def course(code: str, indicator: str, revision: Revision, last_closed: int) -> tuple[Judgement, ...]:
    """One indicator judged in every fiscal year that the plan speaks of."""
    found = plan(code, revision)
    one = found.indicator(indicator) if found else None
    if found is None or one is None:
        return ()
    years = ((year, is_due(found, year, last_closed)) for year in found.fiscal_years)
    return tuple(judge(one, year, due=due, profile=profile()) for year, due in years)


def own_course(code: str, indicator: str, revision: Revision, last_closed: int) -> tuple[Judgement, ...]:
    """The course of an indicator in its own years: those of its figures and target."""
    found, judged = plan(code, revision), course(code, indicator, revision, last_closed)
    years = found.fiscal_years_of(judged[0].indicator) if found and judged else range(0)
    return tuple(judgement for judgement in judged if judgement.fiscal_year in years)


@st.cache_resource(show_spinner=False, max_entries=4096)
def small_chart(
    code: str, indicator: str, revision: Revision, last_closed: int, language: str
) -> dict[str, Any] | None:
    """The chart of an indicator in the gallery; None where there is nothing to draw."""
    judged, found = own_course(code, indicator, revision, last_closed), plan(code, revision)
    if not judged or found is None or charts.form(judged[0].indicator) == "nothing":
        return None
    years = found.fiscal_years
    return charts.small(judged[0].indicator, judged, first_year=years[0], last_year=years[-1])


@st.cache_resource(show_spinner=False, max_entries=1024)
def opened_chart(
    code: str, indicator: str, year: int, revision: Revision, last_closed: int, language: str
) -> dict[str, Any] | None:
    """The chart of an opened indicator; None where there is nothing to draw."""
    judged = own_course(code, indicator, revision, last_closed)
    if not judged or charts.form(judged[0].indicator) == "nothing":
        return None
    one = judged[0].indicator
    if charts.form(one) == "years":
        return charts.years(one, judged, selected_year=year)
    return charts.detail(one, judged, place=cities(revision)[code].name, selected_year=year)


def warm_up() -> None:
    """Read what the first visitor needs: the list of plans and the default plan."""
    try:
        revision = store().revision()
        if cities(revision):
            plan(settings().default_city, revision)
    except (StoreError, WrongSetting) as error:
        logging.getLogger("dxkpi").warning("%s %s", error, getattr(error, "detail", ""))
