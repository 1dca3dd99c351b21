"""The indicators without any figure yet, a line each instead of an empty chart."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dxkpi.rules import Judgement
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.links import indicator_address
from dxkpi.web.common.markdown import plain, verdict_badge
from dxkpi.web.common.view import View
from dxkpi.wording.year_review import goal_with_deadline

_NOTHING = "－"


def show_waiting_list(view: View, judgements: Sequence[Judgement]) -> None:
    """How each stands, its link, whose it is and what it is to reach."""
    st.table(
        pd.DataFrame([_row(view, judgement) for judgement in judgements]),
        border="horizontal",
        hide_index=True,
        alt=_("Indicators without a figure yet"),
    )


def _row(view: View, judgement: Judgement) -> dict[str, str]:
    language = current_language()
    indicator = judgement.indicator
    row = {
        _("Status"): verdict_badge(judgement),
        _("Indicator"): f"[{plain(indicator.name)}]({indicator_address(indicator)})",
    }
    departments = view.plan.departments_of(indicator)
    if any(view.plan.departments_of(each) for each in view.plan.indicators):
        row[_("Department")] = plain(language.listed(departments) or _NOTHING)
    row[_("Target")] = plain(goal_with_deadline(indicator, language) or _NOTHING)
    return row
