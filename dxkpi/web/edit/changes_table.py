"""Changes of a plan or a draft as a table: where, what it was, what it is."""

from collections.abc import Sequence

import streamlit as st

from dxkpi.web.common.language import _, ngettext
from dxkpi.web.common.markdown import plain
from dxkpi.wording.changed_values import ChangedFact

MOST_CHANGES = 200
"""Changes that are shown; of more it is said how many."""


def show_changes_table(facts: Sequence[ChangedFact]) -> None:
    """The changes, old → new."""
    shown = facts[:MOST_CHANGES]
    table = {
        _("Place"): [plain(fact.place) for fact in shown],
        _("Before"): [plain(fact.before) for fact in shown],
        _("After"): [plain(fact.after) for fact in shown],
    }
    st.table(table, hide_index=True)
    more = len(facts) - len(shown)
    if more > 0:
        st.caption(ngettext("and {n} more", "and {n} more", more))
