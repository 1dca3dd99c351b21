"""What every run needs, kept for all visitors: the store, the cities, their plans.

Plans are keyed by their own last change, the list by the store's; nothing is stale for
longer than the store's revision is asked for. Only immutable values are kept, never
rows or sessions.

A run has the store within its reader's reach. What is kept for all is read within the
reach of its own city, whoever asks first; who may have it decides the list of plans,
which is made for what a reader sees.
"""

import logging
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import streamlit as st

from dxkpi import fiscal
from dxkpi.event_log import log_event
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.release import Release
from dxkpi.plan.sight import ALL_REPORTED, CitySight, SeenState
from dxkpi.rules import plan_in_force
from dxkpi.settings import WrongSetting, settings
from dxkpi.store import (
    NO_CITY,
    City,
    CityReach,
    KnownPlan,
    ListedPlan,
    Revision,
    Store,
    StoreError,
    StoreFault,
)
from dxkpi.survey import plan_with_pooled_groups
from dxkpi.web.common.final_plans import final_plan, final_plans
from dxkpi.web.common.process_store import store_of_process
from dxkpi.web.common.released import described_by, released_plans, released_year
from dxkpi.web.sign_in.sight import reach_of, reader_sight

_MOST_SIGHTS = 64


def store() -> Store:
    """The store as far as the reader of this run reaches; outside of a run as a visitor.

    Raises as `store_of_process` does.
    """
    process_store = store_of_process()
    return process_store.within(reach_of(reader_sight(process_store.within(NO_CITY))))


def store_of_city(code: str) -> Store:
    """The store within the reach of one city, for what is kept of it for all."""
    return store_of_process().within(CityReach(frozenset({code})))


def store_for(listed: ListedPlan) -> Store:
    """The store as far as whoever sees a plan so reaches it: also where a file is made
    later, outside of his run.
    """
    if listed.state is SeenState.RELEASED:
        return store_of_process().within(NO_CITY)
    return store_of_city(listed.city.code)


class Sight(NamedTuple):
    """What a reader sees: the store as of its last change, of each city as much as he may."""

    revision: Revision
    cities: CitySight


def sight() -> Sight:
    """What the reader of this run sees."""
    reader_store = store()
    return Sight(reader_store.revision(), reader_sight(reader_store))


def _everything() -> Sight:
    return Sight(store().revision(), ALL_REPORTED)


def is_empty() -> bool:
    """Whether there is no plan in the store at all."""
    return not _listed_plans(_everything())


def listed_plans(seen: Sight | None = None) -> dict[PlanKey, ListedPlan]:
    """Every plan that somebody may see (None: the reader of this run), those of invented
    municipalities last.
    """
    return _listed_plans(seen or sight())


@st.cache_resource(show_spinner=False, max_entries=_MOST_SIGHTS)
def _listed_plans(seen: Sight) -> dict[PlanKey, ListedPlan]:
    plans = {}
    for key in _listed_as(SeenState.REPORTED, seen.revision):
        state = seen.cities.of(key.city)
        listed = _listed_as(state, seen.revision).get(key)
        if listed is not None:
            plans[key] = listed
    return plans


@st.cache_resource(show_spinner=False, max_entries=4)
def _listed_as(state: SeenState, revision: Revision) -> dict[PlanKey, ListedPlan]:
    """Every plan as whoever sees it in this state."""
    match state:
        case SeenState.RELEASED:
            return released_plans(store())
        case SeenState.CONFIRMED:
            return final_plans(_listed_as(SeenState.REPORTED, revision).values())
        case SeenState.REPORTED:
            return {listed.key: listed for listed in store().listed_plans()}


def plans_of_city(code: str, seen: Sight | None = None) -> tuple[ListedPlan, ...]:
    """The plans of a municipality that somebody may see (None: the reader of this run), by
    first year; empty where there is none.
    """
    return _plans_by_city(seen or sight()).get(code, ())


@st.cache_resource(show_spinner=False, max_entries=_MOST_SIGHTS)
def _plans_by_city(seen: Sight) -> dict[str, tuple[ListedPlan, ...]]:
    plans: dict[str, tuple[ListedPlan, ...]] = {}
    for listed in _listed_plans(seen).values():
        earlier = plans.get(listed.city.code, ())
        plans[listed.city.code] = (*earlier, listed)
    return plans


def cities() -> dict[str, City]:
    """Every municipality with a plan by code, invented ones last."""
    return _cities(sight())


