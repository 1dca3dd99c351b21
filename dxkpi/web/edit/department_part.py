"""担当課: the register of the municipality's departments."""

import streamlit as st

from dxkpi.plan.document_columns import DEPARTMENT_COLUMNS
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import strong
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.row_table import RowTable, show_row_table


def show_departments(opened: OpenedDraft) -> None:
    """A row for each department, with what became of it."""
    with st.container(border=True):
        st.markdown(strong(_("Departments of the municipality")))
        st.caption(
            _(
                "For reorganisations: since when, until when, and what it became. It holds for "
                "all plans of the municipality."
            )
        )
        show_row_table(
            opened,
            RowTable(
                ("municipality", "departments"),
                DEPARTMENT_COLUMNS.columns,
                _("Departments of the municipality"),
            ),
        )
