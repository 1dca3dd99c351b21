"""The reader of workbooks and answer sheets, one for all visitors of this process."""

import streamlit as st

from dxkpi.workbook.reader import WorkbookReader


@st.cache_resource(show_spinner=False, on_release=WorkbookReader.close)
def workbook_reader() -> WorkbookReader:
    """The reader of this process; it opens files in a child process that can be ended."""
    return WorkbookReader()
