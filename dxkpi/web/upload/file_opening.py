"""Opening chosen files one by one, with a bar that says how far it is and which is read."""

from collections.abc import Sequence

import streamlit as st

from dxkpi import actions
from dxkpi.actions import OpenedWorkbook
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.workbook_reader import workbook_reader


def open_with_progress(files: Sequence[tuple[str, bytes]]) -> list[OpenedWorkbook]:
    """The files, names with contents, as they were read."""
    if not files:
        return []
    progress = st.progress(0.0)
    workbooks = []
    for n, (name, content) in enumerate(files):
        text = _("Checking {n} of {all}: {name}", n=n + 1, all=len(files), name=name)
        progress.progress(n / len(files), text=plain(text))
        workbooks.append(actions.open_workbook(workbook_reader(), name, content))
    progress.empty()
    return workbooks
