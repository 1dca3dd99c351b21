"""工程: one measure's bars as they will be, and its entries by their years under them."""

import streamlit as st

from dxkpi.plan.document_columns import SCHEDULE_COLUMNS
from dxkpi.plan.document_problem import Location
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import faint, strong
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.row_table import RowTable, show_row_table
from dxkpi.web.edit.schedule_picture import drawn_measure, show_picture
from dxkpi.web.edit.schedule_rows import show_rows
from dxkpi.web.edit.structure_part import choose_measure, choose_policy


def show_schedule(opened: OpenedDraft) -> None:
    """The measure, its picture, a row for each bar, milestone or deadline."""
    policy = choose_policy(opened)
    measure = None if policy is None else choose_measure(opened, policy)
    if measure is None:
        st.info(_("The schedule belongs to measures; the plan has none yet."))
        return
    drawn = drawn_measure(opened, measure)
    with st.container(border=True):
        title, remark = _("Schedule of the measure"), _("as it will be")
        st.markdown(f"{strong(title)} {faint(remark)}")
        show_picture(opened, drawn)
    with st.container(border=True):
        st.markdown(strong(_("Entries, one in each row")))
        show_rows(opened, measure, drawn)
    with st.expander(_("All fields as a table")):
        _show_table(opened, measure)


def _show_table(opened: OpenedDraft, measure: Location) -> None:
    """Also how certain the years are, notes, and the years before a change of the plan."""
    columns = [column for column in SCHEDULE_COLUMNS.columns if column.role is None]
    show_row_table(
        opened,
        RowTable((*measure, "schedule"), columns, _("Schedule of the measure")),
    )
