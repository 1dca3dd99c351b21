"""The plans that the municipality has, how each stands now, and the way to it."""

import streamlit as st

from dxkpi import fiscal
from dxkpi.rules import is_in_force, is_over, plan_summary
from dxkpi.store import ListedPlan
from dxkpi.web.common import cached
from dxkpi.web.common.heading import period_text
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import query_into_plan
from dxkpi.web.common.markdown import SEPARATOR, faint, link_lines, plain, status_badge
from dxkpi.web.common.page_files import OVERVIEW
from dxkpi.web.common.view import View
from dxkpi.wording.glossary import term_label
from dxkpi.wording.municipality import city_name

_CARD_WIDTH = 300
_TITLE_COLUMNS, _TITLE_LINES = 32, 2


def show_city_plans(view: View) -> None:
    """A card for each plan of the municipality; nothing where it has this one only."""
    plans = cached.plans_of_city(view.city.code)
    if len(plans) < 2:
        return
    st.header(plain(_sentence(view, plans)), anchor=False)
    with st.container(horizontal=True, gap="small"):
        for listed in plans:
            with st.container(border=True, width=_CARD_WIDTH):
                _show_card(view, view.beside(listed))


def _sentence(view: View, plans: tuple[ListedPlan, ...]) -> str:
    this_year = fiscal.year_of_day(view.today)
    current = sum(is_in_force(listed, this_year) for listed in plans)
    return _(
        "{city} has {n} plans, {current} of them in force",
        city=city_name(view.city, current_language()),
        n=len(plans),
        current=current,
    )


def _show_card(shown: View, view: View) -> None:
    """A plan, with the way to it from the one that is shown."""
    listed = view.listed
    st.page_link(
        OVERVIEW,
        label=link_lines(listed.title, _TITLE_COLUMNS, _TITLE_LINES),
        query_params=query_into_plan(shown, listed),
    )
    st.markdown(_about(view))
    st.markdown(view.worded(_standing))


def _about(view: View) -> str:
    """Kind, period and place in time of the plan, and which one it follows."""
    listed = view.listed
    facts = [
        _time_badge(view),
        plain(period_text(view, with_year=False)),
        plain(term_label(listed.kind, current_language())),
    ]
    former = _title_of(view, listed.follows)
    if former is not None:
        facts.append(plain(_("follows “{title}”", title=former)))
    return SEPARATOR.join(facts)


def _time_badge(view: View) -> str:
    this_year = fiscal.year_of_day(view.today)
    colour, words = "gray", _("to come")
    if is_in_force(view.listed, this_year):
        colour, words = "blue", _("in force")
    elif is_over(view.listed, this_year):
        words = _("over")
    return f":{colour}-badge[{words}]"


def _title_of(view: View, plan_id: str | None) -> str | None:
    for listed in cached.plans_of_city(view.city.code):
        if listed.id == plan_id:
            return listed.title
    return None


def _standing(view: View) -> str:
    """How many of its indicators stand how in the year, once the plan has begun."""
    n = len(view.plan.indicators)
    if not n:
        return faint(_("no indicators"))
    first_year = view.listed.first_fiscal_year
    if first_year is not None and first_year > view.last_closed:
        return faint(ngettext("{n} indicator", "{n} indicators", n))
    groups = plan_summary.group_by_status(view.judgements())
    badges = [status_badge(status, len(group)) for status, group in groups.items()]
    count = ngettext("{n} indicator", "{n} indicators", n)
    year = current_language().fiscal_year(view.year)
    return f"{faint(f'{year} {count}')} {' '.join(badges)}"
