"""The start: how the year's returns stand, ① the form to take, ② the files to choose.

It costs a table of one row a department and two downloads, which are made when they are
pressed.
"""

import streamlit as st

from dxkpi.returns import reportable_entries
from dxkpi.returns.status import ReturnStage
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import show_returns_link
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.returns.departments import departments_table
from dxkpi.web.returns.sentence import returns_sentence
from dxkpi.web.returns.submissions import (
    Submissions,
    read_submissions,
    statuses_of_year,
)
from dxkpi.web.review.waiting_remarks import show_remarks_to_answer
from dxkpi.web.upload import drafts
from dxkpi.web.upload.answer_view import answer_of_step
from dxkpi.web.upload.file_choice import show_file_choice
from dxkpi.web.upload.form_downloads import show_form_downloads
from dxkpi.web.upload.widget_keys import KEYS

_MOST_RETURNS = 6
_MOST_NAMES = 3


def show_start(view: View) -> None:
    """How the year's returns stand, the form, the uploader, and what was chosen before."""
    submissions = read_submissions(view)
    with answer_of_step(drafts.upload_state().step_of()):
        st.header(plain(returns_sentence(view, submissions)), anchor=False)
    plan = view.plan
    asks_for_anything = plan.indicators or reportable_entries(plan) or plan.measures
    if not asks_for_anything:
        st.info(
            _(
                "This plan sets no indicators, schedule or measures, so there is nothing to report."
            )
        )
        return
    _show_way_back_to_check()
    show_remarks_to_answer(view)
    grid = st.grid(2, min_column_width=320, border=True)
    with grid.cell():
        show_form_downloads(view)
    with grid.cell():
        show_file_choice(view)
    _show_open_returns(view, submissions)


def _show_way_back_to_check() -> None:
    """The way to the files that were chosen before and are not registered."""
    files = [draft for draft in drafts.chosen_files() if draft.is_open]
    if not files:
        return
    names = [draft.workbook.name for draft in files[:_MOST_NAMES]]
    names_text = current_language().listed(names)
    if len(files) > _MOST_NAMES:
        names_text += "…"
    count = ngettext(
        "{n} file is being checked", "{n} files are being checked", len(files)
    )
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small"
    ):
        st.markdown(strong(count) + " " + faint(names_text), width="stretch")
        st.button(
            _("On to ③ Check"),
            icon=":material/arrow_forward:",
            on_click=drafts.go_on_to_check,
            key=KEYS.key("on"),
        )


def _show_open_returns(view: View, submissions: Submissions) -> None:
    """Whose returns are not in, and the way to all of them."""
    statuses = statuses_of_year(view, submissions)
    if statuses[0].stage is ReturnStage.NOT_DUE:
        return
    not_in = [
        status for status in statuses if status.stage is not ReturnStage.REGISTERED
    ]
    rows = min(len(not_in) or len(statuses), _MOST_RETURNS)
    with st.container(border=True, key="returns"):  # as on the page of all returns
        year = current_language().fiscal_year_title(view.year)
        st.markdown(f"{strong(_('Returns'))} {faint(year)}")
        st.table(
            view.worded(departments_table, submissions).head(rows),
            border="horizontal",
            hide_index=True,
            alt=_("Returns that are not in come first"),
        )
        more = len(statuses) - rows
        if more:
            st.caption(ngettext("{n} more.", "{n} more.", more))
        show_returns_link(view.year)
