"""手を打つところ: the departments that need somebody, first those that need it most."""

import pandas as pd
import streamlit as st

from dxkpi.returns.round_status import DepartmentInRound, RoundState
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.round.shown_round import ShownRound
from dxkpi.wording.glossary import department_name
from dxkpi.wording.round_sentences import reason_text, remaining_text, state_or_delay

_COLOURS = {
    RoundState.TO_REVIEW: "blue",
    RoundState.SENT_BACK: "orange",
    RoundState.PARTLY_IN: "yellow",
}


def show_unsettled(view: View, shown: ShownRound) -> None:
    """The table; one sentence where everything is in."""
    st.markdown(strong(_("Where to act")))
    if not shown.progress.unsettled:
        st.markdown(faint(_("Nothing is left to do.")))
        return
    st.table(
        view.worded(_table, shown),
        border="horizontal",
        hide_index=True,
        alt=_("Where to act"),
    )


def _table(_view: View, shown: ShownRound) -> pd.DataFrame:
    columns = [_("Department"), _("Still to come"), _("What is known")]
    rows = [_row(department) for department in shown.progress.unsettled]
    return pd.DataFrame(rows, columns=columns)


def _row(department: DepartmentInRound) -> tuple[str, str, str]:
    language = current_language()
    name = plain(department_name(department.department, language))
    colour = "red" if department.days_late else _COLOURS.get(department.state, "gray")
    badge = f":{colour}-badge[{state_or_delay(department, language)}]"
    return (
        f"{name} {badge}",
        plain(remaining_text(department, language)),
        plain(reason_text(department, language)),
    )
