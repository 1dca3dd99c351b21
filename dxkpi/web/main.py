"""The main script: runs before every page. Language, navigation, and a last line of defence against exceptions."""

import logging
from itertools import chain

import streamlit as st

from dxkpi.i18n import _
from dxkpi.settings import PROJECT, WrongSetting
from dxkpi.store import StoreError
from dxkpi.web import choice, parts
from dxkpi.web.markdown import plain

STATIC = PROJECT / "dxkpi" / "web" / "static"
LOG = logging.getLogger("dxkpi")

choice.speak()
st.set_page_config(
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
            st.page_link(link, query_params=choice.address(), width="stretch")
    st.space("medium")
    parts.language_switch()

try:
    page.run()
except StoreError as error:
    LOG.warning("%s %s", error, error.detail)
    st.error(plain(str(error)), icon=":material/database_off:")
except WrongSetting as error:
    st.error(plain(str(error)), icon=":material/settings_alert:")
except Exception:
    LOG.exception("A page failed")
    st.error(_("Something went wrong on our side. Reload the page; if it stays so, tell the digital section."))
