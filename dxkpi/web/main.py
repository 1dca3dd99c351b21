"""The main script: runs before every page. Language, navigation, and a last line of defence against exceptions."""

import logging
from itertools import chain

import streamlit as st

from dxkpi.i18n import LANGUAGES, _
from dxkpi.settings import PROJECT, WrongSetting
from dxkpi.store import StoreError
from dxkpi.web import parts, state

STATIC = PROJECT / "dxkpi" / "web" / "static"

state.speak()
st.set_page_config(
    page_title="dxkpi",
    page_icon=str(STATIC / "favicon.png"),
    layout="wide",
    initial_sidebar_state=248,
    menu_items={"About": _("dxkpi: the KPI dashboard for cities' DX promotion plans")},
)

indicators = st.Page(parts.GALLERY, title=_("Indicators (KPI)"), icon=":material/monitoring:", url_path="kpi")
opened = st.Page(parts.INDICATOR, title=_("Indicator"), url_path="indicator")
sections = {_("Look"): [indicators]}


def home() -> None:
    """The bare address: the first screen there is."""
    st.switch_page(indicators, query_params=st.query_params.to_dict())


page = st.navigation([st.Page(home, default=True), *chain(*sections.values()), opened], position="hidden")

with st.sidebar:
    st.logo(str(STATIC / "logo.svg"), size="large")
    for section, pages in sections.items():
        st.caption(section)
        for link in pages:
            st.page_link(link, query_params=parts.address(), width="stretch")
    st.space("medium")
    parts.language_switch(LANGUAGES)

try:
    page.run()
except (StoreError, WrongSetting) as error:
    st.error(parts.plain(str(error)), icon=":material/database_off:")
except Exception:
    logging.getLogger("dxkpi").exception("A page failed")
    st.error(_("Something went wrong on our side. Reload the page; if it stays so, tell the digital section."))
