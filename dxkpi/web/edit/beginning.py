"""Before a draft is opened: the one of the plan in view, or the button that begins it."""

from typing import NoReturn

import streamlit as st

from dxkpi import actions
from dxkpi.actions import NotPermitted, Right, StartDraft, WrongDraft
from dxkpi.store import ListedDraft, StoreError
from dxkpi.web.common import access, cached
from dxkpi.web.common.closed_page import open_closed_view
from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.page_files import EDIT
from dxkpi.web.common.session import page_state
from dxkpi.web.common.view import View
from dxkpi.web.edit.opened_draft import (
    OpenedDraft,
    draft_in_address,
    draft_of_plan,
    leave_draft,
    name_draft,
    open_draft,
)
from dxkpi.web.edit.registering import show_outcome_of_registering
from dxkpi.web.edit.saving import SavingState, take_refusals
from dxkpi.web.edit.taking_back import show_registered_drafts
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.drafts import draft_fault_text


def open_draft_to_edit(title: str) -> OpenedDraft:
    """The draft that the address names. The page ends with a way to one where it names
    none.

    The browser leaves its address as it is where a link leads to the page that is open,
    and the next click would lose the draft: so the address is written again.
    """
    number = draft_in_address()
    opened = None if number is None else open_draft(number)
    if opened is None:
        leave_draft()
        _offer_drafts(title, was_named=number is not None)
    _require_right(title, opened.listed.city)
    name_draft(opened.number)
    return opened


def _require_right(title: str, city: str) -> None:
    refusal = access.refusal_in_city(Right.EDIT_PLAN, city)
    if refusal is None:
        return
    st.set_page_config(page_title=f"{title} – dxkpi")
    st.title(title, anchor=False)
    access.show_refusal(refusal)
    st.stop()


def _offer_drafts(title: str, *, was_named: bool) -> NoReturn:
    """The draft of the plan in view, drafts of plans to be, or the button that begins one."""
    view = open_closed_view(Right.EDIT_PLAN, title)
    show_heading(view, title, view.plan.about.title, with_year=False)
    show_outcome_of_registering()
    if was_named:
        st.info(_("No such draft is open; it may be registered, or discarded."))
    for refusal in take_refusals():
        st.warning(plain(refusal))
    draft = draft_of_plan(view.listed.key)
    if draft is None:
        _offer_beginning(view)
    else:
        show_draft(draft)
    show_registered_drafts(view.listed.key, asks_name=draft is not None)
    others = [one for one in cached.store().drafts(view.city.code) if one.plan is None]
    if others:
        st.header(_("Plans that are being written"), anchor=False)
        for other in others:
            show_draft(other)
    st.stop()


def _offer_beginning(view: View) -> None:
    st.markdown(
        _(
            "Work on a draft: it is saved as you go, others who may edit see it, and the plan "
            "stays as it is until the draft is registered."
        )
    )
    access.ask_name()
    st.button(
        _("Begin to edit"),
        key=KEYS.key("begin"),
        type="primary",
        icon=":material/edit:",
        on_click=_begin,
        args=(view,),
    )


def _begin(view: View) -> None:
    command = StartDraft(view.city.code, view.listed.id)
    try:
        draft = actions.start_draft(cached.store(), command, current_actor())
    except WrongDraft as wrong:
        page_state(SavingState).refusals = [
            draft_fault_text(wrong.fault, current_language())
        ]
    except (NotPermitted, StoreError) as error:
        page_state(SavingState).refusals = [access.not_done_text(error)]
    else:
        name_draft(draft.number)


def show_draft(draft: ListedDraft) -> None:
    """A draft with who worked on it last, and the way into it."""
    with st.container(border=True):
        st.markdown(plain(draft.title))
        st.caption(
            plain(
                _(
                    "Begun by {who}; last changed by {changed_by}, {when}.",
                    who=draft.begun_by,
                    changed_by=draft.changed_by,
                    when=current_language().moment(draft.changed_at),
                )
            )
        )
        st.page_link(
            EDIT,
            label=_("Go on with this draft"),
            icon=":material/arrow_forward:",
            query_params={"draft": str(draft.number)},
        )
