"""The four steps of a return, at the top of the page."""

from enum import IntEnum

import streamlit as st

from dxkpi.web.common.language import _
from dxkpi.web.common.view import View
from dxkpi.web.upload.drafts import UploadScreen, chosen_files, upload_state
from dxkpi.web.upload.examination import examine_draft


class _Step(IntEnum):
    TAKE_FORM = 0
    CHOOSE_FILE = 1
    CHECK = 2
    REGISTER = 3


def show_steps(view: View) -> None:
    """The four steps; what is done is ticked, where the reader is stands out."""
    current = _current_step(view)
    steps = list(_step_words().items())
    pairs = st.grid(2, min_column_width=320)  # never three in a row and one below
    for pair in (steps[:2], steps[2:]):
        with pairs.cell():
            cells = st.grid(2, min_column_width=150, border=True)
        for step, (name, note) in pair:
            with cells.cell():
                st.markdown(_step_markdown(step, current, name, note))


def _step_markdown(step: _Step, current: _Step, name: str, note: str) -> str:
    if step < current or current is _Step.REGISTER:
        return _step_text(":blue[:material/check_circle:] " + name, _("Done"))
    if step is current:
        return _step_text(f":blue-background[**{name}**]", note)
    return _step_text(name, note)


def _current_step(view: View) -> _Step:
    """Where the reader is; nothing is done after the last step, so all are done then."""
    files = chosen_files()
    if not files or upload_state().screen is not UploadScreen.CHECK:
        return _Step.TAKE_FORM
    for draft in files:
        examine_draft(view, draft)
    if any(draft.is_open for draft in files):
        return _Step.CHECK
    return _Step.REGISTER


def _step_words() -> dict[_Step, tuple[str, str]]:
    return {
        _Step.TAKE_FORM: (_("① Take the form"), _("Choose department and year")),
        _Step.CHOOSE_FILE: (_("② Choose the file"), _("The form that was filled in")),
        _Step.CHECK: (_("③ Check"), _("What to mend, what changes")),
        _Step.REGISTER: (_("④ Register"), _("Take the receipt")),
    }


def _step_text(title: str, note: str) -> str:
    return title + "  \n" + note
