"""The top of the page with its three steps, and the plans that are being written."""

import streamlit as st

from dxkpi.actions import Right
from dxkpi.settings import settings
from dxkpi.web.common import access, cached
from dxkpi.web.common.empty_store import SAMPLE_COMMAND
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import faint, grey_badge, plain, strong
from dxkpi.web.common.opened_view import city_in_view
from dxkpi.web.edit.beginning import show_draft


def show_start_head() -> None:
    """What the page is for, and its steps. It ends here for who may edit no plan."""
    title = _("Begin a plan")
    st.set_page_config(page_title=f"{title} – dxkpi")
    if not cached.cities():
        nothing = _("no plan yet")
        st.markdown(f"dxkpi　{grey_badge(nothing)}")
    st.title(title, anchor=False)
    if not access.may_anywhere(Right.EDIT_PLAN):
        city = city_in_view() or settings().default_city
        access.show_refusal(access.refusal_in_city(Right.EDIT_PLAN, city) or "")
        st.stop()
    st.header(
        _("With the plan as a file, the first screen shows within an hour."),
        anchor=False,
    )
    steps = (
        (_("① Say whose plan it is"), _("Name and years; two minutes")),
        (_("② Put in its contents"), _("A file, Excel, a pasted table, by hand")),
        (_("③ Check and register"), _("Nobody else sees it before")),
    )
    for n, (column, (step, note)) in enumerate(zip(st.columns(3), steps, strict=True)):
        text = plain(step) if n else f":blue-background[{strong(step)}]"
        with column.container(border=True, height="stretch"):
            st.markdown(f"{text}  \n{faint(note)}")


def show_drafts() -> None:
    """The plans that are being written already."""
    st.caption(
        plain(
            _(
                "Files do not leave this computer and the office's server. What is being "
                "written is kept as a draft."
            )
        )
    )
    if cached.is_empty():
        _show_sample()
    drafts = [draft for draft in cached.store().drafts() if draft.plan is None]
    if not drafts:
        return
    st.header(_("Plans that are being written"), anchor=False)
    for draft in drafts:
        show_draft(draft)


def _show_sample() -> None:
    """How to look at a plan without having one."""
    st.caption(
        plain(
            _(
                "To see it first with an invented city, 見本市, enter this on the computer "
                "that runs it, and reload the page:"
            )
        )
    )
    st.code(SAMPLE_COMMAND, language=None)
