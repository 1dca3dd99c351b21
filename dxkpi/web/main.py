"""The main script: runs before every page.

Language, navigation, and a last line of defence against exceptions.
"""

import logging
from itertools import chain

import streamlit as st

from dxkpi.settings import PROJECT, WrongSetting
from dxkpi.store import StoreError
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.reader_choice import link_query, speak_to_reader
from dxkpi.web.common.selectors import show_language_selector
from dxkpi.wording.settings import wrong_values_text
from dxkpi.wording.store import store_error_text

STATIC = PROJECT / "dxkpi" / "web" / "static"
LOG = logging.getLogger("dxkpi")

speak_to_reader()
st.set_page_config(
    page_icon=str(STATIC / "favicon.png"),
    layout="wide",
    initial_sidebar_state=248,
    menu_items={"About": _("dxkpi: the KPI dashboard for cities' DX promotion plans")},
)

overview = st.Page(
    page_files.OVERVIEW,
    title=_("Overview"),
    icon=":material/dashboard:",
    url_path="overview",
)
opened = st.Page(page_files.INDICATOR, title=_("Indicator"), url_path="indicator")
sections = {
    _("Look"): [
        overview,
        st.Page(
            page_files.BRIEF,
            title=_("For the headquarters meeting"),
            icon=":material/description:",
            url_path="brief",
        ),
        st.Page(
            page_files.GALLERY,
            title=_("Indicators (KPI)"),
            icon=":material/monitoring:",
            url_path="kpi",
        ),
        st.Page(
            page_files.REALISATION,
            title=_("DX felt by staff"),
            icon=":material/groups:",
            url_path="realisation",
        ),
        st.Page(
            page_files.SCHEDULE,
            title=_("Schedule"),
            icon=":material/view_timeline:",
            url_path="schedule",
        ),
        st.Page(
            page_files.PLAN,
            title=_("The plan"),
            icon=":material/account_tree:",
            url_path="plan",
        ),
        st.Page(
            page_files.COMPARE,
            title=_("Compare cities"),
            icon=":material/compare_arrows:",
            url_path="compare",
        ),
    ],
    _("Register"): [
        st.Page(
            page_files.UPLOAD,
            title=_("Register actuals"),
            icon=":material/upload_file:",
            url_path="upload",
        ),
        st.Page(
            page_files.SURVEY,
            title=_("Take in a survey"),
            icon=":material/how_to_vote:",
            url_path="survey",
        ),
        st.Page(
            page_files.RETURNS,
            title=_("Returns"),
            icon=":material/fact_check:",
            url_path="returns",
        ),
        st.Page(
            page_files.CHANGES,
            title=_("Changes"),
            icon=":material/history:",
            url_path="changes",
        ),
    ],
    _("Know"): [
        st.Page(
            page_files.HELP,
            title=_("How to use"),
            icon=":material/help:",
            url_path="help",
        )
    ],
}


def home() -> None:
    """The bare address: the overview, or the indicator that it names."""
    st.switch_page(
        opened if "kpi" in st.query_params else overview,
        query_params=st.query_params.to_dict(),
    )


page = st.navigation(
    [st.Page(home, default=True), *chain(*sections.values()), opened], position="hidden"
)

with st.sidebar:
    st.logo(str(STATIC / "logo.svg"), size="large")
    for section, pages in sections.items():
        st.caption(section)
        for link in pages:
            st.page_link(link, query_params=link_query(), width="stretch")
    st.space("medium")
    show_language_selector()

try:
    page.run()
except StoreError as error:
    LOG.warning("%s %s", error, error.detail)
    st.error(
        plain(store_error_text(error, current_language())),
        icon=":material/database_off:",
    )
except WrongSetting as error:
    reasons = wrong_values_text(error.wrong_values, current_language())
    st.error(plain(reasons), icon=":material/settings_alert:")
except Exception:
    LOG.exception("A page failed")
    st.error(
        _(
            "Something went wrong on our side. Reload the page; if it stays so, tell the digital section."
        )
    )
