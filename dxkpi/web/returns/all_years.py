"""提出状況, all the years: departments × fiscal years, as a picture or as a table of
the same words.
"""

from typing import Any

import pandas as pd
import streamlit as st

from dxkpi.charts import returns_chart
from dxkpi.returns.status import ReturnStage
from dxkpi.web.common.chart_block import show_chart, show_table_toggle
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.returns.submissions import (
    Submissions,
    SubmissionStatus,
    statuses_of_all_years,
)
from dxkpi.wording.glossary import department_name, marked_label

DepartmentYears = tuple[str, tuple[SubmissionStatus, ...]]


def show_all_years(view: View, submissions: Submissions) -> None:
    """Departments × years, as a picture or as a table of the same words."""
    if not view.worded(_years_by_department, submissions):
        return
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="small",
    ):
        st.markdown(strong(_("Departments and fiscal years")), width="content")
        as_table = show_table_toggle()
    if as_table:
        st.dataframe(
            view.worded(_stages_table, submissions),
            hide_index=True,
            height="content",
            alt=_("Returns by department and fiscal year"),
        )
    else:
        show_chart(view.worded(_stages_chart, submissions))
    st.caption(_legend())


def _years_by_department(
    view: View, submissions: Submissions
) -> tuple[DepartmentYears, ...]:
    """Each department with its years, in the plan's order."""
    by_department: dict[str | None, list[SubmissionStatus]] = {}
    for status in statuses_of_all_years(view, submissions):
        by_department.setdefault(status.department, []).append(status)
    return tuple(
        (department_name(department, current_language()), tuple(statuses))
        for department, statuses in by_department.items()
    )


def _stages_chart(view: View, submissions: Submissions) -> dict[str, Any]:
    lines = view.worded(_years_by_department, submissions)
    return returns_chart(lines, view.year, current_language())


def _stages_table(view: View, submissions: Submissions) -> pd.DataFrame:
    lines = view.worded(_years_by_department, submissions)
    years = sorted({s.fiscal_year for _name, statuses in lines for s in statuses})
    not_there = {current_language().fiscal_year(year): "" for year in years}
    rows = []
    for name, statuses in lines:
        row = {_("Department"): name} | not_there
        for status in statuses:
            stage = marked_label(status.stage, current_language())
            row[current_language().fiscal_year(status.fiscal_year)] = stage
        rows.append(row)
    return pd.DataFrame(rows)


def _legend() -> str:
    language = current_language()
    stages = [marked_label(stage, language) for stage in ReturnStage]
    return plain(language.listed(stages))
