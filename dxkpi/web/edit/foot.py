"""The foot of the page: when the draft was saved, who works on it too, and the next step."""

from datetime import timedelta

import streamlit as st

from dxkpi import fiscal
from dxkpi.actions import DiscardDraft, NotPermitted, discard_draft
from dxkpi.store import StoreError
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.page_choices import choose
from dxkpi.web.common.session import page_state
from dxkpi.web.edit.opened_draft import OpenedDraft, leave_draft
from dxkpi.web.edit.parts import PART_CHOICE, EditPart
from dxkpi.web.edit.saving import SavingState
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.drafts import draft_place_text

_LATELY = timedelta(minutes=30)


def show_foot(opened: OpenedDraft, part: EditPart) -> None:
    """What was saved last, others at work, giving up, and the next step."""
    who = current_actor().name
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(_saved_text(opened, who)), width="stretch")
        with st.popover(_("Discard the draft")):
            st.markdown(_("What was written in it is gone; the plan stays as it is."))
            st.button(
                _("Discard it"),
                key=KEYS.key("discard"),
                on_click=_discard,
                args=(opened,),
            )
        if part is not EditPart.REGISTER:
            _show_next_step(opened)


def _show_next_step(opened: OpenedDraft) -> None:
    """The way to the check before the draft is registered."""
    changes = len(opened.compared.edited)
    st.button(
        ngettext(
            "Check {n} change and register",
            "Check {n} changes and register",
            changes,
        ),
        key=KEYS.key("next"),
        type="primary",
        icon=":material/check:",
        disabled=not changes,
        on_click=choose,
        args=(PART_CHOICE, EditPart.REGISTER.value),
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
