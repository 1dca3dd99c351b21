"""The main script: runs before every page.

Language, navigation, and a last line of defence against exceptions.
"""

from itertools import chain
from logging import WARNING

import streamlit as st

from dxkpi.event_log import LOG, log_event
from dxkpi.settings import PACKAGE, WrongSetting
from dxkpi.store import StoreError
from dxkpi.web import navigation
from dxkpi.web.common.known_day import take_known_day
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.opened_view import take_choice_of_address
from dxkpi.web.common.reader_choice import speak_to_reader, take_choice_of_tables
from dxkpi.web.sign_in import sight
from dxkpi.web.sign_in.no_role import stop_without_role
from dxkpi.web.sign_in.reader import reading_account_once
from dxkpi.wording.settings import wrong_values_text
from dxkpi.wording.store import store_error_text

STATIC = PACKAGE / "web" / "static"

speak_to_reader()
sight.see(None)
st.set_page_config(
    page_icon=str(STATIC / "favicon.png"),
    layout="wide",
    initial_sidebar_state=248,
    menu_items={"About": _("dxkpi: the KPI dashboard for cities' DX promotion plans")},
)

try:
    with reading_account_once():
        take_known_day()
        take_choice_of_address()
        take_choice_of_tables()
        sections = navigation.page_sections()
        listed = list(chain(*sections.values()))
        indicator = navigation.indicator_page()
        home = navigation.home_page(overview=listed[0], indicator=indicator)
        reading = navigation.reading_page()
        pages = [home, *listed, indicator, reading]
        page = st.navigation(pages, position="hidden")
        navigation.show_sidebar(STATIC / "logo.svg", sections, page)
        stop_without_role()
        page.run()
except StoreError as error:
    log_event("store_error", WARNING, reason=error.fault.value)
    reason = store_error_text(error, current_language())
    st.error(plain(reason), icon=":material/database_off:")
except WrongSetting as error:
    reasons = wrong_values_text(error.wrong_values, current_language())
    st.error(plain(reasons), icon=":material/settings_alert:")
except Exception:
    LOG.exception("page_failed")
    st.error(
        _(
            "Something went wrong on our side. Reload the page; "
            "if it stays so, tell the digital section."
        )
    )
