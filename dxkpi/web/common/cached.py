"""What every run needs, kept for all visitors: the store, the cities, their plans.

Plans are keyed by their own last change, the list by the store's; nothing is stale for
longer than the store's revision is asked for. Only immutable values are kept, never
rows or sessions.
"""

import logging

import streamlit as st

from dxkpi.plan import Plan
from dxkpi.settings import WrongSetting, settings
from dxkpi.store import City, Revision, Store, StoreError, StoreFault
from dxkpi.survey import plan_with_pooled_groups
from dxkpi.web.common.language import current_language
from dxkpi.wording.settings import wrong_values_text


@st.cache_resource(show_spinner=False, on_release=Store.close)
def store() -> Store:
    """The store of this process, at the level of this program.

    Raises `WrongSetting` or `StoreError`.
    """
    opened = Store(settings().database_url, smallest_group=settings().smallest_group)
    level = opened.level()
    if level.current:
        return opened
    opened.close()
    if level.known:
        raise StoreError(StoreFault.NOT_SET_UP)
    raise StoreError(StoreFault.NEWER)


def cities() -> dict[str, City]:
    """Every municipality in the store by code, invented ones last."""
    return _cities(store().revision())


@st.cache_resource(show_spinner=False, max_entries=2)
def _cities(revision: Revision) -> dict[str, City]:
    return {city.code: city for city in store().cities()}


def first_by_prefecture() -> dict[str, str]:
    """The code of the first municipality of each prefecture."""
    return _first_by_prefecture(store().revision())


@st.cache_resource(show_spinner=False, max_entries=2)
def _first_by_prefecture(revision: Revision) -> dict[str, str]:
    first: dict[str, str] = {}
    for city in cities().values():
        first.setdefault(city.prefecture, city.code)
    return first


def neighbours(city: City, few: int) -> tuple[City, ...]:
    """The municipalities to choose from beside this one.

    All where there are at most `few`, else those of its prefecture.
    """
    revision = store().revision()
    if len(cities()) <= few:
        return _cities_of_prefecture(None, revision)
    return _cities_of_prefecture(city.prefecture, revision)


@st.cache_resource(show_spinner=False, max_entries=256)
def _cities_of_prefecture(
    prefecture: str | None, revision: Revision
) -> tuple[City, ...]:
    """The cities of a prefecture; all for None."""
    every_city = cities().values()
    if prefecture is None:
        return tuple(every_city)
    return tuple(city for city in every_city if city.prefecture == prefecture)


def plan(city: City) -> Plan:
    """A municipality's plan as it may be shown.

    Raises `StoreError` when it is gone since the list was read.
    """
    stored = _plan(city.code, city.revision)
    if stored is None:
        raise StoreError(StoreFault.PLAN_GONE)
    return stored


@st.cache_resource(show_spinner=False, max_entries=64)
def _plan(code: str, revision: Revision) -> Plan | None:
    stored = store().plan(code)
    if stored is None:
        return None
    return plan_with_pooled_groups(stored, settings().smallest_group)


def warm_up() -> None:
    """Read what the first visitor needs: the list of plans and the default plan."""
    log = logging.getLogger("dxkpi")
    try:
        default_city = cities().get(settings().default_city)
        if default_city is not None:
            plan(default_city)
    except StoreError as error:
        log.warning("%s %s", error, error.detail)
    except WrongSetting as error:
        log.warning("%s", wrong_values_text(error.wrong_values, current_language()))
