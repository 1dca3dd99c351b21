"""提出状況, the other plans of the municipality: how far their returns of the year are."""

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from dxkpi.plan import PlanKey
from dxkpi.returns.status import years_of_returns
from dxkpi.rules import is_due
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import link_lines, plain, strong
from dxkpi.web.common.reader_choice import choose_plan, choose_year
from dxkpi.web.common.view import View
from dxkpi.web.returns.sentence import returns_sentence
from dxkpi.web.returns.submissions import read_submissions
from dxkpi.web.returns.widget_keys import KEYS

_TITLE_COLUMNS, _TITLE_LINES = 44, 2


def show_other_plans(view: View) -> None:
    """How far the returns of each other plan are, with the way there; nothing where no
    other plan asks for returns of the year.
    """
    others = list(_others_of_year(view))
    if not others:
        return
    title = _("Other plans, {year}", year=current_language().fiscal_year(view.year))
    with st.container(border=True):
        st.markdown(strong(title))
        for other in others:
            _show_plan(other)


def _others_of_year(view: View) -> Iterator[View]:
    """Every other plan that asks for returns of the view's year, in that year."""
    for listed in cached.plans_of_city(view.city.code):
        if listed.key == view.listed.key:
            continue
        other = view.beside(listed)
        is_asked = view.year in years_of_returns(other.plan, ())
        if is_asked and is_due(other.plan, view.year, view.last_closed):
            yield replace(other, year=view.year)


def _show_plan(other: View) -> None:
    """A plan with its sentence. Its name is a button: a link to the page it stands on
    would look like the current one.
    """
    st.button(
        link_lines(other.listed.title, _TITLE_COLUMNS, _TITLE_LINES),
        key=KEYS.key("plan", other.listed.id),
        type="tertiary",
        on_click=_open_plan,
        args=(other.listed.key, other.year),
    )
    st.markdown(plain(returns_sentence(other, read_submissions(other))))


def _open_plan(key: PlanKey, year: int) -> None:
    choose_plan(key.city, key.id)
    choose_year(year)
