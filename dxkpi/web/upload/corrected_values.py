"""What a return corrects of the reader's earlier one: before and after, in one table."""

import pandas as pd
import streamlit as st

from dxkpi.returns import CheckedReturn
from dxkpi.text.lines import shortened
from dxkpi.web.common.finding_lines import MOST_LISTED
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.wording.corrected_values import CorrectedValue, corrected_values

_LONGEST_TEXT = 60


def show_corrected_values(checked: CheckedReturn) -> None:
    """A row for each figure and text that is corrected."""
    values = list(corrected_values(checked, current_language()))
    rows = [_row(value) for value in values[:MOST_LISTED]]
    st.table(
        pd.DataFrame(rows),
        border="horizontal",
        hide_index=True,
        alt=_("What is corrected, before and after"),
    )


def _row(value: CorrectedValue) -> dict[str, str]:
    name, blank = plain(f"{value.code} {value.name}"), faint(_("(blank)"))
    after = shortened(value.after, _LONGEST_TEXT)
    if value.label:
        name = f"{name} {faint(value.label)}"
    return {
        _("what is corrected"): name,
        _("returned before"): plain(shortened(value.before, _LONGEST_TEXT)) or blank,
        _("as corrected"): strong(after) if after else blank,
    }
