"""The sentence of the plan's page: how large the plan is; below it what ★ and ◆ mean."""

from collections import Counter

import streamlit as st

from dxkpi.plan import NationalItem
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, plain
from dxkpi.web.common.view import View
from dxkpi.wording import glossary


def show_sentence(view: View) -> None:
    """The sentence, and the meaning of the marks that occur."""
    st.header(view.timeless.worded(_sentence), anchor=False)
    if legend := view.timeless.worded(_legend):
        st.caption(legend)


def _sentence(view: View) -> str:
    """The counts of the plan's parts; its title where it has none."""
    plan = view.plan
    if not plan.policies:
        return plain(plan.about.title)
    policies, measures = len(plan.policies), len(plan.measures)
    initiatives = sum(len(measure.initiatives) for measure in plan.measures)
    counts = [ngettext("{n} policy", "{n} policies", policies)]
    if measures:
        counts.append(ngettext("{n} measure", "{n} measures", measures))
    if initiatives:
        counts.append(ngettext("{n} initiative", "{n} initiatives", initiatives))
    return plain(_("A plan of {parts}.", parts=current_language().listed(counts)))


def _legend(view: View) -> str:
    counts = Counter(measure.national_item for measure in view.plan.measures)
    language = current_language()
    meanings = []
    for item in NationalItem:
        if not counts[item]:
            continue
        count = ngettext("({n} measure)", "({n} measures)", counts[item])
        meanings.append(plain(f"{glossary.marked_label(item, language)} {count}"))
    return SEPARATOR.join(meanings)
