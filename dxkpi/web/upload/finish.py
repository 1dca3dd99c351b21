"""④ 登録する: who registers, and what can be registered or left to the secretariat now."""

import streamlit as st

from dxkpi.findings import Severity
from dxkpi.web.common import access, page_files
from dxkpi.web.common.language import _, ngettext, sentences
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.web.upload import desk
from dxkpi.web.upload.desk import ReturnOnDesk


def to_returns(view: View) -> None:
    """The way to the state of all returns."""
    st.page_link(
        page_files.RETURNS,
        label=_("Returns"),
        icon=":material/fact_check:",
        query_params=link_query(year=str(view.year)),
    )


def actions(view: View, papers: list[ReturnOnDesk]) -> None:
    """④: who registers, the way back, and what can be registered now."""
    left = [paper for paper in papers if paper.open]
    done = len(papers) > len(left)
    if not left:
        _after(view)
        return
    if not access.may_register():
        st.info(plain(access.closed_text()), icon=":material/lock:")
        back()
        return
    ready = desk.ready(view, left)
    with st.container(border=True):
        st.markdown(strong(_("④ Register")))
        waiting = [paper for paper in left if _may_be_left(view, paper)]
        if ready or waiting:
            access.ask_name()
        if not ready:
            st.markdown(plain(_why_not(view, left)))
        with st.container(horizontal=True, gap="small"):
            back()
            if len(left) == 1 and waiting:
                st.button(
                    _("Leave it to the secretariat to confirm"),
                    icon=":material/pending_actions:",
                    key="leave",
                    on_click=desk.hold_return,
                    args=(left[0],),
                )
            label = (
                _("Register")
                if len(left) == 1
                else _("Register all ({n})", n=len(ready))
            )
            st.button(
                label,
                type="primary",
                icon=":material/check_circle:",
                disabled=not ready,
                key="register",
                on_click=desk.register,
                args=tuple(ready),
            )
    if done:
        _after(view)


def own_action(view: View, paper: ReturnOnDesk) -> None:
    """Register this one of several, or leave it to the secretariat."""
    if not paper.open or not access.may_register():
        return
    if desk.examine(view, paper).returned.accepted:
        st.button(
            _("Register this file"),
            icon=":material/check_circle:",
            key=f"register-{paper.key}",
            on_click=desk.register,
            args=(paper,),
        )
    elif _may_be_left(view, paper):
        st.button(
            _("Leave it to the secretariat to confirm"),
            icon=":material/pending_actions:",
            key=f"leave-{paper.key}",
            on_click=desk.hold_return,
            args=(paper,),
        )


def _may_be_left(view: View, paper: ReturnOnDesk) -> bool:
    """Whether only held values stand between a file and its registration, and it does
    not wait already.
    """
    returned = desk.examine(view, paper).returned
    held = returned.of(Severity.HOLD) and not returned.of(Severity.ERROR)
    return bool(paper.reading and held and returned.answer and paper.waiting is None)


def _why_not(view: View, left: list[ReturnOnDesk]) -> str:
    """Why there is nothing to register yet."""
    found = [desk.examine(view, paper).returned for paper in left]
    errors, holds = (
        sum(len(r.of(severity)) for r in found)
        for severity in (Severity.ERROR, Severity.HOLD)
    )
    said = [
        ngettext("{n} place is left to mend.", "{n} places are left to mend.", errors)
        if errors
        else "",
        ngettext(
            "{n} place is left to confirm.", "{n} places are left to confirm.", holds
        )
        if holds
        else "",
    ]
    return sentences(said)


def back() -> None:
    """To the form and the choice of files."""
    st.button(
        _("Back"), icon=":material/arrow_back:", on_click=desk.go_back, key="back"
    )


def _after(view: View) -> None:
    """Where to go once everything is registered."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("Hand in another form"),
            icon=":material/upload_file:",
            on_click=desk.clear,
            key="another",
        )
        to_returns(view)
        st.page_link(
            page_files.OVERVIEW,
            label=_("Overview"),
            icon=":material/dashboard:",
            query_params=link_query(),
        )
