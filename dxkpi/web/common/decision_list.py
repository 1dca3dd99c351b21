"""What the headquarters decided, as a table that several pages show: what, who, until when,
how far it is and what came of it.
"""

from collections.abc import Iterable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from dxkpi.plan import Decision, DecisionState, DecisionSubject
from dxkpi.plan.decision import WHOLE_PLAN
from dxkpi.rules import (
    FollowedDecision,
    count_decisions,
    decisions_about,
    decisions_of_indicator,
)
from dxkpi.rules.decisions import is_overdue
from dxkpi.web.common.decision_form import offer_decision_form
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, titled
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording.decisions import (
    counted_states_text,
    short_day,
    state_with_delay,
    subject_text,
    until_text,
)

_KEYS = WidgetKeys("decisions")
_COLOURS = {DecisionState.CARRIED_OUT: "blue"}


def show_decisions(view: View, subject: DecisionSubject) -> None:
    """What was decided about an indicator or a measure, the latest first, and the form for
    whoever may write; nothing where there is neither.
    """
    followed = decisions_on(view, subject)
    show_decision_table(view, followed, _("Decided by the headquarters"))
    own = [each.decision for each in followed if each.of_plan is None]
    offer_decision_form(view, subject, own)


def decisions_on(view: View, subject: DecisionSubject) -> tuple[FollowedDecision, ...]:
    """What was decided about something of the plan, the latest year first."""
    indicator = view.plan.indicator(subject.indicator or "")
    if indicator is None:
        own = decisions_about(view.plan, subject)
        followed: Sequence[FollowedDecision] = [FollowedDecision(each) for each in own]
    else:
        followed = decisions_of_indicator(view.plan, indicator, view.plan_beside)
    return tuple(sorted(followed, key=lambda each: -each.decision.fiscal_year))


def show_decision_table(
    view: View,
    followed: Sequence[FollowedDecision],
    title: str,
    *,
    with_subjects: bool = False,
) -> None:
    """Decisions with how many of them are settled; nothing where there are none."""
    if not followed:
        return
    decisions = [each.decision for each in followed]
    count = counted_states_text(
        count_decisions(decisions, view.today), current_language()
    )
    st.markdown(titled(title, count))
    with st.container(key=_KEYS.key("table")):  # screen.css knows it by this key
        st.table(
            decision_table(view, followed, with_subjects=with_subjects),
            border="horizontal",
            hide_index=True,
            alt=title,
        )


def decision_table(
    view: View, followed: Iterable[FollowedDecision], *, with_subjects: bool = False
) -> pd.DataFrame:
    """A row for each decision, as Markdown."""
    language = current_language()
    text = partial(_text, view, with_subject=with_subjects)
    rows = [
        (
            text(each),
            plain(each.decision.department or "－"),
            f"{plain(until_text(each.decision, language))} {state_badge(view, each.decision)}",
        )
        for each in followed
    ]
    columns = [_("Decision"), _("Department"), _("Until when, how far")]
    return pd.DataFrame(rows, columns=columns)


def state_badge(view: View, decision: Decision) -> str:
    """How far a decision is, as a badge; one that is overdue says so."""
    text = state_with_delay(decision, view.today, current_language())
    colour = _COLOURS.get(decision.state, "gray")
    if is_overdue(decision, view.today):
        colour = "orange"
    return f":{colour}-badge[{text}]"


def _text(view: View, followed: FollowedDecision, *, with_subject: bool) -> str:
    """What was decided, about what where that is not the page's own, and what came of it."""
    decision, language = followed.decision, current_language()
    parts = [plain(decision.text)]
    if with_subject and decision.subject != WHOLE_PLAN and followed.of_plan is None:
        parts.append(faint(subject_text(view.plan, decision.subject, language)))
    when = short_day(decision.decided, language)
    if followed.of_plan is not None:
        when = f"{followed.of_plan} {when}"
    parts.append(f":small[{faint(when)}]")
    if decision.outcome:
        parts.append(f":small[→ {plain(decision.outcome)}]")
    return " ".join(parts)
