"""What is said about an indicator: what it is, where its figures come from, and where
it stands in the plan.
"""

import streamlit as st

from dxkpi.plan import Indicator
from dxkpi.plan.linked_plans import former_plan_id
from dxkpi.plan.stages import ARROW
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.view import View
from dxkpi.wording.figure_times import figure_time_note, publication_note
from dxkpi.wording.figures import counts_heading
from dxkpi.wording.targets import worse_reason_text


def show_source(view: View, indicator: Indicator) -> None:
    """Definition, the plan's own sentence, and where it stands."""
    grid = st.grid(2, min_column_width=300, border=True)
    with grid.cell():
        st.markdown(strong(_("Definition")))
        st.text(indicator.definition or _("The plan gives no definition."))
        for name, text in _facts_of_figures(indicator).items():
            st.markdown(strong(name))
            st.text(text)
        reason = worse_reason_text(indicator, current_language())
        if reason:
            st.text(reason)
        for text in _links_to_other_plans(view, indicator):
            st.text(text)
    with grid.cell():
        st.markdown(strong(_("In the plan (original words)")))
        st.text(indicator.quote or _("The plan's words are not recorded."))
        st.caption(plain(view.plan.about.source or view.plan.about.title))


def _links_to_other_plans(view: View, indicator: Indicator) -> list[str]:
    """That its figures are entered in another plan, and which one it goes on from."""
    texts = []
    if indicator.shares is not None:
        texts.append(
            _(
                "Its figures are entered in {plan} ({code}) and shown here.",
                plan=view.plan_title(indicator.shares.plan),
                code=indicator.shares.code,
            )
        )
    former = former_plan_id(view.plan, indicator)
    if indicator.continues is not None and former is not None:
        texts.append(
            _(
                "It goes on from {code} of {plan}.",
                plan=view.plan_title(former),
                code=indicator.continues.code,
            )
        )
    return texts


def _facts_of_figures(indicator: Indicator) -> dict[str, str]:
    """How its figures are worked out, where they come from and of which time they are;
    as far as that is known.
    """
    facts = {
        _("Stages, from the first to the last"): ARROW.join(indicator.stages),
        _("numerator/denominator"): counts_heading(indicator, current_language()),
        _("How it is worked out"): indicator.method,
        _("Source of the figures"): indicator.source,
        _("Time of the figures"): figure_time_note(indicator, current_language()),
        _("Publication"): publication_note(indicator, current_language()),
    }
    return {name: text for name, text in facts.items() if text}
