"""工程: the entries of one measure's schedule, by their years."""

import streamlit as st

from dxkpi.plan.document_columns import SCHEDULE_COLUMNS
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import strong
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.row_table import RowTable, show_row_table
from dxkpi.web.edit.structure_part import choose_measure, choose_policy


def show_schedule(opened: OpenedDraft) -> None:
    """The measure, and a row for each bar, milestone or deadline."""
    policy = choose_policy(opened)
    measure = None if policy is None else choose_measure(opened, policy)
    if measure is None:
        st.info(_("The schedule belongs to measures; the plan has none yet."))
        return
    with st.container(border=True):
        st.markdown(strong(_("Schedule of the measure")))
        columns = [column for column in SCHEDULE_COLUMNS.columns if column.role is None]
        show_row_table(
            opened,
            RowTable((*measure, "schedule"), columns, _("Schedule of the measure")),
        )
