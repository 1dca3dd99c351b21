"""Its measures in the schedule, with what was reported of them."""

import pandas as pd
import streamlit as st

from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import faint, plain, titled
from dxkpi.web.common.view import View
from dxkpi.web.department.own_parts import own_measures
from dxkpi.web.schedule.gantt_charts import policy_charts
from dxkpi.web.schedule.reports import reports_of_view
from dxkpi.wording.timetable import entry_years_text, marked_entry_state


def show_schedule(view: View, department: str | None, *, as_table: bool) -> None:
    """The charts of its policies, or a table; nothing where the plan gives no years."""
    measures = [m for m in own_measures(view, department) if m.schedule]
    if not measures:
        return
    numbers = tuple(measure.number for measure in measures)
    n = sum(len(measure.schedule) for measure in measures)
    count = ngettext("{n} entry of the schedule", "{n} entries of the schedule", n)
    st.markdown(titled(_("Schedule"), count))
    if as_table:
        st.table(
            view.worded(_entries_table, numbers),
            border="horizontal",
            hide_index=True,
            alt=_("Schedule"),
        )
        return
    for chart in policy_charts(view, numbers):
        show_chart(chart.picture.spec)


def _entries_table(view: View, numbers: tuple[str, ...]) -> pd.DataFrame:
    language = current_language()
    reports = reports_of_view(view)
    rows = []
    for number in numbers:
        measure = view.measure(number)
        for entry in reports.entries(measure):
            name = f"{plain(entry.item.label)}  \n:small[{faint(measure.name)}]"
            rows.append(
                {
                    _("Entry"): name,
                    _("Years"): plain(entry_years_text(entry.item, language)),
                    _("State"): plain(marked_entry_state(entry, language, dated=True)),
                }
            )
    return pd.DataFrame(rows)
