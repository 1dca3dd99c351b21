"""A page that takes a right: nothing of it is made for who does not have it."""

import streamlit as st

from dxkpi.actions import Right
from dxkpi.settings import settings
from dxkpi.web.common import access
from dxkpi.web.common.opened_view import city_in_view, open_view
from dxkpi.web.common.view import View


def open_closed_view(right: Right, title: str, *, to_report: bool = False) -> View:
    """As `open_view`; the page ends with a sentence under its title where whoever is at the
    screen has the right for no department of the city.
    """
    city = city_in_view() or settings().default_city
    refusal = access.refusal_in_city(right, city)
    if refusal is not None:
        st.set_page_config(page_title=f"{title} – dxkpi")
        st.title(title, anchor=False)
        access.show_refusal(refusal)
        st.stop()
    return open_view(to_report=to_report)
