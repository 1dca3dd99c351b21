"""計画をはじめる: from a city's own paper to the first draft."""

import streamlit as st

from dxkpi.web.common import access
from dxkpi.web.start.facts import ask_facts, refusal_of
from dxkpi.web.start.head import show_drafts, show_start_head
from dxkpi.web.start.ways import follow_pressed_way, show_ways

follow_pressed_way()
show_start_head()
facts = ask_facts()
refusal = refusal_of(facts)
if refusal is not None:
    access.show_refusal(refusal)
    st.stop()
access.ask_name()
show_ways(facts)
show_drafts()
