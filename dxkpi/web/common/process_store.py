"""The store of this process, opened once for all visitors."""

import streamlit as st

from dxkpi.settings import settings
from dxkpi.store import Store, StoreError, StoreFault


@st.cache_resource(show_spinner=False, on_release=Store.close)
def store_of_process() -> Store:
    """The store of this process with every city, at the level of this program.

    Raises `WrongSetting` or `StoreError`.
    """
    opened = Store(settings().database_url, smallest_group=settings().smallest_group)
    level = opened.level()
    if level.current:
        return opened
    opened.close()
    if level.known:
        raise StoreError(StoreFault.NOT_SET_UP)
    raise StoreError(StoreFault.NEWER)
