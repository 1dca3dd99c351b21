"""アンケート取込 of a plan whose 実感率 is entered in another plan."""

import streamlit as st

from dxkpi.web.common import cached
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.reader_choice import choose_plan
from dxkpi.web.common.view import View
from dxkpi.web.survey.surveyed_indicator import surveyed_indicator


def show_where_it_is_entered(view: View) -> None:
    """That the survey belongs to the other plan, and the way there."""
    shared = surveyed_indicator(view).shares
    assert shared is not None
    title = view.plan_title(shared.plan)
    st.header(plain(_("The survey is taken in for {plan}.", plan=title)), anchor=False)
    st.markdown(plain(_("Its figure is shown in this plan as well.")))
    plans = {listed.id for listed in cached.plans_of_city(view.city.code)}
    if shared.plan in plans:
        st.button(
            plain(_("To {plan}", plan=title)),
            type="primary",
            on_click=choose_plan,
            args=(view.city.code, shared.plan),
        )
