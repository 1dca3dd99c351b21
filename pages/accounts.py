"""利用者と権限: who may do what in the city, for those who manage its accounts."""

import streamlit as st

from dxkpi.actions import Right
from dxkpi.web.accounts.city_accounts import read_city_accounts
from dxkpi.web.accounts.granting import show_granting
from dxkpi.web.accounts.lists import offer_list, show_taking_in
from dxkpi.web.accounts.members_table import show_members
from dxkpi.web.accounts.person_panel import show_person
from dxkpi.web.accounts.sentence import show_sentence
from dxkpi.web.common import access
from dxkpi.web.common.closed_page import open_closed_view
from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.language import _

title = _("People and roles")
view = open_closed_view(Right.MANAGE_ACCOUNTS, title)
show_heading(view, title, with_year=False)
shown = read_city_accounts(view)
show_sentence(shown)
show_members(shown)
offer_list(shown)
if not access.may_write(Right.MANAGE_ACCOUNTS, view.city.code):
    st.stop()
access.ask_name()
show_person(shown)
show_granting(shown)
show_taking_in(shown)
