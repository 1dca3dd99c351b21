"""Which cities' plans stand beside the shown one: from the address, chosen by name, and what
they are called together.

The store may hold every city of the country: no more than a few are offered at once,
and only the plans of those that are compared are read. What is kept of several plans
has the tuple of the plans as they are listed as its key; each of them bears its last
change, and the plans are fetched inside.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import streamlit as st

from dxkpi import fiscal
from dxkpi.plan.sight import SeenState
from dxkpi.rules import plan_in_force
from dxkpi.store import City, ListedPlan
from dxkpi.text.search import holds_words, search_text
from dxkpi.web.common import cached
from dxkpi.web.common.chart_block import show_table_toggle
from dxkpi.web.common.downloads import PictureOrigin
from dxkpi.web.common.filters import show_search
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.notices import add_notice
from dxkpi.web.common.session import WidgetKeys, page_state
from dxkpi.web.common.view import View
from dxkpi.wording.municipality import city_name, full_city_name, plain_city_name

MOST_CITIES = 8
MOST_OTHERS = MOST_CITIES - 1
_OTHERS_BY_DEFAULT = 5
_OFFERED = 60
_LONGEST_CODE = 20

_PARAMETER = "with"
_CHOICE_KEY = WidgetKeys("compare").key("with")


@dataclass
class CompareState:
    """What the page remembers: the codes of the cities beside the shown one; None until
    somebody has chosen.
    """

    others: tuple[str, ...] | None = None


def compared_plans(view: View) -> tuple[ListedPlan, ...]:
    """The plans to compare, the shown one first, then one of each city: as the address
    says, as before, or of the first of its neighbours.
    """
    stored = cached.cities()
    asked = st.query_params.get(_PARAMETER)
    if asked is not None:
        _remember_asked(asked, stored, view.city.code)
    plans = [view.listed]
    for city in _other_cities(view, stored):
        beside = _plan_beside(view, city)
        if beside is not None:
            plans.append(beside)
    return tuple(plans)


def _other_cities(view: View, stored: dict[str, City]) -> list[City]:
    """Those that were chosen, which the address then names; else the first neighbours."""
    remembered = page_state(CompareState).others
    if remembered is None:
        return _first_neighbours(view.city)
    chosen = [stored[code] for code in remembered if code in stored]
    others = [city for city in chosen if city != view.city][:MOST_OTHERS]
    _write_to_address(city.code for city in others)
    return others


def _plan_beside(view: View, city: City) -> ListedPlan | None:
    """A city's plan of the same kind as the shown one; else of those that it has. None
    where it was not there yet on the day to which the reader looks back.
    """
    plans = cached.plans_of_city(city.code)
    alike = [listed for listed in plans if listed.kind is view.listed.kind]
    beside = plan_in_force(alike or plans, fiscal.year_of_day(view.today))
    if view.listed.known_on is None:
        return beside
    return cached.listed_on(beside, view.listed.known_on)


def _remember_asked(asked: str, stored: dict[str, City], shown: str) -> None:
    """Keep what the address asks for; what is not there gets a sentence."""
    codes = _codes_in(asked)
    known = [code for code in codes if code in stored]
    others = tuple(code for code in known if code != shown)
    _tell_what_is_left_out(codes, known, others)
    if codes and not known:
        del st.query_params[_PARAMETER]
    else:
        page_state(CompareState).others = others[:MOST_OTHERS]


def _tell_what_is_left_out(
    codes: Sequence[str], known: Sequence[str], others: Sequence[str]
) -> None:
    unknown = [code for code in codes if code not in known]
    if unknown:
        add_notice(_not_here_text(unknown[0]))
    if len(others) > MOST_OTHERS:
        add_notice(
            _(
                "At most {n} municipalities are compared; the others are left out.",
                n=MOST_CITIES,
            )
        )


def _not_here_text(code: str) -> str:
    return _(
        "There is no plan of “{value}” here; it is left out.",
        value=code[:_LONGEST_CODE],
    )


def _codes_in(asked: str) -> list[str]:
    """The codes that an address names, each once: 452068,422096."""
    codes = [code.strip() for code in asked.split(",")]
    return list(dict.fromkeys(code for code in codes if code))


def _write_to_address(codes: Iterable[str]) -> None:
    """The choice into the address; writing what stands there would be sent all the same."""
    others = ",".join(codes)
    if st.query_params.get(_PARAMETER) != others:
        st.query_params[_PARAMETER] = others


def _first_neighbours(city: City) -> list[City]:
    """An invented city is put beside a real one only when asked for."""
    near = (
        other
        for other in cached.neighbours(city, _OFFERED)
        if other != city and other.fictional <= city.fictional
    )
    return list(islice(near, _OTHERS_BY_DEFAULT))


# The choice on the page


def show_city_choice(view: View, compared: tuple[ListedPlan, ...]) -> bool:
    """Let the reader choose which cities stand beside the shown one; gives whether he
    wants tables instead of pictures.
    """
    are_many = len(cached.cities()) > _OFFERED
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        typed = ""
        if are_many:
            typed = show_search(WidgetKeys("compare_city"), _("Find a municipality"))
        names = view.timeless.worded(_offered_names, compared, typed, cached.sight())
        if names:
            _show_multiselect(view, compared, names)
        as_table = show_table_toggle()
    if not names:
        st.info(_nobody_offered_text(view, are_many=are_many))
    return as_table


def _show_multiselect(
    view: View, compared: tuple[ListedPlan, ...], names: dict[str, str]
) -> None:
    st.session_state[_CHOICE_KEY] = [listed.city.code for listed in compared[1:]]
    st.multiselect(
        _(
            "Compared with {city} (up to {n})",
            city=plain(plain_city_name(view.city)),
            n=MOST_OTHERS,
        ),
        list(names),
        key=_CHOICE_KEY,
        format_func=names.__getitem__,
        max_selections=MOST_OTHERS,
        select_all=False,
        wrap=True,
        placeholder=_("Choose municipalities"),
        filter_mode="contains",
        on_change=_keep_choice,
    )


def _keep_choice() -> None:
    others = tuple(st.session_state[_CHOICE_KEY])
    page_state(CompareState).others = others
    _write_to_address(others)


def _nobody_offered_text(view: View, *, are_many: bool) -> str:
    """Why there is nothing to compare with, and what can be done about it by the reader."""
    if are_many:
        return _(
            "No other municipality was found here. Find one by another name or prefecture."
        )
    if view.listed.state is SeenState.RELEASED:
        return _("No other municipality has released its plan here yet.")
    return _(
        "There is no other plan in the store to compare with. "
        "Load plans with: dxkpi load FILES"
    )


def _offered_names(
    view: View, compared: tuple[ListedPlan, ...], typed: str, _seen: cached.Sight
) -> dict[str, str]:
    """What to choose from, by code: those already compared, then those found by name or near by."""
    if typed:
        near = _cities_with(typed)
    else:
        near = iter(cached.neighbours(view.city, _OFFERED))
    others = (city for city in near if city != view.city)
    already = (listed.city for listed in compared[1:])
    each_once = dict.fromkeys(chain(already, others))
    offered = tuple(islice(each_once, _OFFERED))
    codes = (city.code for city in offered)
    return dict(zip(codes, names_apart(offered), strict=True))


def _cities_with(typed: str) -> Iterator[City]:
    """The cities whose prefecture or name holds what is typed."""
    for city in cached.cities().values():
        if holds_words(search_text(city.prefecture, plain_city_name(city)), typed):
            yield city


# What they are called


def city_names(compared: Sequence[ListedPlan]) -> tuple[str, ...]:
    """What the cities of the plans are called beside each other."""
    return names_apart([listed.city for listed in compared])


def names_apart(cities: Sequence[City]) -> tuple[str, ...]:
    """What cities are called beside each other: with the prefecture where two bear one name."""
    language = current_language()
    names = [city_name(city, language) for city in cities]
    distinct = []
    for city, name in zip(cities, names, strict=True):
        is_shared = names.count(name) > 1
        distinct.append(full_city_name(city, language) if is_shared else name)
    return tuple(distinct)


def origin_of_cities(compared: Sequence[ListedPlan]) -> PictureOrigin:
    """The words under a picture of several cities: whose it is, and from where."""
    source = _("the DX promotion plans of these municipalities")
    names = current_language().listed(city_names(compared))
    return PictureOrigin(names, _("Source: {source}", source=source))