@st.cache_resource(show_spinner=False, max_entries=_MOST_SIGHTS)
def _cities(seen: Sight) -> dict[str, City]:
    return {listed.city.code: listed.city for listed in _listed_plans(seen).values()}


def first_by_prefecture() -> dict[str, str]:
    """The code of the first municipality of each prefecture."""
    return _first_by_prefecture(sight())


@st.cache_resource(show_spinner=False, max_entries=_MOST_SIGHTS)
def _first_by_prefecture(seen: Sight) -> dict[str, str]:
    first: dict[str, str] = {}
    for city in _cities(seen).values():
        first.setdefault(city.prefecture, city.code)
    return first


def neighbours(city: City, few: int) -> tuple[City, ...]:
    """The municipalities to choose from beside this one.

    All where there are at most `few`, else those of its prefecture.
    """
    seen = sight()
    if len(_cities(seen)) <= few:
        return _cities_of_prefecture(None, seen)
    return _cities_of_prefecture(city.prefecture, seen)


@st.cache_resource(show_spinner=False, max_entries=256)
def _cities_of_prefecture(prefecture: str | None, seen: Sight) -> tuple[City, ...]:
    """The cities of a prefecture; all for None."""
    every_city = _cities(seen).values()
    if prefecture is None:
        return tuple(every_city)
    return tuple(city for city in every_city if city.prefecture == prefecture)


def plan(listed: ListedPlan) -> Plan:
    """A plan as it may be shown.

    Raises `StoreError` when it is gone since the list was read.
    """
    if listed.state is SeenState.RELEASED:
        return released_year(store(), listed).plan
    if listed.state is SeenState.CONFIRMED:
        return final_plan(store_for(listed), listed).plan
    if listed.known_on is not None:
        return _known(listed, listed.known_on).plan
    stored = _plan(listed.key, listed.revision)
    if stored is None:
        raise StoreError(StoreFault.PLAN_GONE)
    return stored


@st.cache_resource(show_spinner=False, max_entries=64)
def _plan(key: PlanKey, revision: Revision) -> Plan | None:
    stored = store_of_city(key.city).plan_with_shared_figures(key)
    if stored is None:
        return None
    return plan_with_pooled_groups(stored, settings().smallest_group)


def releases(listed: ListedPlan) -> tuple[Release, ...]:
    """What was released of a plan, the oldest first."""
    return _releases(listed.key, listed.revision)


@st.cache_resource(show_spinner=False, max_entries=256)
def _releases(key: PlanKey, revision: Revision) -> tuple[Release, ...]:
    return store().releases(key)


def listed_on(listed: ListedPlan, day: date) -> ListedPlan | None:
    """A plan as it was known at the end of a day; None where it was not there yet.

    Who does not see everything that was reported does not look back.
    """
    if listed.state is not SeenState.REPORTED:
        return listed
    known = _plan_on(listed.key, day, _last_change(listed.key))
    if known is None:
        return None
    then = described_by(listed, known.plan.about)
    return replace(then, revision=known.revision, known_on=day)


def wording_of(listed: ListedPlan) -> date | None:
    """The day from which the wording of a plan is that is looked back to, where it is a
    later one.
    """
    if listed.known_on is None:
        return None
    return _known(listed, listed.known_on).wording_of


def _known(listed: ListedPlan, day: date) -> KnownPlan:
    known = _plan_on(listed.key, day, _last_change(listed.key))
    if known is None:
        raise StoreError(StoreFault.PLAN_GONE)
    return known


def _last_change(key: PlanKey) -> Revision:
    """The last change of a plan: what a survey told of people may be gone since."""
    present = listed_plans(_everything()).get(key)
    if present is None:
        raise StoreError(StoreFault.PLAN_GONE)
    return present.revision


@st.cache_resource(show_spinner=False, max_entries=32)
def _plan_on(key: PlanKey, day: date, last_change: Revision) -> KnownPlan | None:
    known = store_of_city(key.city).plan_on(key, day)
    if known is None:
        return None
    plan = plan_with_pooled_groups(known.plan, settings().smallest_group)
    return replace(known, plan=plan)


def warm_up() -> None:
    """Read what the first visitor needs: the list of plans and the default plan."""
    try:
        plans = plans_of_city(settings().default_city, _everything())
        if plans:
            plan(plan_in_force(plans, fiscal.year_of_day(fiscal.today())))
    except StoreError as error:
        log_event("store_error", logging.WARNING, reason=error.fault.value)
    except WrongSetting as error:
        variables = [wrong.variable for wrong in error.wrong_values]
        log_event("wrong_setting", logging.WARNING, reason=", ".join(variables))
