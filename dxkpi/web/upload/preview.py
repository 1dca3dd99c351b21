"""What registering a return changes: figures and schedule old → new, the status before
and after, the charts as they will be.
"""

import pandas as pd
import streamlit as st

from dxkpi.findings import Severity
from dxkpi.returns import CheckedReturn
from dxkpi.rules import ReportableEntry
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.finding_counts import readings_label
from dxkpi.web.common.finding_lines import MOST_LISTED, finding_line
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong
from dxkpi.web.upload.draft_return import DraftAnswer
from dxkpi.web.upload.figure_changes import (
    figure_changes_table,
    text_change,
    text_changes_table,
)
from dxkpi.web.upload.new_charts import new_charts
from dxkpi.web.upload.report_changes import report_changes_table
from dxkpi.wording.figures import recorded_progress_text


def show_preview(answer: DraftAnswer) -> None:
    """Old → new with the status before and after, the charts with the new points, and
    how things were read.
    """
    with st.container(border=True):
        title = strong(_("What changes when it is registered"))
        st.markdown(title + " " + faint(_("nothing is stored yet")))
        figures = answer.kept(figure_changes_table)
        entries = answer.kept(_entry_changes_table)
        reports = answer.kept(report_changes_table)
        if figures.empty and entries.empty and reports.empty:
            st.markdown(_("Nothing changes: everything stands in the store already."))
        _show_table(figures, _("Figures before and after"))
        _show_table(
            answer.kept(text_changes_table),
            _("Causes and countermeasures, before and after"),
        )
        _show_table(entries, _("Progress of the schedule before and after"))
        _show_table(reports, _("Reports of initiatives before and after"))
        _show_charts(answer)
        _show_readings(answer)


def _show_table(table: pd.DataFrame, alt: str) -> None:
    if not table.empty:
        st.table(table, border="horizontal", hide_index=True, alt=alt)


def _entry_changes_table(checked: CheckedReturn) -> pd.DataFrame:
    rows = []
    for entry in checked.form.schedule_entries:
        if entry.key in checked.progress:
            rows.append(_entry_row(checked, entry))
    return pd.DataFrame(rows)


def _entry_row(checked: CheckedReturn, entry: ReportableEntry) -> dict[str, str]:
    language = current_language()
    now, new = checked.form.progress.get(entry.key), checked.progress[entry.key]
    registered = checked.form.registered_progress(entry)
    comment_now = registered.comment if registered else None
    comment = plain(new.comment or "－")
    if new.comment != comment_now:
        comment = text_change(comment_now, new.comment)
    now_text = plain(recorded_progress_text(now, language))
    new_text = strong(recorded_progress_text(new, language))
    return {
        _("Entry of the schedule"): plain(f"{entry.measure.number} {entry.item.label}"),
        _("Progress (now → new)"): f"{now_text} → {new_text}",
        _("Comment"): comment,
    }


def _show_charts(answer: DraftAnswer) -> None:
    charts = answer.kept(new_charts)
    if not charts:
        return
    st.markdown(faint(_("This is how it looks then (the ring is the new figure)")))
    grid = st.grid(3, min_column_width=260)
    for chart in charts:
        with grid.cell():
            st.markdown(plain(chart.title) + SEPARATOR + strong(chart.figure))
            show_chart(chart.spec)


def _show_readings(answer: DraftAnswer) -> None:
    """How things were read that were not written as the program writes them."""
    readings = [
        finding
        for finding in answer.examined.findings_of(Severity.INFO)
        if finding.reason is None
    ]
    if not readings:
        return
    with st.expander(readings_label(len(readings)), icon=":material/translate:"):
        lines = [f"- {finding_line(reading)}" for reading in readings[:MOST_LISTED]]
        st.markdown("\n".join(lines))
