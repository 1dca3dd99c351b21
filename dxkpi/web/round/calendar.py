"""The round on the calendar, or as a table of the same words."""

from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import fiscal
from dxkpi.charts import RoundCalendar, round_calendar
from dxkpi.web.common.chart_block import show_chart, show_table_toggle
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.round.shown_round import ShownRound
from dxkpi.wording.glossary import department_name
from dxkpi.wording.round_sentences import lane_text, steps_text


def show_calendar(view: View, shown: ShownRound) -> None:
    """A line a department, or the same as a table."""
    n = len(shown.progress.departments)
    title = ngettext("{n} department", "{n} departments", n)
    with st.container(border=True):
        with st.container(
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="center",
            gap="small",
        ):
            key = plain(_key(is_reviewed=shown.opened.is_reviewed))
            st.markdown(f"{strong(title)} :small[{key}]", width="content")
            as_table = show_table_toggle()
        if as_table:
            st.table(
                view.worded(_table, shown),
                border="horizontal",
                hide_index=True,
                alt=_("The departments on the calendar"),
            )
        else:
            show_chart(view.worded(_chart, shown))


def _key(*, is_reviewed: bool) -> str:
    if is_reviewed:
        return _("○ form taken ● handed in, yellow: a part ↩ sent back ■ final")
    return _("○ form taken ● handed in, yellow: a part")


def _chart(view: View, shown: ShownRound) -> dict[str, Any]:
    opening = shown.opened.opening
    opened_on = fiscal.day_in_japan(opening.at) if opening else None
    calendar = RoundCalendar(shown.progress, shown.deadlines, opened_on, view.today)
    return round_calendar(calendar, current_language())


def _table(view: View, shown: ShownRound) -> pd.DataFrame:
    language = current_language()
    rows = [
        (
            plain(department_name(department.department, language)),
            plain(lane_text(department, view.today, language)),
            plain(steps_text(department, language)),
        )
        for department in shown.progress.departments
    ]
    columns = [_("Department"), _("State"), _("Steps")]
    return pd.DataFrame(rows, columns=columns)
