"""What registered drafts made of the plan, and taking one of them back."""

from dataclasses import dataclass

import streamlit as st

from dxkpi import actions
from dxkpi.actions import (
    NotPermitted,
    TakeBackDraft,
    TakingBack,
    UnsoundDraft,
    WrongDraft,
)
from dxkpi.plan import PlanKey
from dxkpi.store import ListedDraft, StoreError
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.notices import show_outcome
from dxkpi.web.common.reason_form import ask_reason, offer_taking_back, typed_reason
from dxkpi.web.common.session import page_state
from dxkpi.web.edit.changes_table import show_changes_table
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.changed_values import changed_fact
from dxkpi.wording.drafts import conflict_text, draft_fault_text

_MOST_SHOWN = 5
_REASON = KEYS.key("taking_back_reason")


@dataclass
class TakingBackState:
    """Which registered draft is looked at, and what came of the last press."""

    number: int | None = None
    sentence: str = ""
    succeeded: bool = False


def show_registered_drafts(key: PlanKey, *, asks_name: bool) -> None:
    """The last registered drafts of a plan, each with the way to take it back; `asks_name`:
    nothing else on the page asks for the reader's name.
    """
    state = page_state(TakingBackState)
    show_outcome(state.sentence, succeeded=state.succeeded)
    state.sentence = ""
    drafts = cached.store().registered_drafts(key)[:_MOST_SHOWN]
    if not drafts:
        return
    st.header(_("Registered edits"), anchor=False)
    st.caption(
        _(
            "An edit that was a mistake is taken back here. What others changed since then "
            "stays."
        )
    )
    for draft in drafts:
        with st.container(border=True):
            st.markdown(plain(_registered_text(draft)))
            if state.number == draft.number:
                _show_taking_back(draft, asks_name=asks_name)
            else:
                _offer_taking_back(draft)


def _offer_taking_back(draft: ListedDraft) -> None:
    st.button(
        _("Take this edit back …"),
        key=KEYS.key("take_back", draft.number),
        icon=":material/undo:",
        on_click=_open,
        args=(draft.number,),
    )


def _registered_text(draft: ListedDraft) -> str:
    at = draft.ended_at or draft.changed_at
    return _(
        "{title}: registered by {who}, {when}.",
        title=draft.title,
        who=draft.ended_by or draft.changed_by,
        when=current_language().moment(at),
    )


def _show_taking_back(draft: ListedDraft, *, asks_name: bool) -> None:
    """What taking back changes, old → new, what stays, and the reason."""
    try:
        back = actions.preview_taking_back(cached.store(), draft.number)
    except (WrongDraft, UnsoundDraft, StoreError) as error:
        st.warning(plain(_refusal_text(error)))
        st.button(_("Leave it"), key=KEYS.key("leave_registered"), on_click=_close)
        return
    _show_effects(back)
    with st.form(KEYS.key("taking_back"), border=False, enter_to_submit=False):
        if asks_name:
            access.ask_name()
        access.ask_correction([back.before])
        ask_reason(_("Why it is taken back (required)"), _REASON)
        offer_taking_back(_("Take back"), _take_back, draft.number, _close)


def _show_effects(back: TakingBack) -> None:
    language = current_language()
    if back.after is None:
        st.warning(
            _(
                "The plan goes from all screens. What it holds becomes a draft again, from "
                "which it can be registered anew; who took it back and why is kept."
            )
        )
    elif not back.changes:
        st.info(_("Nothing of it stands any more; taking it back changes nothing."))
    else:
        n = len(back.changes)
        title = ngettext("{n} change to the plan", "{n} changes to the plan", n)
        st.markdown(strong(title))
        show_changes_table(
            [changed_fact(change, back.before, language) for change in back.changes]
        )
    if back.kept:
        stays = _("This stays, because it was changed again since:")
        lines = [
            f"- {plain(conflict_text(kept.mine, kept.theirs, back.before, language))}"
            for kept in back.kept
        ]
        st.info("\n".join([plain(stays), *lines]))


def _open(number: int) -> None:
    page_state(TakingBackState).number = number
    st.session_state.pop(_REASON, None)


def _close() -> None:
    page_state(TakingBackState).number = None


def _take_back(number: int) -> None:
    state = page_state(TakingBackState)
    state.succeeded = False
    reason = typed_reason(_REASON)
    command = TakeBackDraft(number, reason, access.typed_correction())
    try:
        actions.take_back_draft(cached.store(), command, current_actor())
    except (WrongDraft, UnsoundDraft, NotPermitted, StoreError) as error:
        state.sentence = _refusal_text(error)
        return
    state.sentence = _("The edit was taken back; the pages show it at once.")
    state.succeeded, state.number = True, None


def _refusal_text(
    error: WrongDraft | UnsoundDraft | NotPermitted | StoreError,
) -> str:
    if isinstance(error, WrongDraft):
        return draft_fault_text(error.fault, current_language())
    if isinstance(error, UnsoundDraft):
        return _(
            "It cannot be taken back: what others changed since needs it. Correct it with a "
            "draft."
        )
    return access.not_done_text(error)
