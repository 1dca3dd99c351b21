"""Which cities stand beside the shown one: from the address, chosen by name, and what
they are called together.

The store may hold every city of the country: no more than a few are offered at once,
and only the plans of those that are compared are read. What is kept of several plans
has the tuple of their `City` values as its key; each of them bears its plan's last
change, and the plans are fetched inside.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import streamlit as st

from dxkpi.store import City, Revision
from dxkpi.text.search import holds_words, search_text
from dxkpi.web.common import cached
from dxkpi.web.common.chart_block import show_table_toggle
from dxkpi.web.common.downloads import PictureOrigin
from dxkpi.web.common.filters import show_search
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.notices import add_notice
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording.municipality import city_name

MOST = 8
_BY_DEFAULT = 6
_OFFERED = 60


def chosen(view: View) -> tuple[City, ...]:
    """The cities to compare, the shown one first: as the address says, as before, or
    the first of its neighbours.
    """
    known, asked = cached.cities(), st.query_params.get("with")
    if asked is not None:
        _remember(asked, known, view.city.code)
    remembered: tuple[str, ...] | None = st.session_state.get("compared")
    if remembered is None:
        return view.city, *_first_neighbours(view.city)
    others = [
        known[code] for code in remembered if code in known and code != view.city.code
    ][: MOST - 1]
    _write(city.code for city in others)
    return view.city, *others


def _remember(asked: str, known: dict[str, City], shown: str) -> None:
    """Keep what the address asks for; what is not there gets a sentence."""
    codes = tuple(dict.fromkeys(filter(None, map(str.strip, asked.split(",")))))
    here = tuple(code for code in codes if code in known)
    if unknown := [code for code in codes if code not in known]:
        add_notice(
            _(
                "There is no plan of “{value}” here; it is left out.",
                value=unknown[0][:20],
            )
        )
    if len(set(here) - {shown}) > MOST - 1:
        add_notice(
            _(
                "At most {n} municipalities are compared; the others are left out.",
                n=MOST,
            )
        )
    if here or not codes:
        st.session_state["compared"] = tuple(code for code in here if code != shown)[
            : MOST - 1
        ]
    else:
        del st.query_params["with"]


def _write(codes: Iterable[str]) -> None:
    """The choice into the address; writing what stands there would be sent all the same."""
    chosen = ",".join(codes)
    if st.query_params.get("with") != chosen:
        st.query_params["with"] = chosen


def _first_neighbours(city: City) -> list[City]:
    """An invented city is put beside a real one only when asked for."""
    near = (
        other
        for other in cached.neighbours(city, _OFFERED)
        if other != city and other.fictional <= city.fictional
    )
    return list(islice(near, _BY_DEFAULT - 1))


def choose(view: View, cities: tuple[City, ...]) -> bool:
    """Which cities stand beside the shown one; returns whether the reader wants tables
    instead of pictures.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        many = len(cached.cities()) > _OFFERED
        typed = (
            show_search(WidgetKeys("compare_city"), _("Find a municipality"))
            if many
            else ""
        )
        names = view.timeless.worded(_offered, cities, typed, cached.store().revision())
        if names:
            st.session_state["compare_with"] = [city.code for city in cities[1:]]
            st.multiselect(
                _(
                    "Compared with {city} (up to {n})",
                    city=plain(view.city.name),
                    n=MOST - 1,
                ),
                list(names),
                key="compare_with",
                format_func=names.__getitem__,
                max_selections=MOST - 1,
                select_all=False,
                wrap=True,
                placeholder=_("Choose municipalities"),
                filter_mode="contains",
                on_change=_choose_others,
            )
        as_table = show_table_toggle()
    if not names:
        st.info(
            _(
                "No other municipality was found here. Find one by another name or prefecture."
            )
            if many
            else _(
                "There is no other plan in the store to compare with. "
                "Load plans with: dxkpi load data/plans/*.yaml"
            )
        )
    return as_table


def _offered(
    view: View, cities: tuple[City, ...], typed: str, _revision: Revision
) -> dict[str, str]:
    """What to choose from, by code: those already compared, then those found by name or near by."""
    near = _sought(typed) if typed else iter(cached.neighbours(view.city, _OFFERED))
    offered = tuple(
        islice(
            dict.fromkeys(
                chain(cities[1:], (city for city in near if city != view.city))
            ),
            _OFFERED,
        )
    )
    return dict(zip((city.code for city in offered), names_of(offered), strict=True))


def _sought(typed: str) -> Iterator[City]:
    return (
        city
        for city in cached.cities().values()
        if holds_words(search_text(city.prefecture, city.name), typed)
    )


def _choose_others() -> None:
    st.session_state["compared"] = tuple(st.session_state["compare_with"])
    _write(st.session_state["compared"])


def pick(name: str, label: str, options: dict[str, str], width: int) -> str:
    """A selector whose choice lives in the address."""
    key, asked = f"compare_{name}", st.query_params.get(name)
    st.session_state[key] = asked if asked in options else next(iter(options))

    def keep() -> None:
        st.query_params[name] = st.session_state[key]

    return st.selectbox(
        label,
        list(options),
        key=key,
        format_func=options.__getitem__,
        width=width,
        on_change=keep,
    )


def whose(cities: Sequence[City]) -> PictureOrigin:
    """The words under a picture of several cities: whose it is, and from where."""
    source = _("the DX promotion plans of these municipalities")
    names = current_language().listed(names_of(cities))
    return PictureOrigin(names, _("Source: {source}", source=source))


def names_of(cities: Sequence[City]) -> tuple[str, ...]:
    """What the cities are called beside each other: with the prefecture where two bear one name."""
    names = [city_name(city, current_language()) for city in cities]
    return tuple(
        city.prefecture + name if names.count(name) > 1 else name
        for city, name in zip(cities, names, strict=True)
    )


def address(view: View, city: City, **more: str) -> dict[str, str]:
    """The query of a link into another city's plan: the year goes along only within the
    same plan.
    """
    kept = link_query(city=city.code, **more)
    return (
        kept
        if city == view.city
        else {name: value for name, value in kept.items() if name != "year"}
    )
