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
    opened = Store(settings().database_url)
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

    All where there are few, else those of its prefecture.
    """
    return _neighbours(
        city.prefecture if len(cities()) > few else None, store().revision()
    )


@st.cache_resource(show_spinner=False, max_entries=256)
def _neighbours(prefecture: str | None, revision: Revision) -> tuple[City, ...]:
    return tuple(
        city for city in cities().values() if prefecture in (None, city.prefecture)
    )


@st.cache_resource(show_spinner=False, max_entries=2)
def _cities(revision: Revision) -> dict[str, City]:
    return {city.code: city for city in store().cities()}


def plan(city: City) -> Plan:
    """A municipality's plan as it may be shown.

    Raises `StoreError` when it is gone since the list was read.
    """
    found = _plan(city.code, city.revision)
    if found is None:
        raise StoreError(StoreFault.PLAN_GONE)
    return found


@st.cache_resource(show_spinner=False, max_entries=64)
def _plan(code: str, revision: Revision) -> Plan | None:
    found = store().plan(code)
    return (
        plan_with_pooled_groups(found, settings().smallest_group)
        if found is not None
        else None
    )


def warm_up() -> None:
    """Read what the first visitor needs: the list of plans and the default plan."""
    try:
        known = cities()
        if settings().default_city in known:
            plan(known[settings().default_city])
    except StoreError as error:
        logging.getLogger("dxkpi").warning("%s %s", error, error.detail)
    except WrongSetting as error:
        reasons = wrong_values_text(error.wrong_values, current_language())
        logging.getLogger("dxkpi").warning("%s", reasons)
