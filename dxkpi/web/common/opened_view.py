"""The view that the address asks for: which plan of which municipality, in which year."""

from collections.abc import Collection, Sequence
from typing import NoReturn

import streamlit as st

from dxkpi import fiscal
from dxkpi.actions import Right
from dxkpi.plan import Plan
from dxkpi.plan.sight import SeenState
from dxkpi.rules import PROFILES, Profile, default_year, plan_in_force, profile_of
from dxkpi.settings import WrongSetting, settings
from dxkpi.store import City, ListedPlan, StoreError
from dxkpi.web.common import access, cached
from dxkpi.web.common.empty_store import show_first_steps, show_nothing_released
from dxkpi.web.common.known_day import known_day, plan_as_known
from dxkpi.web.common.language import _
from dxkpi.web.common.notices import add_notice
from dxkpi.web.common.page_files import START
from dxkpi.web.common.reader_choice import forget_plan, reader_choice
from dxkpi.web.common.release_shown import released_view
from dxkpi.web.common.view import View, years_shown

_LONGEST_QUOTE = 20


def open_view(*, to_report: bool = False) -> View:
    """The view that the address asks for. Says what to do first and ends the run where
    there is no plan.

    Without a choice it is the last year that the plan has something to say of
    (`default_year`); `to_report`: the one whose figures are due, the last closed.
    """
    cities = cached.cities()
    if not cities:
        _stop_without_plans()
    if _asks_for_unreleased_city(cities):
        show_nothing_released()
        st.stop()
    today = known_day() or fiscal.today()
    listed = _listed_plan(_city_code(cities), fiscal.year_of_day(today))
    listed = plan_as_known(listed)
    today = listed.known_on or fiscal.today()
    plan = cached.plan(listed)
    last_closed = fiscal.last_closed_year(today)
    years = years_shown(listed, plan, last_closed)
    year = _fiscal_year(
        years, _first_year_shown(plan, years, last_closed, to_report=to_report)
    )
    if listed.released is not None:
        return released_view(listed, year, years)
    return View(listed, plan, year, years, today, cached.sight())


def city_in_view() -> str | None:
    """The code of the municipality that the address asks for; None where there is none."""
    cities = cached.cities()
    return _city_code(cities) if cities else None


def take_choice_of_address() -> None:
    """Remember what the address asks for before the links of the sidebar are made, which
    keep it. What cannot be opened the page itself says.
    """
    chosen = vars(reader_choice())
    names = ("city", "plan", "year")
    if all(st.query_params.get(name) in (None, chosen[name]) for name in names):
        return
    try:
        cities = cached.cities()
        if cities and not _asks_for_unreleased_city(cities):
            open_view()
    except (StoreError, WrongSetting):
        return


def profile_in_view() -> Profile:
    """The grading profile of the plan that the address asks for; the installation's where
    there is no plan, or no store.
    """
    default = PROFILES[settings().profile]
    try:
        cities = cached.cities()
        if not cities:
            return default
        this_year = fiscal.year_of_day(fiscal.today())
        listed = _listed_plan(_city_code(cities), this_year)
        return profile_of(cached.plan(listed), default)
    except StoreError:
        return default


def _stop_without_plans() -> NoReturn:
    """End the run where there is no plan, or none of which something was released. Whoever
    may begin the first plan is led to where that is done.
    """
    if cached.is_empty() and access.may_anywhere(Right.EDIT_PLAN):
        st.switch_page(START)
    if cached.is_empty():
        show_first_steps()
    else:
        show_nothing_released()
    st.stop()


def _first_year_shown(
    plan: Plan, years: Sequence[int], last_closed: int, *, to_report: bool
) -> int:
    """The year of a reader who has chosen none."""
    if to_report:
        return min(max(last_closed, years[0]), years[-1])
    return min(default_year(plan, last_closed), years[-1])


def _asks_for_unreleased_city(cities: dict[str, City]) -> bool:
    """Whether the address asks for a municipality of which the reader would see what was
    released, and nothing was: never another's figures under that address.
    """
    asked = st.query_params.get("city")
    return asked is not None and asked not in cities and _sees_only_released(asked)


def _sees_only_released(city: str) -> bool:
    """Whether it is not for this reader to know what there is beside the releases."""
    return cached.sight().cities.of(city) is SeenState.RELEASED


def _refused_city_text(city: str) -> str:
    if _sees_only_released(city):
        return _("Nothing of “{value}” was released; another is shown.", value=city)
    return _("There is no plan of “{value}” here; another is shown.", value=city)


def _refused_plan_text(city: str, plan: str) -> str:
    if _sees_only_released(city):
        return _(
            "No plan “{value}” of the municipality was released; another is shown.",
            value=plan,
        )
    return _(
        "The municipality has no plan “{value}” here; another is shown.", value=plan
    )


def _city_code(cities: dict[str, City]) -> str:
    asked, refused = _asked_in_address("city", cities)
    if refused is not None:
        add_notice(_refused_city_text(refused))
    choice = reader_choice()
    code = _first_offered((asked, choice.city, settings().default_city), list(cities))
    if asked == code:
        if choice.city not in (None, code):
            choice.plan = None
            forget_plan()
        choice.city = code
    return code


def _listed_plan(city: str, fiscal_year: int) -> ListedPlan:
    """The plan that was asked for, else the one in force in a fiscal year."""
    plans = {listed.id: listed for listed in cached.plans_of_city(city)}
    asked, refused = _asked_in_address("plan", plans)
    if refused is not None:
        add_notice(_refused_plan_text(city, refused))
    choice = reader_choice()
    in_force = plan_in_force(list(plans.values()), fiscal_year)
    chosen = _first_offered((asked, choice.plan, in_force.id), list(plans))
    if asked == chosen:
        if choice.plan not in (None, chosen):
            forget_plan()
        choice.plan = chosen
    return plans[chosen]


def _fiscal_year(years: Sequence[int], first_shown: int) -> int:
    offered = [str(year) for year in years]
    asked, refused = _asked_in_address("year", offered)
    if refused is not None:
        add_notice(
            _(
                "The plan says nothing about “{value}”; another year is shown.",
                value=refused,
            )
        )
    choice = reader_choice()
    year = _first_offered((asked, choice.year, str(first_shown)), offered)
    if asked == year:
        choice.year = year
    return int(year)


def _asked_in_address(
    name: str, offered: Collection[str]
) -> tuple[str | None, str | None]:
    """What the address asks for, if it is offered; else the beginning of what is not,
    which is taken out of the address.
    """
    asked = st.query_params.get(name)
    if asked is None or asked in offered:
        return asked, None
    del st.query_params[name]
    return None, asked[:_LONGEST_QUOTE]


def _first_offered(wishes: Sequence[str | None], offered: Sequence[str]) -> str:
    """The first wish that is offered, else the first of what is."""
    for wish in wishes:
        if wish is not None and wish in offered:
            return wish
    return offered[0]
