"""The top of the page of an open draft."""

import streamlit as st

from dxkpi.actions import undoable_step
from dxkpi.web.common import access
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, grey_badge, plain
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.others_changes import show_changes_of_others
from dxkpi.web.edit.saving import take_refusals, undo
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.drafts import draft_place_text


def show_edit_head(opened: OpenedDraft) -> None:
    """Whose plan it is, that it is a draft, the way back by a step, why the last edit was
    refused, and what others changed meanwhile.
    """
    title = _("Edit the plan")
    st.set_page_config(page_title=f"{title} – dxkpi")
    city = opened.value(("municipality", "name")) or ""
    is_draft = _("Draft")
    places = [plain(f"{city} {opened.listed.title}"), f":yellow-badge[{is_draft}]"]
    if opened.stored is None:
        places.append(grey_badge(_("a new plan")))
    st.markdown(SEPARATOR.join(places))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(title, anchor=False, width="stretch")
        _show_undo(opened)
    if not current_actor().name:
        access.ask_name()
    refusals = take_refusals()
    for refusal in refusals:
        st.warning(plain(refusal), icon=":material/sync_problem:")
    show_changes_of_others(opened, refusals)


def _show_undo(opened: OpenedDraft) -> None:
    """The way back by a step: of one's own, so that nobody undoes what another did."""
    step = undoable_step(opened.steps, current_actor().name)
    if step is None:
        help_text = _("Nothing of yours can be undone yet.")
    else:
        place = step.changes[0].location
        help_text = draft_place_text(place, opened.stored, current_language())
    st.button(
        _("Undo the last step"),
        key=KEYS.key("undo"),
        icon=":material/undo:",
        help=plain(help_text),
        disabled=step is None,
        on_click=undo,
        args=(opened, 0 if step is None else step.number),
    )
