"""All indicators as one table; a ticked row opens its indicator."""

from collections.abc import Collection, Sequence

import pandas as pd
import streamlit as st

from dxkpi.rules import Judgement
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.wording import glossary
from dxkpi.wording import judgement as wording
from dxkpi.wording.targets import expected_text, goal_with_stretch

_NOTHING = "－"


def show_indicator_table(
    view: View, shown: Sequence[Judgement], *, is_typed: bool
) -> None:
    """The table. It is kept, unless the indicators are what typed words have found."""
    codes = tuple(judgement.indicator.code for judgement in shown)
    st.caption(_("Tick a row to open the indicator."))
    if is_typed:
        table = _indicator_table(view, codes)
    else:
        table = view.worded(_indicator_table, codes)
    picked = st.dataframe(
        table,
        hide_index=True,
        height="content",
        on_select="rerun",
        selection_mode="single-row",
        alt=_("Indicators with their status"),
    )
    for row in picked["selection"]["rows"]:
        st.switch_page(page_files.INDICATOR, query_params=link_query(kpi=codes[row]))


def _indicator_table(view: View, codes: Collection[str]) -> pd.DataFrame:
    rows = [
        _table_row(judgement)
        for judgement in view.judgements()
        if judgement.indicator.code in codes
    ]
    return pd.DataFrame(rows)


def _table_row(judgement: Judgement) -> dict[str, str]:
    language = current_language()
    indicator = judgement.indicator
    expected = _NOTHING
    if judgement.expected is not None:
        expected = expected_text(indicator, judgement.expected, language, unit=True)
    return {
        _("Indicator"): indicator.name,
        _("Status"): glossary.marked_label(judgement.status, language),
        _("Actual"): wording.actual_text(judgement, language),
        _("Expected"): expected,
        _("Target"): goal_with_stretch(indicator, language) or _NOTHING,
    }
