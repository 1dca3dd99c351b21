"""What the headquarters decided last time and what came of it, and what about the year."""

from collections.abc import Sequence

import streamlit as st

from dxkpi.rules import (
    FollowedDecision,
    count_decisions,
    decisions_of_year,
    earlier_decisions,
)
from dxkpi.rules.decisions import is_open
from dxkpi.text.lines import shortened
from dxkpi.web.common.decision_list import state_badge
from dxkpi.web.common.language import current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.wording.decisions import counted_states_text, earlier_title, this_year_title

_MOST_ITEMS = 3
_LONGEST_TEXT, _LONGEST_FACT = 24, 12


def show_decided(view: View) -> None:
    """The card, with lines as close as those of what changed."""
    with st.container(key="changes"):
        st.markdown(decided_text(view))


def decided_text(view: View) -> str:
    """What was decided last time, then about the year, as Markdown; empty for nothing."""
    return view.worded_with_others(_decided_text)


def _decided_text(view: View) -> str:
    earlier = earlier_decisions(view.plan, view.year, view.plan_beside)
    of_year = [
        FollowedDecision(each) for each in decisions_of_year(view.plan, view.year)
    ]
    language = current_language()
    titles = (earlier_title(language), this_year_title(view.year, language))
    groups: Sequence[Sequence[FollowedDecision]] = (earlier, of_year)
    lists = [
        _list(view, title, group)
        for title, group in zip(titles, groups, strict=True)
        if group
    ]
    return "  \n".join(lists)


def _list(view: View, title: str, group: Sequence[FollowedDecision]) -> str:
    """The title with the count, and the first few; what is still open comes first."""
    decisions = [each.decision for each in group]
    count = count_decisions(decisions, view.today)
    counted = counted_states_text(count, current_language())
    heading = f"{strong(title)} :small[{faint(counted)}]"
    open_first = sorted(group, key=lambda each: not is_open(each.decision))
    lines = [_line(view, each) for each in open_first[:_MOST_ITEMS]]
    if more := len(group) - len(lines):
        rest = ngettext("and {n} more", "and {n} more", more)
        lines.append(f":small[{faint(rest)}]")
    return SEPARATOR.join([heading, *lines])


def _line(view: View, followed: FollowedDecision) -> str:
    """How far a decision is, what it is, and what came of it or who does it."""
    decision = followed.decision
    text = plain(shortened(decision.text, _LONGEST_TEXT))
    fact = decision.outcome or decision.department or ""
    badge = state_badge(view, decision)
    return f"{badge} :small[{text} {faint(shortened(fact, _LONGEST_FACT))}]"
