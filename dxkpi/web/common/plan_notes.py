"""What was damaged or unclear in the plan's source, and how it was read."""

import streamlit as st

from dxkpi.web.common.language import ngettext
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.opened_items import show_fold
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View


def show_plan_notes(view: View, keys: WidgetKeys, *, opened: bool = False) -> None:
    """The notes of the plan's data: folded away unless `opened`; nothing where there are none.

    `keys` are those of the page.
    """
    count = len(view.plan.about.notes)
    if not count:
        return
    label = ngettext(
        "About this plan's data: {n} note", "About this plan's data: {n} notes", count
    )
    notes = view.timeless.worded(_notes_list)
    if opened:
        st.markdown(f"**{label}**\n{notes}")
    else:
        show_fold(keys, "notes", label, icon=":material/info:").markdown(notes)


def _notes_list(view: View) -> str:
    return "\n".join(f"- {plain(note)}" for note in view.plan.about.notes)
