"""判定のしかた: how the plan grades its indicators, with what that makes of the last year."""

from collections import Counter

import streamlit as st

from dxkpi import fiscal
from dxkpi.plan import Plan
from dxkpi.plan.document_columns import GRADING_COLUMNS
from dxkpi.plan.grading import Grading, WrittenBand
from dxkpi.rules import PROFILES, Status, judge_plan, profile_of
from dxkpi.settings import settings
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, status_badge, strong
from dxkpi.web.edit.field_widgets import show_field
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.row_table import RowTable, show_row_table

_PLACE = ("plan", "grading")


def show_grading(opened: OpenedDraft) -> None:
    """The profile with its changes and bands, and the last year judged by it."""
    form, example = st.columns([5, 4])
    with form, st.container(border=True):
        st.markdown(strong(_("How this plan is graded")))
        for column in GRADING_COLUMNS.columns:
            if column.model is Grading:
                show_field(opened, _PLACE, column)
        st.markdown(strong(_("Grades of its own")))
        bands = [each for each in GRADING_COLUMNS.columns if each.model is WrittenBand]
        show_row_table(
            opened, RowTable((*_PLACE, "bands"), bands, _("Grades of its own"))
        )
    with example, st.container(border=True):
        _show_example(opened)


def _show_example(opened: OpenedDraft) -> None:
    """The statuses of the last closed year, as they are and as they would be."""
    year = fiscal.last_closed_year(fiscal.today())
    title = _("Judgements of {year}", year=current_language().fiscal_year(year))
    st.markdown(strong(title))
    sides = (
        (_("Now"), opened.stored),
        (_("With this draft"), opened.plan_as_decided_today),
    )
    for label, plan in sides:
        if plan is not None:
            st.markdown(f"{plain(label)}  \n{_badges(plan, year)}")
    if opened.plan is None:
        st.caption(
            _("This shows once everything is mended that “Check and register” lists.")
        )


def _badges(plan: Plan, year: int) -> str:
    """How many indicators have each status."""
    profile = profile_of(plan, PROFILES[settings().profile])
    today = fiscal.today()
    judged = judge_plan(plan, year, fiscal.last_closed_year(today), profile, today)
    counts = Counter(judgement.counted_status for judgement in judged)
    return " ".join(
        status_badge(status, counts[status]) for status in Status if counts[status]
    )
