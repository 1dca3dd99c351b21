"""The foot of the page: when the draft was saved, who works on it too, and the way back."""

from datetime import timedelta

import streamlit as st

from dxkpi import fiscal
from dxkpi.actions import DiscardDraft, NotPermitted, discard_draft, undoable_step
from dxkpi.store import StoreError
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.session import page_state
from dxkpi.web.edit.opened_draft import OpenedDraft, leave_draft
from dxkpi.web.edit.saving import SavingState, undo
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.drafts import draft_place_text

_LATELY = timedelta(minutes=30)


def show_foot(opened: OpenedDraft) -> None:
    """What was saved last, others at work, undo and giving up."""
    who = current_actor().name
    last_own = undoable_step(opened.steps, who)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(_saved_text(opened, who)), width="stretch")
        if last_own is not None:
            st.button(
                _("Undo the last step"),
                key=KEYS.key("undo"),
                icon=":material/undo:",
                help=plain(
                    draft_place_text(
                        last_own.changes[0].location, opened.stored, current_language()
                    )
                ),
                on_click=undo,
                args=(opened, last_own.number),
            )
        with st.popover(_("Discard the draft")):
            st.markdown(_("What was written in it is gone; the plan stays as it is."))
            st.button(
                _("Discard it"),
                key=KEYS.key("discard"),
                on_click=_discard,
                args=(opened,),
            )


def _saved_text(opened: OpenedDraft, who: str) -> str:
    language = current_language()
    changes = len(opened.compared.edited)
    parts = [
        ngettext("{n} change in the draft.", "{n} changes in the draft.", changes),
        _("Saved at {when}.", when=language.moment(opened.listed.changed_at)),
    ]
    since = fiscal.now() - _LATELY
    others = {
        step.who: draft_place_text(step.changes[0].location, opened.stored, language)
        for step in opened.steps
        if step.who != who and step.at > since
    }
    parts += [
        _("{who} was at work on {place}.", who=other, place=place)
        for other, place in others.items()
    ]
    return language.sentences(parts)


def _discard(opened: OpenedDraft) -> None:
    try:
        discard_draft(cached.store(), DiscardDraft(opened.number), current_actor())
    except (NotPermitted, StoreError) as error:
        page_state(SavingState).refusals = [access.not_done_text(error)]
        return
    leave_draft(opened.listed.key)
